import type { Act, EnforcementCase, ShownDocument } from '@liuhen/contract';
import type { ShownRow } from './custody-check.ts';

/** What the page of a document shows of its row, by the columns that were sealed. */
export const sealedDocument = ({ id, ...shown }: ShownDocument): ShownRow => ({
  ...{ table: 'document', id },
  columns: {
    ...{ kind: shown.kind, number: shown.number, state: shown.state, pages: shown.pages },
    ...{ pdf_sha256: shown.sha256, void_reason: shown.voidReason },
    ...{ created_at: shown.createdAt, finalized_at: shown.finalizedAt },
  },
});

/** The same of a case. */
export const sealedCase = ({
  id,
  number,
  ownNumber,
  cause,
  procedure,
  openedAt,
  unitId,
}: EnforcementCase): ShownRow => ({
  ...{ table: 'enforcement_case', id },
  columns: { number, own_number: ownNumber, cause, procedure, opened_at: openedAt, unit_id: unitId },
});

/** The same of an act. */
export const sealedAct = ({ id, number, type, cause, place, unitId, startedAt, filmed }: Act): ShownRow => ({
  ...{ table: 'act', id },
  columns: { number, type, cause, place, unit_id: unitId, started_at: startedAt, filmed },
});

import { type DocumentApproval, type documentShapes, terms } from '@liuhen/contract';
import type { z } from 'zod';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { approvalsOf, approvesFirst, lastApprovalOfDocument, requestApproval } from '../cases/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import type { DocumentHouse } from './keep.ts';
import { mayEditDocument } from './policy.ts';
import { caseOf, requireReady } from './ready.ts';
import {
  holdDocument,
  kindOf,
  lastVersion,
  peopleOf,
  type Row,
  requireSeen,
  templateNow,
  wordingOf,
} from './rows.ts';

type State = DocumentApproval['state'];

type Approved = Pick<Row, 'id' | 'kind' | 'template_id' | 'revision'>;

/** The organ's template in whose wording the document stands. */
const templateOf = async (ctx: Reading, { kind, template_id, revision }: Approved): Promise<string | null> =>
  revision !== null ? template_id : ((await templateNow(ctx, kind))?.id ?? null);

/** Where the approval of the last version stands: what was approved is one version in one wording, and no other. */
async function standingOf(ctx: Reading, row: Approved, revision: number): Promise<State> {
  const last = await lastApprovalOfDocument(ctx, row.id);
  if (last === null) return 'none';
  if (last.state !== 'approved') return last.state;
  const reworded = last.templateId !== undefined && last.templateId !== (await templateOf(ctx, row));
  return reworded || last.revision !== revision ? 'changed' : 'approved';
}

/** What the page of a document says of its approval; null for a kind in which the head has no part. */
export async function showApproval(
  ctx: Reading,
  kind: CatalogueKind,
  row: Row,
  { revision, officerIds }: { revision: number; officerIds: readonly string[] },
): Promise<DocumentApproval | null> {
  if (kind.approval === null) return null;
  return {
    matter: kind.approval,
    demanded: await approvesFirst(ctx, kind.approval),
    state: await standingOf(ctx, row, revision),
    asked: await approvalsOf(ctx, { documentId: row.id }, officerIds),
  };
}

/** Throws document.notApproved where the organ asks for an approval of this version and there is none. */
export async function requireApproved(
  ctx: Reading,
  { approval }: CatalogueKind,
  row: Row,
  revision: number,
): Promise<void> {
  if (approval === null || !(await approvesFirst(ctx, approval))) return;
  const state = await standingOf(ctx, row, revision);
  if (state === 'approved') return;
  const { missing } = terms.documents.approval;
  throw new DomainError('document.notApproved', {
    matter: terms.names.approvalMatter[approval],
    standing: missing[state],
  });
}

/**
 * Asks for the approval of the version that was seen, by the chain of its matter; it does not change until that is
 * settled. Sealed as `approval.requested`. Throws what making it final would, document.approved for a version that was,
 * document.noCase where no case has it, notFound for a kind that nobody approves.
 */
export async function askForApproval(
  ctx: Writing,
  house: Pick<DocumentHouse, 'law' | 'keys'>,
  { id, approvalId, revision, opinion }: z.output<typeof documentShapes.documentAsk>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  const kind = kindOf(row.kind);
  const people = await peopleOf(ctx, row);
  const before = await lastApprovalOfDocument(ctx, id);
  // The same sent again because its answer was lost is no edit of what waits.
  permit(mayEditDocument(personOf(ctx), before?.id === approvalId ? { ...people, asked: false } : people));
  const last = await lastVersion(ctx, house.keys, id);
  requireSeen(last, revision);
  if (kind.approval === null) throw new DomainError('notFound');
  const caseId = await caseOf(ctx, row);
  if (caseId === null) throw new DomainError('document.noCase');
  if (before?.id !== approvalId && (await standingOf(ctx, row, revision)) === 'approved')
    throw new DomainError('document.approved');
  await requireReady(ctx, house, row, last);
  const { title } = await wordingOf(ctx, kind, row);
  const sealed = await requestApproval(ctx, {
    ...{ id: approvalId, matter: kind.approval, caseId, subject: { type: 'document', id } },
    ...{
      title: `《${title}》`,
      content: { kind: kind.id, revision, templateId: await templateOf(ctx, row) },
      opinion,
    },
  });
  return { ...sealed, value: { id } } as Sealed<{ id: string }>;
}

import {
  type CaseSource,
  type CaseWeight,
  type Cause,
  type EnforcementCase,
  fromWallClock,
  type Input,
  type Procedure,
  toWallClock,
} from '@liuhen/contract';

/** A case as it stands in its form. */
export interface TypedCase {
  ownNumber?: string;
  cause?: string;
  causeId?: string | null;
  source?: CaseSource;
  sourceOn?: string;
  sourceNote?: string;
  weights?: CaseWeight[];
  party?: string;
  unitId: string;
  officerIds: string[];
  procedure: Procedure;
  openedAt: string;
}

const orNull = (text: string | undefined) => text?.trim() || null;

/** The words of a cause of the list, or what was typed where none is chosen. */
const causeOf = ({ causeId, cause }: TypedCase, causes: readonly Cause[]) =>
  causes.find(({ id }) => id === causeId)?.name ?? cause ?? '';

export const readCase = (typed: TypedCase, causes: readonly Cause[]) =>
  ({
    ...{ ownNumber: orNull(typed.ownNumber), party: orNull(typed.party) },
    ...{ cause: causeOf(typed, causes), causeId: typed.causeId || null },
    ...{ source: typed.source ?? null, sourceOn: typed.sourceOn || null },
    ...{ sourceNote: orNull(typed.sourceNote), weights: typed.weights ?? [] },
    ...{ unitId: typed.unitId, officerIds: typed.officerIds, procedure: typed.procedure },
    openedAt: fromWallClock(typed.openedAt) ?? typed.openedAt,
  }) satisfies Input<'openCase'>;

export const typeCase = (known: EnforcementCase): TypedCase => ({
  ...{ ownNumber: known.ownNumber ?? '', party: known.partyInWords ?? '' },
  ...{ cause: known.cause, causeId: known.causeId ?? '' },
  ...(known.source === null ? {} : { source: known.source }),
  ...{ sourceOn: known.sourceOn ?? '', sourceNote: known.sourceNote ?? '', weights: known.weights },
  ...{ unitId: known.unitId, officerIds: known.officers.map(({ id }) => id), procedure: known.procedure },
  openedAt: toWallClock(known.openedAt),
});

import {
  type EnforcementCase,
  fromWallClock,
  type Input,
  type Procedure,
  toWallClock,
} from '@liuhen/contract';

/** A case as it stands in its form. */
export interface TypedCase {
  ownNumber?: string;
  cause: string;
  party?: string;
  unitId: string;
  officerIds: string[];
  procedure: Procedure;
  openedAt: string;
  closedAt?: string;
}

const orNull = (text: string | undefined) => text?.trim() || null;

export const readCase = (typed: TypedCase) =>
  ({
    ...{ ownNumber: orNull(typed.ownNumber), cause: typed.cause, party: orNull(typed.party) },
    ...{ unitId: typed.unitId, officerIds: typed.officerIds, procedure: typed.procedure },
    openedAt: fromWallClock(typed.openedAt) ?? typed.openedAt,
    closedAt: fromWallClock(typed.closedAt),
  }) satisfies Input<'openCase'>;

export const typeCase = (known: EnforcementCase): TypedCase => ({
  ...{ ownNumber: known.ownNumber ?? '', cause: known.cause, party: known.party ?? '' },
  ...{ unitId: known.unitId, officerIds: known.officers.map(({ id }) => id), procedure: known.procedure },
  ...{ openedAt: toWallClock(known.openedAt), closedAt: toWallClock(known.closedAt) },
});

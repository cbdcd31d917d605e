import {
  type Act,
  type Circumstance,
  type EnforcementCase,
  type EnteredActType,
  fromWallClock,
  type Input,
  type Procedure,
  toWallClock,
} from '@liuhen/contract';

/** An act as it stands in its form. */
export interface TypedAct {
  type: EnteredActType;
  cause: string;
  party?: string;
  place?: string;
  unitId: string;
  officerIds: string[];
  startedAt: string;
  endedAt?: string;
  planned: boolean;
  planNote?: string;
  coordinates?: { latitude?: number | null; longitude?: number | null };
  despite?: string;
  filmed: boolean;
  circumstances: Circumstance[];
  caseId?: string | null;
  /** A group of choices has no value that is nothing. Not in the form while a case is chosen. */
  procedure?: Procedure | 'none';
}

const orNull = (text: string | undefined) => text?.trim() || null;

/** Both or nothing: the form asks for the other where one is typed. */
function positionOf(typed: TypedAct['coordinates']) {
  const { latitude, longitude } = typed ?? {};
  return latitude == null || longitude == null ? null : { latitude, longitude };
}

/** The act that is sent. One of a case has the procedure of its case, which the server knows. */
export function readAct(typed: TypedAct) {
  const { procedure = 'none', caseId } = typed;
  return {
    ...{ type: typed.type, cause: typed.cause, unitId: typed.unitId, filmed: typed.filmed },
    ...{ party: orNull(typed.party), place: orNull(typed.place), officerIds: typed.officerIds },
    ...{ planned: typed.planned, planNote: typed.planned ? orNull(typed.planNote) : null },
    ...{ coordinates: positionOf(typed.coordinates), despite: orNull(typed.despite) },
    startedAt: fromWallClock(typed.startedAt) ?? typed.startedAt,
    endedAt: fromWallClock(typed.endedAt),
    circumstances: typed.circumstances,
    caseId: caseId ?? null,
    procedure: caseId || procedure === 'none' ? null : procedure,
  } satisfies Input<'createAct'>;
}

export const typeAct = (act: Act): TypedAct => ({
  ...{ type: act.type as EnteredActType, cause: act.cause, party: act.party ?? '', place: act.place ?? '' },
  ...{ unitId: act.unitId, officerIds: act.officers.map(({ id }) => id), filmed: act.filmed },
  ...{ circumstances: act.circumstances, procedure: act.procedure ?? 'none', caseId: act.case?.id ?? null },
  ...{ planned: act.planned, planNote: act.planNote ?? '', despite: act.despite ?? '' },
  coordinates: act.coordinates ?? {},
  ...{ startedAt: toWallClock(act.startedAt), endedAt: toWallClock(act.endedAt) },
});

/** How a new act begins: with the person who enters it, or with what is known of the case that it serves. */
export function beginAct(
  own: Pick<Partial<TypedAct>, 'officerIds' | 'unitId'>,
  served: EnforcementCase | null,
): Partial<TypedAct> {
  const begun = { filmed: true, planned: false, circumstances: [], procedure: 'none' } as const;
  if (served === null) return { ...begun, circumstances: [], ...own };
  return {
    ...{ ...begun, circumstances: [], caseId: served.id, cause: served.cause, party: served.party ?? '' },
    ...{ unitId: served.unitId, officerIds: served.officers.map(({ id }) => id) },
  };
}

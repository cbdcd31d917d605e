import {
  type Act,
  type ActRow,
  type ActType,
  type Circumstance,
  type cases as caseShapes,
  type Procedure,
  refusals,
} from '@liuhen/contract';
import type { Participant } from '@liuhen/rules';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { implausibleTimes } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { searchQuery, searchVector } from '../base/words.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { actFaults } from './act-faults.ts';
import { procedureOf } from './case-procedure.ts';
import { reshelveOfAct } from './evidence.ts';
import { holdId } from './hold.ts';
import { markOf, pastMark } from './mark.ts';
import { takeNumber } from './numbers.ts';
import { overtaken } from './overtaken.ts';
import { nameOfficers, requireInOrgan } from './people.ts';
import { mayBeChanged, mayChangeAct } from './policy.ts';
import { judgePeople, participantsOf } from './qualify.ts';
import { readableFilm } from './readable.ts';
import { recusedFrom } from './recusals.ts';

type ActInput = z.output<typeof caseShapes.actInput>;

/**
 * What was entered, once it is sound. Instants are in the house's form: two offsets compare as one, and the marks of
 * pages are as fine as the rows. An act of a case has the procedure of its case.
 */
async function takeSound<T extends ActInput>(
  ctx: Writing,
  entered: T,
  { law, actId }: { law: Law | null; actId: string | null },
): Promise<T & { people: Participant[] }> {
  const [startedAt, endedAt] = [toInstant(entered.startedAt), entered.endedAt && toInstant(entered.endedAt)];
  const input = { ...entered, startedAt, endedAt };
  await requireInOrgan(ctx, entered);
  const people = await participantsOf(ctx, entered.officerIds);
  const judged = law && (await judgePeople(ctx, law, input, people));
  const recused = await recusedFrom(ctx, { caseId: entered.caseId, actId, startedAt });
  const faults = [
    ...implausibleTimes(ctx, { startedAt, endedAt }),
    ...actFaults(input, { now: ctx.clock.now(), judged, recused }),
  ];
  const reversed = endedAt !== null && endedAt < startedAt;
  if (reversed) faults.push(faultAt('endedAt', refusals.beforeStart));
  if (faults.length > 0)
    throw new DomainError(
      reversed && faults.length === 1 ? 'act.timesReversed' : 'input.invalid',
      {},
      faults,
    );
  return { ...input, people, procedure: await procedureOf(ctx, entered) };
}

const toRow = (input: ActInput & { people: readonly Participant[] }) => ({
  type: input.type,
  cause: input.cause,
  party: input.party,
  place: input.place,
  unit_id: input.unitId,
  officer_ids: input.officerIds,
  planned: input.planned ?? false,
  plan_note: input.planNote || null,
  latitude: input.coordinates?.latitude ?? null,
  longitude: input.coordinates?.longitude ?? null,
  people: JSON.stringify(input.people),
  despite: input.despite || null,
  started_at: input.startedAt,
  ended_at: input.endedAt,
  filmed: input.filmed,
  circumstances: input.circumstances,
  procedure: input.procedure,
  case_id: input.caseId,
});

async function indexAct(ctx: Writing, id: string, number: string, input: ActInput): Promise<void> {
  const search = searchVector([number, input.cause, input.party, input.place]);
  await ctx.tx
    .insertInto('act_search')
    .values({ act_id: id, organ_id: organOf(ctx), search })
    .onConflict((on) => on.column('act_id').doUpdateSet({ search }))
    .execute();
}

/**
 * Enters an enforcement act and gives it its number. Sealed as `act.created`. One that comes with an id of its sender is
 * entered once, however often it arrives (`sent`). Those who take part are judged by `law`; what a phone kept, and the
 * procedural act of a case, are entered without. Throws input.invalid with every fault, act.timesReversed for that alone,
 * notFound for a unit, officer or case of another organ, conflict.changed for an id that another person's act has.
 */
export async function createAct(
  ctx: Writing,
  entered: ActInput,
  { sent, law = null }: { sent?: string | undefined; law?: Law | null } = {},
): Promise<Sealed<{ id: string }>> {
  if (sent !== undefined && (await isCreated(ctx, sent))) return sealedBefore(ctx, 'act', { id: sent });
  const input = await takeSound(ctx, entered, { law, actId: null });
  const id = sent ?? makeId(ctx.clock);
  const number = await takeNumber(ctx, 'act_number');
  const created = { created_by: personOf(ctx).accountId, created_at: ctx.clock.now() };
  await ctx.tx
    .insertInto('act')
    .values({ id, organ_id: organOf(ctx), number, ...toRow(input), ...created })
    .execute();
  await indexAct(ctx, id, number, input);
  return seal(ctx, { kind: 'act.created', table: 'act', id }, { id });
}

/** The row of an act; notFound for one of another organ. */
export async function actById(ctx: Pick<Reading, 'tx'>, id: string) {
  return found(await ctx.tx.selectFrom('act').selectAll().where('id', '=', id).executeTakeFirst());
}

/** The same for this transaction: who changes it at once waits, and then sees what was done. */
async function holdAct(ctx: Writing, id: string) {
  const query = ctx.tx.selectFrom('act').selectAll().where('id', '=', id);
  return found(await query.forNoKeyUpdate().executeTakeFirst());
}

/** Whether the person has entered this act before, and its answer was lost. What it says may have been changed since. */
async function isCreated(ctx: Writing, id: string): Promise<boolean> {
  await holdId(ctx, 'act', id);
  const known = await ctx.tx.selectFrom('act').select('created_by').where('id', '=', id).executeTakeFirst();
  if (known === undefined) return false;
  if (known.created_by !== personOf(ctx).accountId) throw new DomainError('conflict.changed');
  return true;
}

/**
 * Changes an act, also which case it serves. Sealed as `act.changed`; what it said before stays in the log. Throws
 * conflict.edited when somebody changed it after the revision that was seen, and as createAct.
 */
export async function changeAct(
  ctx: Writing,
  { id, revision, ...entered }: z.output<typeof caseShapes.actChange>,
  law: Law | null = null,
): Promise<Sealed<{ id: string }>> {
  const before = await holdAct(ctx, id);
  permit(mayChangeAct(personOf(ctx), { officerIds: before.officer_ids, createdBy: before.created_by }));
  permit(mayBeChanged(before.type));
  if (before.revision !== revision) throw await overtaken(ctx, before);
  const input = await takeSound(ctx, entered, { law, actId: id });
  const changed = { changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() };
  const change = { ...toRow(input), ...changed, revision: revision + 1 };
  await ctx.tx.updateTable('act').set(change).where('id', '=', id).execute();
  await indexAct(ctx, id, before.number, input);
  await reshelveOfAct(ctx, id);
  return seal(ctx, { kind: 'act.changed', table: 'act', id }, { id });
}

function selectActs(ctx: Reading, counted: RawBuilder<boolean> = sql`true`) {
  return ctx.tx
    .selectFrom('act')
    .innerJoin('unit', 'unit.id', 'act.unit_id')
    .leftJoin('enforcement_case as c', 'c.id', 'act.case_id')
    .selectAll('act')
    .select(['unit.name as unit', 'c.number as case_number', 'c.own_number', 'c.cause as case_cause'])
    .select((eb) =>
      eb
        .selectFrom('evidence as v')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('v.act_id', '=', 'act.id')
        .where('v.removed_at', 'is', null)
        .where(counted)
        .as('recordings'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof selectActs>['execute']>>[number];

function caseOf({ case_id: id, case_number, own_number: ownNumber, case_cause }: Row): ActRow['case'] {
  return id === null ? null : { id, number: case_number ?? '', ownNumber, cause: case_cause ?? '' };
}

async function show(ctx: Reading, rows: Row[]): Promise<ActRow[]> {
  const named = await nameOfficers(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    type: row.type as ActType,
    cause: row.cause,
    party: row.party,
    place: row.place,
    unitId: row.unit_id,
    unit: row.unit,
    officers: named(row.officer_ids),
    planned: row.planned,
    planNote: row.plan_note,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    filmed: row.filmed,
    circumstances: row.circumstances as Circumstance[],
    procedure: row.procedure as Procedure | null,
    case: caseOf(row),
    recordings: row.recordings ?? 0,
  }));
}

/** What this room knows of an act, and who took part as the register had it; null in an act of before that was kept. */
export async function readAct(
  ctx: Reading,
  id: string,
): Promise<
  ActRow &
    Pick<Act, 'revision' | 'coordinates' | 'despite'> & { createdBy: string; people: Participant[] | null }
> {
  const row = found(await selectActs(ctx).where('act.id', '=', id).executeTakeFirst());
  const [shown] = await show(ctx, [row]);
  const { revision, despite, latitude, longitude } = row;
  return {
    ...{ ...found(shown), createdBy: row.created_by, revision, despite },
    coordinates: latitude === null || longitude === null ? null : { latitude, longitude },
    people: row.people as Participant[] | null,
  };
}

/** Acts of the organ, newest first, each with the number of its films that the person may see, by words of number, cause, party and place. */
export async function listActs(
  ctx: Reading,
  filter: z.output<typeof caseShapes.actFilter>,
): Promise<{ rows: ActRow[]; next: string | null }> {
  let query = selectActs(ctx, readableFilm(personOf(ctx))).where('act.organ_id', '=', organOf(ctx));
  const words = searchQuery(filter.text ?? '');
  if (words !== null)
    query = query.where(sql<boolean>`act.id in (select act_id from act_search where search @@ ${words})`);
  if (filter.after !== undefined) query = query.where(pastMark(filter.after, sql`(act.started_at, act.id)`));
  const rows = await query
    .orderBy('act.started_at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = await show(ctx, rows.slice(0, filter.limit));
  const last = page.at(-1);
  return { rows: page, next: rows.length > filter.limit && last ? markOf(last.startedAt, last.id) : null };
}

const mostOwn = 30;

/** Acts in which the person takes part or which they entered, begun since then, latest first: at most 30. That of a case's procedure is none on site. */
export async function ownActsSince(ctx: Reading, since: string): Promise<ActRow[]> {
  const { officerId, accountId } = personOf(ctx);
  const rows = await selectActs(ctx, readableFilm(personOf(ctx)))
    .where('act.organ_id', '=', organOf(ctx))
    .where('act.started_at', '>=', since)
    .where('act.type', '<>', 'caseProcedure')
    .where(sql<boolean>`(act.created_by = ${accountId}::uuid or ${officerId}::uuid = any(act.officer_ids))`)
    .orderBy('act.started_at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(mostOwn)
    .execute();
  return show(ctx, rows);
}

/** The acts of a case, earliest first, each with the number of its films that the person may see. */
export async function actsOfCase(ctx: Reading, caseId: string): Promise<ActRow[]> {
  const rows = await selectActs(ctx, readableFilm(personOf(ctx)))
    .where('act.case_id', '=', caseId)
    .orderBy('act.started_at')
    .orderBy('act.id')
    .execute();
  return show(ctx, rows);
}

/** Film linked to the acts of a case that the person may see. */
export async function filmOfCase(ctx: Reading, caseId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('act as a', 'a.id', 'v.act_id')
    .select('v.recording_id')
    .distinct()
    .where('a.case_id', '=', caseId)
    .where('v.removed_at', 'is', null)
    .where(readableFilm(personOf(ctx)))
    .execute();
  return rows.map((row) => row.recording_id);
}

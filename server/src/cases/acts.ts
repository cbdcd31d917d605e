import type { ActRow, ActType, Circumstance, cases as caseShapes, Procedure } from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { requirePlausible } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { searchQuery, searchVector } from '../base/words.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import { procedureOf } from './case-procedure.ts';
import { reshelveOfAct } from './evidence.ts';
import { holdId } from './hold.ts';
import { markOf, pastMark } from './mark.ts';
import { takeNumber } from './numbers.ts';
import { nameOfficers, requireInOrgan } from './people.ts';
import { mayChangeAct } from './policy.ts';

type ActInput = z.output<typeof caseShapes.actInput>;

/**
 * What was entered, once it is sound. Instants are in the house's form: two offsets compare as one, and the marks of
 * pages are as fine as the rows. An act of a case has the procedure of its case.
 */
async function takeSound<T extends ActInput>(ctx: Writing, entered: T): Promise<T> {
  const [startedAt, endedAt] = [toInstant(entered.startedAt), entered.endedAt && toInstant(entered.endedAt)];
  requirePlausible(ctx, { startedAt, endedAt });
  if (endedAt !== null && endedAt < startedAt) {
    throw new DomainError('act.timesReversed', {}, [
      faultAt('endedAt', { zh: '不能早于开始时间', en: 'It cannot be before the start' }),
    ]);
  }
  await requireInOrgan(ctx, entered);
  return { ...entered, startedAt, endedAt, procedure: await procedureOf(ctx, entered) };
}

const toRow = (input: ActInput) => ({
  type: input.type,
  cause: input.cause,
  party: input.party,
  place: input.place,
  unit_id: input.unitId,
  officer_ids: input.officerIds,
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
 * Enters an enforcement act and gives it its number. Sealed as `act.created`. One that comes with an `id` of its sender is
 * entered once, however often it arrives (`sent`). Throws input.invalid, act.timesReversed, notFound for a unit, officer or case of
 * another organ, conflict.changed for an `id` that another person's act has.
 */
export async function createAct(
  ctx: Writing,
  entered: ActInput,
  sent?: string,
): Promise<Sealed<{ id: string }>> {
  if (sent !== undefined && (await isCreated(ctx, sent))) return sealedBefore(ctx, 'act', { id: sent });
  const input = await takeSound(ctx, entered);
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

/** Whether the person has entered this act before, and its answer was lost. What it says may have been changed since. */
async function isCreated(ctx: Writing, id: string): Promise<boolean> {
  await holdId(ctx, 'act', id);
  const known = await ctx.tx.selectFrom('act').select('created_by').where('id', '=', id).executeTakeFirst();
  if (known === undefined) return false;
  if (known.created_by !== personOf(ctx).accountId) throw new DomainError('conflict.changed');
  return true;
}

/** Changes an act, also which case it serves. Sealed as `act.changed`; what it said before stays in the log. Throws as createAct. */
export async function changeAct(
  ctx: Writing,
  { id, ...entered }: ActInput & { id: string },
): Promise<Sealed<{ id: string }>> {
  const before = await actById(ctx, id);
  permit(mayChangeAct(personOf(ctx), { officerIds: before.officer_ids, createdBy: before.created_by }));
  const input = await takeSound(ctx, entered);
  await ctx.tx.updateTable('act').set(toRow(input)).where('id', '=', id).execute();
  await indexAct(ctx, id, before.number, input);
  await reshelveOfAct(ctx, id);
  return seal(ctx, { kind: 'act.changed', table: 'act', id }, { id });
}

/** The row of an act; notFound for one of another organ. */
export async function actById(ctx: Pick<Reading, 'tx'>, id: string) {
  return found(await ctx.tx.selectFrom('act').selectAll().where('id', '=', id).executeTakeFirst());
}

/** Of the films of acts (`v`), those that the person may see. */
function readableFilm({ permissions, officerId, accountId }: Person): RawBuilder<boolean> {
  if (permissions.has('recording.readAll')) return sql`true`;
  if (!permissions.has('recording.readOwn')) return sql`false`;
  return sql`exists (select from recording_shelf s where s.recording_id = v.recording_id
    and (s.officer_id = ${officerId}::uuid or s.uploaded_by = ${accountId}::uuid))`;
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
    startedAt: row.started_at,
    endedAt: row.ended_at,
    filmed: row.filmed,
    circumstances: row.circumstances as Circumstance[],
    procedure: row.procedure as Procedure | null,
    case: caseOf(row),
    recordings: row.recordings ?? 0,
  }));
}

export async function readAct(ctx: Reading, id: string): Promise<ActRow & { createdBy: string }> {
  const row = found(await selectActs(ctx).where('act.id', '=', id).executeTakeFirst());
  const [shown] = await show(ctx, [row]);
  return { ...found(shown), createdBy: row.created_by };
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

/** Acts in which the person takes part or which they entered, begun since then, latest first: at most 30. */
export async function ownActsSince(ctx: Reading, since: string): Promise<ActRow[]> {
  const { officerId, accountId } = personOf(ctx);
  const rows = await selectActs(ctx, readableFilm(personOf(ctx)))
    .where('act.organ_id', '=', organOf(ctx))
    .where('act.started_at', '>=', since)
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

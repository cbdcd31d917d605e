import type { ActRow, ActType, Circumstance, cases as caseShapes, Procedure } from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { beijingDate, toInstant } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { requirePlausible } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { searchQuery, searchVector } from '../base/words.ts';
import { seal } from '../custody/index.ts';
import { officerById } from '../roster/index.ts';
import { reshelveOfAct } from './evidence.ts';
import { mayChangeAct } from './policy.ts';

type ActInput = z.output<typeof caseShapes.actInput>;

/** Takes the organ's next number of the year. The row stays locked until the transaction ends: no gaps, no doubles. */
async function takeNumber(ctx: Writing): Promise<string> {
  const year = Number(beijingDate(ctx.clock.now()).slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    insert into act_number (organ_id, year, last) values (${organOf(ctx)}, ${year}, 1)
    on conflict (organ_id, year) do update set last = act_number.last + 1 returning last`.execute(ctx.tx);
  return `${year}-${String(rows[0]?.last).padStart(4, '0')}`;
}

/** Instants in the house's form: two offsets compare as one, and the marks of pages are as fine as the rows. */
const inHouseForm = <T extends ActInput>(input: T): T => ({
  ...input,
  startedAt: toInstant(input.startedAt),
  endedAt: input.endedAt && toInstant(input.endedAt),
});

async function requireSound(ctx: Writing, input: ActInput): Promise<void> {
  requirePlausible(ctx, input);
  if (input.endedAt !== null && input.endedAt < input.startedAt) {
    throw new DomainError('act.timesReversed', {}, [
      faultAt('endedAt', { zh: '不能早于开始时间', en: 'It cannot be before the start' }),
    ]);
  }
  found(await ctx.tx.selectFrom('unit').select('id').where('id', '=', input.unitId).executeTakeFirst());
  for (const officerId of input.officerIds) await officerById(ctx, officerId);
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
});

async function indexAct(ctx: Writing, id: string, number: string, input: ActInput): Promise<void> {
  const search = searchVector([number, input.cause, input.party, input.place]);
  await ctx.tx
    .insertInto('act_search')
    .values({ act_id: id, organ_id: organOf(ctx), search })
    .onConflict((on) => on.column('act_id').doUpdateSet({ search }))
    .execute();
}

/** Enters an enforcement act and gives it its number. Sealed as `act.created`. */
export async function createAct(ctx: Writing, entered: ActInput): Promise<Sealed<{ id: string }>> {
  const input = inHouseForm(entered);
  await requireSound(ctx, input);
  const id = makeId(ctx.clock);
  const number = await takeNumber(ctx);
  const created = { created_by: personOf(ctx).accountId, created_at: ctx.clock.now() };
  await ctx.tx
    .insertInto('act')
    .values({ id, organ_id: organOf(ctx), number, ...toRow(input), ...created })
    .execute();
  await indexAct(ctx, id, number, input);
  return seal(ctx, { kind: 'act.created', table: 'act', id }, { id });
}

/** Changes an act. Sealed as `act.changed`; what it said before stays in the log. */
export async function changeAct(
  ctx: Writing,
  { id, ...entered }: ActInput & { id: string },
): Promise<Sealed<{ id: string }>> {
  const input = inHouseForm(entered);
  const before = await actById(ctx, id);
  permit(mayChangeAct(personOf(ctx), { officerIds: before.officer_ids, createdBy: before.created_by }));
  await requireSound(ctx, input);
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
    .selectAll('act')
    .select('unit.name as unit')
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

async function show(ctx: Reading, rows: Row[]): Promise<ActRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.officer_ids))];
  const officers =
    ids.length === 0
      ? []
      : await ctx.tx.selectFrom('officer').select(['id', 'name']).where('id', 'in', ids).execute();
  const nameOf = new Map(officers.map((officer) => [officer.id, officer.name]));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    type: row.type as ActType,
    cause: row.cause,
    party: row.party,
    place: row.place,
    unitId: row.unit_id,
    unit: row.unit,
    officers: row.officer_ids.map((id) => ({ id, name: nameOf.get(id) ?? '' })),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    filmed: row.filmed,
    circumstances: row.circumstances as Circumstance[],
    procedure: row.procedure as Procedure | null,
    recordings: row.recordings ?? 0,
  }));
}

export async function readAct(ctx: Reading, id: string): Promise<ActRow & { createdBy: string }> {
  const row = found(await selectActs(ctx).where('act.id', '=', id).executeTakeFirst());
  const [shown] = await show(ctx, [row]);
  return { ...found(shown), createdBy: row.created_by };
}

/** The mark of a page names an instant in the house's form, of a day that exists, and an id; nothing else is asked of the database. */
function readCursor(text: string): { startedAt: string; id: string } {
  const [startedAt = '', id = ''] = text.split('_');
  const exists = !Number.isNaN(Date.parse(startedAt)) && toInstant(startedAt) === startedAt;
  if (
    !exists ||
    !/^(?!0000)\d{4}-/.test(startedAt) ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  )
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return { startedAt, id };
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
  if (filter.after !== undefined) {
    const { startedAt, id } = readCursor(filter.after);
    query = query.where(sql<boolean>`(act.started_at, act.id) < (${startedAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await query
    .orderBy('act.started_at', 'desc')
    .orderBy('act.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = await show(ctx, rows.slice(0, filter.limit));
  const last = page.at(-1);
  return { rows: page, next: rows.length > filter.limit && last ? `${last.startedAt}_${last.id}` : null };
}

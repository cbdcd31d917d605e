import {
  type CaseRow,
  type cases as caseShapes,
  type EnforcementCase,
  type Procedure,
  sayExact,
} from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, orExists, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { implausibleTimes } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { searchQuery, searchVector } from '../base/words.ts';
import { seal, sealAll } from '../custody/index.ts';
import { actsOfCase } from './acts.ts';
import { spreadProcedure } from './case-procedure.ts';
import { markOf, pastMark } from './mark.ts';
import { takeNumber } from './numbers.ts';
import { nameOfficers, requireInOrgan } from './people.ts';
import { mayChangeCase } from './policy.ts';

type CaseInput = z.output<typeof caseShapes.caseInput>;

/** What was entered, once it is sound, its instants in the house's form. */
async function takeSound<T extends CaseInput>(ctx: Writing, entered: T): Promise<T> {
  const [openedAt, closedAt] = [toInstant(entered.openedAt), entered.closedAt && toInstant(entered.closedAt)];
  const faults = implausibleTimes(ctx, { openedAt, closedAt });
  if (closedAt !== null && closedAt < openedAt)
    faults.push(faultAt('closedAt', { zh: '不能早于立案时间', en: 'It cannot be before the opening' }));
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  await requireInOrgan(ctx, entered);
  return { ...entered, openedAt, closedAt };
}

const toRow = (input: CaseInput) => ({
  own_number: input.ownNumber,
  cause: input.cause,
  party: input.party,
  unit_id: input.unitId,
  officer_ids: input.officerIds,
  procedure: input.procedure,
  opened_at: input.openedAt,
  closed_at: input.closedAt,
});

async function indexCase(ctx: Writing, id: string, number: string, input: CaseInput): Promise<void> {
  const search = searchVector([number, input.ownNumber, input.cause, input.party]);
  await ctx.tx
    .insertInto('case_search')
    .values({ case_id: id, organ_id: organOf(ctx), search })
    .onConflict((on) => on.column('case_id').doUpdateSet({ search }))
    .execute();
}

/**
 * Opens a case and gives it its number. Sealed as `case.opened`. Throws input.invalid with every faulty time, notFound
 * for a unit or officer of another organ, conflict.exists for a number of the organ's own that another case has.
 */
export async function openCase(ctx: Writing, entered: CaseInput): Promise<Sealed<{ id: string }>> {
  const input = await takeSound(ctx, entered);
  const id = makeId(ctx.clock);
  const number = await takeNumber(ctx, 'case_number');
  const [by, at] = [personOf(ctx).accountId, ctx.clock.now()];
  const made = { created_by: by, created_at: at, revision: 1, changed_by: by, changed_at: at };
  const row = { id, organ_id: organOf(ctx), number, ...toRow(input), ...made };
  await orExists(input.ownNumber ?? number, ctx.tx.insertInto('enforcement_case').values(row).execute());
  await indexCase(ctx, id, number, input);
  return seal(ctx, { kind: 'case.opened', table: 'enforcement_case', id }, { id });
}

/**
 * Changes a case. Sealed as `case.changed`; when its procedure changes, so does that of its acts, each sealed as
 * `act.changed`. Throws conflict.edited when somebody changed it after the revision that was seen, and as openCase.
 */
export async function changeCase(
  ctx: Writing,
  { id, revision, ...entered }: z.output<typeof caseShapes.caseChange>,
): Promise<Sealed<{ id: string }>> {
  const before = await holdCase(ctx, id);
  permit(mayChangeCase(personOf(ctx), { officerIds: before.officer_ids, createdBy: before.created_by }));
  if (before.revision !== revision) throw await overtaken(ctx, before);
  const input = await takeSound(ctx, entered);
  const changed = { changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() };
  const change = { ...toRow(input), ...changed, revision: revision + 1 };
  const written = ctx.tx.updateTable('enforcement_case').set(change).where('id', '=', id).execute();
  await orExists(input.ownNumber ?? '', written);
  await indexCase(ctx, id, before.number, input);
  const acts = await spreadProcedure(ctx, id, input.procedure);
  return sealAll(
    ctx,
    [
      { kind: 'case.changed', table: 'enforcement_case', id },
      ...acts.map((act) => ({ kind: 'act.changed' as const, table: 'act' as const, id: act })),
    ],
    { id },
  );
}

/** The case, for this transaction: whoever else changes it, or brings an act into it, waits and then sees what was done. */
async function holdCase(ctx: Writing, id: string) {
  const query = ctx.tx.selectFrom('enforcement_case').selectAll().where('id', '=', id);
  return found(await query.forNoKeyUpdate().executeTakeFirst());
}

/** What somebody is told who did not see the last change: who made it, and when. */
async function overtaken(ctx: Writing, last: { changed_by: string; changed_at: string }) {
  const editor = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', last.changed_by)
    .executeTakeFirst();
  const detail = { name: editor?.display_name ?? '', at: sayExact(last.changed_at) };
  return new DomainError('conflict.edited', detail);
}

const selectCases = (ctx: Reading) =>
  ctx.tx
    .selectFrom('enforcement_case as c')
    .innerJoin('unit', 'unit.id', 'c.unit_id')
    .selectAll('c')
    .select('unit.name as unit')
    .select((eb) =>
      eb
        .selectFrom('act')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('act.case_id', '=', 'c.id')
        .as('acts'),
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectCases>['execute']>>[number];

async function show(ctx: Reading, rows: Row[]): Promise<CaseRow[]> {
  const named = await nameOfficers(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    ownNumber: row.own_number,
    cause: row.cause,
    party: row.party,
    unitId: row.unit_id,
    unit: row.unit,
    officers: named(row.officer_ids),
    procedure: row.procedure as Procedure,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    actCount: row.acts ?? 0,
  }));
}

/** What this room knows of a case: its facts and its acts, and who opened it. Throws notFound. */
export async function readCase(
  ctx: Reading,
  id: string,
): Promise<CaseRow & Pick<EnforcementCase, 'revision' | 'acts'> & { createdBy: string }> {
  const row = found(await selectCases(ctx).where('c.id', '=', id).executeTakeFirst());
  const [shown] = await show(ctx, [row]);
  const { revision, created_by: createdBy } = row;
  return { ...found(shown), revision, createdBy, acts: await actsOfCase(ctx, id) };
}

/** Cases of the organ, newest first, by words of both numbers, cause and party. */
export async function listCases(
  ctx: Reading,
  filter: z.output<typeof caseShapes.caseFilter>,
): Promise<{ rows: CaseRow[]; next: string | null }> {
  let query = selectCases(ctx).where('c.organ_id', '=', organOf(ctx));
  const words = searchQuery(filter.text ?? '');
  if (words !== null)
    query = query.where(sql<boolean>`c.id in (select case_id from case_search where search @@ ${words})`);
  if (filter.after !== undefined) query = query.where(pastMark(filter.after, sql`(c.opened_at, c.id)`));
  const rows = await query
    .orderBy('c.opened_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = await show(ctx, rows.slice(0, filter.limit));
  const last = page.at(-1);
  return { rows: page, next: rows.length > filter.limit && last ? markOf(last.openedAt, last.id) : null };
}

import {
  type CaseMoveKind,
  type CaseRow,
  type CaseSource,
  type CaseStage,
  type CaseWeight,
  type cases as caseShapes,
  caseStates,
  type EnforcementCase,
  type Procedure,
  stageOf,
} from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, orExists, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { implausibleTimes } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { searchQuery } from '../base/words.ts';
import { seal, sealAll } from '../custody/index.ts';
import { actsOfCase } from './acts.ts';
import { isOver, requireOpen } from './case-bounds.ts';
import { caseFaults } from './case-faults.ts';
import { partiesOfCase } from './case-parties.ts';
import { spreadProcedure } from './case-procedure.ts';
import { indexParties } from './case-search.ts';
import { standingOf, stateOfCase } from './case-standing.ts';
import { retiredCause } from './causes.ts';
import { markOf, pastMark } from './mark.ts';
import { takeNumber } from './numbers.ts';
import { overtaken } from './overtaken.ts';
import { indexesOf } from './parties.ts';
import { nameOfficers, requireInOrgan } from './people.ts';
import { mayChangeCase } from './policy.ts';
import { followCase } from './procedural-act.ts';

type CaseInput = z.output<typeof caseShapes.caseInput>;
type CaseChange = Omit<z.output<typeof caseShapes.caseChange>, 'id' | 'revision'>;

async function firstMove(ctx: Reading, caseId: string | null) {
  if (caseId === null) return null;
  const row = await ctx.tx
    .selectFrom('case_move')
    .select(['kind', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { kind: row.kind as CaseMoveKind, at: row.at };
}

/** The other case of the organ that has this number of the organ's own. */
async function caseWithNumber(ctx: Reading, ownNumber: string | null, id: string | null) {
  if (ownNumber === null) return null;
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select('number')
    .where('organ_id', '=', organOf(ctx))
    .where('own_number', '=', ownNumber)
    .where(sql<boolean>`id is distinct from ${id}::uuid`)
    .executeTakeFirst();
  return row?.number ?? null;
}

/** What was entered, once it is sound, its instants in the house's form. */
async function takeSound<T extends CaseChange | CaseInput>(
  ctx: Writing,
  entered: T,
  before: { id: string; procedure: string; cause_id: string | null } | null,
): Promise<T> {
  const id = before?.id ?? null;
  const times = {
    openedAt: toInstant(entered.openedAt),
    ...('closedAt' in entered ? { closedAt: entered.closedAt && toInstant(entered.closedAt) } : {}),
  };
  const [first, sameNumber] = [await firstMove(ctx, id), await caseWithNumber(ctx, entered.ownNumber, id)];
  const retired = await retiredCause(ctx, entered.causeId ?? null, before?.cause_id ?? null);
  const procedure = (before?.procedure ?? null) as Procedure | null;
  const known = { now: ctx.clock.now(), first, sameNumber, procedure, retiredCause: retired };
  const faults = [...implausibleTimes(ctx, times), ...caseFaults({ ...entered, ...times }, known)];
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  await requireInOrgan(ctx, entered);
  return { ...entered, ...times };
}

const toRow = (input: CaseInput | CaseChange) => ({
  own_number: input.ownNumber,
  cause: input.cause,
  cause_id: input.causeId ?? null,
  source: input.source ?? null,
  source_on: input.sourceOn ?? null,
  source_note: input.sourceNote ?? null,
  weights: input.weights ?? [],
  party: input.party,
  unit_id: input.unitId,
  officer_ids: input.officerIds,
  procedure: input.procedure,
  opened_at: input.openedAt,
});

/**
 * Opens a case and gives it its number. Sealed as `case.opened`. Throws input.invalid with every faulty time and a number
 * of the organ's own that another case has, notFound for a unit or officer of another organ.
 */
export async function openCase(ctx: Writing, entered: CaseInput): Promise<Sealed<{ id: string }>> {
  const input = await takeSound(ctx, entered, null);
  const id = makeId(ctx.clock);
  const number = await takeNumber(ctx, 'case_number');
  const [by, at] = [personOf(ctx).accountId, ctx.clock.now()];
  const made = { created_by: by, created_at: at, revision: 1, changed_by: by, changed_at: at };
  const row = { id, organ_id: organOf(ctx), number, ...toRow(input), closed_at: input.closedAt, ...made };
  await orExists(input.ownNumber ?? number, ctx.tx.insertInto('enforcement_case').values(row).execute());
  await indexParties(ctx, { caseId: id });
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
  requireOpen(await standingOf(ctx, id));
  const input = await takeSound(ctx, entered, before);
  const changed = { changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() };
  const change = { ...toRow(input), ...changed, revision: revision + 1 };
  const written = ctx.tx.updateTable('enforcement_case').set(change).where('id', '=', id).execute();
  await orExists(input.ownNumber ?? '', written);
  await indexParties(ctx, { caseId: id });
  const acts = await spreadProcedure(ctx, id, input.procedure);
  const people = { unit_id: input.unitId, officer_ids: input.officerIds };
  await followCase(ctx, { ...people, id, cause: input.cause, party: null, procedure: input.procedure });
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

const standsIn = (stage: CaseStage) =>
  sql<boolean>`${stateOfCase} = any(${caseStates.filter((one) => stageOf[one] === stage)}::text[])`;

const selectCases = (ctx: Reading) =>
  ctx.tx
    .selectFrom('enforcement_case as c')
    .innerJoin('unit', 'unit.id', 'c.unit_id')
    .selectAll('c')
    .select(['unit.name as unit', stateOfCase.as('state')])
    .select((eb) =>
      eb
        .selectFrom('act')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('act.case_id', '=', 'c.id')
        .as('acts'),
    )
    .select(
      sql<string | null>`(select string_agg(p.name, '、' order by l.added_at, l.id) from case_party l
        join party p on p.id = l.party_id where l.case_id = c.id and l.role = 'party' and l.removed_at is null)`.as(
        'party_names',
      ),
    );

type Row = Awaited<ReturnType<ReturnType<typeof selectCases>['execute']>>[number];

async function show(ctx: Reading, rows: Row[]): Promise<CaseRow[]> {
  const named = await nameOfficers(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    ownNumber: row.own_number,
    cause: row.cause,
    party: row.party_names ?? row.party,
    unitId: row.unit_id,
    unit: row.unit,
    officers: named(row.officer_ids),
    procedure: row.procedure as Procedure,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    actCount: row.acts ?? 0,
  }));
}

type KnownCase = Omit<EnforcementCase, 'duties' | 'life' | 'abilities'> & {
  createdBy: string;
  /** It is corrected only by taking it up again. */
  over: boolean;
};

/** What this room knows of a case: its facts, its parties and its acts, and who opened it. Throws notFound. */
export async function readCase(ctx: Reading, id: string): Promise<KnownCase> {
  const row = found(await selectCases(ctx).where('c.id', '=', id).executeTakeFirst());
  const [shown] = await show(ctx, [row]);
  return {
    ...found(shown),
    ...{ causeId: row.cause_id, source: row.source as CaseSource | null, sourceOn: row.source_on },
    ...{ sourceNote: row.source_note, weights: row.weights as CaseWeight[], partyInWords: row.party },
    ...{ revision: row.revision, createdBy: row.created_by, over: isOver(await standingOf(ctx, id)) },
    parties: await partiesOfCase(ctx, id),
    acts: await actsOfCase(ctx, id),
  };
}

/** Cases of the organ, newest first, by the link in which they stand, by words of both numbers, cause and parties, or by the exact number of a party. */
export async function listCases(
  ctx: Reading,
  keys: NumberKeys,
  filter: z.output<typeof caseShapes.caseFilter>,
): Promise<{ rows: CaseRow[]; next: string | null }> {
  let query = selectCases(ctx).where('c.organ_id', '=', organOf(ctx));
  const words = searchQuery(filter.text ?? '');
  const indexes = indexesOf(keys, filter.text ?? '');
  if (words !== null)
    query = query.where(sql<boolean>`(c.id in (select case_id from case_search where search @@ ${words})
      or c.id in (select l.case_id from case_party l join party p on p.id = l.party_id where l.removed_at is null
        and (p.number_index = any(${indexes}::text[]) or p.phone_index = any(${indexes}::text[]))))`);
  if (filter.stage !== undefined) query = query.where(standsIn(filter.stage));
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

import type { Duty, DutyState } from '@liuhen/contract';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { Obligation } from '../base/schema.d.ts';
import { type Explained, explainedOf } from './excuses-view.ts';
import { stateAt } from './state.ts';

type Row = Selectable<Obligation> & { title: string | null };

/** All duties that stand, with what they are of. */
export const allDuties = (ctx: Reading) =>
  ctx.tx
    .selectFrom('obligation')
    .selectAll('obligation')
    .select(
      sql<string | null>`case obligation.subject_type
        when 'recording' then (select name from recording where id = obligation.subject_id)
        else (select number || ' ' || cause from act where id = obligation.subject_id) end`.as('title'),
    )
    .where('obligation.judgement', '<>', 'withdrawn');

export type DutyQuery = ReturnType<typeof allDuties>;

/** Citations stored before both titles were kept have the Chinese one alone. */
const showCitation = (citation: Duty['citation']) => ({
  ...citation,
  titleEn: citation.titleEn ?? citation.title,
});

/** A duty as the contract shows it; its state is as of now. */
function show(row: Row, now: string, explained: Explained): Duty {
  const state = stateAt(row, now);
  return {
    id: row.id,
    subject: {
      type: row.subject_type as Duty['subject']['type'],
      id: row.subject_id,
      title: row.title ?? '',
    },
    duty: row.duty as Duty['duty'],
    key: row.key,
    what: row.what as Duty['what'],
    tier: row.tier as Duty['tier'],
    state,
    whose: row.whose as Duty['whose'],
    opensAt: row.opens_at,
    dueBefore: row.due_before,
    provisional: row.provisional,
    dischargedAt: row.discharged_at,
    excusable: row.excusable,
    ...explained,
    exceptionApplied: row.exception_applied,
    exceptionRefused: row.exception_refused as Duty['exceptionRefused'],
    citation: showCitation(row.citation as Duty['citation']),
    also: (row.also as Duty['also']).map(showCitation),
    packFingerprint: row.pack_fingerprint,
    countedFrom: row.counted_from,
    parts: row.parts as Duty['parts'],
    steps: row.steps as Duty['steps'],
    explanation: row.explanation as Duty['explanation'],
    previousDueBefore: row.previous_due_before,
    calendarVersion: row.calendar_version,
  };
}

async function showAll(ctx: Reading, rows: readonly Row[]): Promise<Duty[]> {
  const explained = await explainedOf(ctx, rows);
  return rows.map((row) => show(row, ctx.clock.now(), explained(row.id)));
}

/** Runs a query of duties, earliest due first. */
export async function readDuties(ctx: Reading, narrow: (query: DutyQuery) => DutyQuery): Promise<Duty[]> {
  const rows = await narrow(allDuties(ctx))
    .orderBy(sql`due_before nulls last`)
    .orderBy('obligation.id')
    .execute();
  return showAll(ctx, rows);
}

/** The duties of these recordings or acts in an order of their own: to store, then to hand over; each by the organ's rule, then by that above it. */
export async function dutiesOfAll(
  ctx: Reading,
  type: 'recording' | 'act',
  ids: readonly string[],
): Promise<Duty[]> {
  const rows = await allDuties(ctx)
    .where('subject_type', '=', type)
    .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('duty', 'desc')
    .orderBy('tier')
    .orderBy(sql`due_before nulls last`)
    .execute();
  return showAll(ctx, rows);
}

/** The duties of all these acts and recordings, what the organ has still to do first; at most so many. */
export function dutiesAmong(
  ctx: Reading,
  { acts, recordings }: { acts: readonly string[]; recordings: readonly string[] },
  limit: number,
): Promise<Duty[]> {
  const open = sql`(judgement = 'judged' and discharged_at is null and duty <> 'keeping' and whose = 'organ')`;
  const among = sql<boolean>`(subject_type, subject_id) in (
    select 'act', unnest(${acts}::uuid[]) union all select 'recording', unnest(${recordings}::uuid[]))`;
  return readDuties(ctx, (query) => query.where(among).orderBy(sql`${open} desc`).limit(limit));
}

export interface OpenCounts {
  overdue: number;
  dueToday: number;
  /** Recordings that wait to be received, each once however many rules ask for it. */
  handovers: number;
}

/** Counts open duties, however many there are; `tonight` is the end of today. */
export async function countOpenDuties(
  ctx: Reading,
  narrow: (query: DutyQuery) => DutyQuery,
  tonight: string,
): Promise<OpenCounts> {
  const now = ctx.clock.now();
  const open = narrow(allDuties(ctx)).where('judgement', '=', 'judged').where('discharged_at', 'is', null);
  return ctx.tx
    .selectFrom(open.as('d'))
    .select([
      sql<number>`count(*) filter (where d.due_before <= ${now} and not d.excused)`.as('overdue'),
      sql<number>`count(*) filter (where d.due_before > ${now} and d.due_before <= ${tonight})`.as(
        'dueToday',
      ),
      sql<number>`count(distinct d.subject_id) filter (where d.duty = 'handover' and d.subject_type = 'recording')`.as(
        'handovers',
      ),
    ])
    .executeTakeFirstOrThrow();
}

/** The duties of one recording or act. */
export const dutiesOf = (ctx: Reading, type: 'recording' | 'act', id: string): Promise<Duty[]> =>
  dutiesOfAll(ctx, type, [id]);

/** Open duties that rest on the articles of a pack, counted by article (`SX-17`, paragraphs and items with it) and state. */
export async function countByArticle(
  ctx: Reading,
  narrow: (query: DutyQuery) => DutyQuery,
  packId: string,
): Promise<{ article: string; state: DutyState; count: number }[]> {
  const now = ctx.clock.now();
  const open = narrow(allDuties(ctx))
    .where(sql<boolean>`citation->>'packId' = ${packId}`)
    .where('judgement', 'in', ['judged', 'undetermined'])
    .where('discharged_at', 'is', null);
  return ctx.tx
    .selectFrom(open.as('d'))
    .select([
      sql<string>`split_part(split_part(d.citation->>'article', '(', 1), '.', 1)`.as('article'),
      sql<DutyState>`case when d.judgement = 'undetermined' then 'undetermined' when d.opens_at > ${now} then 'notYet'
        when d.due_before > ${now} or d.due_before is null then 'due' when d.whose <> 'organ' then 'over' when d.excused then 'excused' else 'overdue' end`.as(
        'state',
      ),
      (count) => count.fn.countAll<number>().as('count'),
    ])
    .where(sql<boolean>`d.duty <> 'keeping' or d.due_before is null or d.due_before > ${now}`)
    .groupBy([sql`1`, sql`2`])
    .execute();
}

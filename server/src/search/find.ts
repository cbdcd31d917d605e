import type { SearchKind } from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import { plusMillis } from '../base/clock.ts';
import type { Person, Reading } from '../base/context.ts';
import { gramOfOwner } from './grams.ts';
import type { Question } from './question.ts';
import { gramsOfSpan, newestOf, type Span, spanBefore } from './spans.ts';

/** Where the rows of a kind lie in time, as far as the question reaches. */
export interface Extent {
  kind: SearchKind;
  /** Of the row that is the last of the newest; null where there are not so many. */
  edge: string | null;
  newest: string | null;
  oldest: string | null;
}

/** What is asked of one kind. */
export interface Asking {
  question: Question;
  organId: string;
  unitId: string | null;
  span: Span;
  /** The last row of the page before. */
  after: { at: string; id: string } | null;
  /** Whose rows only; null where all of the kind may be seen. */
  own: Pick<Person, 'officerId' | 'accountId'> | null;
  limit: number;
}

/** Among so many of the newest what is common is found. */
const fewNewest = 1500;
/** A span that brings more is looked through in parts: to put so many in order is what a question may cost. */
const most = 2500;

const within = ({ from, until }: Span): RawBuilder<boolean> =>
  sql`${from === null ? sql`true` : sql`at >= ${from}::timestamptz`}
    and ${until === null ? sql`true` : sql`at < ${until}::timestamptz`}`;

/** Where the rows of these kinds lie, in one question. */
export async function extentsOf(
  { tx }: Pick<Reading, 'tx'>,
  kinds: readonly SearchKind[],
  span: Span,
): Promise<Extent[]> {
  const of = sql`from organ_searchable where kind = k.kind and ${within(span)}`;
  const { rows } = await sql<Extent>`
    select k.kind, (select at ${of} order by at desc limit 1) as newest, (select at ${of} order by at limit 1) as oldest,
      (select at ${of} order by at desc, subject_id desc offset ${sql.lit(fewNewest)} limit 1) as edge
    from unnest(${[...kinds]}::text[]) with ordinality as k (kind, place) order by place`.execute(tx);
  return rows;
}

interface Looked {
  ids: string[];
  /** How many rows the index named, of which some may not hold the words next to each other; at most one more than `most`. */
  seen: number;
}

const ownersOf = ({ officerId, accountId }: Pick<Person, 'officerId' | 'accountId'>): string[] =>
  officerId === null ? [accountId] : [officerId, accountId];

/**
 * Looks through one span: the index names the rows that hold the pairs, they are put in their order, and their texts are
 * compared one after the other until the page is full. Only the index is asked first, whatever the planner thinks of it:
 * the rows outside the span it never reads.
 */
async function lookThrough(
  { tx }: Pick<Reading, 'tx'>,
  kind: SearchKind,
  asking: Asking,
  span: Span,
  { limit, bounded }: { limit: number; bounded: boolean },
): Promise<Looked> {
  const { question, organId, unitId, after, own } = asking;
  const owners = own === null ? null : ownersOf(own);
  const held = question.terms.map((term) => sql<boolean>`strpos(folded, ${term}) > 0`);
  const { rows } = await sql<{ ids: string[] | null; seen: number }>`
    with named as materialized (
      select kind, subject_id, unit_id, at, seen_by, folded from organ_searchable
      where grams @> ${question.grams}::int[] and grams && ${gramsOfSpan(unitId ?? organId, kind, span)}::int[]
        and ${owners === null ? sql`true` : sql`grams && ${owners.map(gramOfOwner)}::int[]`}
      ${bounded ? sql`limit ${sql.lit(most + 1)}` : sql``}
    ), ordered as (
      select subject_id, at, folded from named
      where kind = ${kind} and ${within(span)}
        and ${unitId === null ? sql`true` : sql`unit_id = ${unitId}::uuid`}
        and ${owners === null ? sql`true` : sql`seen_by && ${owners}::uuid[]`}
        and ${after === null ? sql`true` : sql`(at, subject_id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by at desc, subject_id desc offset 0
    ), found as (
      select subject_id, at from ordered where ${sql.join(held, sql` and `)} limit ${sql.lit(limit)}
    )
    select (select array_agg(subject_id order by at desc, subject_id desc) from found) as ids,
      (select count(*) from named) as seen`.execute(tx);
  return { ids: rows[0]?.ids ?? [], seen: rows[0]?.seen ?? 0 };
}

/** The newest rows of a kind that answer a question, at most `limit`: first among the newest, then further and further back. */
export async function findOf(
  ctx: Pick<Reading, 'tx'>,
  { kind, edge, newest, oldest }: Extent,
  asking: Asking,
): Promise<string[]> {
  if (newest === null || oldest === null) return [];
  const ids: string[] = [];
  const end = asking.span.until ?? plusMillis(newest, 1);
  let widest = Number.POSITIVE_INFINITY;
  let span: Span | null = { from: edge, until: end };
  while (span !== null) {
    const ended = { from: span.from ?? oldest, until: span.until ?? end };
    const parts = newestOf(ended);
    const way = { limit: asking.limit - ids.length, bounded: parts !== null };
    const looked: Looked = await lookThrough(ctx, kind, asking, span, way);
    if (parts !== null && looked.seen > most) {
      // More than the newest promised: the words belong to that time, and what is before is looked through with care.
      widest = 4;
      span = parts;
      continue;
    }
    ids.push(...looked.ids);
    if (ids.length >= asking.limit || span.from === null) break;
    span = spanBefore(ended, looked.seen, oldest, widest);
  }
  return ids;
}

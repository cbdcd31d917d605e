import type { RecordingRow, recordingShapes } from '@liuhen/contract';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { plusMillis, toInstant } from '../base/clock.ts';
import type { Person, Reading } from '../base/context.ts';
import { organOf, personOf } from '../base/context.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { isId } from '../base/ids.ts';
import type { DB } from '../base/schema.d.ts';
import { searchQuery } from '../base/words.ts';
import { mayReadAll } from './policy.ts';
import type { StorageSummary } from './shelf.ts';

export type RecordingFilter = z.output<typeof recordingShapes.recordingFilter>;

const readCursor = (text: string): { usedAt: string; id: string } => {
  const [usedAt = '', id = ''] = text.split('_');
  if (!/^[1-9]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/.test(usedAt) || Number.isNaN(Date.parse(usedAt)) || !isId(id))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return { usedAt, id };
};

/** First instant of a civil date in Beijing. */
const startOf = (date: string) => toInstant(`${date}T00:00:00+08:00`);

type Shelf = SelectQueryBuilder<DB, 'recording_shelf', object>;

/**
 * How many of the newest rows are looked through for a word before its index is asked. A word that fills the page is
 * found in the few; one that is not there at all is rare enough for its index; what is between, and may be in one row
 * of a hundred, is looked for in the many.
 */
const windows = { few: 1000, many: 5000 };

/** The same shelf by the view under which the word index can be used (migration 0010). */
const fromOrganShelf = (tx: Reading['tx']) =>
  tx.selectFrom(sql<DB['recording_shelf']>`organ_shelf`.as('recording_shelf')) as unknown as Shelf;

const inOrder = (query: Shelf): Shelf =>
  query.orderBy('recording_shelf.used_at', 'desc').orderBy('recording_shelf.recording_id', 'desc');

/** What rows are sought and sorted by. All of a row is read for those of the page only: thirty thousand take four times as long whole. */
const sought = ['recording_shelf.recording_id', 'recording_shelf.used_at', 'recording_shelf.search'] as const;

/** What a question answers, as a shelf to ask on. */
const lineOf = (tx: Reading['tx'], from: Shelf): Shelf =>
  tx.selectFrom(from.select(sought).as('recording_shelf')) as unknown as Shelf;

/** What a filter asks apart from words. Every shape of it is answered from an index (docs/operating/queries.md). */
function narrow(from: Shelf, organId: string, filter: RecordingFilter, now: string): Shelf {
  let query = from.where('recording_shelf.organ_id', '=', organId);
  if (filter.unitId) query = query.where('recording_shelf.unit_id', '=', filter.unitId);
  if (filter.deviceId) query = query.where('recording_shelf.device_id', '=', filter.deviceId);
  if (filter.officerId) query = query.where('recording_shelf.officer_id', '=', filter.officerId);
  if (filter.kind) query = query.where('recording_shelf.kind', '=', filter.kind);
  if (filter.from) query = query.where('recording_shelf.used_at', '>=', startOf(filter.from));
  if (filter.to)
    query = query.where('recording_shelf.used_at', '<', plusMillis(startOf(filter.to), 86_400_000));
  if (filter.late) query = query.where('recording_shelf.late_since', '<=', now);
  if (filter.unlinked) query = query.where('recording_shelf.linked', '=', false);
  // As a literal: the planner takes the partial index only for a condition that it can read.
  if (filter.conflicts) query = query.where(sql<boolean>`recording_shelf.conflicts > 0`);
  if (filter.after) {
    const { usedAt, id } = readCursor(filter.after);
    query = query.where(
      sql<boolean>`(recording_shelf.used_at, recording_shelf.recording_id) < (${usedAt}::timestamptz, ${id}::uuid)`,
    );
  }
  return query;
}

/** The words of a filter as conditions; none when it asks for no words. */
function wordsOf(filter: RecordingFilter): RawBuilder<boolean>[] {
  const asked = [
    searchQuery(filter.text ?? ''),
    searchQuery(filter.party ?? '', 'p:'),
    searchQuery(filter.cause ?? '', 'c:'),
  ];
  return asked.flatMap((words) => (words === null ? [] : [sql<boolean>`recording_shelf.search @@ ${words}`]));
}

/** Whose recordings are listed where not all are: those the officer made and those the account brought in. */
type Own = Pick<Person, 'officerId' | 'accountId'>;

/**
 * The newest `limit` rows in their order. Of a person's own, the newest of either kind are read from its own index
 * (an `or` would have the whole shelf of the organ looked through) and joined.
 */
function newest(tx: Reading['tx'], all: Shelf, own: Own | null, limit: number): Shelf {
  if (own === null) return inOrder(all).limit(limit);
  const top = (query: Shelf) => inOrder(query).select(sought).limit(limit);
  const made = top(all.where('recording_shelf.officer_id', '=', own.officerId));
  const brought = top(all.where('recording_shelf.uploaded_by', '=', own.accountId));
  const either = sql<DB['recording_shelf']>`(select distinct on (used_at, recording_id) *
    from (select * from (${made}) as made union all select * from (${brought}) as brought) as either
    order by used_at desc, recording_id desc)`;
  return inOrder(tx.selectFrom(either.as('recording_shelf')) as unknown as Shelf).limit(limit);
}

/** The rows a filter names, newest use first, at most `limit`. */
async function readFiltered(
  ctx: Reading,
  filter: RecordingFilter,
  { limit, own, few, many }: { limit: number; own: Own | null } & typeof windows,
) {
  const [organId, now] = [organOf(ctx), ctx.clock.now()];
  const all = narrow(ctx.tx.selectFrom('recording_shelf'), organId, filter, now);
  const words = wordsOf(filter);
  if (words.length === 0) return readRows(ctx, newest(ctx.tx, all, own, limit));
  // How common words are together nobody can tell beforehand: pairs of signs of one phrase always come together. So
  // the newest rows are looked through first, and only what is rare among them is looked up in the word index.
  for (const window of [few, many]) {
    const near = await lookThrough(lineOf(ctx.tx, newest(ctx.tx, all, own, window)), words, limit);
    if (near.ids.length === limit || near.seen < window) return readRows(ctx, onShelf(ctx.tx, near.ids));
    if (near.ids.length === 0) break;
  }
  const mine = ownOf(narrow(fromOrganShelf(ctx.tx), organId, filter, now), own);
  const found = words.reduce((query, word) => query.where(word), mine).offset(sql<number>`0`);
  return readRows(ctx, inOrder(lineOf(ctx.tx, found)).limit(limit));
}

const ownOf = (from: Shelf, own: Own | null): Shelf =>
  own === null
    ? from
    : from.where((eb) =>
        eb.or([
          eb('recording_shelf.officer_id', '=', own.officerId),
          eb('recording_shelf.uploaded_by', '=', own.accountId),
        ]),
      );

/** How many rows there are to look through, and the newest `limit` of them that hold the words. */
async function lookThrough(rows: Shelf, words: readonly RawBuilder<boolean>[], limit: number) {
  const ids = sql<string[] | null>`(array_agg(recording_id order by used_at desc, recording_id desc)
    filter (where ${sql.join(words, sql` and `)}))[1:${sql.lit(limit)}]`;
  const { seen, found } = await rows
    .select([sql<number>`count(*)`.as('seen'), ids.as('found')])
    .executeTakeFirstOrThrow();
  return { seen, ids: found ?? [] };
}

const onShelf = (tx: Reading['tx'], ids: readonly string[]): Shelf =>
  tx.selectFrom('recording_shelf').where(sql<boolean>`recording_shelf.recording_id = any(${ids}::uuid[])`);

/** One page of recordings. Officers and assistants see what they recorded or brought in, custodians, heads and reviewers all of the organ. */
export async function listRecordings(
  ctx: Reading,
  filter: RecordingFilter,
  window = windows,
): Promise<{ rows: RecordingRow[]; next: string | null }> {
  const person = personOf(ctx);
  const own = mayReadAll(person) ? null : person;
  const rows = await readFiltered(ctx, filter, { limit: filter.limit + 1, own, ...window });
  const last = rows[filter.limit - 1];
  const next = rows.length > filter.limit && last ? `${last.usedAt}_${last.row.id}` : null;
  return { rows: rows.slice(0, filter.limit).map(({ row }) => row), next };
}

/** Rows of given recordings, newest use first; what the caller may see of them is the caller's to check. */
export async function rowsOf(ctx: Reading, recordingIds: readonly string[]): Promise<RecordingRow[]> {
  return (await readRows(ctx, onShelf(ctx.tx, recordingIds))).map(({ row }) => row);
}

async function readRows(ctx: Reading, page: Shelf): Promise<{ row: RecordingRow; usedAt: string }[]> {
  const rows = await ctx.tx
    .selectFrom(page.select('recording_shelf.recording_id as id').as('page'))
    .innerJoin('recording_shelf', 'recording_shelf.recording_id', 'page.id')
    .leftJoin('unit', 'unit.id', 'recording_shelf.unit_id')
    .leftJoin('device', 'device.id', 'recording_shelf.device_id')
    .leftJoin('officer', 'officer.id', 'recording_shelf.officer_id')
    .selectAll('recording_shelf')
    .select(['unit.name as unit', 'device.device_no', 'officer.name as officer'])
    .orderBy('recording_shelf.used_at', 'desc')
    .orderBy('recording_shelf.recording_id', 'desc')
    .execute();
  return rows.map((r) => ({
    usedAt: r.used_at,
    row: {
      id: r.recording_id,
      name: r.name,
      kind: r.kind as RecordingRow['kind'],
      size: r.size,
      durationMs: r.duration_ms,
      unit: r.unit,
      deviceNo: r.device_no,
      officer: r.officer,
      startedAt: r.started_at,
      party: r.party,
      cause: r.cause,
      registeredAt: r.registered_at,
      storage: storageTag(r.storage as StorageSummary | null, ctx.clock.now()),
      poster: r.poster,
      conflicts: r.conflicts,
    },
  }));
}

function storageTag(summary: StorageSummary | null, now: string): RecordingRow['storage'] {
  if (summary === null) return null;
  const { dueBefore, provisional, tier } = summary;
  return { dueBefore, provisional, tier, state: dutyStateAt(summary, now) };
}

/** State of a duty at an instant: a due time that has passed makes it overdue without anybody writing so. */
export function dutyStateAt(
  duty: Pick<StorageSummary, 'dueBefore' | 'dischargedAt' | 'judgement'>,
  now: string,
) {
  if (duty.judgement === 'noPackInForce') return 'noPackInForce' as const;
  if (duty.judgement !== 'judged' || duty.dueBefore === null) return 'undetermined' as const;
  if (duty.dischargedAt !== null)
    return duty.dischargedAt < duty.dueBefore ? ('discharged' as const) : ('dischargedLate' as const);
  return now < duty.dueBefore ? ('due' as const) : ('overdue' as const);
}

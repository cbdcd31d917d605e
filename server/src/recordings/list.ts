import type { RecordingRow, recordingShapes } from '@liuhen/contract';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { plusMillis, toInstant } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { organOf, personOf } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import type { DB } from '../base/schema.d.ts';
import { searchQuery } from '../base/words.ts';
import { mayReadAll } from './policy.ts';
import type { StorageSummary } from './shelf.ts';
import { isId } from './uploads.ts';

export type RecordingFilter = z.output<typeof recordingShapes.recordingFilter>;

const readCursor = (text: string): { usedAt: string; id: string } => {
  const [usedAt = '', id = ''] = text.split('_');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(usedAt) || Number.isNaN(Date.parse(usedAt)) || !isId(id))
    throw new DomainError('input.invalid', {}, [{ path: 'after', message: '翻页标记无效' }]);
  return { usedAt, id };
};

/** First instant of a civil date in Beijing. */
const startOf = (date: string) => toInstant(`${date}T00:00:00+08:00`);

type Shelf = SelectQueryBuilder<DB, 'recording_shelf', object>;

/** The same rows by the view under which the word index can be used (migration 0010). */
const fromOrganShelf = (tx: Reading['tx']): Shelf =>
  tx.selectFrom(sql<DB['recording_shelf']>`organ_shelf`.as('recording_shelf')) as unknown as Shelf;

/** The rows a filter names, newest use first. Every shape of it is answered from an index (docs/operating/queries.md). */
export function filterShelf(tx: Reading['tx'], organId: string, filter: RecordingFilter, now: string): Shelf {
  const searched = [filter.text, filter.party, filter.cause].some((text) => searchQuery(text ?? '') !== null);
  let query: Shelf = (searched ? fromOrganShelf(tx) : tx.selectFrom('recording_shelf')).where(
    'recording_shelf.organ_id',
    '=',
    organId,
  );
  if (filter.unitId) query = query.where('recording_shelf.unit_id', '=', filter.unitId);
  if (filter.deviceId) query = query.where('recording_shelf.device_id', '=', filter.deviceId);
  if (filter.officerId) query = query.where('recording_shelf.officer_id', '=', filter.officerId);
  if (filter.kind) query = query.where('recording_shelf.kind', '=', filter.kind);
  if (filter.from) query = query.where('recording_shelf.used_at', '>=', startOf(filter.from));
  if (filter.to)
    query = query.where('recording_shelf.used_at', '<', plusMillis(startOf(filter.to), 86_400_000));
  if (filter.late) query = query.where('recording_shelf.late_since', '<=', now);
  if (filter.unlinked) query = query.where('recording_shelf.linked', '=', false);
  for (const [text, field] of [
    [filter.text, ''],
    [filter.party, 'p:'],
    [filter.cause, 'c:'],
  ] as const) {
    const words = searchQuery(text ?? '', field);
    if (words !== null) query = query.where(sql<boolean>`recording_shelf.search @@ ${words}`);
  }
  if (filter.after) {
    const { usedAt, id } = readCursor(filter.after);
    query = query.where(
      sql<boolean>`(recording_shelf.used_at, recording_shelf.recording_id) < (${usedAt}::timestamptz, ${id}::uuid)`,
    );
  }
  return query.orderBy('recording_shelf.used_at', 'desc').orderBy('recording_shelf.recording_id', 'desc');
}

/** One page of recordings. Officers see what they recorded, custodians, heads and reviewers all of the organ. */
export async function listRecordings(
  ctx: Reading,
  filter: RecordingFilter,
): Promise<{ rows: RecordingRow[]; next: string | null }> {
  const person = personOf(ctx);
  if (!mayReadAll(person) && person.officerId === null) return { rows: [], next: null };
  const own = mayReadAll(person) ? filter : { ...filter, officerId: person.officerId ?? '' };
  const rows = await readRows(
    ctx,
    filterShelf(ctx.tx, organOf(ctx), own, ctx.clock.now()).limit(filter.limit + 1),
  );
  const last = rows[filter.limit - 1];
  const next = rows.length > filter.limit && last ? `${last.usedAt}_${last.row.id}` : null;
  return { rows: rows.slice(0, filter.limit).map(({ row }) => row), next };
}

/** Rows of given recordings, in no order; what the caller may see of them is the caller's to check. */
export async function rowsOf(ctx: Reading, recordingIds: readonly string[]): Promise<RecordingRow[]> {
  if (recordingIds.length === 0) return [];
  const shelf = ctx.tx
    .selectFrom('recording_shelf')
    .where('recording_shelf.recording_id', 'in', [...recordingIds]);
  return (await readRows(ctx, shelf)).map(({ row }) => row);
}

async function readRows(ctx: Reading, shelf: Shelf): Promise<{ row: RecordingRow; usedAt: string }[]> {
  const rows = await shelf
    .leftJoin('unit', 'unit.id', 'recording_shelf.unit_id')
    .leftJoin('device', 'device.id', 'recording_shelf.device_id')
    .leftJoin('officer', 'officer.id', 'recording_shelf.officer_id')
    .selectAll('recording_shelf')
    .select(['unit.name as unit', 'device.device_no', 'officer.name as officer'])
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

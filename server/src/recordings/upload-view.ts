import { describeError, isErrorCode, type Receipt, type Upload } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { personOf } from '../base/context.ts';
import { isId } from '../base/ids.ts';
import { attributionsOf, showAttribution } from './recording.ts';
import type { UploadRow } from './uploads.ts';

/** A receipt without its duties, which the room of obligations adds. */
export type ReceiptCore = Omit<Receipt, 'duties'>;
export type UploadCore = Omit<Upload, 'receipt'> & { receipt: ReceiptCore | null };

/** The caller's own uploads: those named, or the ones that are not finished. Newest 200. */
export async function readUploads(
  ctx: Reading,
  filter: { ids?: string | undefined; open?: boolean | undefined },
): Promise<UploadCore[]> {
  let query = ctx.tx.selectFrom('upload').selectAll().where('account_id', '=', personOf(ctx).accountId);
  const ids = (filter.ids ?? '').split(',').filter(isId);
  if (filter.ids !== undefined)
    query = query.where('id', 'in', ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000']);
  if (filter.open) query = query.where('state', 'in', ['receiving', 'received']);
  const rows = await query.orderBy('created_at', 'desc').limit(200).execute();
  const recordingIds = rows.flatMap(({ recording_id }) => recording_id ?? []);
  const attributions = await attributionsOf(ctx, recordingIds);
  const receipts = await readReceipts(ctx, recordingIds);
  const shown: UploadCore[] = [];
  for (const row of rows) {
    const attribution = attributions.get(row.recording_id ?? '');
    shown.push({
      ...showUpload(row),
      attribution: attribution === undefined ? null : await showAttribution(ctx, attribution),
      receipt: receiptOf(row, receipts),
    });
  }
  return shown;
}

function showUpload(row: UploadRow): Omit<UploadCore, 'attribution' | 'receipt'> {
  return {
    id: row.id,
    name: row.name,
    originalName: row.original_name,
    size: row.size,
    received: row.received,
    state: row.state as Upload['state'],
    step: row.step as Upload['step'],
    source: row.source as Upload['source'],
    createdAt: row.created_at,
    refusal: showRefusal(row),
  };
}

function showRefusal(row: UploadRow): Upload['refusal'] {
  if (row.refusal_code === null || !isErrorCode(row.refusal_code)) return null;
  const { code, message, messageEn } = describeError(
    row.refusal_code,
    (row.refusal_detail ?? {}) as Record<string, string>,
  );
  return { code, message, messageEn };
}

type Kept = Omit<ReceiptCore, 'alreadyKnown' | 'safeToWipe'> & { sealed: boolean };

/** Read from what is committed, so `safeToWipe` is true exactly when row, seal and (before them) bytes are durable. */
async function readReceipts(ctx: Reading, recordingIds: readonly string[]): Promise<Map<string, Kept>> {
  const { rows } = await sql<Kept>`
    select r.id as "recordingId", r.sha256, r.sm3, r.size, r.registered_at as "registeredAt",
           l.leaf_index as "logIndex", e.entry_id is not null as sealed
    from recording r
    left join custody_entry e on e.subject_id = r.id and e.kind = 'recording.registered'
    left join custody_leaf l on l.entry_id = e.entry_id
    where r.id = any(${recordingIds}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.recordingId, row]));
}

function receiptOf({ recording_id, state }: UploadRow, receipts: Map<string, Kept>): ReceiptCore | null {
  if (recording_id === null) return null;
  const kept = receipts.get(recording_id);
  if (kept === undefined) throw new Error(`recording ${recording_id} of an upload is missing`);
  const { sealed, ...receipt } = kept;
  return { ...receipt, alreadyKnown: state === 'duplicate', safeToWipe: sealed };
}

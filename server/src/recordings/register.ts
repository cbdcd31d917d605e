import { organOf, personOf, type Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { type Sealing, seal, sealAll } from '../custody/index.ts';
import { decideAttribution, readRegisters, type StoredFields } from './attribution.ts';
import { insertHandover } from './commands.ts';
import { orderDerivatives } from './derivatives.ts';
import type { Inspected } from './inspect.ts';
import { mayReceive } from './policy.ts';
import { shelve } from './shelf.ts';
import type { UploadRow } from './uploads.ts';

/**
 * The promise: row, attribution, seals and jobs in one transaction, after the bytes are durable in the vault.
 * Sealed as `recording.registered` and, by the house, `recording.proposed`. Bytes that the organ has already are recognised:
 * the upload ends as a duplicate of that recording and nothing is written twice.
 */
export async function registerRecording(
  ctx: Writing,
  upload: UploadRow,
  inspected: Inspected,
): Promise<Sealed<string> | null> {
  const recordingId = makeId(ctx.clock);
  const inserted = await insertRecording(ctx, recordingId, upload, inspected);
  if (!inserted) {
    await endAsDuplicate(ctx, upload, inspected.sha256);
    return null;
  }
  const attribution = await insertAttribution(ctx, recordingId, upload, inspected);
  const [handover] = await Promise.all([
    // Film that a custodian stores has reached the custodian: the hand-over is done by the same act.
    mayReceive(personOf(ctx)) === true ? insertHandover(ctx, recordingId) : null,
    shelve(ctx, recordingId),
    orderDerivatives(ctx, recordingId, upload.organ_id, inspected.probe),
    endUpload(ctx, upload.id, { state: 'registered', recording_id: recordingId }),
  ]);
  const sealings: Sealing[] = [
    { kind: 'recording.registered', table: 'recording', id: recordingId },
    { kind: 'recording.proposed', table: 'attribution', id: attribution, byHouse: true },
    ...(handover === null ? [] : [handover]),
  ];
  return sealAll(ctx, sealings, recordingId);
}

async function insertRecording(
  ctx: Writing,
  id: string,
  upload: UploadRow,
  { probe, as, sha256, sm3 }: Inspected,
): Promise<boolean> {
  const result = await ctx.tx
    .insertInto('recording')
    .values({
      id,
      organ_id: organOf(ctx),
      upload_id: upload.id,
      name: upload.name,
      original_name: upload.original_name,
      relative_path: upload.relative_path,
      kind: as === 'document' || probe.kind === 'unknown' ? 'document' : probe.kind,
      mime: probe.mime ?? 'application/octet-stream',
      size: upload.size,
      sha256,
      sm3,
      probe: JSON.stringify(probe),
      playable: probe.playable,
      source: upload.source,
      uploaded_by: upload.account_id,
      registered_at: ctx.clock.now(),
    })
    .onConflict((on) => on.columns(['organ_id', 'sha256']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

async function insertAttribution(
  ctx: Writing,
  recordingId: string,
  upload: UploadRow,
  { probe }: Inspected,
): Promise<string> {
  const registers = await readRegisters(ctx.tx, upload.organ_id);
  const decided = decideAttribution({
    name: upload.name,
    probe,
    modifiedAt: upload.modified_at,
    registers,
    uploader: personOf(ctx),
    now: ctx.clock.now(),
  });
  const id = makeId(ctx.clock);
  const fields: StoredFields = {
    device: decided.device,
    officer: decided.officer,
    unit: decided.unit,
  };
  await ctx.tx
    .insertInto('attribution')
    .values({
      id,
      organ_id: organOf(ctx),
      recording_id: recordingId,
      version: 1,
      device_id: decided.device.value,
      officer_id: decided.officer.value,
      unit_id: decided.unit.value,
      started_at: decided.startedAt,
      ended_at: decided.endedAt,
      start_source: decided.startSource,
      device_start: decided.deviceStart,
      clock_offset_seconds: decided.clockOffsetSeconds,
      fields: JSON.stringify(fields),
      conflicts: JSON.stringify(decided.conflicts),
      confirmed: false,
      stated_at: ctx.clock.now(),
    })
    .execute();
  return id;
}

async function endAsDuplicate(ctx: Writing, upload: UploadRow, sha256: string): Promise<void> {
  const known = await ctx.tx
    .selectFrom('recording')
    .select('id')
    .where('organ_id', '=', upload.organ_id)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  await endUpload(ctx, upload.id, { state: 'duplicate', recording_id: known.id });
}

/** Refuses an upload with its reason. Sealed as `upload.refused`: it stays on record that something was offered. */
export async function refuseUpload(
  ctx: Writing,
  upload: UploadRow,
  { refused, detail }: { refused: string; detail: Record<string, string> },
): Promise<Sealed<null>> {
  await endUpload(ctx, upload.id, {
    state: 'refused',
    refusal_code: refused,
    refusal_detail: JSON.stringify(detail),
  });
  return seal(ctx, { kind: 'upload.refused', table: 'upload', id: upload.id }, null);
}

interface Ending {
  state: 'registered' | 'duplicate' | 'refused';
  recording_id?: string;
  refusal_code?: string;
  refusal_detail?: string;
}

async function endUpload(ctx: Writing, uploadId: string, ending: Ending): Promise<void> {
  await ctx.tx
    .updateTable('upload')
    .set({ ...ending, step: 'done', touched_at: ctx.clock.now() })
    .where('id', '=', uploadId)
    .where('state', '=', 'received')
    .execute();
}

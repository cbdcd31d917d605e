import type { Attribution, recordingShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { beijingDate, millisOf } from '../base/clock.ts';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { requirePlausible } from '../base/plausible.ts';
import type { Sealed } from '../base/sealed.ts';
import { type Sealing, seal, sealAll, sealNew } from '../custody/index.ts';
import { isAhead } from './believable.ts';
import { mayAttribute, mayClaimReturn, mayReceive } from './policy.ts';
import { attributionOf, heldOf, showAttribution } from './recording.ts';
import { shelve } from './shelf.ts';

type AttributionField = Attribution['device'];

const stated = (value: string | null, label: string | null): AttributionField => ({
  value,
  label,
  source: 'person',
  alternatives: [],
});

/** A person confirms or corrects device, officer and time: a further version, sealed as `recording.attributed`. */
export async function attributeRecording(
  ctx: Writing,
  input: z.output<typeof recordingShapes.attributionInput>,
): Promise<Sealed<Attribution>> {
  permit(mayAttribute(personOf(ctx), await heldOf(ctx, input.id)));
  const before = await attributionOf(ctx, input.id);
  if (before.version !== input.version) throw new DomainError('conflict.changed');
  requirePlausible(ctx, input);
  if (input.startedAt && input.endedAt && millisOf(input.endedAt) < millisOf(input.startedAt))
    throw new DomainError('act.timesReversed');
  await requireJudgeable(ctx, input);
  const { device, officer, unit } = await namesOf(ctx, input);
  const id = makeId(ctx.clock);
  const row = await ctx.tx
    .insertInto('attribution')
    .values({
      id,
      organ_id: organOf(ctx),
      recording_id: input.id,
      version: before.version + 1,
      device_id: input.deviceId,
      officer_id: input.officerId,
      unit_id: unit.value,
      started_at: input.startedAt,
      ended_at: input.endedAt,
      start_source: 'person',
      device_start: before.device_start,
      clock_offset_seconds: before.clock_offset_seconds,
      fields: JSON.stringify({ device, officer, unit }),
      conflicts: JSON.stringify(before.conflicts),
      confirmed: true,
      stated_by: personOf(ctx).accountId,
      reason: input.reason,
      stated_at: ctx.clock.now(),
    })
    .onConflict((on) => on.columns(['recording_id', 'version']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new DomainError('conflict.changed'); // two people pressed at once: the first one counts
  await shelve(ctx, input.id);
  return seal(
    ctx,
    { kind: 'recording.attributed', table: 'attribution', id },
    await showAttribution(ctx, row),
  );
}

type Times = { id: string; startedAt: string | null; endedAt: string | null };

/**
 * Refuses times from which no time limit can be counted: none at all, or one after the film was stored. A confirmation
 * takes the warning away, so nobody would be reminded again of a duty that stays undetermined.
 */
async function requireJudgeable(ctx: Writing, times: Times): Promise<void> {
  const { registered_at } = await ctx.tx
    .selectFrom('recording')
    .select('registered_at')
    .where('id', '=', times.id)
    .executeTakeFirstOrThrow();
  const fields = (['startedAt', 'endedAt'] as const).flatMap((path) => {
    const at = times[path];
    if (at === null)
      return path === 'endedAt'
        ? [
            faultAt(path, {
              zh: '请填写结束时间，没有它无法判定存储期限',
              en: 'State the end; without it no time for storing can be told',
            }),
          ]
        : [];
    if (isAhead(at, ctx.clock.now()))
      return [faultAt(path, { zh: '不能晚于现在', en: 'It cannot lie ahead' })];
    return isAhead(at, registered_at)
      ? [faultAt(path, { zh: '不能晚于音像存入的时间', en: 'It cannot be after the recording was stored' })]
      : [];
  });
  if (fields.length > 0) throw new DomainError('input.invalid', {}, fields);
}

async function namesOf(ctx: Writing, input: { deviceId: string | null; officerId: string | null }) {
  const device = input.deviceId
    ? found(
        await ctx.tx
          .selectFrom('device')
          .select(['device_no', 'unit_id'])
          .where('id', '=', input.deviceId)
          .executeTakeFirst(),
      )
    : null;
  const officer = input.officerId
    ? found(
        await ctx.tx
          .selectFrom('officer')
          .select(['name', 'unit_id'])
          .where('id', '=', input.officerId)
          .executeTakeFirst(),
      )
    : null;
  const unitId = officer?.unit_id ?? device?.unit_id ?? null;
  const unit = unitId
    ? await ctx.tx.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirst()
    : undefined;
  return {
    device: stated(input.deviceId, device?.device_no ?? null),
    officer: stated(input.officerId, officer?.name ?? null),
    unit: stated(unitId, unit?.name ?? null),
  };
}

/** Puts the receipt of a custodian on recordings that an officer stored; shared with the line. */
export async function insertHandover(ctx: Writing, recordingId: string): Promise<Sealing | null> {
  const id = makeId(ctx.clock);
  const inserted = await ctx.tx
    .insertInto('handover')
    .values({
      id,
      organ_id: organOf(ctx),
      recording_id: recordingId,
      received_by: personOf(ctx).accountId,
      handed_by: (await attributionOf(ctx, recordingId)).officer_id,
      at: ctx.clock.now(),
    })
    .onConflict((on) => on.column('recording_id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n
    ? { kind: 'recording.handedOver', table: 'handover', id }
    : null;
}

/** A custodian receives recordings from their officers (交接). Those handed over before stay as they were. */
export async function receiveHandover(
  ctx: Writing,
  input: z.output<typeof recordingShapes.handoverInput>,
): Promise<Sealed<{ received: number; at: string }>> {
  permit(mayReceive(personOf(ctx)));
  const sealings: Sealing[] = [];
  // In one order for everybody: two custodians with the same pile would otherwise wait for each other.
  for (const id of [...new Set(input.recordingIds)].sort()) {
    await heldOf(ctx, id);
    const sealing = await insertHandover(ctx, id);
    if (sealing !== null) sealings.push(sealing);
  }
  if (sealings.length === 0) throw new DomainError('handover.nothing');
  return sealAll(ctx, sealings, { received: sealings.length, at: ctx.clock.now() });
}

/** States that the recording could only be stored after returning from continuous, off-site or remote work (SX-17, QL-19). */
export async function claimReturn(
  ctx: Writing,
  input: z.output<typeof recordingShapes.returnClaimInput>,
): Promise<Sealed<Record<string, never>>> {
  permit(mayClaimReturn(personOf(ctx), await heldOf(ctx, input.id)));
  const { ended_at } = await attributionOf(ctx, input.id);
  const tooEarly = ended_at !== null && input.returnDate < beijingDate(ended_at);
  if (tooEarly || input.returnDate > beijingDate(ctx.clock.now())) {
    throw new DomainError('returnClaim.invalid', {}, [
      faultAt('returnDate', {
        zh: '不早于记录结束日，不晚于今天',
        en: 'Neither before the day the recording ended nor after today',
      }),
    ]);
  }
  const values = {
    id: makeId(ctx.clock),
    organ_id: organOf(ctx),
    recording_id: input.id,
    ground: input.ground,
    return_date: input.returnDate,
    evidence: input.evidence,
    claimed_by: personOf(ctx).accountId,
    claimed_at: ctx.clock.now(),
  };
  return sealNew(ctx, { kind: 'recording.returnClaimed', table: 'return_claim', values }, {});
}

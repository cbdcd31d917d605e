import type { Device, DeviceModel, deviceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isRefusedBy, orExists } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';
import { officerById } from '../roster/index.ts';
import { faultOfPattern } from './pattern.ts';

type ModelInput = z.output<typeof deviceShapes.deviceModelInput>;
type DeviceInput = z.output<typeof deviceShapes.deviceInput>;

/** Throws input.invalid that names every faulty pattern at once. */
function requirePatterns(patterns: readonly string[]): void {
  const fields = patterns.flatMap((pattern, i) => {
    const said = faultOfPattern(pattern);
    return said === null ? [] : [faultAt(`namePatterns.${i}`, said)];
  });
  if (fields.length > 0) throw new DomainError('input.invalid', {}, fields);
}

const modelRow = (input: ModelInput) => ({
  name: input.name,
  maker: input.maker,
  name_patterns: input.namePatterns,
});

export async function registerDeviceModel(ctx: Writing, input: ModelInput): Promise<Sealed<DeviceModel>> {
  requirePatterns(input.namePatterns);
  const id = makeId(ctx.clock);
  await orExists(
    input.name,
    ctx.tx
      .insertInto('device_model')
      .values({ id, organ_id: organOf(ctx), ...modelRow(input) })
      .execute(),
  );
  return seal(ctx, { kind: 'deviceModel.registered', table: 'device_model', id }, { id, ...input });
}

export async function changeDeviceModel(
  ctx: Writing,
  { id, ...input }: ModelInput & { id: string },
): Promise<Sealed<DeviceModel>> {
  requirePatterns(input.namePatterns);
  const changed = await orExists(
    input.name,
    ctx.tx
      .updateTable('device_model')
      .set(modelRow(input))
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  );
  found(changed);
  return seal(ctx, { kind: 'deviceModel.changed', table: 'device_model', id }, { id, ...input });
}

const deviceRow = (input: DeviceInput) => ({
  device_no: input.deviceNo,
  model_id: input.modelId,
  unit_id: input.unitId,
  holder_id: input.holderId,
  clock_offset_seconds: input.clockOffsetSeconds,
  in_use: input.inUse,
});

/** Model, unit and holder must be the organ's own (row-level security hides the others). */
async function requireKnown(ctx: Writing, input: DeviceInput): Promise<void> {
  found(
    await ctx.tx.selectFrom('device_model').select('id').where('id', '=', input.modelId).executeTakeFirst(),
  );
  found(await ctx.tx.selectFrom('unit').select('id').where('id', '=', input.unitId).executeTakeFirst());
  if (input.holderId !== null) await officerById(ctx, input.holderId);
}

export async function registerDevice(ctx: Writing, input: DeviceInput): Promise<Sealed<Device>> {
  await requireKnown(ctx, input);
  const id = makeId(ctx.clock);
  await orExists(
    input.deviceNo,
    ctx.tx
      .insertInto('device')
      .values({ id, organ_id: organOf(ctx), ...deviceRow(input) })
      .execute(),
  );
  return seal(ctx, { kind: 'device.registered', table: 'device', id }, await deviceById(ctx, id));
}

const refuseFaulty =
  (deviceNo: string) =>
  (error: unknown): never => {
    throw isRefusedBy(error, 'device_faulty') ? new DomainError('device.faulty', { deviceNo }) : error;
  };

/**
 * Changes a device. A change of its holder is an assignment and sealed as `device.assigned`. Throws device.faulty for
 * putting one into use whose fault is not put right.
 */
export async function changeDevice(
  ctx: Writing,
  { id, ...input }: DeviceInput & { id: string },
): Promise<Sealed<Device>> {
  const before = await deviceById(ctx, id);
  await requireKnown(ctx, input);
  await orExists(
    input.deviceNo,
    ctx.tx.updateTable('device').set(deviceRow(input)).where('id', '=', id).execute(),
  ).catch(refuseFaulty(before.deviceNo));
  const kind = before.holderId === input.holderId ? 'device.changed' : 'device.assigned';
  return seal(ctx, { kind, table: 'device', id }, await deviceById(ctx, id));
}

/** The device for this transaction: whoever else stops it or has it used again waits, and then sees what was done. */
export async function holdDevice(ctx: Writing, id: string): Promise<Device> {
  found(
    await ctx.tx.selectFrom('device').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst(),
  );
  return deviceById(ctx, id);
}

/** Takes a device out of use, or has it used again. Sealed as `device.changed`; nothing where it is so already. */
export async function setInUse(ctx: Writing, device: Device, inUse: boolean): Promise<void> {
  if (device.inUse === inUse) return;
  const by = ctx.tx.updateTable('device').set({ in_use: inUse }).where('id', '=', device.id);
  await seal(ctx, { kind: 'device.changed', table: 'device', id: device.id, by }, null).catch(
    refuseFaulty(device.deviceNo),
  );
}

function selectDevices(ctx: Reading) {
  return ctx.tx
    .selectFrom('device as d')
    .innerJoin('device_model as m', 'm.id', 'd.model_id')
    .innerJoin('unit as u', 'u.id', 'd.unit_id')
    .leftJoin('officer as o', 'o.id', 'd.holder_id')
    .select([
      'd.id',
      'd.device_no as deviceNo',
      'd.model_id as modelId',
      'm.name as modelName',
      'd.unit_id as unitId',
    ])
    .select(['u.name as unitName', 'd.holder_id as holderId', 'o.name as holderName'])
    .select(['d.clock_offset_seconds as clockOffsetSeconds', 'd.in_use as inUse']);
}

/** One device; notFound for one of another organ. */
async function deviceById(ctx: Reading, id: string): Promise<Device> {
  return found(await selectDevices(ctx).where('d.id', '=', id).executeTakeFirst());
}

export async function listDevices(ctx: Reading): Promise<Device[]> {
  return selectDevices(ctx).orderBy('d.device_no').execute();
}

export async function listDeviceModels(ctx: Reading): Promise<DeviceModel[]> {
  return ctx.tx
    .selectFrom('device_model')
    .select(['id', 'name', 'maker', 'name_patterns as namePatterns'])
    .orderBy('name')
    .execute();
}

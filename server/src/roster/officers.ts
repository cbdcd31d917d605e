import type { Officer, rosterShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isRefusedBy, orExists } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';

type OfficerInput = z.output<typeof rosterShapes.officerInput>;

function toRow(input: OfficerInput) {
  return {
    unit_id: input.unitId,
    name: input.name,
    kind: input.kind,
    certificate_no: input.certificateNo,
    certificate_valid_until: input.certificateValidUntil,
    device_user_id: input.deviceUserId,
  };
}

/** Enters an officer or assistant into the register. Sealed as `officer.registered`. */
export async function registerOfficer(ctx: Writing, input: OfficerInput): Promise<Sealed<Officer>> {
  await requireUnit(ctx, input.unitId);
  const id = makeId(ctx.clock);
  await orExists(
    input.certificateNo ?? input.name,
    ctx.tx
      .insertInto('officer')
      .values({ id, organ_id: organOf(ctx), ...toRow(input) })
      .execute(),
  );
  return seal(ctx, { kind: 'officer.registered', table: 'officer', id }, await officerById(ctx, id));
}

/**
 * Changes the register. Sealed as `officer.changed`; what it was before stays in the log. Throws officer.kindStands for
 * another kind of somebody who is in an act: how many officers took part in it was judged by the kind.
 */
export async function changeOfficer(
  ctx: Writing,
  { id, ...input }: OfficerInput & { id: string },
): Promise<Sealed<Officer>> {
  const before = await officerById(ctx, id);
  await requireUnit(ctx, input.unitId);
  await orExists(
    input.certificateNo ?? input.name,
    ctx.tx.updateTable('officer').set(toRow(input)).where('id', '=', id).execute(),
  ).catch((error: unknown) => {
    throw isRefusedBy(error, 'officer_kind_stands')
      ? new DomainError('officer.kindStands', { name: before.name })
      : error;
  });
  return seal(ctx, { kind: 'officer.changed', table: 'officer', id }, await officerById(ctx, id));
}

async function requireUnit(ctx: Writing, unitId: string): Promise<void> {
  found(await ctx.tx.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst());
}

function selectOfficers(ctx: Reading) {
  return ctx.tx
    .selectFrom('officer as o')
    .innerJoin('unit as u', 'u.id', 'o.unit_id')
    .select([
      'o.id',
      'o.unit_id as unitId',
      'u.name as unitName',
      'o.name',
      'o.kind',
      'o.certificate_no as certificateNo',
    ])
    .select(['o.certificate_valid_until as certificateValidUntil', 'o.device_user_id as deviceUserId']);
}

const show = (row: Omit<Officer, 'kind'> & { kind: string }): Officer => ({
  ...row,
  kind: row.kind as Officer['kind'],
});

/** One officer; notFound for one of another organ. */
export async function officerById(ctx: Reading, id: string): Promise<Officer> {
  return show(found(await selectOfficers(ctx).where('o.id', '=', id).executeTakeFirst()));
}

export async function listOfficers(ctx: Reading): Promise<Officer[]> {
  return (await selectOfficers(ctx).orderBy('u.name').orderBy('o.name').execute()).map(show);
}

import type { Officer, rosterShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isRefusedBy, orExists } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';

type OfficerInput = z.output<typeof rosterShapes.officerInput>;

/** What is not said stays as it was. */
function toRow(input: OfficerInput) {
  const { certificateValidFrom, certificateIssuer, established, assistQualification } = input;
  return {
    ...(certificateValidFrom === undefined ? {} : { certificate_valid_from: certificateValidFrom }),
    ...(certificateIssuer === undefined ? {} : { certificate_issuer: certificateIssuer || null }),
    ...(established === undefined ? {} : { established }),
    ...(assistQualification === undefined ? {} : { assist_qualification: assistQualification || null }),
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
  requireSpan(input);
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
  await ctx.tx.selectFrom('officer').select('id').where('id', '=', id).forUpdate().execute();
  const before = await officerById(ctx, id);
  requireSpan({ ...input, certificateValidFrom: input.certificateValidFrom ?? before.certificateValidFrom });
  await requireUnit(ctx, input.unitId);
  const earlier = { earlier_certificates: JSON.stringify(withReplaced(before, input)) };
  const change = { ...toRow(input), ...earlier };
  await orExists(
    input.certificateNo ?? input.name,
    ctx.tx.updateTable('officer').set(change).where('id', '=', id).execute(),
  ).catch((error: unknown) => {
    throw isRefusedBy(error, 'officer_kind_stands')
      ? new DomainError('officer.kindStands', { name: before.name })
      : error;
  });
  return seal(ctx, { kind: 'officer.changed', table: 'officer', id }, await officerById(ctx, id));
}

/** A certificate that ends before it begins cannot be. */
function requireSpan({ certificateValidFrom, certificateValidUntil }: OfficerInput): void {
  if (!certificateValidFrom || !certificateValidUntil || certificateValidFrom <= certificateValidUntil)
    return;
  const said = { zh: '不能早于有效期的起始日期', en: 'It cannot be before the day on which it begins' };
  throw new DomainError('input.invalid', {}, [faultAt('certificateValidUntil', said)]);
}

/** The certificates that were replaced, with the one of before where another number is entered now. */
const withReplaced = (before: Officer, input: OfficerInput): Officer['earlierCertificates'] =>
  before.certificateNo === null || before.certificateNo === input.certificateNo
    ? before.earlierCertificates
    : [
        {
          number: before.certificateNo,
          validFrom: before.certificateValidFrom,
          validUntil: before.certificateValidUntil,
        },
        ...before.earlierCertificates,
      ];

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
    .select(['o.certificate_valid_until as certificateValidUntil', 'o.device_user_id as deviceUserId'])
    .select(['o.certificate_valid_from as certificateValidFrom', 'o.certificate_issuer as certificateIssuer'])
    .select(['o.established', 'o.assist_qualification as assistQualification'])
    .select('o.earlier_certificates as earlierCertificates');
}

type Row = Omit<Officer, 'kind' | 'earlierCertificates'> & { kind: string; earlierCertificates: unknown };
const show = (row: Row): Officer => ({
  ...row,
  kind: row.kind as Officer['kind'],
  earlierCertificates: row.earlierCertificates as Officer['earlierCertificates'],
});

/** One officer; notFound for one of another organ. */
export async function officerById(ctx: Reading, id: string): Promise<Officer> {
  return show(found(await selectOfficers(ctx).where('o.id', '=', id).executeTakeFirst()));
}

/** The officers of these ids that are of the organ. */
export async function officersByIds(ctx: Reading, ids: readonly string[]): Promise<Officer[]> {
  if (ids.length === 0) return [];
  return (
    await selectOfficers(ctx)
      .where('o.id', 'in', [...ids])
      .execute()
  ).map(show);
}

export async function listOfficers(ctx: Reading): Promise<Officer[]> {
  return (await selectOfficers(ctx).orderBy('u.name').orderBy('o.name').execute()).map(show);
}

import type { ServiceAddress, serviceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import type { Reading, Writing } from '../base/context.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore } from '../custody/index.ts';
import { requireReadable } from '../recordings/index.ts';
import { enterRow, isEntered, stated } from './entered.ts';
import { Faults, holdCase } from './ground.ts';
import { partyOfCase } from './named.ts';

type Input = z.output<typeof serviceShapes.addressInput>;

const toRow = (input: Input) => ({
  ...{ id: input.id, case_id: input.caseId, party: input.party, party_id: input.partyId },
  ...{ address: input.address, receiver: input.receiver || null, phone: input.phone || null },
  ...{ consents: input.consents, channel: input.consents ? input.channel : null },
  account: input.consents ? input.account : null,
  ...{ signed_at: toInstant(input.signedAt), recording_id: input.recordingId },
});

/** Enters where a party wants to be served. The newest one holds. Sealed as `service.addressConfirmed`. */
export async function enterAddress(ctx: Writing, input: Input): Promise<Sealed<{ id: string }>> {
  await holdCase(ctx, input.caseId);
  const faults = new Faults();
  const { partyId, caseId } = input;
  const party = partyId === null ? null : await partyOfCase(ctx, faults, caseId, partyId);
  const content = toRow(party === null ? input : { ...input, party });
  if (await isEntered(ctx, 'service_address', content))
    return sealedBefore(ctx, 'service_address', { id: input.id });
  faults.ahead(ctx.clock.now(), { signedAt: content.signed_at });
  faults.refuse();
  if (input.recordingId !== null) await requireReadable(ctx, input.recordingId);
  return enterRow(ctx, 'service.addressConfirmed', 'service_address', { ...content, ...stated(ctx) });
}

/** The confirmation of a party that holds at a time: the last one signed by then. */
export async function addressOf(
  ctx: Reading,
  { caseId, party, partyId, at }: { caseId: string; party: string; partyId: string | null; at: string },
): Promise<{ id: string; consents: boolean; signedAt: string; account: string | null } | null> {
  const row = await ctx.tx
    .selectFrom('service_address')
    .select(['id', 'consents', 'account', 'signed_at as signedAt'])
    .where('case_id', '=', caseId)
    .where((eb) =>
      eb.or([eb('party', '=', party), ...(partyId === null ? [] : [eb('party_id', '=', partyId)])]),
    )
    .where('signed_at', '<=', toInstant(at))
    .orderBy('signed_at', 'desc')
    .orderBy('stated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Confirmations of the parties of a case, the newest first. */
export async function addressesOfCase(ctx: Reading, caseId: string): Promise<ServiceAddress[]> {
  const rows = await ctx.tx
    .selectFrom('service_address as a')
    .innerJoin('account as p', 'p.id', 'a.stated_by')
    .selectAll('a')
    .select('p.display_name')
    .where('a.case_id', '=', caseId)
    .orderBy('a.signed_at', 'desc')
    .orderBy('a.stated_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, party: row.party, partyId: row.party_id, address: row.address, receiver: row.receiver },
    ...{ phone: row.phone, consents: row.consents, channel: row.channel as ServiceAddress['channel'] },
    ...{ account: row.account, signedAt: row.signed_at, recordingId: row.recording_id },
    ...{ statedBy: row.display_name, statedAt: row.stated_at },
  }));
}

import type { evidenceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { personOf, type Writing } from '../base/context.ts';
import { DomainError, found, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import { enterRow, isEntered } from './entered.ts';
import { Faults } from './ground.ts';

/** Whoever received a thing last holds it; before anybody did, whoever entered it. */
export const holderOf = (
  enteredBy: string,
  transfers: readonly { to_account: string; received: boolean | null }[],
): string => transfers.findLast(({ received }) => received === true)?.to_account ?? enteredBy;

const transfersOf = (ctx: Writing, itemId: string) =>
  ctx.tx
    .selectFrom('evidence_transfer')
    .select(['to_account', 'received', 'answered_at'])
    .where('item_id', '=', itemId)
    .orderBy('answered_at')
    .execute();

/**
 * Hands a thing to somebody, who has to confirm. Sealed as `evidence.handedOver`. Only who holds it can give it on, one
 * at a time.
 */
export async function transferEvidence(
  ctx: Writing,
  input: z.output<typeof evidenceShapes.transferInput>,
): Promise<Sealed<{ id: string }>> {
  const query = ctx.tx.selectFrom('evidence_item').selectAll().where('id', '=', input.itemId);
  const item = found(await query.forNoKeyUpdate().executeTakeFirst());
  const { accountId } = personOf(ctx);
  const content = {
    ...{ id: input.id, item_id: item.id, to_account: input.toAccount, given_by: accountId },
    ...{ storage_place: input.storagePlace, reason: input.reason },
  };
  if (await isEntered(ctx, 'evidence_transfer', content))
    return sealedBefore(ctx, 'evidence_transfer', { id: input.id });
  const transfers = await transfersOf(ctx, item.id);
  permit(
    holderOf(item.entered_by, transfers) === accountId || {
      reason: { zh: '只有现在保管的人才能交出', en: 'only who holds it now can hand it over' },
    },
  );
  if (item.withdrawn_at !== null || transfers.some(({ answered_at }) => answered_at === null))
    throw new DomainError('conflict.changed');
  const faults = new Faults();
  if (item.form !== 'object')
    faults.add('itemId', { zh: '只有实物才移交保管', en: 'Only physical things are handed over' });
  if (input.toAccount === accountId)
    faults.add('toAccount', { zh: '不能交给自己', en: 'It cannot be given to yourself' });
  faults.refuse();
  const to = ctx.tx.selectFrom('account').select('id').where('id', '=', input.toAccount);
  found(await to.executeTakeFirst());
  return enterRow(ctx, 'evidence.handedOver', 'evidence_transfer', {
    ...content,
    given_at: ctx.clock.now(),
  });
}

/** The receiver confirms that a thing arrived, or says why it was not taken. Sealed as `evidence.received`. */
export async function answerTransfer(
  ctx: Writing,
  { id, received, remarks }: z.output<typeof evidenceShapes.transferAnswer>,
): Promise<Sealed<{ id: string }>> {
  const query = ctx.tx.selectFrom('evidence_transfer').selectAll().where('id', '=', id).forNoKeyUpdate();
  const transfer = found(await query.executeTakeFirst());
  permit(
    transfer.to_account === personOf(ctx).accountId || {
      reason: { zh: '由接收人本人确认', en: 'the receiver confirms in person' },
    },
  );
  if (transfer.received === received) return sealedBefore(ctx, 'evidence_transfer', { id });
  if (transfer.received !== null) throw new DomainError('conflict.changed');
  await ctx.tx
    .updateTable('evidence_transfer')
    .set({ answered_at: ctx.clock.now(), received, remarks: remarks || null })
    .where('id', '=', id)
    .execute();
  return seal(ctx, { kind: 'evidence.received', table: 'evidence_transfer', id }, { id });
}

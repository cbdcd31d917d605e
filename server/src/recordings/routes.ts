import { routes } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { organOf, personOf } from '../base/context.ts';
import { permit } from '../base/errors.ts';
import { type Binding, mutate, query } from '../base/http.ts';
import { holdsWhole, type Vault } from '../base/vault.ts';
import { lastEntryOf, proveAttested } from '../custody/index.ts';
import { attributeRecording, claimReturn, receiveHandover } from './commands.ts';
import { listRecordings } from './list.ts';
import { mayRead } from './policy.ts';
import { heldOf } from './recording.ts';

async function proveRecording(ctx: Reading, { id }: { id: string }) {
  permit(mayRead(personOf(ctx), await heldOf(ctx, id)));
  return proveAttested(ctx, await lastEntryOf(ctx, id, 'recording.registered'));
}

/**
 * Whether the organ has these bytes already: lets a card be skipped without sending it again. Said only while the
 * vault still holds every one of them; otherwise the card may be the last place where they are, and sending them heals the vault.
 */
async function findKnown(ctx: Reading, vault: Vault, sha256: string) {
  const row = await ctx.tx
    .selectFrom('recording')
    .select('id')
    .where('organ_id', '=', organOf(ctx))
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return { recordingId: row !== undefined && (await holdsWhole(vault, sha256)) ? row.id : null };
}

/** The route that asks for known bytes; it is bound with the receiver, which has the vault. */
export const bindKnown = (vault: Vault): Binding =>
  query(routes.findKnown, (ctx, { sha256 }) => findKnown(ctx, vault, sha256));

/** The room's routes. Those whose answer holds duties are bound by the room of obligations. */
export const recordingRoutes: Binding[] = [
  query(routes.listRecordings, listRecordings),
  query(routes.proveRecording, proveRecording),
  mutate(routes.attributeRecording, attributeRecording),
  mutate(routes.claimReturn, claimReturn),
  mutate(routes.receiveHandover, receiveHandover),
];

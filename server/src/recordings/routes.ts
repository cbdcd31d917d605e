import { routes } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { organOf, personOf } from '../base/context.ts';
import { permit } from '../base/errors.ts';
import { type Binding, mutate, query } from '../base/http.ts';
import { lastEntryOf, proveEntry } from '../custody/index.ts';
import { attributeRecording, claimReturn, receiveHandover } from './commands.ts';
import { listRecordings } from './list.ts';
import { mayRead } from './policy.ts';
import { heldOf } from './recording.ts';

async function proveRecording(ctx: Reading, { id }: { id: string }) {
  permit(mayRead(personOf(ctx), await heldOf(ctx, id)));
  return proveEntry(ctx, await lastEntryOf(ctx, id, 'recording.registered'));
}

/** Whether the organ has these bytes already: lets a card be skipped without sending it again. */
async function findKnown(ctx: Reading, { sha256 }: { sha256: string }) {
  const row = await ctx.tx
    .selectFrom('recording')
    .select('id')
    .where('organ_id', '=', organOf(ctx))
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return { recordingId: row?.id ?? null };
}

/** The room's routes. Those whose answer holds duties are bound by the room of obligations. */
export const recordingRoutes: Binding[] = [
  query(routes.listRecordings, listRecordings),
  query(routes.proveRecording, proveRecording),
  query(routes.findKnown, findKnown),
  mutate(routes.attributeRecording, attributeRecording),
  mutate(routes.claimReturn, claimReturn),
  mutate(routes.receiveHandover, receiveHandover),
];

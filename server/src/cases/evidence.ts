import type { cases as caseShapes, RecordingRow } from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { plusMillis } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';
import { requireReadable, rowsOf, shelve } from '../recordings/index.ts';
import { mayLinkEvidence } from './policy.ts';

/** Brings the party and cause of the newest act of a recording to the shelf, where lists find them. */
async function reshelve(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<void> {
  const act = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('act as a', 'a.id', 'v.act_id')
    .select(['a.party', 'a.cause'])
    .where('v.recording_id', '=', recordingId)
    .where('v.removed_at', 'is', null)
    .orderBy('v.linked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await shelve(ctx, recordingId, {
    party: act?.party ?? null,
    cause: act?.cause ?? null,
    linked: act !== undefined,
  });
}

export async function reshelveOfAct(ctx: Pick<Reading, 'tx'>, actId: string): Promise<void> {
  const links = await ctx.tx
    .selectFrom('evidence')
    .select('recording_id')
    .where('act_id', '=', actId)
    .where('removed_at', 'is', null)
    .execute();
  for (const { recording_id } of links) await reshelve(ctx, recording_id);
}

/** Links a recording to an act as evidence. Sealed as `evidence.linked`. Twice the same: conflict.exists. */
export async function linkEvidence(
  ctx: Writing,
  input: z.output<typeof caseShapes.evidenceInput>,
): Promise<Sealed<{ id: string }>> {
  permit(mayLinkEvidence(personOf(ctx)));
  const act = found(
    await ctx.tx.selectFrom('act').select('number').where('id', '=', input.actId).executeTakeFirst(),
  );
  await requireReadable(ctx, input.recordingId);
  const id = makeId(ctx.clock);
  const row = { act_id: input.actId, recording_id: input.recordingId, note: input.note };
  try {
    await ctx.tx
      .insertInto('evidence')
      .values({
        id,
        organ_id: organOf(ctx),
        ...row,
        linked_by: personOf(ctx).accountId,
        linked_at: ctx.clock.now(),
      })
      .execute();
  } catch (error) {
    throw isDuplicateKey(error)
      ? new DomainError('conflict.exists', { value: `与 ${act.number} 的关联` })
      : error;
  }
  await reshelve(ctx, input.recordingId);
  return seal(ctx, { kind: 'evidence.linked', table: 'evidence', id }, { id });
}

/** Takes a link back, with the reason; that it was there stays on record. Sealed as `evidence.unlinked`. */
export async function unlinkEvidence(
  ctx: Writing,
  input: z.output<typeof caseShapes.unlinkInput>,
): Promise<Sealed<Record<string, never>>> {
  permit(mayLinkEvidence(personOf(ctx)));
  const link = await ctx.tx
    .updateTable('evidence')
    .set({ removed_at: ctx.clock.now(), removed_by: personOf(ctx).accountId, remove_reason: input.reason })
    .where('id', '=', input.id)
    .where('removed_at', 'is', null)
    .returning('recording_id')
    .executeTakeFirst();
  const { recording_id } = found(link);
  await requireReadable(ctx, recording_id);
  await reshelve(ctx, recording_id);
  return seal(ctx, { kind: 'evidence.unlinked', table: 'evidence', id: input.id }, {});
}

/** Acts that a recording is evidence in, newest link first. */
export async function actsOfRecording(ctx: Reading, recordingId: string) {
  return ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('act as a', 'a.id', 'v.act_id')
    .select(['a.id', 'a.number', 'a.cause', 'a.party', 'v.note'])
    .where('v.recording_id', '=', recordingId)
    .where('v.removed_at', 'is', null)
    .orderBy('v.linked_at', 'desc')
    .execute();
}

/** Whether the person who asks may see a recording. */
async function isReadable(ctx: Reading, recordingId: string): Promise<boolean> {
  try {
    await requireReadable(ctx, recordingId);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'permission.denied') return false;
    throw error;
  }
}

/** Of what shows recordings, only what the person may see: who sees their own film alone sees no other's in an act either. */
export async function onlyReadable<T>(
  ctx: Reading,
  shown: readonly T[],
  recordingOf: (one: T) => RecordingRow,
): Promise<T[]> {
  const { permissions } = personOf(ctx);
  if (permissions.has('recording.readAll')) return [...shown];
  const readable: T[] = [];
  for (const one of permissions.has('recording.readOwn') ? shown : [])
    if (await isReadable(ctx, recordingOf(one).id)) readable.push(one);
  return readable;
}

/** Links of an act with their recordings, in the order of use. */
export async function linksOfAct(ctx: Reading, actId: string) {
  const links = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('account as p', 'p.id', 'v.linked_by')
    .select(['v.id', 'v.recording_id', 'v.note', 'v.linked_at', 'p.display_name'])
    .where('v.act_id', '=', actId)
    .where('v.removed_at', 'is', null)
    .execute();
  const rows = new Map(
    (
      await rowsOf(
        ctx,
        links.map((link) => link.recording_id),
      )
    ).map((row) => [row.id, row]),
  );
  return links
    .map((link) => ({
      id: link.id,
      recording: found(rows.get(link.recording_id)),
      note: link.note,
      linkedBy: link.display_name,
      linkedAt: link.linked_at,
    }))
    .sort((a, b) => ((a.recording.startedAt ?? '') < (b.recording.startedAt ?? '') ? -1 : 1));
}

const aroundMillis = 2 * 3_600_000;

interface ActTimes {
  id: string;
  officers: { id: string }[];
  startedAt: string;
  endedAt: string | null;
}

/** Recordings of the act's officers made within two hours of it that are not linked to it. */
export async function suggestRecordings(ctx: Reading, act: ActTimes): Promise<RecordingRow[]> {
  const ids = act.officers.map((officer) => officer.id);
  if (ids.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('recording_shelf as s')
    .select('s.recording_id')
    .where('s.organ_id', '=', organOf(ctx))
    .where('s.officer_id', 'in', ids)
    .where('s.used_at', '>=', plusMillis(act.startedAt, -aroundMillis))
    .where('s.used_at', '<=', plusMillis(act.endedAt ?? act.startedAt, aroundMillis))
    .where(
      sql<boolean>`not exists (select from evidence v where v.recording_id = s.recording_id and v.act_id = ${act.id} and v.removed_at is null)`,
    )
    .orderBy('s.used_at')
    .limit(20)
    .execute();
  return rowsOf(
    ctx,
    rows.map((row) => row.recording_id),
  );
}

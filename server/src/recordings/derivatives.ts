import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { enqueue, type Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import type { Derivative } from '../base/schema.d.ts';
import type { Vault } from '../base/vault.ts';
import { seal } from '../custody/index.ts';
import { makePoster, makeProxy } from './derive.ts';
import type { Probe } from './probe.ts';
import { shelve } from './shelf.ts';

/** What the jobs that make posters and proxies work with. */
export interface DerivingHouse {
  database: Database;
  clock: Clock;
  vault: Vault;
  log: Log;
  /** Folder for work files, on the vault's file system. */
  workFolder: string;
  ffmpeg: string | null;
  wake: () => void;
}

type Kind = 'poster' | 'proxy';

/** Orders what a recording needs beside its original: a poster of a picture or film, a proxy of what no browser plays. */
export async function orderDerivatives(
  ctx: Writing,
  recordingId: string,
  organId: string,
  probe: Probe,
): Promise<void> {
  const visual = probe.kind === 'video' || probe.kind === 'picture';
  const kinds: Kind[] = [
    ...(visual ? (['poster'] as const) : []),
    ...(probe.playable === 'needsProxy' ? (['proxy'] as const) : []),
  ];
  for (const kind of kinds) {
    const id = makeId(ctx.clock);
    await Promise.all([
      ctx.tx
        .insertInto('derivative')
        .values({ id, organ_id: organId, recording_id: recordingId, kind, state: 'waiting' })
        .execute(),
      enqueue(ctx.tx, 'derive', { derivativeId: id }, `derive:${id}`),
    ]);
  }
}

/** Reasons that speak of the program and not of the film: it was missing, broken, or had not what it needs. */
const faultsOfTool =
  'ffmpeg did not start|was ended by|ended with null|ENOENT|EACCES|Unknown (en|de)coder|shared librar';

/**
 * Puts back into the queue what waited for an ffmpeg which is there now, what failed by the program's fault (tried
 * once at each start), and whatever an earlier run left open: a job
 * that it had taken when it ended would count as taken for hours. Before jobs are run.
 */
export async function reorderWaiting(hands: DerivingHouse): Promise<void> {
  const states = ['waiting', 'working', ...(hands.ffmpeg === null ? [] : ['noTool'])];
  await transact(hands.database, house, async (tx) => {
    const rows = await tx
      .updateTable('derivative')
      .set({ state: 'waiting' })
      .where('state', 'in', states)
      .returning('id')
      .execute();
    for (const { id } of rows) await enqueue(tx, 'derive', { derivativeId: id }, `derive:${id}`);
    if (hands.ffmpeg === null) return;
    // Their rows stay as they were sealed until there is another outcome.
    const failed = await tx
      .selectFrom('derivative')
      .select('id')
      .where('state', '=', 'failed')
      .where('reason', '~', faultsOfTool)
      .execute();
    for (const { id } of failed)
      await enqueue(tx, 'derive', { derivativeId: id, again: 'true' }, `derive:${id}`);
  });
}

/** The room's jobs. */
export function derivativeJobs(hands: DerivingHouse): Jobs {
  return { derive: (payload, signal) => derive(hands, payload, signal) };
}

async function derive(
  hands: DerivingHouse,
  { derivativeId = '', again }: Record<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const found = await transact(hands.database, house, (tx) =>
    tx
      .selectFrom('derivative as d')
      .innerJoin('recording as r', 'r.id', 'd.recording_id')
      .select([
        'd.kind',
        'd.state',
        'd.organ_id',
        'd.recording_id',
        'r.sha256',
        'r.kind as recordingKind',
        'r.probe',
      ])
      .where('d.id', '=', derivativeId)
      .executeTakeFirst(),
  );
  if (found === undefined || found.state === 'ready') return;
  const failed = found.state === 'failed';
  if (failed && (again === undefined || hands.ffmpeg === null)) return;
  const order: Order = { ...found, id: derivativeId, kind: found.kind as Kind, probe: found.probe as Probe };
  if (hands.ffmpeg === null) return await setState(hands, order, { state: 'noTool' });
  if (!failed) await setState(hands, order, { state: 'working' });
  try {
    const made = await make(hands, hands.ffmpeg, order, signal);
    await setState(hands, order, { state: 'ready', reason: null, ...made });
  } catch (error) {
    if (signal.aborted) throw error; // the server stops: the job is run again
    hands.log.warn({ err: error, derivativeId }, 'derivative failed');
    await setState(hands, order, { state: 'failed', reason: String(error).slice(0, 500) });
  }
}

interface Order {
  id: string;
  kind: Kind;
  organ_id: string;
  recording_id: string;
  sha256: string;
  recordingKind: string;
  probe: Probe;
}

interface Made {
  sha256: string;
  size: number;
  mime: string;
}

async function make(hands: DerivingHouse, ffmpeg: string, order: Order, signal: AbortSignal): Promise<Made> {
  await mkdir(hands.workFolder, { recursive: true });
  const output = join(hands.workFolder, `${order.id}.${order.kind === 'poster' ? 'jpg' : 'mp4'}`);
  const input = await hands.vault.localPath(order.sha256);
  try {
    if (order.kind === 'poster')
      await makePoster(
        ffmpeg,
        input,
        output,
        order.recordingKind === 'picture' ? 'picture' : 'video',
        signal,
      );
    else
      await makeProxy(ffmpeg, input, output, {
        durationMs: order.probe.durationMs ?? 0,
        streams: order.probe.streams,
        signal,
        onProgress: noter(hands, order),
      });
    const sha256 = await digestOf(output);
    await hands.vault.keep(output, sha256);
    return {
      sha256,
      size: (await stat(output)).size,
      mime: order.kind === 'poster' ? 'image/jpeg' : 'video/mp4',
    };
  } finally {
    await rm(output, { force: true });
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Writes progress at most once for each hundredth. */
function noter(hands: DerivingHouse, order: Order): (fraction: number) => void {
  let noted = 0;
  return (fraction) => {
    if (fraction - noted < 0.01) return;
    noted = fraction;
    const row = { derivative_id: order.id, organ_id: order.organ_id, fraction };
    transact(hands.database, house, (tx) =>
      tx
        .insertInto('derivative_progress')
        .values(row)
        .onConflict((on) => on.column('derivative_id').doUpdateSet({ fraction }))
        .execute(),
    ).catch((error: unknown) => hands.log.debug({ err: error }, 'progress was not noted'));
  };
}

type Change = Partial<Selectable<Derivative>> & { state: string };

async function setState(hands: DerivingHouse, order: Order, change: Change): Promise<void> {
  const over = change.state === 'ready' || change.state === 'failed';
  await transact(hands.database, { ...house, organId: order.organ_id }, async (tx) => {
    const ctx: Writing = {
      tx,
      actor: { kind: 'system', organId: order.organ_id },
      clock: hands.clock,
      writing: true,
    };
    await tx.updateTable('derivative').set(change).where('id', '=', order.id).execute();
    if (!over) return;
    if (order.kind === 'poster') await shelve(ctx, order.recording_id);
    const kind = change.state === 'ready' ? 'derivative.made' : 'derivative.failed';
    await seal(ctx, { kind, table: 'derivative', id: order.id }, null);
  });
  if (over) hands.wake();
}

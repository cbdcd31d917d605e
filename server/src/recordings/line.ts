import type { ErrorCode } from '@liuhen/contract';
import type { Clock } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { isDiskFull, isMissing } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Vault } from '../base/vault.ts';
import { personOfAccountId } from '../roster/index.ts';
import type { Digester, FileDigests } from './digest.ts';
import { type Inspected, inspect } from './inspect.ts';
import type { Probe } from './probe.ts';
import { refuseUpload, registerRecording } from './register.ts';
import type { Staging } from './staging.ts';
import { cancelAbandoned, type UploadRow } from './uploads.ts';

/** Points of the straight line between which a crash must lose nothing. */
export type LineStep = 'received' | 'inspected' | 'kept' | 'registered' | 'done';

/** What the line from the last byte to the sealed record works with. */
export interface LineParts {
  database: Database;
  clock: Clock;
  log: Log;
  vault: Vault;
  staging: Staging;
  digester: Digester;
  probe: (path: string, name: string) => Promise<Probe>;
  maxFileBytes: number;
  /** Told after a commit that entries wait for the sequencer. */
  wake: () => void;
  /** Told when a step is over; the crash tests pull the plug here. */
  passed: (step: LineStep, uploadId: string) => Promise<void>;
  /** After how long an upload that met a fault is tried again. */
  retryMillis?: number;
}

export interface LineHouse extends LineParts {
  /** Hashing that goes on while chunks arrive, by upload. */
  digests: Map<string, FileDigests>;
  /** Sends a wholly received upload down the line; at once or when there is room. Never throws. */
  advance(uploadId: string): void;
  /**
   * Takes up what an earlier run left between two steps, by the same code as the happy path, and clears staged files
   * whose upload is over. Before anything is received.
   */
  recover(): Promise<void>;
  /** Waits until this upload is off the line, whatever became of it. */
  settled(uploadId: string): Promise<void>;
  /** Takes no more, and waits until nothing is on the line. */
  drain(): Promise<void>;
}

const abreast = 3;
const retryAfterMillis = 15_000;
/** So often an upload may meet a fault that its own content causes; then it is refused with the reason. */
const mostFaults = 3;
const clearEveryMillis = 3_600_000;

/** Builds the line: uploads go down it a few abreast, each once. */
export function openLine(parts: LineParts): LineHouse {
  const queue: string[] = [];
  const moving = new Map<string, Promise<void>>();
  const later = new Set<NodeJS.Timeout>();
  const faults = new Map<string, number>();
  let closed = false;
  let clearing: NodeJS.Timeout | null = null;
  const line: LineHouse = { ...parts, digests: new Map(), advance, recover, settled, drain };

  function advance(uploadId: string): void {
    if (closed || moving.has(uploadId) || queue.includes(uploadId)) return;
    queue.push(uploadId);
    pump();
  }
  function pump(): void {
    while (!closed && moving.size < abreast) {
      const next = queue.shift();
      if (next === undefined) return;
      const going = walk(line, next, faults).then((again) => {
        moving.delete(next);
        if (again && !closed) retry(next);
        pump();
      });
      moving.set(next, going);
    }
  }
  function retry(uploadId: string): void {
    const timer = setTimeout(() => {
      later.delete(timer);
      advance(uploadId);
    }, parts.retryMillis ?? retryAfterMillis);
    later.add(timer);
  }
  async function recover(): Promise<void> {
    await clearAbandoned(line);
    clearing ??= setInterval(() => void clearAbandoned(line), clearEveryMillis).unref();
    const left = await transact(parts.database, house, (tx) =>
      tx
        .selectFrom('upload')
        .select(['id', 'state'])
        .where('state', 'in', ['receiving', 'received'])
        .orderBy('created_at')
        .execute(),
    );
    const wanted = new Set(left.map(({ id }) => id));
    for (const id of await parts.staging.list()) if (!wanted.has(id)) await parts.staging.remove(id);
    for (const { id, state } of left) if (state === 'received') advance(id);
  }
  async function settled(uploadId: string): Promise<void> {
    while (queue.includes(uploadId) || moving.has(uploadId)) {
      await (moving.get(uploadId) ?? Promise.race(moving.values()));
    }
  }
  async function drain(): Promise<void> {
    closed = true;
    queue.length = 0; // taken up at the next start
    if (clearing !== null) clearInterval(clearing);
    for (const timer of later) clearTimeout(timer);
    await Promise.all(moving.values());
  }
  return line;
}

/** Gives up what nobody has gone on with for 14 days, with its bytes. */
async function clearAbandoned(line: LineHouse): Promise<void> {
  try {
    const ids = await transact(line.database, house, (tx) => cancelAbandoned({ tx, clock: line.clock }));
    for (const id of ids) {
      line.digests.get(id)?.drop();
      line.digests.delete(id);
      await line.staging.remove(id);
    }
    if (ids.length > 0) line.log.info({ uploads: ids }, 'abandoned uploads were cleared');
  } catch (error) {
    line.log.error({ err: error }, 'abandoned uploads wait to be cleared');
  }
}

/** Walks one upload down the line. Returns whether it should be tried again (a full disk, a database away). */
async function walk(line: LineHouse, uploadId: string, faults: Map<string, number>): Promise<boolean> {
  try {
    const waiting = await transact(line.database, house, async (tx) => {
      const upload = await tx.selectFrom('upload').selectAll().where('id', '=', uploadId).executeTakeFirst();
      if (upload?.state !== 'received') return null;
      return { upload, person: await personOfAccountId(tx, upload.account_id) };
    });
    const times = faults.get(uploadId) ?? 0;
    if (waiting !== null && times >= mostFaults) await giveUp(line, waiting.upload, waiting.person, times);
    else if (waiting !== null) await process(line, waiting.upload, waiting.person);
    faults.delete(uploadId);
    return false;
  } catch (error) {
    if (isOfContent(error)) faults.set(uploadId, (faults.get(uploadId) ?? 0) + 1);
    line.log.error(
      { err: error, uploadId },
      isDiskFull(error) ? 'disk is full, upload waits' : 'upload waits after a fault',
    );
    return true;
  }
}

async function process(line: LineHouse, upload: UploadRow, person: Person): Promise<void> {
  await line.passed('received', upload.id);
  const inspected = await inspectOrRefuse(line, upload);
  if ('refused' in inspected) return await refuse(line, upload, person, inspected);
  await line.passed('inspected', upload.id);
  await line.vault.keep(line.staging.pathOf(upload.id), inspected.sha256);
  await line.passed('kept', upload.id);
  await transact(line.database, person, (tx) =>
    registerRecording({ tx, actor: person, clock: line.clock, writing: true }, upload, inspected),
  );
  await line.passed('registered', upload.id);
  await finish(line, upload);
}

async function refuse(line: LineHouse, upload: UploadRow, person: Person, why: Refused): Promise<void> {
  await transact(line.database, person, (tx) =>
    refuseUpload({ tx, actor: person, clock: line.clock, writing: true }, upload, why),
  );
  await finish(line, upload);
}

/**
 * Whether a fault comes of what the file holds, so that trying again cannot help: values that the database refuses
 * (SQLSTATE 22, 23, 54) or that the program cannot handle, bytes that are not those of their digest.
 */
function isOfContent(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) return true;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return /^(22|23|54)[0-9A-Z]{3}$/.test(code) || code === 'VAULT_DIFFERS';
}

/** Ends an upload that the line cannot take, in the open: left as `received` its sender would wait for ever. */
async function giveUp(line: LineHouse, upload: UploadRow, person: Person, times: number): Promise<void> {
  line.digests.get(upload.id)?.drop();
  line.digests.delete(upload.id);
  line.log.error({ uploadId: upload.id, times }, 'upload is refused after faults');
  await refuse(line, upload, person, { refused: 'upload.faulty', detail: { times: String(times) } });
}

async function finish(line: LineHouse, upload: UploadRow): Promise<void> {
  line.wake();
  await line.staging.remove(upload.id);
  await line.passed('done', upload.id);
}

export interface Refused {
  refused: ErrorCode;
  detail: Record<string, string>;
}

async function inspectOrRefuse(line: LineHouse, upload: UploadRow): Promise<Inspected | Refused> {
  const following = line.digests.get(upload.id) ?? line.digester.follow(line.staging.pathOf(upload.id));
  line.digests.delete(upload.id);
  try {
    return await inspect(line, upload, following);
  } catch (error) {
    following.drop();
    if (isMissing(error)) return { refused: 'upload.gone', detail: {} };
    throw error;
  }
}

import { byteRoutes, ContractError, type ErrorBody } from '@liuhen/contract';
import { Upload as TusUpload } from 'tus-js-client';
import { call, csrfHeader, queries, sessionEnded, whoIsHere } from '../api.ts';
import { makeStore } from '../shell/store.ts';
import { useStore } from '../shell/use-store.ts';
import { openChunks, UnreadableFile } from './chunks.ts';
import type { Chosen } from './folders.ts';
import { markOf } from './mark.ts';
import {
  forgetRemoved,
  nameRow,
  nextToSend,
  type QueuedUpload,
  type Rows,
  rememberRemoved,
  withoutSafe,
} from './rows.ts';

const chunkSize = 8 << 20;
const atOnce = 3;
const retryDelays = [0, 1000, 3000, 5000, 10_000];
/** When all quick retries are spent: a network may be away for an afternoon. */
const slowRetryMillis = 15_000;
const pollMillis = 800;
/** So many unanswered questions in a row, and the person is told. */
const patientTurns = 8;
/** So often a stored file is asked after for its deadline, which is judged a moment after the seal. */
const turnsForVerdict = 40;

/** A file in hand, and the attempt that sends it now; what an earlier attempt still reports is not heard. */
interface Held {
  chosen: Chosen;
  attempt: number;
  tus: TusUpload | null;
  url: string | null;
}

const rows = makeStore<Rows>([]);
const removed = makeStore<readonly string[]>([]);
const running = new Map<string, Held>();
/** Stored files without a verdict yet, and how often they are still asked after. */
const unjudged = new Map<string, number>();
let lastKey = 0;

export const useUploads = (): Rows => useStore(rows);
/** Files that were taken off the list before they had a receipt. */
export const useRemoved = (): readonly string[] => useStore(removed);

/** Whether leaving the page would interrupt something. */
export const isSending = (): boolean =>
  rows.get().some(({ state }) => state === 'queued' || state === 'sending' || state === 'retrying');

function change(key: string, next: Partial<QueuedUpload>): void {
  rows.set(rows.get().map((row) => (row.key === key ? { ...row, ...next } : row)));
  if (next.state !== undefined) startWaiting();
}

const rowOf = (key: string): QueuedUpload | undefined => rows.get().find((row) => row.key === key);

/** Puts files into the queue; one that is in it already stays where it is. */
export function addFiles(chosen: readonly Chosen[]): void {
  if (rows.get().length === 0) removed.set([]);
  const fresh = chosen.map((one): QueuedUpload => {
    const key = `file ${++lastKey}`;
    running.set(key, { chosen: one, attempt: 0, tus: null, url: null });
    return {
      ...{ key, mark: null, name: one.file.name, relativePath: one.relativePath },
      ...{ size: one.file.size, sent: 0, state: 'queued', upload: null, fault: null },
    };
  });
  rows.set([...rows.get(), ...fresh]);
  markWaiting();
}

let marking = false;

/** Reads the ends of files that wait, one after the other, so that each can be told from every other. */
function markWaiting(): void {
  if (marking) return;
  marking = true;
  const turn = async () => {
    try {
      for (let row = nextToMark(); row !== undefined; row = nextToMark()) await mark(row.key);
    } finally {
      marking = false;
    }
  };
  void turn();
}

const nextToMark = () => rows.get().find((row) => row.mark === null && row.state === 'queued');

async function mark(key: string): Promise<void> {
  const held = running.get(key);
  const accountId = whoIsHere.get()?.account.id;
  if (held === undefined || accountId === undefined) return forget(key);
  try {
    const found = await markOf(held.chosen, accountId);
    if (rowOf(key) === undefined) return;
    const named = nameRow(rows.get(), key, found);
    if (named.dropped !== null) forget(named.dropped);
    rows.set(named.rows);
    removed.set(forgetRemoved(removed.get(), found));
    startWaiting();
  } catch {
    change(key, { state: 'failed', fault: 'unreadable' });
  }
}

/** Makes an attempt at sending a file. What it reports after another attempt was begun, or a pause, is not heard. */
function makeAttempt(key: string, mark: string, held: Held): TusUpload {
  const attempt = ++held.attempt;
  const isCurrent = () => held.attempt === attempt;
  const { file, relativePath } = held.chosen;
  const source = openChunks(file);
  const tus = new TusUpload(file, {
    ...{ endpoint: byteRoutes.tus, chunkSize, retryDelays, removeFingerprintOnSuccess: true },
    metadata: {
      ...{ filename: file.name, relativePath, source: 'web' },
      modifiedAt: new Date(file.lastModified).toISOString(),
    },
    uploadUrl: held.url,
    fingerprint: async () => mark,
    fileReader: { openFile: async () => source },
    onUploadUrlAvailable: () => {
      held.url = tus.url;
    },
    onBeforeRequest: (request) => {
      if (!isCurrent()) throw new Error('another attempt took over');
      for (const [name, value] of Object.entries(csrfHeader())) request.setHeader(name, value);
      if (request.getMethod() === 'PATCH')
        request.setHeader('Upload-Checksum', `sha256 ${source.checksum()}`);
    },
    onShouldRetry: (error) => {
      if (!isCurrent()) return false;
      const status = error.originalResponse?.getStatus() ?? 0;
      change(key, { state: 'retrying' });
      return status === 0 || status === 409 || status === 423 || status === 460 || status >= 500;
    },
    onProgress: (sent) => {
      if (isCurrent())
        change(key, { sent, ...(rowOf(key)?.state === 'retrying' ? { state: 'sending' } : {}) });
    },
    onError: (error) => {
      if (isCurrent()) fail(key, held, error);
    },
    onSuccess: () => {
      if (isCurrent()) change(key, { sent: file.size, state: 'checking' });
    },
  });
  return tus;
}

interface TusFault {
  originalResponse?: { getStatus(): number; getBody(): string } | null;
  causingError?: unknown;
}

function fail(key: string, held: Held, error: Error): void {
  const { originalResponse, causingError } = error as Error & TusFault;
  if (error instanceof UnreadableFile || causingError instanceof UnreadableFile)
    change(key, { state: 'failed', fault: 'unreadable' });
  else if (!originalResponse) {
    const { attempt } = held;
    change(key, { state: 'retrying', fault: 'network' });
    setTimeout(() => {
      if (held.attempt === attempt && rowOf(key)?.state === 'retrying') resume(key);
    }, slowRetryMillis);
  } else if (originalResponse.getStatus() === 401) {
    change(key, { state: 'signedOut' });
    sessionEnded.set(true);
  } else change(key, { state: 'failed', fault: readBody(originalResponse.getBody()) });
}

function readBody(text: string): QueuedUpload['fault'] {
  try {
    return JSON.parse(text) as ErrorBody;
  } catch {
    return 'network';
  }
}

/** Starts what waits, as long as fewer than three are on their way. */
function startWaiting(): void {
  for (const { key, mark } of nextToSend(rows.get(), atOnce)) if (mark !== null) void begin(key, mark);
  if (rows.get().some(({ state }) => state === 'checking')) follow();
}

async function begin(key: string, mark: string): Promise<void> {
  const held = running.get(key);
  if (held === undefined) return;
  void held.tus?.abort();
  const tus = makeAttempt(key, mark, held);
  const { attempt } = held;
  held.tus = tus;
  rows.set(rows.get().map((row) => (row.key === key ? { ...row, state: 'sending', fault: null } : row)));
  const earlier = await tus.findPreviousUploads();
  if (held.attempt !== attempt) return;
  if (earlier[0]) tus.resumeFromPreviousUpload(earlier[0]);
  tus.start();
}

/** Stops what sends a file; nothing is heard of it any more. */
function stop(key: string): void {
  const held = running.get(key);
  if (held === undefined) return;
  held.attempt += 1;
  void held.tus?.abort();
}

export function pause(key: string): void {
  const row = rowOf(key);
  if (row === undefined || !['queued', 'sending', 'retrying'].includes(row.state)) return;
  stop(key);
  change(key, { state: 'paused' });
}

export function resume(key: string): void {
  const state = rowOf(key)?.state;
  if (state !== 'paused' && state !== 'retrying' && state !== 'signedOut' && state !== 'failed') return;
  stop(key);
  change(key, { state: 'queued', fault: null });
  markWaiting();
}

export const pauseAll = (): void => {
  for (const { key } of rows.get()) pause(key);
};
export const resumeAll = (): void => {
  for (const { key, state } of rows.get()) if (state === 'paused') resume(key);
};

/** Forgets the file of a row, with whatever sends it. */
function forget(key: string): void {
  stop(key);
  running.delete(key);
  unjudged.delete(key);
  rows.set(rows.get().filter((row) => row.key !== key));
}

/** Takes a line off the table; what was sent of an unfinished file stays with the server for a later turn. */
export function removeRow(key: string): void {
  const row = rowOf(key);
  if (row === undefined) return;
  removed.set(rememberRemoved(removed.get(), row));
  forget(key);
  startWaiting();
}

export const clearDone = (): void => rows.set(withoutSafe(rows.get()));

let following = false;

/** Asks what became of whole files, until each is stored with its place in the log and judged, or refused. */
function follow(): void {
  if (following) return;
  following = true;
  let unanswered = 0;
  const turn = async () => {
    const checking = rows.get().filter(({ state }) => state === 'checking');
    const stored = rows.get().filter(({ key }) => (unjudged.get(key) ?? 0) > 0);
    if (checking.length + stored.length === 0) {
      following = false;
      return;
    }
    const answered = await askFor([...checking, ...stored]).then(
      () => true,
      (error: unknown) => error instanceof ContractError && error.status < 500,
    );
    unanswered = answered ? 0 : unanswered + 1;
    const fault = unanswered >= patientTurns ? 'network' : null;
    for (const row of checking)
      if (row.fault !== fault && rowOf(row.key)?.state === 'checking') change(row.key, { fault });
    setTimeout(() => void turn(), pollMillis);
  };
  void turn();
}

async function askFor(asked: Rows): Promise<void> {
  const idOf = ({ key, upload }: QueuedUpload) =>
    upload?.id ?? running.get(key)?.url?.split('/').at(-1) ?? '';
  const keyOf = new Map(asked.map((row) => [idOf(row), row.key]));
  const found = await call('listUploads', { ids: [...keyOf.keys()].slice(0, 100).join(',') });
  for (const upload of found) {
    const key = keyOf.get(upload.id);
    if (key === undefined) continue;
    const stored = upload.receipt !== null && upload.receipt.logIndex !== null;
    const ended = stored || upload.state === 'refused' || upload.state === 'cancelled';
    const isJudged = upload.receipt !== null && upload.receipt.duties.length > 0;
    if (stored && !isJudged) unjudged.set(key, (unjudged.get(key) ?? turnsForVerdict) - 1);
    else unjudged.delete(key);
    change(key, { upload, ...(ended ? { state: 'done', fault: null } : {}) });
    if (ended && (isJudged || running.has(key))) {
      running.delete(key);
      for (const route of ['listUploads', 'listRecordings', 'workbench'] as const)
        void queries.invalidateQueries({ queryKey: [route] });
    }
  }
}

// Whoever signs in again goes on with what waited for it; whoever signs out leaves nothing behind.
whoIsHere.listen(() => {
  if (whoIsHere.get() !== null) return;
  for (const { key } of rows.get()) forget(key);
  removed.set([]);
});
sessionEnded.listen(() => {
  if (sessionEnded.get()) return;
  for (const { key, state } of rows.get()) if (state === 'signedOut') resume(key);
});
globalThis.addEventListener?.('online', () => {
  for (const { key, state, fault } of rows.get())
    if (state === 'retrying' && fault === 'network') resume(key);
});
globalThis.addEventListener?.('beforeunload', (event) => {
  if (isSending()) event.preventDefault();
});

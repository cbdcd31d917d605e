import { byteRoutes, type ErrorBody, type Upload } from '@liuhen/contract';
import { useSyncExternalStore } from 'react';
import { Upload as TusUpload } from 'tus-js-client';
import { call, csrfHeader, queries, sessionEnded, whoIsHere } from '../api.ts';
import { makeStore } from '../shell/store.ts';
import { openChunks, UnreadableFile } from './chunks.ts';
import type { Chosen } from './folders.ts';

/** One line of the table of uploads. */
export interface QueuedUpload {
  key: string;
  name: string;
  relativePath: string;
  size: number;
  sent: number;
  state: 'queued' | 'sending' | 'retrying' | 'paused' | 'checking' | 'done' | 'failed' | 'signedOut';
  /** As the server sees it, once it has the whole file. */
  upload: Upload | null;
  fault: Pick<ErrorBody, 'message' | 'messageEn' | 'detail'> | 'unreadable' | 'network' | null;
}

const chunkSize = 8 << 20;
const atOnce = 3;
const retryDelays = [0, 1000, 3000, 5000, 10_000];
/** When all quick retries are spent: a network may be away for an afternoon. */
const slowRetryMillis = 15_000;
const pollMillis = 800;

const rows = makeStore<readonly QueuedUpload[]>([]);
const running = new Map<string, { file: File; tus: TusUpload; uploadId: () => string }>();

export const useUploads = (): readonly QueuedUpload[] => useSyncExternalStore(rows.listen, rows.get);

/** Whether leaving the page would interrupt something. */
export const isSending = (): boolean =>
  rows.get().some(({ state }) => state === 'queued' || state === 'sending' || state === 'retrying');

function change(key: string, next: Partial<QueuedUpload>): void {
  rows.set(rows.get().map((row) => (row.key === key ? { ...row, ...next } : row)));
  if (next.state !== undefined) startWaiting();
}

const rowOf = (key: string): QueuedUpload | undefined => rows.get().find((row) => row.key === key);

/** The same file chosen again is the same upload, so that a closed tab can go on. */
const fingerprintOf = ({ file, relativePath }: Chosen): string =>
  ['liuhen', whoIsHere.get()?.account.id, relativePath, file.size, file.lastModified].join('|');

/** Puts files into the queue; one that is in it already stays where it is. */
export function addFiles(chosen: readonly Chosen[]): void {
  const fresh = chosen.filter((one) => {
    const known = rowOf(fingerprintOf(one));
    return known === undefined || known.state === 'failed';
  });
  for (const one of fresh) prepare(one);
  const keys = new Set(fresh.map(fingerprintOf));
  rows.set([
    ...rows.get().filter(({ key }) => !keys.has(key)),
    ...fresh.map(
      (one): QueuedUpload => ({
        key: fingerprintOf(one),
        name: one.file.name,
        relativePath: one.relativePath,
        ...{ size: one.file.size, sent: 0, state: 'queued', upload: null, fault: null },
      }),
    ),
  ]);
  startWaiting();
}

function prepare(chosen: Chosen): void {
  const { file, relativePath } = chosen;
  const key = fingerprintOf(chosen);
  const source = openChunks(file);
  const tus = new TusUpload(file, {
    ...{ endpoint: byteRoutes.tus, chunkSize, retryDelays, removeFingerprintOnSuccess: true },
    metadata: {
      ...{ filename: file.name, relativePath, source: 'web' },
      modifiedAt: new Date(file.lastModified).toISOString(),
    },
    fingerprint: async () => key,
    fileReader: { openFile: async () => source },
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(csrfHeader())) request.setHeader(name, value);
      if (request.getMethod() === 'PATCH')
        request.setHeader('Upload-Checksum', `sha256 ${source.checksum()}`);
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      change(key, { state: 'retrying' });
      return status === 0 || status === 409 || status === 423 || status === 460 || status >= 500;
    },
    onProgress: (sent) =>
      change(key, { sent, ...(rowOf(key)?.state === 'retrying' ? { state: 'sending' } : {}) }),
    onError: (error) => fail(key, error),
    onSuccess: () => change(key, { sent: file.size, state: 'checking' }),
  });
  running.set(key, { file, tus, uploadId: () => tus.url?.split('/').at(-1) ?? '' });
}

interface TusFault {
  originalResponse?: { getStatus(): number; getBody(): string } | null;
  causingError?: unknown;
}

function fail(key: string, error: Error): void {
  const { originalResponse, causingError } = error as Error & TusFault;
  if (error instanceof UnreadableFile || causingError instanceof UnreadableFile)
    change(key, { state: 'failed', fault: 'unreadable' });
  else if (!originalResponse) {
    change(key, { state: 'retrying', fault: 'network' });
    setTimeout(() => resume(key), slowRetryMillis);
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
  const busy = rows.get().filter(({ state }) => state === 'sending' || state === 'retrying').length;
  const waiting = rows.get().filter(({ state }) => state === 'queued');
  for (const { key } of waiting.slice(0, Math.max(0, atOnce - busy))) void begin(key);
  if (rows.get().some(({ state }) => state === 'checking')) follow();
}

async function begin(key: string): Promise<void> {
  const held = running.get(key);
  if (held === undefined) return;
  rows.set(rows.get().map((row) => (row.key === key ? { ...row, state: 'sending', fault: null } : row)));
  const earlier = await held.tus.findPreviousUploads();
  if (earlier[0] && held.tus.url === null) held.tus.resumeFromPreviousUpload(earlier[0]);
  if (rowOf(key)?.state === 'sending') held.tus.start();
}

export function pause(key: string): void {
  const row = rowOf(key);
  if (row === undefined || !['queued', 'sending', 'retrying'].includes(row.state)) return;
  void running.get(key)?.tus.abort();
  change(key, { state: 'paused' });
}

export function resume(key: string): void {
  const state = rowOf(key)?.state;
  if (state === 'paused' || state === 'retrying' || state === 'signedOut' || state === 'failed')
    change(key, { state: 'queued', fault: null });
}

export const pauseAll = (): void => {
  for (const { key } of rows.get()) pause(key);
};
export const resumeAll = (): void => {
  for (const { key, state } of rows.get()) if (state === 'paused') resume(key);
};

/** Takes a line off the table; what was sent of an unfinished file stays with the server for a later turn. */
export function removeRow(key: string): void {
  void running.get(key)?.tus.abort();
  running.delete(key);
  rows.set(rows.get().filter((row) => row.key !== key));
  startWaiting();
}

export const clearDone = (): void => rows.set(rows.get().filter(({ state }) => state !== 'done'));

let following = false;

/** Asks what became of whole files, until each is stored with its place in the log, or refused. */
function follow(): void {
  if (following) return;
  following = true;
  const turn = async () => {
    const checking = rows.get().filter(({ state }) => state === 'checking');
    if (checking.length === 0) {
      following = false;
      return;
    }
    await askFor(checking).catch(() => undefined);
    setTimeout(() => void turn(), pollMillis);
  };
  void turn();
}

async function askFor(checking: readonly QueuedUpload[]): Promise<void> {
  const keyOf = new Map(checking.map(({ key }) => [running.get(key)?.uploadId() ?? '', key]));
  const found = await call('listUploads', { ids: [...keyOf.keys()].slice(0, 100).join(',') });
  for (const upload of found) {
    const key = keyOf.get(upload.id);
    if (key === undefined) continue;
    const stored = upload.receipt !== null && upload.receipt.logIndex !== null;
    const ended = stored || upload.state === 'refused' || upload.state === 'cancelled';
    change(key, { upload, ...(ended ? { state: 'done' } : {}) });
    if (ended) {
      running.delete(key);
      for (const route of ['listUploads', 'listRecordings', 'workbench'] as const)
        void queries.invalidateQueries({ queryKey: [route] });
    }
  }
}

// Whoever signs in again goes on with what waited for it; whoever signs out leaves nothing behind.
whoIsHere.listen(() => {
  if (whoIsHere.get() === null) for (const { key } of rows.get()) removeRow(key);
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

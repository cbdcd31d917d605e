import { byteRoutes, ContractError, type FieldEntryInput, readError, type Upload } from '@liuhen/contract';
import { Upload as TusUpload } from 'tus-js-client';
import { call, csrfHeader } from '../api.ts';
import { openChunks } from '../upload/chunks.ts';
import type { Entry, FileWhat } from './entry.ts';
import { isDamaged } from './full.ts';
import { noteEntry, phoneId } from './phone.ts';
import { readFile } from './store.ts';

/** The bytes of a file are not on the phone any more, or do not open: the browser was emptied, or its store damaged. */
export class FileGone extends Error {}
/** The house has not yet said what became of a file. */
export class NotYet extends Error {}

const pollMillis = 700;
const mostPolls = 60;

/** Sends one entry to its end. Throws ContractError, TypeError when the network failed, NotYet, FileGone. */
export async function sendEntry(account: string, entry: Entry): Promise<void> {
  const { what } = entry;
  if (what.kind !== 'file') return enter(entry, what);
  const recordingId = entry.upload.recordingId ?? (await sendFile(account, entry, what));
  await enter(entry, { kind: 'film', film: { actId: what.actId, recordingId, note: what.note } });
}

async function enter(entry: Entry, what: FieldEntryInput['what']): Promise<void> {
  const { id, ordinal, tappedAt, clock } = entry;
  await call('enterField', { id, ordinal, tappedAt, clock, phone: await phoneId(), what });
}

/** Brings a file up the line of uploads, from where an earlier try ended, and waits until it is a sealed recording. */
async function sendFile(account: string, entry: Entry, what: FileWhat): Promise<string> {
  const { recordingId: known } = await call('findKnown', { sha256: what.sha256 });
  if (known !== null) {
    await noteEntry(entry, { upload: { ...entry.upload, recordingId: known } });
    return known;
  }
  const bytes = await readFile(account, entry.id).catch((error: unknown) => {
    if (isDamaged(error)) return null;
    throw error;
  });
  if (bytes === null) throw new FileGone(what.name);
  let current = entry;
  const keepUrl = async (url: string | null) => {
    current = await noteEntry(current, { upload: { ...current.upload, url } });
  };
  const file = new File([bytes], what.name, { type: what.type, lastModified: Date.parse(entry.tappedAt) });
  const url = await bringUp(file, entry, keepUrl).catch(async (error: unknown) => {
    // The house has cleared away what was begun: the next try begins anew.
    if (error instanceof ContractError && (error.status === 404 || error.status === 410)) await keepUrl(null);
    throw error;
  });
  const recordingId = await awaitReceipt(url.split('/').at(-1) ?? '');
  await noteEntry(current, { upload: { url, recordingId } });
  return recordingId;
}

interface TusFault {
  originalResponse?: { getStatus(): number; getBody(): string } | null;
}

/** What went wrong on the way up, in the words of the contract, as any answer is read. */
async function explain(error: Error & TusFault): Promise<Error> {
  const response = error.originalResponse;
  if (!response) return new TypeError(error.message);
  return readError(new Response(response.getBody(), { status: response.getStatus() }));
}

function bringUp(file: File, entry: Entry, keepUrl: (url: string) => Promise<void>): Promise<string> {
  const source = openChunks(file);
  return new Promise((resolve, reject) => {
    const tus = new TusUpload(file, {
      ...{ endpoint: byteRoutes.tus, chunkSize: 1 << 20, retryDelays: [], uploadUrl: entry.upload.url },
      storeFingerprintForResuming: false,
      metadata: { filename: file.name, source: 'web', modifiedAt: new Date(file.lastModified).toISOString() },
      fileReader: { openFile: async () => source },
      onUploadUrlAvailable: () => {
        if (tus.url !== null) keepUrl(tus.url).catch(reject);
      },
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(csrfHeader())) request.setHeader(name, value);
        if (request.getMethod() === 'PATCH')
          request.setHeader('Upload-Checksum', `sha256 ${source.checksum()}`);
      },
      onError: (error) => void explain(error).then(reject, reject),
      onSuccess: () => resolve(tus.url ?? ''),
    });
    tus.start();
  });
}

async function awaitReceipt(id: string): Promise<string> {
  for (let turn = 0; turn < mostPolls; turn++) {
    const upload: Upload = await call('getUpload', { id });
    if (upload.receipt) return upload.receipt.recordingId;
    if (upload.refusal) throw new ContractError({ ...upload.refusal, retry: false } as never, 422);
    if (upload.state === 'cancelled') throw new NotYet('cancelled');
    await new Promise((resolve) => setTimeout(resolve, pollMillis));
  }
  throw new NotYet('no receipt yet');
}

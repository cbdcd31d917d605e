import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { byteRoutes } from '@liuhen/contract';
import { type FileSource, Upload } from 'tus-js-client';
import type { CardFile } from './card-folder.ts';
import type { UploadNotes } from './upload-notes.ts';

const chunkSize = 8 << 20;
/** A station's network may be away for minutes; after the last one the import says so and can be run again. */
const retryDelays = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/** How to send: where to, with what right, where unfinished uploads are remembered. */
export interface Sending {
  url: string;
  token: string;
  notes: UploadNotes;
  progress: (sent: number) => void;
}

/** Says that a file cannot be read any more: its card is out. */
export class UnreadableFile extends Error {}

const unreadable = (cause: unknown) => {
  throw new UnreadableFile('the file cannot be read', { cause });
};

type Chunks = FileSource & { checksum: () => string };

/** Reads a file in chunks and knows the checksum of the chunk that was read last. */
async function readChunks(handle: FileHandle): Promise<Chunks> {
  const { size } = await handle.stat().catch(unreadable);
  let checksum = '';
  return {
    size,
    checksum: () => checksum,
    slice: async (start, end) => {
      const value = Buffer.alloc(Math.min(end, size) - start);
      const { bytesRead } = await handle.read(value, 0, value.length, start).catch(unreadable);
      if (bytesRead < value.length) throw new UnreadableFile('fewer bytes than the file had');
      checksum = createHash('sha256').update(value).digest('base64');
      // The client counts what was sent by `size`, which a Buffer does not have.
      return { value: Object.assign(value, { size: value.length }), done: start + value.length >= size };
    },
    close: () => undefined, // the client closes after a success only: whoever opened the file closes it
  };
}

/**
 * Sends one file by tus, each chunk with its checksum and the whole with its SHA-256; goes on where an earlier run
 * ended. Returns the id of the upload. Throws when the server refuses or stays away.
 */
export async function sendFile(file: CardFile, sha256: string, sending: Sending): Promise<string> {
  const handle = await open(file.path, 'r').catch(unreadable);
  try {
    return await send(file, await readChunks(handle), sha256, sending);
  } finally {
    await handle.close().catch(() => undefined); // nothing was written: what was sent stands
  }
}

function send(file: CardFile, source: Chunks, sha256: string, sending: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(Buffer.alloc(0), {
      endpoint: `${sending.url}${byteRoutes.tus}`,
      ...{ chunkSize, retryDelays, urlStorage: sending.notes, removeFingerprintOnSuccess: true },
      headers: { authorization: `Bearer ${sending.token}` },
      metadata: {
        filename: file.name,
        relativePath: file.relativePath,
        modifiedAt: file.modifiedAt,
        source: 'card',
        sha256,
      },
      fingerprint: async () => `${sending.url} ${sha256} ${file.relativePath}`,
      fileReader: { openFile: async () => source },
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'PATCH')
          request.setHeader('Upload-Checksum', `sha256 ${source.checksum()}`);
      },
      onProgress: (sent) => sending.progress(sent),
      onError: reject,
      onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
    });
    const begin = async () => {
      const earlier = await upload.findPreviousUploads();
      if (earlier[0]) upload.resumeFromPreviousUpload(earlier[0]);
      upload.start();
    };
    begin().catch(reject);
  });
}

import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Upload } from '@liuhen/contract';
import type { Config } from '../src/config.ts';
import type { TestVisitor } from './server.ts';

const chunkType = 'application/offset+octet-stream';

/** Asks until the answer is there; fails with the last one when it does not come. */
export async function until<T>(
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  seconds = 30,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (performance.now() > end) throw new Error(`did not come about: ${JSON.stringify(answer)}`);
    await sleep(40);
  }
}

export type Said = Record<string, string | Buffer>;

/** Upload-Metadata: values in base64, bytes as they are. */
export const metadataOf = (said: Said): string =>
  Object.entries(said)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

export const create = (by: TestVisitor, size: number | string, said: Said): Promise<Response> =>
  by.fetch('/api/files', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': metadataOf(said),
    },
  });

/** Opens an upload and returns its id. */
export async function open(by: TestVisitor, size: number, said: Said): Promise<string> {
  const answer = await create(by, size, said);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

export const patch = (
  by: TestVisitor,
  id: string,
  offset: number,
  bytes: Buffer,
  headers: Record<string, string> = {},
): Promise<Response> =>
  by.fetch(`/api/files/${id}`, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': chunkType,
      'upload-offset': String(offset),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });

export const head = (by: TestVisitor, id: string): Promise<Response> =>
  by.fetch(`/api/files/${id}`, { method: 'HEAD' });

export const offsetOf = async (by: TestVisitor, id: string): Promise<number> =>
  Number((await head(by, id)).headers.get('upload-offset'));

/** Sends the head of a PATCH and some bytes and keeps the line open: a sender on a slow network. */
export async function patchSlowly(
  by: TestVisitor,
  id: string,
  offset: number,
  { declared, bytes }: { declared: number; bytes: Buffer },
): Promise<{ breakOff(): void; closed: Promise<void>; send(more: Buffer): void }> {
  const { hostname, port } = new URL(by.url());
  const socket = connect(Number(port), hostname);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  const lines = [
    `PATCH /api/files/${id} HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: ${by.headers.authorization}`,
    `Content-Type: ${chunkType}`,
    `Content-Length: ${declared}`,
    `Upload-Offset: ${offset}`,
  ];
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  await sleep(300); // until the server has taken it off the line
  return {
    breakOff: () => socket.destroy(),
    closed,
    send: (more) => void socket.write(more),
  };
}

/** Waits until the line is done with an upload and, where it was registered, until it has its place in the log. */
export const settle = (by: TestVisitor, id: string): Promise<Upload> =>
  until(
    () => by.call('getUpload', { id }),
    ({ state, receipt }) =>
      !['receiving', 'received'].includes(state) && (receipt === null || receipt.logIndex !== null),
  );

/** Sends a file in one piece and waits for what becomes of it. */
export async function send(by: TestVisitor, bytes: Buffer, said: Said): Promise<Upload> {
  const id = await open(by, bytes.length, said);
  if (bytes.length > 0) {
    const answer = await patch(by, id, 0, bytes);
    if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  return settle(by, id);
}

/** The recording that became of an upload. */
export function recordingOf(upload: Upload): string {
  if (upload.receipt === null) throw new Error(`${upload.name} is ${upload.state}, not registered`);
  return upload.receipt.recordingId;
}

/** Names of the files under a folder of the server's home. */
export async function filesIn({ home }: Pick<Config, 'home'>, folder: string): Promise<string[]> {
  const entries = await readdir(join(home, folder), {
    withFileTypes: true,
    recursive: true,
  }).catch(() => []);
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

/** A film that differs in one trailing box that players pass over: other bytes, same film. */
export function variantOf(mp4: Buffer, mark: string): Buffer {
  const body = Buffer.from(mark);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + body.length);
  return Buffer.concat([mp4, size, Buffer.from('free'), body]);
}

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';

/** Where uploads go, and in whose name. */
export interface Receiver {
  url: string;
  /** Empty for the baseline, which knows nobody. */
  headers: Record<string, string>;
}

const chunkBytes = 8 << 20;

/**
 * Sends a file by tus 1.0.0 in chunks of 8 MiB, each with its SHA-256, as the page does; both servers get the same. Returns
 * the upload's id.
 */
export async function sendFile({ url, headers }: Receiver, path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tus = { 'Tus-Resumable': '1.0.0', ...headers };
    const created = await fetch(`${url}/api/files`, {
      method: 'POST',
      headers: {
        ...tus,
        'Upload-Length': String(size),
        'Upload-Metadata': `name ${Buffer.from(basename(path)).toString('base64')}`,
      },
    });
    if (created.status !== 201) throw new Error(`upload refused: ${await created.text()}`);
    const id = created.headers.get('location')?.split('/').at(-1) ?? '';
    const buffer = new Uint8Array(Math.min(chunkBytes, size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      const chunk = buffer.subarray(0, bytesRead);
      const answer = await fetch(`${url}/api/files/${id}`, {
        method: 'PATCH',
        headers: {
          ...tus,
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(at),
          'Upload-Checksum': `sha256 ${createHash('sha256').update(chunk).digest('base64')}`,
        },
        body: chunk,
      });
      if (answer.status !== 204) throw new Error(`chunk refused: ${answer.status} ${await answer.text()}`);
      at += bytesRead;
    }
    return id;
  } finally {
    await file.close();
  }
}

/** Sends files with so many on the way at once; returns their ids. */
export async function sendFiles(
  receiver: Receiver,
  paths: readonly string[],
  abreast: number,
): Promise<string[]> {
  const waiting = [...paths];
  const ids: string[] = [];
  const sender = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      ids.push(await sendFile(receiver, path));
  };
  await Promise.all(Array.from({ length: abreast }, sender));
  return ids;
}

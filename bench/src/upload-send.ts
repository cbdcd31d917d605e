import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { basename } from 'node:path';

/** Where uploads go, and in whose name. */
export interface Receiver {
  url: string;
  /** Empty for the baseline, which knows nobody. */
  headers: Record<string, string>;
}

const chunkBytes = 8 << 20;
const agent = new Agent({ keepAlive: true });

interface Answer {
  status: number;
  location: string;
  text: string;
}

/** A request without the ceremonies of fetch, whose copies and garbage would be counted as the server's. */
function ask(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Uint8Array = new Uint8Array(),
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...headers, 'Content-Length': body.length } });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
      });
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text }),
      );
    });
    sent.end(body);
  });
}

/**
 * Sends a file by tus 1.0.0 in chunks of 8 MiB, each with its SHA-256, as the page does; both servers get the same. Returns
 * the upload's id.
 */
export async function sendFile(
  { url, headers }: Receiver,
  path: string,
  buffer = Buffer.allocUnsafe(chunkBytes),
): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tus = { 'Tus-Resumable': '1.0.0', ...headers };
    const created = await ask(`${url}/api/files`, 'POST', {
      ...tus,
      'Upload-Length': String(size),
      'Upload-Metadata': `name ${Buffer.from(basename(path)).toString('base64')}`,
    });
    if (created.status !== 201) throw new Error(`upload refused: ${created.text}`);
    const id = created.location.split('/').at(-1) ?? '';
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      const chunk = buffer.subarray(0, bytesRead);
      const answer = await ask(
        `${url}/api/files/${id}`,
        'PATCH',
        {
          ...tus,
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(at),
          'Upload-Checksum': `sha256 ${hash('sha256', chunk, 'base64')}`,
        },
        chunk,
      );
      if (answer.status !== 204) throw new Error(`chunk refused: ${answer.status} ${answer.text}`);
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
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      ids.push(await sendFile(receiver, path, buffer));
  };
  await Promise.all(Array.from({ length: abreast }, sender));
  return ids;
}

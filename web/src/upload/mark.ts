import { toHex } from '@liuhen/proof';
import { sha256 } from '@noble/hashes/sha2.js';
import { UnreadableFile } from './chunks.ts';
import type { Chosen } from './folders.ts';

const markedBytes = 1 << 20;

const readPart = (file: File, start: number, end: number): Promise<ArrayBuffer> =>
  file
    .slice(start, end)
    .arrayBuffer()
    .catch(() => {
      throw new UnreadableFile(file.name);
    });

/** SHA-256 (hex) of size, first and last MiB: recorders whose clock is unset write the same names, sizes and times. */
export async function digestEnds(file: File): Promise<string> {
  const head = await readPart(file, 0, markedBytes);
  const tail = await readPart(file, Math.max(markedBytes, file.size - markedBytes), file.size);
  const hash = sha256.create().update(new TextEncoder().encode(`${file.size}\n`));
  return toHex(hash.update(new Uint8Array(head)).update(new Uint8Array(tail)).digest());
}

/**
 * Tells a file from every other of the same account: the same file chosen again is the same upload, so that a closed
 * tab can go on. Throws UnreadableFile when the card is out.
 */
export async function markOf({ file, relativePath }: Chosen, accountId: string): Promise<string> {
  const ends = await digestEnds(file);
  return ['liuhen', accountId, relativePath, file.size, file.lastModified, ends].join('|');
}

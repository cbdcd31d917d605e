import { randomFillSync } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const film = join(import.meta.dirname, '../../media/cards/xz/DCAM_XZ260017_140901_20260915_100200.mp4');
/** Bytes at the very end that make one recording differ from another. */
const signature = 64;

/**
 * Writes a recording of `size` bytes: a real film of a body camera, then a box of random bytes that its player skips
 * (ISO 14496-12, `free`) and that nothing on the way can make smaller.
 */
export async function writeRecording(path: string, size: number): Promise<void> {
  const real = await readFile(film);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size - real.length);
  head.write('free', 4);
  const begun = Buffer.concat([real, head]);
  const file = await open(path, 'w');
  const piece = new Uint8Array(8 << 20);
  try {
    await file.write(begun, 0, begun.length, 0);
    for (let at = begun.length; at < size; at += piece.length) {
      randomFillSync(piece);
      await file.write(piece, 0, Math.min(piece.length, size - at), at);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes other bytes of it, so that the house does not recognise it as one that it has. */
export async function freshen(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomFillSync(new Uint8Array(signature)), 0, signature, size - signature);
    await file.sync();
  } finally {
    await file.close();
  }
}

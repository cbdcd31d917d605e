import { randomFillSync } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Head of a WAV file whose samples are all that follows. The smallest film there is: what lies in it may be anything. */
function wavHead(size: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(size - 8, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(48_000 * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(size - 44, 40);
  return head;
}

/** Writes a recording of `size` random bytes, which nothing on the way can make smaller. */
export async function writeRecording(path: string, size: number): Promise<void> {
  const file = await open(path, 'w');
  const piece = new Uint8Array(Math.min(size, 8 << 20));
  try {
    for (let at = 0; at < size; at += piece.length) {
      randomFillSync(piece);
      await file.write(piece, 0, Math.min(piece.length, size - at), at);
    }
    await file.write(wavHead(size), 0, 44, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes other bytes of it, so that the house does not recognise it as one that it has. */
export async function freshen(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(randomFillSync(new Uint8Array(64)), 0, 64, 4096);
    await file.sync();
  } finally {
    await file.close();
  }
}

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from './chunks.ts';
import { digestEnds, markOf } from './mark.ts';

const mebibyte = 1 << 20;
/** A loop segment: fixed size, the same name and an unset clock on every card. */
const segment = (bytes: Uint8Array<ArrayBuffer>) =>
  new File([bytes], 'REC_0001.mp4', { lastModified: 315_532_800_000 });
const film = (size: number, changed?: number) => {
  const bytes = new Uint8Array(size).fill(7);
  if (changed !== undefined) bytes[changed] = 8;
  return segment(bytes);
};
const mark = (file: File, relativePath = 'DCIM/REC_0001.mp4', account = 'a') =>
  markOf({ file, relativePath }, account);

describe('the mark of a file', () => {
  test('is the same for the same bytes, so that a closed tab can go on', async () =>
    expect(await mark(film(3 * mebibyte))).toBe(await mark(film(3 * mebibyte))));

  test.each([0, mebibyte - 1, 2 * mebibyte, 3 * mebibyte - 1])(
    'tells two segments of one name, size and time apart by byte %i',
    async (changed) =>
      expect(await mark(film(3 * mebibyte, changed))).not.toBe(await mark(film(3 * mebibyte))),
  );

  test.each([1, 1000, mebibyte, mebibyte + 1, 2 * mebibyte - 1])(
    'covers every byte of a file of %i bytes',
    async (size) => {
      for (const changed of [0, size >> 1, size - 1])
        expect(await digestEnds(film(size, changed))).not.toBe(await digestEnds(film(size)));
    },
  );

  test('is the digest of size, first and last MiB', async () => {
    const hash = createHash('sha256').update(`${3 * mebibyte}\n`);
    const ends = hash.update(Buffer.alloc(2 * mebibyte, 7)).digest('hex');
    expect(await digestEnds(film(3 * mebibyte))).toBe(ends);
  });

  test('differs by path, time and person', async () => {
    const later = new File([new Uint8Array(5).fill(7)], 'REC_0001.mp4', { lastModified: 1 });
    const marks = [film(5), later].map((file) => mark(file));
    marks.push(mark(film(5), 'other/REC_0001.mp4'), mark(film(5), 'DCIM/REC_0001.mp4', 'b'), mark(film(0)));
    expect(new Set(await Promise.all(marks)).size).toBe(5);
  });

  test('of a card that is out cannot be told', async () => {
    const slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
    const gone = { name: '现场.mp4', size: 1000, slice } as unknown as File;
    await expect(digestEnds(gone)).rejects.toBeInstanceOf(UnreadableFile);
  });
});

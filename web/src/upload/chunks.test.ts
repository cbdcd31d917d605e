import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openChunks, UnreadableFile } from './chunks.ts';

afterEach(() => vi.unstubAllGlobals());

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, n) => (n * 31) % 256));
const film = new File([bytes], '现场.mp4');
const digestOf = (from: number, to: number) =>
  createHash('sha256').update(bytes.subarray(from, to)).digest('base64');

describe.each([
  ['with WebCrypto', globalThis.crypto],
  ['on a page without https: no WebCrypto', {}],
  ['in a browser without any crypto', undefined],
])('%s', (_what, crypto) => {
  const table: [from: number, to: number, done: boolean][] = [
    [0, 256, false],
    [256, 512, false],
    [999, 1000, true],
    [0, 1000, true],
    [900, 1200, true],
    [0, 999, false],
  ];
  test.each(table)('the chunk from %i to %i has its own checksum', async (from, to, done) => {
    vi.stubGlobal('crypto', crypto);
    const source = openChunks(film);
    const slice = await source.slice(from, to);
    expect(slice.done).toBe(done);
    expect(Buffer.from(await (slice.value as Blob).arrayBuffer())).toEqual(bytes.subarray(from, to));
    expect(source.checksum()).toBe(digestOf(from, to));
  });

  test('the checksum is of the chunk that was read last', async () => {
    vi.stubGlobal('crypto', crypto);
    const source = openChunks(film);
    expect(source.size).toBe(1000);
    await source.slice(0, 300);
    await source.slice(300, 600);
    expect(source.checksum()).toBe(digestOf(300, 600));
    await source.slice(0, 300);
    expect(source.checksum()).toBe(digestOf(0, 300));
  });
});

describe('a card that was pulled out', () => {
  const gone = {
    ...{ name: '现场.mp4', size: 1000 },
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
  } as unknown as File;

  test('is an unreadable file with its name', async () => {
    const reading = openChunks(gone).slice(0, 300);
    await expect(reading).rejects.toBeInstanceOf(UnreadableFile);
    await expect(reading).rejects.toThrow('现场.mp4');
  });

  test('leaves no checksum for bytes that were not read', async () => {
    const source = openChunks(gone);
    await source.slice(0, 300).catch(() => undefined);
    expect(source.checksum()).toBe('');
  });
});

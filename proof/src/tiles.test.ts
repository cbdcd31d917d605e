import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { readVectors, sampleHashes } from '../test/samples.ts';
import * as naive from '../vectors/naive.ts';
import { fromBase64, toBase64, toHex, utf8 } from './bytes.ts';
import {
  decodeEntryBundle,
  decodeTile,
  encodeEntryBundle,
  entriesPath,
  parseTilePath,
  tilePath,
  tileWidth,
} from './tiles.ts';

interface TileVectors {
  paths: { path: string; level: number | 'entries'; index: number; width: number }[];
  wrongPaths: string[];
  bundle: { entries: string[]; bytes: string };
}
const vectors = readVectors<TileVectors>('tiles.json');
const write = (level: number | 'entries', index: number, width?: number) =>
  level === 'entries' ? entriesPath(index, width) : tilePath(level, index, width);

describe('paths', () => {
  test.each(vectors.paths)('$path', ({ path, level, index, width }) => {
    expect(write(level, index, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ level, index, width });
  });

  test.each(vectors.wrongPaths)('refuses %j', (path) => {
    expect(codeOf(() => parseTilePath(path))).toBe('tile');
  });

  test('a tile is full unless told otherwise', () => {
    expect(tilePath(2, 5)).toBe('tile/2/005');
    expect(entriesPath(5)).toBe('tile/entries/005');
  });

  const levels = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
  const indexes = fc.oneof(fc.nat({ max: 3000 }), fc.maxSafeNat());
  test('every address has one path that reads back', () => {
    fc.assert(
      fc.property(levels, indexes, fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        const path = write(level, index, width);
        expect(parseTilePath(path)).toEqual({ level, index, width });
      }),
    );
    expect(parseTilePath(tilePath(0, Number.MAX_SAFE_INTEGER)).index).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('the groups of three digits are those of the index', () => {
    fc.assert(
      fc.property(indexes, (index) => {
        const digits = tilePath(0, index)
          .slice('tile/0/'.length)
          .split('/')
          .map((group) => group.replace('x', ''));
        expect(digits.every((group) => group.length === 3)).toBe(true);
        expect(Number(digits.join(''))).toBe(index);
        expect(digits.length === 1 || digits[0] !== '000').toBe(true);
      }),
    );
  });

  test('another text is no path, or says something else', () => {
    const signs = fc.constantFrom(...'tile/entries0123456789x.p/-');
    fc.assert(
      fc.property(fc.constantFrom(...vectors.paths), fc.nat(), fc.option(signs), (vector, n, sign) => {
        const at = n % vector.path.length;
        const other = vector.path.slice(0, at) + (sign ?? '') + vector.path.slice(at + 1);
        if (other === vector.path) return;
        if (codeOf(() => parseTilePath(other)) === null) {
          const { level, index, width } = parseTilePath(other);
          expect(write(level, index, width)).toBe(other);
          expect({ level, index, width }).not.toEqual({ ...vector, path: undefined });
        }
      }),
      { numRuns: 500 },
    );
  });

  const wrong: [level: number, index: number, width: number][] = [
    [-1, 0, 1],
    [64, 0, 1],
    [0.5, 0, 1],
    [Number.NaN, 0, 1],
    [0, -1, 1],
    [0, 1.5, 1],
    [0, Number.POSITIVE_INFINITY, 1],
    [0, 2 ** 53, 1],
    [0, 0, 0],
    [0, 0, -1],
    [0, 0, 257],
    [0, 0, 1.5],
    [0, 0, Number.NaN],
  ];
  test.each(wrong)('no tile is at level %d, index %d, width %d', (level, index, width) => {
    expect(codeOf(() => tilePath(level, index, width))).toBe('tile');
    if (level === 0) expect(codeOf(() => entriesPath(index, width))).toBe('tile');
  });

  test('a path beyond the exact numbers is refused', () => {
    expect(codeOf(() => parseTilePath('tile/0/x009/x007/x199/x254/x740/992'))).toBe('tile');
    expect(codeOf(() => parseTilePath('tile/0/x999/x999/x999/x999/x999/x999/999'))).toBe('tile');
  });
});

describe('tiles', () => {
  test.each([1, 2, 255, 256])('of %d hashes are taken apart', (width) => {
    const hashes = sampleHashes.slice(0, width);
    expect(decodeTile(Buffer.concat(hashes)).map(toHex)).toEqual(hashes.map(toHex));
  });

  test.each([0, 1, 31, 33, 63, 257 * 32, 256 * 32 + 1])('of %d bytes are refused', (length) => {
    expect(codeOf(() => decodeTile(new Uint8Array(length)))).toBe('tile');
  });

  test('have the width of the specification', () => {
    expect(tileWidth).toBe(256);
  });
});

describe('bundles', () => {
  const { entries, bytes } = vectors.bundle;
  const anyEntries = fc.array(fc.uint8Array({ maxLength: 700 }), { minLength: 1, maxLength: 12 });

  test('the vector', () => {
    expect(toBase64(encodeEntryBundle(entries.map(utf8)))).toBe(bytes);
    expect(decodeEntryBundle(fromBase64(bytes)).map(toHex)).toEqual(
      entries.map((entry) => toHex(utf8(entry))),
    );
  });

  test('come back as they were', () => {
    fc.assert(
      fc.property(anyEntries, (list) => {
        expect(decodeEntryBundle(encodeEntryBundle(list)).map(toHex)).toEqual(list.map(toHex));
      }),
    );
  });

  test('cut anywhere are refused, or hold fewer entries', () => {
    const list = ['', 'a', 'bb', 'c'.repeat(256)].map(utf8);
    const whole = encodeEntryBundle(list);
    const ends = new Set(list.map((_, i) => encodeEntryBundle(list.slice(0, i + 1)).length));
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      if (ends.has(length)) expect(decodeEntryBundle(cut).length).toBeLessThan(list.length);
      else
        expect(
          codeOf(() => decodeEntryBundle(cut)),
          `cut at ${length}`,
        ).toBe('tile');
    }
  });

  test('any bytes are refused or are the one form of what they hold', () => {
    const lengths = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 255), { maxLength: 20 });
    fc.assert(
      fc.property(lengths, (raw) => {
        const bundle = Uint8Array.from(raw);
        if (codeOf(() => decodeEntryBundle(bundle)) === null)
          expect(toHex(encodeEntryBundle(decodeEntryBundle(bundle)))).toBe(toHex(bundle));
      }),
      { numRuns: 500 },
    );
  });

  test('hold 1 to 256 entries', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => utf8(`${i}`));
    expect(decodeEntryBundle(encodeEntryBundle(many(256)))).toHaveLength(256);
    expect(codeOf(() => encodeEntryBundle([]))).toBe('tile');
    expect(codeOf(() => encodeEntryBundle(many(257)))).toBe('tile');
    expect(codeOf(() => decodeEntryBundle(new Uint8Array()))).toBe('tile');
    expect(codeOf(() => decodeEntryBundle(new Uint8Array(2 * 257)))).toBe('tile');
    expect(decodeEntryBundle(new Uint8Array(2 * 256))).toHaveLength(256);
  });

  test('hold entries of up to 65,535 bytes', () => {
    const longest = new Uint8Array(0xffff).fill(7);
    const bundle = encodeEntryBundle([longest, utf8('x')]);
    expect([bundle[0], bundle[1]]).toEqual([0xff, 0xff]);
    expect(decodeEntryBundle(bundle).map((entry) => entry.length)).toEqual([0xffff, 1]);
    expect(codeOf(() => encodeEntryBundle([new Uint8Array(0x10000)]))).toBe('tile');
  });

  test('make leaves: the hash of an entry is the hash in the tile beside it', () => {
    const bundle = encodeEntryBundle([0, 1, 2].map(naive.sampleLeaf));
    const hashes = decodeEntryBundle(bundle).map((entry) => naive.leafHash(entry).toString('hex'));
    const tile = Uint8Array.from(naive.tile(sampleHashes.slice(0, 3), 0, 0));
    expect(decodeTile(tile).map(toHex)).toEqual(hashes);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, codeOfLater } from '../test/refusal.ts';
import { readSampleNode, readVectors, sampleHashes } from '../test/samples.ts';
import * as naive from '../vectors/naive.ts';
import { toHex } from './bytes.ts';
import {
  frontierFromTiles,
  nodeFromTile,
  proveConsistencyFromTiles,
  proveInclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  tileNode,
} from './tile-proofs.ts';
import { decodeTile } from './tiles.ts';

const hex = (hashes: readonly Uint8Array[]) => hashes.map(toHex);
const leaves = (size: number) => sampleHashes.slice(0, size);

interface Asked {
  level: number;
  index: number;
  width: number;
}

/** Tiles of the sample log as it was at `size`, refusing what a server of that size would not have. */
function tilesAt(size: number): { read: ReadTile; asked: Asked[] } {
  const asked: Asked[] = [];
  const read: ReadTile = async (level, index, width) => {
    asked.push({ level, index, width });
    const there = Math.floor(size / 256 ** level) - index * 256;
    if (width < 1 || width > 256 || width > there)
      throw new Error(`no tile ${level}/${index} of width ${width}`);
    const span = 256 ** level;
    return Array.from({ length: width }, (_, i) => {
      const from = (index * 256 + i) * span;
      return level === 0
        ? (sampleHashes[from] as Buffer)
        : (readSampleNode(8 * level, from / span) as Buffer);
    });
  };
  return { read, asked };
}

describe('tileNode', () => {
  const table: [level: number, index: number, tile: [number, number], within: number, offset: number][] = [
    [0, 0, [0, 0], 0, 0],
    [0, 255, [0, 0], 0, 255],
    [0, 256, [0, 1], 0, 0],
    [1, 127, [0, 0], 1, 127],
    [1, 128, [0, 1], 1, 0],
    [7, 1, [0, 0], 7, 1],
    [7, 2, [0, 1], 7, 0],
    [8, 0, [1, 0], 0, 0],
    [8, 300, [1, 1], 0, 44],
    [15, 5, [1, 2], 7, 1],
    [16, 0, [2, 0], 0, 0],
    [40, 2 ** 12, [5, 16], 0, 0],
  ];
  test.each(table)('level %d, index %d', (level, index, [tileLevel, tileIndex], levelWithinTile, offset) => {
    expect(tileNode(level, index)).toEqual({ tileLevel, tileIndex, levelWithinTile, offset });
  });

  test('names the leaves that the subtree has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.nat(), (level, n) => {
        const index = n % 2 ** Math.min(31, 52 - level);
        const place = tileNode(level, index);
        const firstOfTile = place.tileIndex * 256 * 256 ** place.tileLevel;
        const width = 2 ** place.levelWithinTile * 256 ** place.tileLevel;
        expect(firstOfTile + place.offset * width).toBe(index * 2 ** level);
        expect(width).toBe(2 ** level);
        expect((place.offset + 1) * 2 ** place.levelWithinTile).toBeLessThanOrEqual(256);
      }),
    );
  });

  test.each([
    [-1, 0],
    [0, -1],
    [0.5, 0],
    [0, Number.NaN],
    [0, 2 ** 53],
  ])('refuses %d, %d', (level, index) => {
    expect(codeOf(() => tileNode(level, index))).toBe('tree');
  });
});

describe('nodeFromTile', () => {
  test('is the root over its part of the tile', () => {
    const tile = leaves(256);
    for (let level = 0; level <= 8; level++) {
      const width = 2 ** level;
      for (const offset of [0, 1, 256 / width - 1]) {
        if ((offset + 1) * width > 256) continue;
        const reference = naive.treeHash(tile.slice(offset * width, (offset + 1) * width));
        expect(toHex(nodeFromTile(tile, level, offset)), `${level}/${offset}`).toBe(toHex(reference));
      }
    }
  });

  const refused: [what: string, tile: Uint8Array[], level: number, offset: number][] = [
    ['an empty tile', [], 0, 0],
    ['a hash after the end', leaves(3), 0, 3],
    ['half a subtree', leaves(3), 1, 1],
    ['a subtree larger than the tile', leaves(255), 8, 0],
    ['a short hash', [...leaves(1), new Uint8Array(31)], 1, 0],
    ['a long hash', [new Uint8Array(33)], 0, 0],
  ];
  test.each(refused)('refuses %s', (_what, tile, level, offset) => {
    expect(codeOf(() => nodeFromTile(tile, level, offset))).toBe('tile');
  });
});

describe('proofs through tiles', () => {
  test('roots and frontiers of all sizes from 0 to 300', async () => {
    for (let size = 0; size <= 300; size++) {
      const { read } = tilesAt(size);
      expect(toHex(await rootFromTiles(size, read)), `size ${size}`).toBe(
        toHex(naive.treeHash(leaves(size))),
      );
      expect((await frontierFromTiles(size, read)).size).toBe(size);
    }
  });

  test('inclusion and consistency of random leaves and sizes are those of the definition', async () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 1500 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(pair, async ([size, n]) => {
        const index = n % size;
        const { read } = tilesAt(size);
        expect(hex(await proveInclusionFromTiles(index, size, read))).toEqual(
          hex(naive.inclusion(index, leaves(size))),
        );
        expect(hex(await proveConsistencyFromTiles(index + 1, size, read))).toEqual(
          hex(naive.consistency(index + 1, leaves(size))),
        );
        expect(toHex(await rootFromTiles(size, read))).toBe(toHex(naive.treeHash(leaves(size))));
      }),
      { numRuns: 25 },
    );
  });

  test.each([255, 256, 257, 511, 512, 513, 768, 1024, 1025])('both edges of a tree of %d', async (size) => {
    for (const index of [0, 1, 127, 128, 254, size - 2, size - 1]) {
      const proof = await proveInclusionFromTiles(index, size, tilesAt(size).read);
      expect(hex(proof), `leaf ${index}`).toEqual(hex(naive.inclusion(index, leaves(size))));
    }
  });

  test('each tile is read once, at most two a level, none wider than the tree of that size', async () => {
    for (const [index, size] of [
      [0, 1500],
      [700, 1500],
      [1499, 1500],
      [255, 256],
      [256, 513],
    ] as const) {
      const { read, asked } = tilesAt(size);
      await proveInclusionFromTiles(index, size, read);
      const names = asked.map(({ level, index: at }) => `${level}/${at}`);
      expect(new Set(names).size).toBe(names.length);
      for (const level of [0, 1])
        expect(asked.filter((tile) => tile.level === level).length).toBeLessThanOrEqual(2);
      for (const { level, index: at, width } of asked) {
        expect(width).toBe(Math.min(256, Math.floor(size / 256 ** level) - at * 256));
      }
    }
  });

  test('an old size is proven from the tiles of a log that grew since', async () => {
    const grown = tilesAt(1500).read;
    expect(toHex(await rootFromTiles(700, grown))).toBe(toHex(naive.treeHash(leaves(700))));
    expect(hex(await proveInclusionFromTiles(3, 700, grown))).toEqual(hex(naive.inclusion(3, leaves(700))));
  });

  test('the digests of whole tiles are those of the vectors', async () => {
    interface TileVectors {
      tiles: { size: number; level: number; index: number; width: number; sha256: string }[];
    }
    for (const { size, level, index, width, sha256 } of readVectors<TileVectors>('tiles.json').tiles) {
      const bytes = Buffer.concat(await tilesAt(size).read(level, index, width));
      expect(toHex(naive.sha256(bytes))).toBe(sha256);
      expect(decodeTile(bytes)).toHaveLength(width);
    }
  });

  test('use the hasher they are given', async () => {
    const odd = (bytes: Uint8Array) => naive.sha256(Buffer.from('odd'), bytes);
    const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
    const above = toHex(odd(Buffer.concat([Buffer.of(1), a, b])));
    const { read } = tilesAt(3);
    expect(toHex(nodeFromTile([a, b], 1, 0, odd))).toBe(above);
    expect(hex(await proveInclusionFromTiles(2, 3, read, odd))).toEqual([above]);
    expect(hex(await proveConsistencyFromTiles(2, 3, read, odd))).toEqual([toHex(c)]);
    expect(hex((await frontierFromTiles(3, read, odd)).nodes)).toEqual([above, toHex(c)]);
    expect(toHex(await rootFromTiles(2, read, odd))).toBe(above);
  });
});

describe('what a keeper of tiles can do wrong', () => {
  const short: ReadTile = async (level, index, width) =>
    (await tilesAt(300).read(level, index, width)).slice(0, width - 1);
  const cut: ReadTile = async (level, index, width) =>
    (await tilesAt(300).read(level, index, width)).map((hash) => hash.subarray(1));

  test.each([
    ['a tile too short', short],
    ['hashes too short', cut],
  ])('%s is refused', async (_what, read) => {
    expect(await codeOfLater(rootFromTiles(300, read))).toBe('tile');
    expect(await codeOfLater(proveInclusionFromTiles(298, 300, read))).toBe('tile');
    expect(await codeOfLater(proveConsistencyFromTiles(299, 300, read))).toBe('tile');
  });

  test('a tile that is lost fails the proof', async () => {
    const lost: ReadTile = () => Promise.reject(new Error('not found'));
    await expect(proveInclusionFromTiles(0, 2, lost)).rejects.toThrow('not found');
    await expect(frontierFromTiles(1, lost)).rejects.toThrow('not found');
  });

  test('leaves and sizes that do not exist are refused before anything is read', async () => {
    const { read, asked } = tilesAt(5);
    expect(await codeOfLater(proveInclusionFromTiles(5, 5, read))).toBe('inclusion');
    expect(await codeOfLater(proveConsistencyFromTiles(6, 5, read))).toBe('consistency');
    expect(await codeOfLater(rootFromTiles(-1, read))).toBe('tree');
    expect(asked).toEqual([]);
  });
});

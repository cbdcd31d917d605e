import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, codeOfLater } from '../test/refusal.ts';
import { readSampleNode, readVectors, sampleHashes } from '../test/samples.ts';
import * as naive from '../vectors/naive.ts';
import { toBase64, toHex } from './bytes.ts';
import {
  consistencyNodes,
  consistencyProof,
  consistencyRanges,
  frontierNodes,
  inclusionNodes,
  inclusionProof,
  inclusionRanges,
  joinSubtrees,
  rootFromLeafHashes,
} from './tree.ts';

interface TreeVectors {
  roots: { size: number; root: string }[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { oldSize: number; newSize: number; proof: string[] }[];
}
const vectors = readVectors<TreeVectors>('tree.json');
const leaves = (size: number) => sampleHashes.slice(0, size);
const hex = (hashes: readonly Uint8Array[]) => hashes.map(toHex);
const largest = Number.MAX_SAFE_INTEGER;
const notSizes = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null, undefined, 1n];

describe('the vectors', () => {
  test.each(vectors.roots)('root of $size leaves', ({ size, root }) => {
    expect(toBase64(rootFromLeafHashes(leaves(size)))).toBe(root);
  });

  test.each(vectors.inclusion)('inclusion of leaf $index in $size', async ({ index, size, proof }) => {
    expect((await inclusionProof(index, size, readSampleNode)).map(toBase64)).toEqual(proof);
  });

  test.each(vectors.consistency)(
    'consistency from $oldSize to $newSize',
    async ({ oldSize, newSize, proof }) => {
      expect((await consistencyProof(oldSize, newSize, readSampleNode)).map(toBase64)).toEqual(proof);
    },
  );
});

describe('against the recursive definition', () => {
  test('roots of all sizes from 0 to 300', () => {
    for (let size = 0; size <= 300; size++) {
      expect(toHex(rootFromLeafHashes(leaves(size))), `size ${size}`).toBe(
        naive.treeHash(leaves(size)).toString('hex'),
      );
    }
  });

  test('inclusion of every leaf in every size up to 70', async () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, readSampleNode);
        expect(hex(proof), `leaf ${index} of ${size}`).toEqual(hex(naive.inclusion(index, leaves(size))));
      }
    }
  });

  test('consistency of every pair of sizes up to 70', async () => {
    for (let newSize = 1; newSize <= 70; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const proof = await consistencyProof(oldSize, newSize, readSampleNode);
        expect(hex(proof), `${oldSize} to ${newSize}`).toEqual(
          hex(naive.consistency(oldSize, leaves(newSize))),
        );
      }
    }
  });

  test('random larger trees', async () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 1500 }), fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(pair, async ([size, share]) => {
        const index = Math.floor(share * (size - 1));
        expect(toHex(rootFromLeafHashes(leaves(size)))).toBe(naive.treeHash(leaves(size)).toString('hex'));
        expect(hex(await inclusionProof(index, size, readSampleNode))).toEqual(
          hex(naive.inclusion(index, leaves(size))),
        );
        expect(hex(await consistencyProof(index + 1, size, readSampleNode))).toEqual(
          hex(naive.consistency(index + 1, leaves(size))),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('ranges and nodes', () => {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 2000 }),
    fc.maxSafeNat().map((n) => n + (n === 0 ? 1 : 0)),
  );
  const places = fc.tuple(sizes, fc.maxSafeNat()).map(([size, n]): [number, number] => [n % size, size]);

  test('an inclusion proof covers every leaf but its own, once', () => {
    fc.assert(
      fc.property(places, ([index, size]) => {
        const ranges = [...inclusionRanges(index, size), { start: index, end: index + 1 }];
        ranges.sort((a, b) => a.start - b.start);
        expect(ranges[0]?.start).toBe(0);
        expect(ranges.at(-1)?.end).toBe(size);
        for (const [i, { start }] of ranges.entries()) if (i > 0) expect(start).toBe(ranges[i - 1]?.end);
      }),
    );
  });

  test('no proof has more hashes than the tree has levels', () => {
    fc.assert(
      fc.property(places, ([index, size]) => {
        const levels = BigInt(size).toString(2).length;
        expect(inclusionRanges(index, size).length).toBeLessThanOrEqual(levels);
        expect(consistencyRanges(index, size).length).toBeLessThanOrEqual(levels + 1);
      }),
    );
  });

  test('the nodes of a range lie side by side within the tree, each where its width divides its start', () => {
    fc.assert(
      fc.property(places, ([index, size]) => {
        const ranges = inclusionRanges(index, size);
        for (const [i, nodes] of inclusionNodes(index, size).entries()) {
          let at = ranges[i]?.start;
          for (const node of nodes) {
            expect(Number.isSafeInteger(node.index)).toBe(true);
            expect(node.index * 2 ** node.level).toBe(at);
            at = (node.index + 1) * 2 ** node.level;
          }
          expect(at).toBe(ranges[i]?.end);
        }
      }),
    );
  });

  test('the frontier has one subtree for each one bit of the size', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (size) => {
        const nodes = frontierNodes(size);
        expect(nodes.reduce((sum, node) => sum + 2n ** BigInt(node.level), 0n)).toBe(BigInt(size));
        expect(nodes.length).toBe([...BigInt(size).toString(2)].filter((bit) => bit === '1').length);
        expect(nodes.map((node) => node.level)).toEqual(
          nodes.map((node) => node.level).sort((a, b) => b - a),
        );
      }),
    );
  });

  test('known addresses', () => {
    expect(frontierNodes(7)).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
    expect(inclusionNodes(3, 7)).toEqual([
      [{ level: 0, index: 2 }],
      [{ level: 1, index: 0 }],
      [
        { level: 1, index: 2 },
        { level: 0, index: 6 },
      ],
    ]);
    expect(consistencyNodes(3, 7)).toEqual([
      [{ level: 0, index: 2 }],
      [{ level: 0, index: 3 }],
      [{ level: 1, index: 0 }],
      [
        { level: 1, index: 2 },
        { level: 0, index: 6 },
      ],
    ]);
    expect(consistencyNodes(4, 7)).toEqual([
      [
        { level: 1, index: 2 },
        { level: 0, index: 6 },
      ],
    ]);
  });

  test('the largest sizes are counted exactly', () => {
    const [first] = frontierNodes(largest);
    expect(first).toEqual({ level: 52, index: 0 });
    expect(inclusionRanges(largest - 1, largest)[0]).toEqual({ start: largest - 3, end: largest - 1 });
    expect(inclusionRanges(0, largest)).toHaveLength(53);
    expect(inclusionNodes(2 ** 40, 2 ** 41).at(-1)).toEqual([{ level: 40, index: 0 }]);
  });

  test('nothing is to be sent from nothing, or to the same size', () => {
    for (const size of [0, 1, 5, 64]) {
      expect(consistencyRanges(0, size)).toEqual([]);
      expect(consistencyRanges(size, size)).toEqual([]);
    }
    expect(inclusionRanges(0, 1)).toEqual([]);
    expect(frontierNodes(0)).toEqual([]);
  });
});

describe('refusals', () => {
  test.each([
    [0, 0],
    [1, 1],
    [5, 4],
    [largest, largest],
  ])('leaf %d is not in a tree of %d', async (index, size) => {
    expect(codeOf(() => inclusionRanges(index, size))).toBe('inclusion');
    expect(await codeOfLater(inclusionProof(index, size, readSampleNode))).toBe('inclusion');
  });

  test('a larger tree is not the beginning of a smaller one', async () => {
    expect(codeOf(() => consistencyRanges(5, 4))).toBe('consistency');
    expect(codeOf(() => consistencyNodes(1, 0))).toBe('consistency');
    expect(await codeOfLater(consistencyProof(3, 2, readSampleNode))).toBe('consistency');
  });

  test.each(notSizes.map((size) => [size]))('%s is no size', (value) => {
    const size = value as number;
    expect(codeOf(() => inclusionRanges(size, 9))).toBe('inclusion');
    expect(codeOf(() => inclusionRanges(0, size))).toBe('inclusion');
    expect(codeOf(() => consistencyRanges(size, 9))).toBe('consistency');
    expect(codeOf(() => consistencyRanges(1, size))).toBe('consistency');
    expect(codeOf(() => frontierNodes(size))).toBe('tree');
  });

  test('no subtrees have no root', () => {
    expect(codeOf(() => joinSubtrees([]))).toBe('tree');
  });

  test('a reader that fails fails the proof', async () => {
    const lost = () => Promise.reject(new Error('the disk is gone'));
    await expect(inclusionProof(0, 2, lost)).rejects.toThrow('the disk is gone');
  });
});

test('joining one subtree is that subtree; three lean to the left', () => {
  const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
  expect(toHex(joinSubtrees([a]))).toBe(toHex(a));
  expect(toHex(joinSubtrees([a, b, c]))).toBe(naive.nodeHash(a, naive.nodeHash(b, c)).toString('hex'));
});

test('another hasher is used throughout', async () => {
  const odd = (bytes: Uint8Array) => naive.sha256(Buffer.from('odd'), bytes);
  const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
  const above = odd(Buffer.concat([Buffer.of(1), a, b]));
  expect(toHex(rootFromLeafHashes([a, b], odd))).toBe(toHex(above));
  expect(toHex(rootFromLeafHashes([], odd))).toBe(toHex(odd(Buffer.of())));
  const read = (level: number, index: number) => (level === 0 ? (leaves(3)[index] as Buffer) : above);
  expect(hex(await inclusionProof(2, 3, read, odd))).toEqual([toHex(above)]);
  const [joined] = await inclusionProof(0, 2, () => c, odd);
  expect(joined).toEqual(c);
  // Leaves 4 to 6 of 7 are one hash of the proof, joined of two subtrees.
  const proof = await inclusionProof(0, 7, () => a, odd);
  expect(toHex(proof.at(-1) as Uint8Array)).toBe(toHex(odd(Buffer.concat([Buffer.of(1), a, a]))));
});

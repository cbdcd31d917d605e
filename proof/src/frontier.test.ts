import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { readSampleNode, sampleHashes } from '../test/samples.ts';
import * as naive from '../vectors/naive.ts';
import { toHex } from './bytes.ts';
import { append, emptyFrontier, type Frontier, makeFrontier, rootOf } from './frontier.ts';
import { frontierNodes } from './tree.ts';

const hash = (byte: number) => new Uint8Array(32).fill(byte);

function grow(from: Frontier, to: number): Frontier {
  let frontier = from;
  while (frontier.size < to) frontier = append(frontier, sampleHashes[frontier.size] as Uint8Array);
  return frontier;
}

describe('append and rootOf', () => {
  test('give the root of the definition for all sizes from 0 to 300', () => {
    let frontier = emptyFrontier;
    for (let size = 0; size <= 300; size++) {
      const reference = naive.treeHash(sampleHashes.slice(0, size)).toString('hex');
      expect(toHex(rootOf(frontier)), `size ${size}`).toBe(reference);
      expect(frontier.size).toBe(size);
      frontier = append(frontier, sampleHashes[size] as Uint8Array);
    }
  });

  test('hold the subtrees that frontierNodes names', async () => {
    for (const size of [1, 2, 3, 7, 8, 255, 256, 257, 700, 1023]) {
      const nodes: string[] = [];
      for (const { level, index } of frontierNodes(size))
        nodes.push(toHex(await readSampleNode(level, index)));
      expect(grow(emptyFrontier, size).nodes.map(toHex), `size ${size}`).toEqual(nodes);
    }
  });

  test('go on from stored subtrees as if they had never stopped', () => {
    const two = fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }));
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const stopped = grow(emptyFrontier, early);
        const resumed = grow(makeFrontier(stopped.size, stopped.nodes), late);
        expect(toHex(rootOf(resumed))).toBe(toHex(rootOf(grow(emptyFrontier, late))));
      }),
      { numRuns: 20 },
    );
  });

  test('leave the frontier they are given as it was', () => {
    const before = grow(emptyFrontier, 7);
    const root = toHex(rootOf(before));
    append(before, hash(1));
    append(before, hash(2));
    expect(before.size).toBe(7);
    expect(toHex(rootOf(before))).toBe(root);
    expect(emptyFrontier).toEqual({ size: 0, nodes: [] });
  });

  test('go on exactly above 32 bits', () => {
    const size = 2 ** 40 + 3;
    const frontier = append(makeFrontier(size, [hash(1), hash(2), hash(3)]), hash(4));
    const right = naive.nodeHash(hash(2), naive.nodeHash(hash(3), hash(4)));
    expect(frontier.size).toBe(2 ** 40 + 4);
    expect(frontier.nodes.map(toHex)).toEqual([toHex(hash(1)), toHex(right)]);
    expect(toHex(rootOf(frontier))).toBe(naive.nodeHash(hash(1), right).toString('hex'));
  });

  test('every leaf and its place matter', () => {
    const roots = new Set<string>();
    for (let changed = -1; changed < 20; changed++) {
      let frontier = emptyFrontier;
      for (let i = 0; i < 20; i++) frontier = append(frontier, hash(i === changed ? 99 : i));
      roots.add(toHex(rootOf(frontier)));
    }
    expect(roots.size).toBe(21);
  });

  test('use the hasher they are given', () => {
    const odd = (bytes: Uint8Array) => naive.sha256(Buffer.from('odd'), bytes);
    const two = append(append(emptyFrontier, hash(1), odd), hash(2), odd);
    const three = append(two, hash(3), odd);
    const left = odd(Buffer.concat([Buffer.of(1), hash(1), hash(2)]));
    expect(toHex(rootOf(two, odd))).toBe(toHex(left));
    expect(toHex(rootOf(three, odd))).toBe(toHex(odd(Buffer.concat([Buffer.of(1), left, hash(3)]))));
    expect(toHex(rootOf(emptyFrontier, odd))).toBe(toHex(odd(Buffer.of())));
  });
});

describe('refusals', () => {
  const table: [what: string, size: number, nodes: Uint8Array[]][] = [
    ['too few subtrees', 3, [hash(1)]],
    ['too many subtrees', 4, [hash(1), hash(2)]],
    ['subtrees of the empty tree', 0, [hash(1)]],
    ['a short hash', 1, [new Uint8Array(31)]],
    ['a long hash', 3, [hash(1), new Uint8Array(33)]],
    ['a size below nothing', -1, []],
    ['a broken size', 1.5, [hash(1)]],
    ['a size that is not exact', 2 ** 53, [hash(1)]],
  ];
  test.each(table)('%s', (_what, size, nodes) => {
    expect(codeOf(() => makeFrontier(size, nodes))).toBe('tree');
  });

  test.each([0, 31, 33, 64])('a leaf hash of %d bytes', (length) => {
    expect(codeOf(() => append(emptyFrontier, new Uint8Array(length)))).toBe('tree');
  });

  test('a list changed later does not change the frontier made of it', () => {
    const nodes = [hash(1)];
    const frontier = makeFrontier(1, nodes);
    nodes.push(hash(2));
    expect(frontier.nodes).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { flipBit, readVectors, sampleHashes } from '../test/samples.ts';
import * as naive from '../vectors/naive.ts';
import { fromBase64, toHex } from './bytes.ts';
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './claims.ts';

const leaves = (size: number) => sampleHashes.slice(0, size);
const roots = new Map<number, Buffer>();
function rootOfSize(size: number): Buffer {
  const root = roots.get(size) ?? naive.treeHash(leaves(size));
  roots.set(size, root);
  return root;
}

const includes = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leafHash: sampleHashes[index] as Buffer,
  proof: naive.inclusion(index, leaves(size)),
  root: rootOfSize(size),
});

const grows = (oldSize: number, newSize: number): ConsistencyClaim => ({
  oldSize,
  newSize,
  oldRoot: rootOfSize(oldSize),
  newRoot: rootOfSize(newSize),
  proof: naive.consistency(oldSize, leaves(newSize)),
});

const flipped = (proof: readonly Uint8Array[], which: number, bit: number) =>
  proof.map((hash, i) => (i === which ? flipBit(hash, bit) : hash));
const without = (proof: readonly Uint8Array[], which: number) => proof.filter((_, i) => i !== which);

/** Every way to make a proof another one: a bit, a hash missing, doubled, swapped, added. */
function otherProofs(proof: readonly Uint8Array[]): Uint8Array[][] {
  const hash = proof[0] ?? (sampleHashes[1400] as Uint8Array);
  const others: Uint8Array[][] = [
    [...proof, hash],
    [hash, ...proof],
    [...proof, new Uint8Array()],
  ];
  for (const [i, own] of proof.entries()) {
    const next = proof[i + 1];
    others.push(without(proof, i), flipped(proof, i, 0), flipped(proof, i, 255));
    others.push(proof.map((other, j) => (j === i ? other.subarray(0, 31) : other)));
    others.push(proof.map((other, j) => (j === i ? Buffer.concat([other, Buffer.of(0)]) : other)));
    if (next !== undefined) others.push([...proof.slice(0, i), next, own, ...proof.slice(i + 2)]);
  }
  return others;
}

describe('the vectors', () => {
  interface TreeVectors {
    inclusion: { index: number; size: number; leaf: string; proof: string[]; root: string }[];
    consistency: { oldSize: number; newSize: number; oldRoot: string; newRoot: string; proof: string[] }[];
  }
  const vectors = readVectors<TreeVectors>('tree.json');
  const bytes = (hash: string) => fromBase64(hash);

  test.each(vectors.inclusion)('leaf $index is in $size', ({ index, size, leaf, proof, root }) => {
    const claim = { index, size, leafHash: naive.leafHash(Buffer.from(leaf)), root: bytes(root) };
    verifyInclusion({ ...claim, proof: proof.map(bytes) });
    expect(codeOf(() => verifyInclusion({ ...claim, proof: [...proof.map(bytes), bytes(root)] }))).toBe(
      'inclusion',
    );
  });

  test.each(vectors.consistency)('$oldSize grows to $newSize', (vector) => {
    const { oldSize, newSize, oldRoot, newRoot, proof } = vector;
    const claim = { oldSize, newSize, oldRoot: bytes(oldRoot), newRoot: bytes(newRoot) };
    verifyConsistency({ ...claim, proof: proof.map(bytes) });
    expect(codeOf(() => verifyConsistency({ ...claim, proof: [bytes(oldRoot), ...proof.map(bytes)] }))).toBe(
      'consistency',
    );
  });
});

describe('inclusion', () => {
  test('of every leaf in every size up to 70 is proven, and of no other leaf', () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++) {
        const claim = includes(index, size);
        verifyInclusion(claim);
        const other = { ...claim, leafHash: sampleHashes[(index + 1) % 71] as Buffer };
        expect(
          codeOf(() => verifyInclusion(other)),
          `${index} of ${size}`,
        ).toBe('inclusion');
      }
    }
  });

  test('at another index or in another size is not proven', () => {
    for (let size = 1; size <= 24; size++) {
      for (let index = 0; index < size; index++) {
        const claim = includes(index, size);
        for (let other = 0; other < 26; other++) {
          if (other !== index)
            expect(
              codeOf(() => verifyInclusion({ ...claim, index: other })),
              `${index}→${other} of ${size}`,
            ).toBe('inclusion');
        }
      }
    }
  });

  test('in a size whose proofs go another way is not proven', () => {
    // The size itself is bound by the root: where both sizes lead the same way, only a signed checkpoint tells them apart.
    const claim = includes(6, 7);
    for (const size of [0, 1, 2, 4, 6, 8, 9, 16, 2 ** 40]) {
      expect(
        codeOf(() => verifyInclusion({ ...claim, size })),
        `size ${size}`,
      ).toBe('inclusion');
    }
  });

  test('by any other proof, leaf or root fails', () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [2, 3],
      [4, 7],
      [6, 7],
      [0, 8],
      [199, 300],
      [299, 300],
    ] as const) {
      const claim = includes(index, size);
      for (const proof of otherProofs(claim.proof)) {
        expect(
          codeOf(() => verifyInclusion({ ...claim, proof })),
          `${index} of ${size}`,
        ).toBe('inclusion');
      }
      for (let bit = 0; bit < 256; bit += 17) {
        const [leafHash, root] = [flipBit(claim.leafHash, bit), flipBit(claim.root, bit)];
        expect(codeOf(() => verifyInclusion({ ...claim, leafHash }))).toBe('inclusion');
        expect(codeOf(() => verifyInclusion({ ...claim, root }))).toBe('inclusion');
      }
    }
  });

  test('any single bit turned anywhere fails', () => {
    const place = fc.tuple(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(place, ([size, n, which, bit]) => {
        const claim = includes(n % size, size);
        const proof = flipped(claim.proof, which % claim.proof.length, bit % 256);
        expect(codeOf(() => verifyInclusion({ ...claim, proof }))).toBe('inclusion');
      }),
      { numRuns: 40 },
    );
  });

  test('of a node given out as a leaf, or of a shorter leaf hash, fails', () => {
    const node = naive.nodeHash(sampleHashes[0] as Buffer, sampleHashes[1] as Buffer);
    const claim = includes(0, 4);
    const shorter = { ...claim, leafHash: node, proof: claim.proof.slice(1) };
    expect(codeOf(() => verifyInclusion(shorter))).toBe('inclusion');
    expect(codeOf(() => verifyInclusion({ ...claim, leafHash: claim.leafHash.subarray(1) }))).toBe(
      'inclusion',
    );
    const single = includes(0, 1);
    const empty = new Uint8Array();
    expect(codeOf(() => verifyInclusion({ ...single, leafHash: empty, root: empty }))).toBe('inclusion');
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53, '0'])('at %j is refused', (value) => {
    const wrong = value as number;
    expect(codeOf(() => verifyInclusion({ ...includes(0, 1), index: wrong }))).toBe('inclusion');
    expect(codeOf(() => verifyInclusion({ ...includes(0, 1), size: wrong }))).toBe('inclusion');
  });

  test('is checked with the hasher given', () => {
    const odd = (bytes: Uint8Array) => naive.sha256(Buffer.from('odd'), bytes);
    const [left, right] = leaves(2) as [Buffer, Buffer];
    const claim = { index: 1, size: 2, leafHash: right, proof: [left] };
    const root = odd(Buffer.concat([Buffer.of(1), left, right]));
    verifyInclusion({ ...claim, root }, odd);
    expect(codeOf(() => verifyInclusion({ ...claim, root }))).toBe('inclusion');
  });
});

describe('consistency', () => {
  test('of every pair of sizes up to 70 is proven, and with no root of a neighbour', () => {
    for (let newSize = 1; newSize <= 70; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const claim = grows(oldSize, newSize);
        verifyConsistency(claim);
        const what = `${oldSize} to ${newSize}`;
        const older = { ...claim, oldRoot: rootOfSize(oldSize + 1) };
        const newer = { ...claim, newRoot: rootOfSize(newSize + 1) };
        expect(
          codeOf(() => verifyConsistency(older)),
          what,
        ).toBe('consistency');
        expect(
          codeOf(() => verifyConsistency(newer)),
          what,
        ).toBe('consistency');
      }
    }
  });

  test('of random larger sizes', () => {
    const pair = fc.tuple(fc.integer({ min: 2, max: 1500 }), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(pair, ([newSize, n, which, bit]) => {
        const claim = grows(1 + (n % (newSize - 1)), newSize);
        verifyConsistency(claim);
        const proof = flipped(claim.proof, which % claim.proof.length, bit % 256);
        expect(codeOf(() => verifyConsistency({ ...claim, proof }))).toBe('consistency');
      }),
      { numRuns: 40 },
    );
  });

  test('by any other proof or root fails', () => {
    for (const [oldSize, newSize] of [
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 7],
      [4, 7],
      [6, 8],
      [8, 8],
      [200, 300],
    ] as const) {
      const claim = grows(oldSize, newSize);
      for (const proof of otherProofs(claim.proof)) {
        expect(
          codeOf(() => verifyConsistency({ ...claim, proof })),
          `${oldSize} to ${newSize}`,
        ).toBe('consistency');
      }
      for (let bit = 0; bit < 256; bit += 17) {
        const [oldRoot, newRoot] = [flipBit(claim.oldRoot, bit), flipBit(claim.newRoot, bit)];
        expect(codeOf(() => verifyConsistency({ ...claim, oldRoot }))).toBe('consistency');
        expect(codeOf(() => verifyConsistency({ ...claim, newRoot }))).toBe('consistency');
      }
    }
  });

  test('between other sizes fails', () => {
    for (let newSize = 2; newSize <= 20; newSize++) {
      for (let oldSize = 1; oldSize < newSize; oldSize++) {
        const claim = grows(oldSize, newSize);
        for (const other of [0, oldSize - 1, oldSize + 1, newSize, newSize + 1]) {
          const what = `${oldSize}→${other} to ${newSize}`;
          expect(
            codeOf(() => verifyConsistency({ ...claim, oldSize: other })),
            what,
          ).toBe('consistency');
        }
        expect(codeOf(() => verifyConsistency({ ...claim, newSize: oldSize }))).toBe('consistency');
      }
    }
  });

  test('from nothing proves nothing, whatever the roots', () => {
    for (const newSize of [0, 1, 7]) {
      const claim = { oldSize: 0, newSize, oldRoot: rootOfSize(0), newRoot: rootOfSize(newSize), proof: [] };
      expect(
        codeOf(() => verifyConsistency(claim)),
        `to ${newSize}`,
      ).toBe('consistency');
    }
  });

  test('from a larger tree, or by sizes that are none, is refused', () => {
    expect(codeOf(() => verifyConsistency({ ...grows(3, 7), oldSize: 8 }))).toBe('consistency');
    for (const value of [-1, 0.5, Number.NaN, 2 ** 53, '3']) {
      const wrong = value as number;
      expect(codeOf(() => verifyConsistency({ ...grows(3, 7), oldSize: wrong }))).toBe('consistency');
      expect(codeOf(() => verifyConsistency({ ...grows(3, 7), newSize: wrong }))).toBe('consistency');
    }
  });

  test('of a log that was rewritten fails', () => {
    const rewritten = leaves(100);
    rewritten[3] = naive.leafHash(Buffer.from('another leaf 3'));
    for (const oldSize of [4, 5, 50, 64, 99, 100]) {
      const proof = naive.consistency(oldSize, rewritten);
      const claim = { ...grows(oldSize, 100), newRoot: naive.treeHash(rewritten), proof };
      expect(
        codeOf(() => verifyConsistency(claim)),
        `from ${oldSize}`,
      ).toBe('consistency');
    }
  });

  test('between different sizes, roots are hashes', () => {
    for (const size of [4, 5]) {
      const claim = grows(size, 9);
      for (const wrong of [
        new Uint8Array(),
        claim.oldRoot.subarray(1),
        Buffer.concat([claim.oldRoot, claim.newRoot]),
      ]) {
        expect(codeOf(() => verifyConsistency({ ...claim, oldRoot: wrong }))).toBe('consistency');
        expect(codeOf(() => verifyConsistency({ ...claim, newRoot: wrong }))).toBe('consistency');
      }
    }
    // Where the old root is hashed, a longer one must not stand for it and the hash after it.
    const [a, b] = [Buffer.concat([sampleHashes[0] as Buffer, sampleHashes[1] as Buffer]), Buffer.alloc(32)];
    const forged = { oldSize: 1, newSize: 2, oldRoot: a, newRoot: naive.nodeHash(a, b), proof: [b] };
    expect(codeOf(() => verifyConsistency(forged))).toBe('consistency');
  });

  test('the same size needs the same root and no proof', () => {
    const claim = grows(5, 5);
    verifyConsistency(claim);
    expect(codeOf(() => verifyConsistency({ ...claim, newRoot: rootOfSize(6) }))).toBe('consistency');
    expect(toHex(claim.oldRoot)).toBe(toHex(claim.newRoot));
  });

  test('is checked with the hasher given', () => {
    const odd = (bytes: Uint8Array) => naive.sha256(Buffer.from('odd'), bytes);
    const [left, right] = leaves(2) as [Buffer, Buffer];
    const newRoot = odd(Buffer.concat([Buffer.of(1), left, right]));
    const claim = { oldSize: 1, newSize: 2, oldRoot: left, newRoot, proof: [right] };
    verifyConsistency(claim, odd);
    expect(codeOf(() => verifyConsistency(claim))).toBe('consistency');
  });
});

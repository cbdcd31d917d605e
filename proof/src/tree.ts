import { equalBytes } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { emptyRoot, type Hasher, nodeHash, sha256 } from './hash.ts';

/** Largest power of two smaller than n (n > 1), in plain arithmetic: sizes exceed 32 bits. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Root over leaf hashes (RFC 6962 §2.1). */
export function rootFromLeafHashes(hashes: readonly Uint8Array[], hasher: Hasher = sha256): Uint8Array {
  if (hashes.length === 0) return emptyRoot(hasher);
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Uint8Array, level[i + 1]];
      above.push(right === undefined ? left : nodeHash(left, right, hasher));
    }
    level = above;
  }
  return level[0] as Uint8Array;
}

/** A run of leaves [start, end) whose root is one hash of a proof. */
export interface Range {
  start: number;
  end: number;
}

/** The subtrees whose roots are the inclusion proof of leaf `index` in a tree of `size` (RFC 6962 §2.1.1), leaf side first. */
export function inclusionRanges(index: number, size: number): Range[] {
  requireSizes('inclusion', index, size);
  if (index >= size) throw new VerificationError('inclusion', `leaf ${index} is not in a tree of ${size}`);
  const path: Range[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + splitPoint(end - start);
    path.push(index < middle ? { start: middle, end } : { start, end: middle });
    if (index < middle) end = middle;
    else start = middle;
  }
  return path.reverse();
}

/** The subtrees whose roots prove that a tree of `oldSize` is the beginning of one of `newSize` (RFC 6962 §2.1.2). */
export function consistencyRanges(oldSize: number, newSize: number): Range[] {
  requireSizes('consistency', oldSize, newSize);
  if (oldSize > newSize)
    throw new VerificationError('consistency', 'the old tree is larger than the new one');
  if (oldSize === 0 || oldSize === newSize) return [];
  const path: Range[] = [];
  let whole = true; // whether the old tree is exactly the subtree looked at
  let [start, end] = [0, newSize];
  while (oldSize !== end) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.push({ start, end });
  return path.reverse();
}

function requireSizes(code: 'inclusion' | 'consistency', ...sizes: number[]): void {
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw new VerificationError(code, 'sizes must be whole numbers');
}

export interface InclusionClaim {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

/** Checks that a leaf is at `index` of the tree with this root (RFC 9162 §2.1.3.2). Throws VerificationError 'inclusion'. */
export function verifyInclusion(claim: InclusionClaim, hasher: Hasher = sha256): void {
  const ranges = inclusionRanges(claim.index, claim.size);
  if (ranges.length !== claim.proof.length)
    throw new VerificationError('inclusion', 'the proof has the wrong length');
  requireHashes('inclusion', [claim.leafHash, claim.root, ...claim.proof]);
  let hash = claim.leafHash;
  ranges.forEach((range, i) => {
    const sibling = claim.proof[i] as Uint8Array;
    hash = range.start > claim.index ? nodeHash(hash, sibling, hasher) : nodeHash(sibling, hash, hasher);
  });
  if (!equalBytes(hash, claim.root))
    throw new VerificationError('inclusion', 'the proof does not lead to the root');
}

function requireHashes(code: 'inclusion' | 'consistency', hashes: readonly Uint8Array[]): void {
  if (!hashes.every((hash) => hash.length === 32)) throw new VerificationError(code, 'a hash has 32 bytes');
}

export interface ConsistencyClaim {
  oldSize: number;
  oldRoot: Uint8Array;
  newSize: number;
  newRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

/** Checks that the old tree is the beginning of the new one (RFC 9162 §2.1.4.2). Throws VerificationError 'consistency'. */
export function verifyConsistency(claim: ConsistencyClaim, hasher: Hasher = sha256): void {
  const { oldSize, newSize, proof } = claim;
  const ranges = consistencyRanges(oldSize, newSize);
  if (ranges.length !== proof.length)
    throw new VerificationError('consistency', 'the proof has the wrong length');
  const same = (a: Uint8Array, b: Uint8Array, what: string) => {
    if (!equalBytes(a, b))
      throw new VerificationError('consistency', `the proof does not lead to the ${what} root`);
  };
  // That any log continues the empty one proves nothing, so nobody may be told that it was proven.
  if (oldSize === 0) throw new VerificationError('consistency', 'the empty tree proves nothing');
  if (oldSize === newSize) {
    same(claim.oldRoot, claim.newRoot, 'old');
    return;
  }
  requireHashes('consistency', [claim.oldRoot, claim.newRoot, ...proof]);
  // The first hash stands for the last whole subtree of the old tree; where the old tree is one itself, it is its root.
  const explicit = ranges[0]?.end === oldSize;
  let [oldHash, newHash] = explicit
    ? [proof[0] as Uint8Array, proof[0] as Uint8Array]
    : [claim.oldRoot, claim.oldRoot];
  const rest = explicit ? 1 : 0;
  ranges.slice(rest).forEach((range, i) => {
    const sibling = proof[i + rest] as Uint8Array;
    if (range.end <= oldSize) {
      oldHash = nodeHash(sibling, oldHash, hasher);
      newHash = nodeHash(sibling, newHash, hasher);
    } else newHash = nodeHash(newHash, sibling, hasher);
  });
  same(oldHash, claim.oldRoot, 'old');
  same(newHash, claim.newRoot, 'new');
}

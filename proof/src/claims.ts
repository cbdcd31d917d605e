import { equalBytes } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { type Hasher, nodeHash, sha256 } from './hash.ts';
import { consistencyRanges, inclusionRanges } from './tree.ts';

export interface InclusionClaim {
  index: number;
  size: number;
  leafHash: Uint8Array;
  /** Leaf side first. */
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

export interface ConsistencyClaim {
  oldSize: number;
  oldRoot: Uint8Array;
  newSize: number;
  newRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

function requireHashes(code: 'inclusion' | 'consistency', hashes: readonly Uint8Array[]): void {
  if (!hashes.every((hash) => hash.length === 32)) throw new VerificationError(code, 'a hash has 32 bytes');
}

/** Checks that a leaf is at `index` of the tree with this root (RFC 9162 §2.1.3.2). Throws VerificationError 'inclusion'. */
export function verifyInclusion(claim: InclusionClaim, hasher: Hasher = sha256): void {
  const { index, size, proof, root } = claim;
  const ranges = inclusionRanges(index, size);
  if (ranges.length !== proof.length)
    throw new VerificationError('inclusion', 'the proof has the wrong length');
  requireHashes('inclusion', [claim.leafHash, root, ...proof]);
  let hash = claim.leafHash;
  for (const [i, sibling] of proof.entries()) {
    const siblingIsRight = (ranges[i]?.start ?? 0) > index;
    hash = siblingIsRight ? nodeHash(hash, sibling, hasher) : nodeHash(sibling, hash, hasher);
  }
  if (!equalBytes(hash, root))
    throw new VerificationError('inclusion', 'the proof does not lead to the root');
}

/**
 * Checks that the old tree is the beginning of the new one (RFC 9162 §2.1.4.2). Throws VerificationError 'consistency';
 * also for an old size of 0, because that any log continues the empty one proves nothing.
 */
export function verifyConsistency(claim: ConsistencyClaim, hasher: Hasher = sha256): void {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  const ranges = consistencyRanges(oldSize, newSize);
  if (oldSize === 0) throw new VerificationError('consistency', 'the empty tree proves nothing');
  if (ranges.length !== proof.length)
    throw new VerificationError('consistency', 'the proof has the wrong length');
  // Between equal sizes nothing is hashed: the two roots are only compared.
  if (oldSize < newSize) requireHashes('consistency', [oldRoot, newRoot, ...proof]);
  // Where the old tree is one whole subtree of the new one, its root is not sent: it is known.
  const start = ranges[0]?.end === oldSize ? proof[0] : undefined;
  let [oldHash, newHash] = [start ?? oldRoot, start ?? oldRoot];
  for (const [i, sibling] of proof.entries()) {
    if (i === 0 && start !== undefined) continue;
    if ((ranges[i]?.end ?? 0) <= oldSize) {
      oldHash = nodeHash(sibling, oldHash, hasher);
      newHash = nodeHash(sibling, newHash, hasher);
    } else newHash = nodeHash(newHash, sibling, hasher);
  }
  if (!equalBytes(oldHash, oldRoot))
    throw new VerificationError('consistency', 'the proof does not lead to the old root');
  if (!equalBytes(newHash, newRoot))
    throw new VerificationError('consistency', 'the proof does not lead to the new root');
}

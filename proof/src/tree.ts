import { VerificationError } from './errors.ts';
import { emptyRoot, type Hasher, nodeHash, sha256 } from './hash.ts';

/** A complete subtree: the leaves [index · 2^level, (index + 1) · 2^level). */
export interface NodeAddress {
  level: number;
  index: number;
}

/** Gives the hash (32 bytes) of a complete subtree. */
export type ReadNode = (level: number, index: number) => Uint8Array | Promise<Uint8Array>;

/** A run of leaves [start, end) whose root is one hash of a proof; start is a multiple of the power of two that covers it. */
export interface Range {
  start: number;
  end: number;
}

export function requireSizes(code: 'inclusion' | 'consistency' | 'tree', ...sizes: unknown[]): void {
  if (!sizes.every((size) => Number.isSafeInteger(size) && Number(size) >= 0))
    throw new VerificationError(code, 'sizes and indexes are whole numbers below 2^53');
}

/** Largest power of two smaller than n (n > 1), in plain arithmetic: sizes exceed 32 bits. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
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

/** The complete subtrees that make up a range, largest and leftmost first. */
function rangeNodes({ start, end }: Range): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  for (let at = start; at < end; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= end - at) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** For each hash of the inclusion proof, the complete subtrees to read; `joinSubtrees` of their hashes is that hash. */
export const inclusionNodes = (index: number, size: number): NodeAddress[][] =>
  inclusionRanges(index, size).map(rangeNodes);

/** For each hash of the consistency proof, the complete subtrees to read; `joinSubtrees` of their hashes is that hash. */
export const consistencyNodes = (oldSize: number, newSize: number): NodeAddress[][] =>
  consistencyRanges(oldSize, newSize).map(rangeNodes);

/** The complete subtrees at the right edge of a tree of `size`: all that is needed to append and to know the root. */
export function frontierNodes(size: number): NodeAddress[] {
  requireSizes('tree', size);
  return rangeNodes({ start: 0, end: size });
}

/** Root over neighbouring complete subtrees, largest first. Throws VerificationError 'tree' when there are none. */
export function joinSubtrees(hashes: readonly Uint8Array[], hasher: Hasher = sha256): Uint8Array {
  if (hashes.length === 0) throw new VerificationError('tree', 'no subtrees to join');
  return hashes.reduceRight((right, left) => nodeHash(left, right, hasher));
}

async function readProof(
  groups: readonly NodeAddress[][],
  read: ReadNode,
  hasher: Hasher,
): Promise<Uint8Array[]> {
  const proof: Uint8Array[] = [];
  for (const nodes of groups) {
    const hashes: Uint8Array[] = [];
    for (const { level, index } of nodes) hashes.push(await read(level, index));
    proof.push(joinSubtrees(hashes, hasher));
  }
  return proof;
}

/** Inclusion proof of a leaf in a tree of `size`, leaf side first; at most 2 log n nodes are read. */
export const inclusionProof = async (
  index: number,
  size: number,
  readNode: ReadNode,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => readProof(inclusionNodes(index, size), readNode, hasher);

/** Consistency proof between two sizes; only nodes of the newer tree are read. */
export const consistencyProof = async (
  oldSize: number,
  newSize: number,
  readNode: ReadNode,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => readProof(consistencyNodes(oldSize, newSize), readNode, hasher);

/** Root over leaf hashes (RFC 6962 §2.1). */
export function rootFromLeafHashes(hashes: readonly Uint8Array[], hasher: Hasher = sha256): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Uint8Array, level[i + 1]];
      above.push(right === undefined ? left : nodeHash(left, right, hasher));
    }
    level = above;
  }
  return level[0] ?? emptyRoot(hasher);
}

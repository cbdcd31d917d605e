import { VerificationError } from './errors.ts';
import { emptyRoot, type Hasher, nodeHash, sha256 } from './hash.ts';
import { frontierNodes, joinSubtrees } from './tree.ts';

/** The right edge of a tree: log n hashes, enough to append and to know the root. A plain value; nothing changes it. */
export interface Frontier {
  readonly size: number;
  /** Hashes of the complete subtrees that `frontierNodes(size)` names, largest first. */
  readonly nodes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] };

/** A frontier from stored subtree hashes; throws VerificationError 'tree' when they cannot be those of that size. */
export function makeFrontier(size: number, nodes: readonly Uint8Array[]): Frontier {
  const fits = nodes.length === frontierNodes(size).length && nodes.every((node) => node.length === 32);
  if (!fits) throw new VerificationError('tree', `these are not the subtrees of a tree of ${size}`);
  return { size, nodes: [...nodes] };
}

/** The frontier after one more leaf, given by its hash. */
export function append(frontier: Frontier, leaf: Uint8Array, hasher: Hasher = sha256): Frontier {
  if (leaf.length !== 32) throw new VerificationError('tree', 'a leaf hash has 32 bytes');
  const nodes = [...frontier.nodes];
  let grown = leaf;
  // Each trailing one bit of the size is a complete subtree that the new leaf completes to the next larger one.
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    grown = nodeHash(nodes.pop() as Uint8Array, grown, hasher);
  }
  return { size: frontier.size + 1, nodes: [...nodes, grown] };
}

/** Root of the tree that ends at this frontier (RFC 6962 §2.1). */
export const rootOf = ({ nodes }: Frontier, hasher: Hasher = sha256): Uint8Array =>
  nodes.length === 0 ? emptyRoot(hasher) : joinSubtrees(nodes, hasher);

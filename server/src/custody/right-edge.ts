import { rootFromTiles } from '@liuhen/proof';
import { fastSha256, hashBytes, rootOfHashes } from './fast-hash.ts';
import { cutHashes, tileWidth } from './tiles.ts';

/** Hash of a complete 256-leaf subtree at a tile level. */
export interface NodeHash {
  level: number;
  index: number;
  hash: Uint8Array;
}

/** The unfinished tiles at the right of the tree: all that is needed to append and to know the root. */
export interface RightEdge {
  size: number;
  /** `tiles[level]`: hashes of the unfinished tile at that level, one after the other. */
  tiles: readonly Buffer[];
}

const nothing = Buffer.alloc(0);
const tileBytes = tileWidth * hashBytes;

export const emptyEdge = (): RightEdge => ({ size: 0, tiles: [] });

/** Appends leaf hashes that lie one after the other; returns the new edge and the nodes that became complete. The old edge stays as it was. */
export function appendLeaves(edge: RightEdge, leaves: Buffer): { edge: RightEdge; completed: NodeHash[] } {
  const tiles = [...edge.tiles];
  const completed: NodeHash[] = [];
  let added = leaves;
  for (let level = 0, before = edge.size; added.length > 0; level++) {
    const hashes = Buffer.concat([tiles[level] ?? nothing, added]);
    const nodes: NodeHash[] = [];
    before = Math.floor(before / tileWidth);
    let at = 0;
    for (; at + tileBytes <= hashes.length; at += tileBytes)
      nodes.push({
        ...{ level: level + 1, index: before + nodes.length },
        hash: rootOfHashes(hashes.subarray(at, at + tileBytes)),
      });
    tiles[level] = Buffer.from(hashes.subarray(at));
    completed.push(...nodes);
    added = Buffer.concat(nodes.map(({ hash }) => hash));
  }
  return { edge: { size: edge.size + leaves.length / hashBytes, tiles }, completed };
}

/** Root of the tree that ends at this edge (RFC 6962 §2.1). */
export function rootOfEdge(edge: RightEdge): Promise<Uint8Array> {
  return rootFromTiles(edge.size, async (level) => cutHashes(edge.tiles[level] ?? nothing), fastSha256);
}

/** Rebuilds the edge of a tree of `size` leaves from stored tiles. */
export async function loadEdge(
  size: number,
  read: (level: number, index: number, width: number) => Promise<Buffer>,
): Promise<RightEdge> {
  const tiles: Buffer[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const width = count % tileWidth;
    const tile = width === 0 ? nothing : await read(level, Math.floor(count / tileWidth), width);
    if (tile.length !== width * hashBytes)
      throw new Error(`the custody log lacks hashes at level ${level}; run doctor`);
    tiles.push(tile);
  }
  return { size, tiles };
}

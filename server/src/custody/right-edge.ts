import { rootFromTiles } from '@liuhen/proof';
import { fastSha256, rootOfComplete } from './fast-hash.ts';
import { tileWidth } from './tiles.ts';

/** Hash of a complete 256-leaf subtree at a tile level. */
export interface NodeHash {
  level: number;
  index: number;
  hash: Uint8Array;
}

/** The unfinished tiles at the right of the tree: all that is needed to append and to know the root. */
export interface RightEdge {
  size: number;
  /** `tiles[level]`: hashes of the unfinished tile at that level. */
  tiles: Uint8Array[][];
}

export const emptyEdge = (): RightEdge => ({ size: 0, tiles: [] });

/** Appends leaves; returns the new edge and the nodes that became complete. The old edge stays as it was. */
export function appendLeaves(
  edge: RightEdge,
  leaves: readonly Uint8Array[],
): { edge: RightEdge; completed: NodeHash[] } {
  const tiles = edge.tiles.map((tile) => [...tile]);
  const completed: NodeHash[] = [];
  const push = (level: number, index: number, hash: Uint8Array): void => {
    const tile = tiles[level] ?? [];
    tiles[level] = tile;
    tile.push(hash);
    if (tile.length < tileWidth) return;
    const node = {
      level: level + 1,
      index: Math.floor(index / tileWidth),
      hash: rootOfComplete(tile),
    };
    tiles[level] = [];
    completed.push(node);
    push(node.level, node.index, node.hash);
  };
  for (const [i, leaf] of leaves.entries()) push(0, edge.size + i, leaf);
  return { edge: { size: edge.size + leaves.length, tiles }, completed };
}

/** Root of the tree that ends at this edge (RFC 6962 §2.1). */
export function rootOfEdge(edge: RightEdge): Promise<Uint8Array> {
  return rootFromTiles(edge.size, async (level) => edge.tiles[level] ?? [], fastSha256);
}

/** Rebuilds the edge of a tree of `size` leaves from stored tiles. */
export async function loadEdge(
  size: number,
  read: (level: number, index: number, width: number) => Promise<Uint8Array[]>,
): Promise<RightEdge> {
  const tiles: Uint8Array[][] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const width = count % tileWidth;
    const tile = width === 0 ? [] : await read(level, Math.floor(count / tileWidth), width);
    if (tile.length !== width) throw new Error(`the custody log lacks hashes at level ${level}; run doctor`);
    tiles.push(tile);
  }
  return { size, tiles };
}

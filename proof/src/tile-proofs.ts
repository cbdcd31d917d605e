import { VerificationError } from './errors.ts';
import { type Frontier, makeFrontier, rootOf } from './frontier.ts';
import { type Hasher, sha256 } from './hash.ts';
import { tileWidth } from './tiles.ts';
import {
  consistencyProof,
  frontierNodes,
  inclusionProof,
  type ReadNode,
  requireSizes,
  rootFromLeafHashes,
} from './tree.ts';

/** Levels of the tree between a tile's hashes and its root. */
const tileHeight = 8;

/** Gives the first `width` hashes of a tile: level 0 are leaf hashes, level n roots of 256^n leaves. */
export type ReadTile = (level: number, index: number, width: number) => Promise<readonly Uint8Array[]>;

/** Where a complete subtree is found: `nodeFromTile(tile, levelWithinTile, offset)` is its hash. */
export interface TilePlace {
  tileLevel: number;
  tileIndex: number;
  levelWithinTile: number;
  offset: number;
}

/** The tile that holds the complete subtree at (level, index) of the binary tree. */
export function tileNode(level: number, index: number): TilePlace {
  requireSizes('tree', level, index);
  const levelWithinTile = level % tileHeight;
  const nodesInTile = 2 ** (tileHeight - levelWithinTile);
  return {
    tileLevel: Math.floor(level / tileHeight),
    tileIndex: Math.floor(index / nodesInTile),
    levelWithinTile,
    offset: index % nodesInTile,
  };
}

/**
 * Hash of the subtree `offset` at a level within a tile (0: the tile's own hashes, 8: the root of a full one).
 * Throws VerificationError 'tile' when the tile is too short or holds something that is not a hash.
 */
export function nodeFromTile(
  tileHashes: readonly Uint8Array[],
  levelWithinTile: number,
  offset: number,
  hasher: Hasher = sha256,
): Uint8Array {
  const width = 2 ** levelWithinTile;
  const hashes = tileHashes.slice(offset * width, (offset + 1) * width);
  if (hashes.length !== width || hashes.some((hash) => hash.length !== 32))
    throw new VerificationError('tile', 'the tile is too short');
  return rootFromLeafHashes(hashes, hasher);
}

/** Reads subtrees of one tree of `size` through its tiles, each tile once. */
function nodeReader(size: number, readTile: ReadTile, hasher: Hasher): ReadNode {
  const tiles = new Map<string, Promise<readonly Uint8Array[]>>();
  const openTile = (level: number, index: number) => {
    const key = `${level}/${index}`;
    const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth);
    const tile = tiles.get(key) ?? readTile(level, index, width);
    tiles.set(key, tile);
    return tile;
  };
  return async (level, index) => {
    const { tileLevel, tileIndex, levelWithinTile, offset } = tileNode(level, index);
    return nodeFromTile(await openTile(tileLevel, tileIndex), levelWithinTile, offset, hasher);
  };
}

/** Inclusion proof of a leaf in a tree of `size`, read through tiles: at most two tiles a level. */
export const proveInclusionFromTiles = (
  index: number,
  size: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => inclusionProof(index, size, nodeReader(size, readTile, hasher), hasher);

/** Consistency proof between two sizes, read through the tiles of the newer tree. */
export const proveConsistencyFromTiles = (
  oldSize: number,
  newSize: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => consistencyProof(oldSize, newSize, nodeReader(newSize, readTile, hasher), hasher);

/** Right edge of the tree of `size`, read through its unfinished tiles. */
export async function frontierFromTiles(
  size: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Frontier> {
  const readNode = nodeReader(size, readTile, hasher);
  const nodes: Uint8Array[] = [];
  for (const { level, index } of frontierNodes(size)) nodes.push(await readNode(level, index));
  return makeFrontier(size, nodes);
}

/** Root of the tree of `size`, read through its unfinished tiles. */
export const rootFromTiles = async (
  size: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array> => rootOf(await frontierFromTiles(size, readTile, hasher), hasher);

import {
  append,
  entryKinds,
  equalBytes,
  type Frontier,
  makeFrontier,
  rootFromTiles,
  rootOf,
  tileWidth,
  VerificationError,
} from '@liuhen/proof';
import type { LogSource } from '../log-source.ts';
import { type Bundle, checkBundle, fastSha256, Misfit, rootOfTile } from './check-bundle.ts';

/** Bundles asked for before the first of them has come. */
const ahead = 16;

export interface Tree {
  size: number;
  root: Uint8Array;
}

export interface ReadParts {
  source: LogSource;
  /** The tree to come to. */
  target: Tree;
  /** The tree that was verified last; null before the first. */
  known: Tree | null;
  /** Full tiles whose roots are known. */
  tiles: Frontier;
  /** Told after so many more tiles. */
  progress: (tiles: Frontier) => Promise<void>;
  progressEvery: number;
}

/** What was read. */
export interface ReadLog {
  tiles: Frontier;
  entries: number;
  unknown: number;
  latest: string;
}

/** The known tree is not the beginning of the one that was read. */
export class Rewritten extends Error {}

const isKnownKind = (kind: string): boolean => Object.hasOwn(entryKinds, kind);

async function readBundle(source: LogSource, index: number, size: number): Promise<Bundle> {
  const first = index * tileWidth;
  const width = Math.min(tileWidth, size - first);
  try {
    const [entries, tile] = await Promise.all([source.bundle(index, width), source.tile(0, index, width)]);
    if (entries.length !== width || tile.length !== width) throw new Misfit('tile', first);
    return checkBundle(entries, tile, { first, isKnown: isKnownKind });
  } catch (error) {
    if (error instanceof VerificationError) throw new Misfit('tile', first, error.message);
    throw error;
  }
}

/** The tree of the full tiles and the first so many leaves of the next one. */
function treeOf(tiles: Frontier, hashes: Buffer, leaves: number): Frontier {
  let frontier = makeFrontier(tiles.size * tileWidth, tiles.nodes);
  for (let i = 0; i < leaves; i++)
    frontier = append(frontier, hashes.subarray(i * 32, (i + 1) * 32), fastSha256);
  return frontier;
}

function requireKnown(known: Tree | null, tiles: Frontier, hashes: Buffer): void {
  const first = tiles.size * tileWidth;
  if (known === null || known.size < first || known.size > first + hashes.length / 32) return;
  if (!equalBytes(rootOf(treeOf(tiles, hashes, known.size - first), fastSha256), known.root))
    throw new Rewritten();
}

/** Compares the published tile of level 1 with the roots that were computed, once all of them have been in this run. */
async function requireUpperTile(source: LogSource, roots: Uint8Array[], tiles: number): Promise<void> {
  const index = tiles / tileWidth - 1;
  const published = await source.tile(1, index, tileWidth).catch((error: unknown) => {
    if (error instanceof VerificationError)
      throw new Misfit('upperTile', index * tileWidth ** 2, error.message);
    throw error;
  });
  const fits =
    published.length === tileWidth &&
    published.every((hash, i) => equalBytes(hash, roots[i] ?? hash.subarray(1)));
  if (!fits) throw new Misfit('upperTile', index * tileWidth ** 2);
}

/**
 * Reads a log from where the tiles end to its target: each entry strictly, each hash against its tile, the known tree as the
 * beginning, the root at the end, which the published tiles lead to as well. Throws Misfit, Rewritten, SourceError.
 */
export async function readLog(parts: ReadParts): Promise<ReadLog> {
  const { source, target, known, progress, progressEvery } = parts;
  const read: ReadLog = { tiles: parts.tiles, entries: 0, unknown: 0, latest: '' };
  const end = Math.ceil(target.size / tileWidth);
  const coming: Promise<Bundle>[] = [];
  let asked = read.tiles.size;
  let upper: Uint8Array[] = [];
  let tail: Buffer = Buffer.alloc(0);
  for (let index = read.tiles.size; index < end; index++) {
    while (asked < end && coming.length < ahead) {
      const bundle = readBundle(source, asked++, target.size);
      bundle.catch(() => undefined); // a fault is told in its turn
      coming.push(bundle);
    }
    const { hashes, unknown, latest } = (await coming.shift()) as Bundle;
    read.entries += hashes.length / 32;
    read.unknown += unknown;
    if (latest > read.latest) read.latest = latest;
    requireKnown(known, read.tiles, hashes);
    if (hashes.length < tileWidth * 32) tail = hashes;
    else {
      const root = rootOfTile(hashes);
      upper.push(root);
      read.tiles = append(read.tiles, root, fastSha256);
      if (read.tiles.size % tileWidth === 0) {
        if (upper.length === tileWidth) await requireUpperTile(source, upper, read.tiles.size);
        upper = [];
      }
      if (read.tiles.size % progressEvery === 0) await progress(read.tiles);
    }
  }
  await requireTarget(source, treeOf(read.tiles, tail, tail.length / 32), target);
  return read;
}

async function requireTarget(source: LogSource, tree: Frontier, { size, root }: Tree): Promise<void> {
  if (!equalBytes(rootOf(tree, fastSha256), root)) throw new Misfit('root', size);
  if (size === 0) return;
  const published = await rootFromTiles(size, source.tile, fastSha256).catch((error: unknown) => {
    if (error instanceof VerificationError) throw new Misfit('upperTile', 0, error.message);
    throw error;
  });
  if (!equalBytes(published, root)) throw new Misfit('upperTile', 0);
}

import { concatBytes } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { emptyRoot, type Hasher, nodeHash, sha256 } from './hash.ts';
import { consistencyRanges, inclusionRanges, type Range, rootFromLeafHashes, splitPoint } from './tree.ts';

/** Hashes in a full tile: height 8 (C2SP tlog-tiles). */
export const tileWidth = 256;

/** Gives the first `width` hashes of a tile: level 0 are leaf hashes, level n roots of 256^n leaves. */
export type ReadTile = (level: number, index: number, width: number) => Promise<readonly Uint8Array[]>;

function writeIndex(index: number): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
  }
  return groups.join('/');
}

function tileAddress(level: string, index: number, width: number): string {
  return `tile/${level}/${writeIndex(index)}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** Path of a tile of hashes below the log's prefix (C2SP tlog-tiles), e.g. `tile/0/x001/234.p/7`. */
export const tilePath = (level: number, index: number, width = tileWidth): string =>
  tileAddress(String(level), index, width);

/** Path of a bundle of entries. */
export const entriesPath = (index: number, width = tileWidth): string => tileAddress('entries', index, width);

/** Reads a path of either kind; throws VerificationError 'tile' unless it is the one form of that address. */
export function parseTilePath(path: string): { level: number | 'entries'; index: number; width: number } {
  const match = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  const level = match?.[1] === 'entries' ? ('entries' as const) : Number(match?.[1]);
  const index = Number(match?.[2]?.replaceAll(/[x/]/g, ''));
  const width = match?.[3] === undefined ? tileWidth : Number(match[3]);
  const plausible = match !== null && width >= 1 && width <= tileWidth && (level === 'entries' || level < 64);
  if (!plausible || tileAddress(String(level), index, width) !== path)
    throw new VerificationError('tile', `no tile has the path ${path}`);
  return { level, index, width };
}

/** Bytes of a bundle: each entry after its length in two bytes, most significant first. Throws for an entry over 65,535 bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff)
        throw new VerificationError('tile', 'an entry is longer than a bundle can hold');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Reads a bundle; throws when it ends within an entry. */
export function decodeEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
    const entry = bundle.subarray(at + 2, at + 2 + length);
    if (at + 2 > bundle.length || entry.length !== length)
      throw new VerificationError('tile', 'the bundle ends within an entry');
    entries.push(entry);
    at += 2 + length;
  }
  return entries;
}

/** Reads hashes of one tree through its tiles, each tile once. */
function openTree(size: number, readTile: ReadTile, hasher: Hasher) {
  const tiles = new Map<string, Promise<readonly Uint8Array[]>>();
  const tileOf = (level: number, index: number) => {
    const key = `${level}/${index}`;
    const count = Math.floor(size / tileWidth ** level);
    const width = Math.min(tileWidth, count - index * tileWidth);
    const tile = tiles.get(key) ?? readTile(level, index, width);
    tiles.set(key, tile);
    return tile;
  };
  /** Root of a complete subtree of `width` = 2^n leaves that begins at a multiple of its width. */
  const complete = async (start: number, width: number): Promise<Uint8Array> => {
    let level = 0;
    while (tileWidth ** (level + 1) <= width) level++;
    const unit = tileWidth ** level;
    const first = start / unit;
    const tile = await tileOf(level, Math.floor(first / tileWidth));
    const hashes = tile.slice(first % tileWidth, (first % tileWidth) + width / unit);
    if (hashes.length !== width / unit)
      throw new VerificationError('tile', `tile ${level}/${Math.floor(first / tileWidth)} is too short`);
    return rootFromLeafHashes(hashes, hasher);
  };
  const rangeRoot = async ({ start, end }: Range): Promise<Uint8Array> => {
    const width = end - start;
    const whole = width === 1 || splitPoint(width) * 2 === width;
    if (whole) return complete(start, width);
    const middle = start + splitPoint(width);
    return nodeHash(await rangeRoot({ start, end: middle }), await rangeRoot({ start: middle, end }), hasher);
  };
  return { rangeRoot };
}

async function readRanges(
  ranges: readonly Range[],
  size: number,
  readTile: ReadTile,
  hasher: Hasher,
): Promise<Uint8Array[]> {
  const { rangeRoot } = openTree(size, readTile, hasher);
  const hashes: Uint8Array[] = [];
  for (const range of ranges) hashes.push(await rangeRoot(range));
  return hashes;
}

/** Inclusion proof of a leaf in a tree of `size`, read through tiles: at most two tiles a level. */
export const proveInclusionFromTiles = (
  index: number,
  size: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => readRanges(inclusionRanges(index, size), size, readTile, hasher);

/** Consistency proof between two sizes, read through the tiles of the newer tree. */
export const proveConsistencyFromTiles = (
  oldSize: number,
  newSize: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array[]> => readRanges(consistencyRanges(oldSize, newSize), newSize, readTile, hasher);

/** Root of the tree of `size`, read through its unfinished tiles. */
export async function rootFromTiles(
  size: number,
  readTile: ReadTile,
  hasher: Hasher = sha256,
): Promise<Uint8Array> {
  if (size === 0) return emptyRoot(hasher);
  return openTree(size, readTile, hasher).rangeRoot({ start: 0, end: size });
}

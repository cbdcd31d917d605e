import { concatBytes } from './bytes.ts';
import { VerificationError } from './errors.ts';

/** Hashes in a full tile: height 8 (C2SP tlog-tiles). */
export const tileWidth = 256;

const hashLength = 32;
const longestEntry = 0xffff;

/** Where a tile of hashes or a bundle of entries lies; `width` is 256 unless it is partial. */
export interface TileAddress {
  level: number | 'entries';
  index: number;
  width: number;
}

function writeIndex(index: number): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return groups.join('/');
}

function writePath({ level, index, width }: TileAddress): string {
  const numbers = [...(level === 'entries' ? [] : [level]), index, width];
  const whole = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
  if (!whole || (level !== 'entries' && level > 63) || width < 1 || width > tileWidth)
    throw new VerificationError('tile', `no tile is at level ${level}, index ${index}, width ${width}`);
  return `tile/${level}/${writeIndex(index)}${width === tileWidth ? '' : `.p/${width}`}`;
}

/**
 * Path of a tile of hashes below the log's prefix (C2SP tlog-tiles), e.g. `tile/0/x001/234.p/7`. Throws
 * VerificationError 'tile' for a level over 63, a width outside 1–256 or an index that is not a whole number.
 */
export const tilePath = (level: number, index: number, width = tileWidth): string =>
  writePath({ level, index, width });

/** Path of a bundle of entries, e.g. `tile/entries/000`; throws as `tilePath`. */
export const entriesPath = (index: number, width = tileWidth): string =>
  writePath({ level: 'entries', index, width });

/** Reads a path of either kind; throws VerificationError 'tile' unless it is the one form of that address. */
export function parseTilePath(path: string): TileAddress {
  const match = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) throw new VerificationError('tile', `no tile has the path ${path}`);
  const address: TileAddress = {
    level: match[1] === 'entries' ? 'entries' : Number(match[1]),
    index: Number(match[2]?.replaceAll(/[x/]/g, '')),
    width: match[3] === undefined ? tileWidth : Number(match[3]),
  };
  if (writePath(address) !== path) throw new VerificationError('tile', `no tile has the path ${path}`);
  return address;
}

/** Takes the bytes of a tile apart into its 1 to 256 hashes of 32 bytes; throws VerificationError 'tile'. */
export function decodeTile(bytes: Uint8Array): Uint8Array[] {
  const width = bytes.length / hashLength;
  if (!Number.isInteger(width) || width < 1 || width > tileWidth)
    throw new VerificationError('tile', 'a tile has 1 to 256 hashes');
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength));
}

/**
 * Bytes of a bundle: each of 1 to 256 entries after its length in two bytes, most significant first. Throws
 * VerificationError 'tile' for another number of entries or one over 65,535 bytes.
 */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > tileWidth)
    throw new VerificationError('tile', 'a bundle has 1 to 256 entries');
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > longestEntry)
        throw new VerificationError('tile', 'an entry is longer than a bundle can hold');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Reads a bundle; throws VerificationError 'tile' when it ends within an entry or has not 1 to 256 of them. */
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
  if (entries.length < 1 || entries.length > tileWidth)
    throw new VerificationError('tile', 'a bundle has 1 to 256 entries');
  return entries;
}

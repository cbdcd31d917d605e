import { hash } from 'node:crypto';
import { parseAnyEntry, VerificationError } from '@liuhen/proof';

const hashBytes = 32;

/** SHA-256 by the platform's library: the same as proof's own, several times faster. */
export const fastSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Something that the log published does not fit. `index` is the first entry that it concerns. */
export class Misfit extends Error {
  readonly code: 'entryForm' | 'entryHash' | 'tile' | 'root' | 'upperTile';
  readonly index: number;
  constructor(code: Misfit['code'], index: number, why = '') {
    super(why);
    this.code = code;
    this.index = index;
  }
}

/** What was seen in a bundle. */
export interface Bundle {
  /** Leaf hashes, one after the other. */
  hashes: Buffer;
  /** Kinds that this program does not know: of a newer version. */
  unknown: number;
  /** The latest time that an entry names. */
  latest: string;
}

/**
 * Reads the entries of a bundle strictly, hashes each and compares it with the tile of hashes. Throws Misfit. The bytes
 * before each entry are written over: they hold its length, which has been read.
 */
export function checkBundle(
  entries: readonly Uint8Array[],
  tile: readonly Uint8Array[],
  { first, isKnown }: { first: number; isKnown: (kind: string) => boolean },
): Bundle {
  const bundle: Bundle = { hashes: Buffer.alloc(entries.length * hashBytes), unknown: 0, latest: '' };
  for (const [i, entry] of entries.entries()) {
    const { kind, at } = readEntry(entry, first + i);
    if (!isKnown(kind)) bundle.unknown++;
    if (at > bundle.latest) bundle.latest = at;
    const leaf = Buffer.from(entry.buffer, entry.byteOffset - 1, entry.length + 1);
    leaf[0] = 0; // the prefix of a leaf (RFC 6962 §2.1)
    const place = i * hashBytes;
    bundle.hashes.write(hash('sha256', leaf, 'binary'), place, 'binary');
    if (!bundle.hashes.subarray(place, place + hashBytes).equals(tile[i] ?? Buffer.alloc(0)))
      throw new Misfit('entryHash', first + i);
  }
  return bundle;
}

function readEntry(entry: Uint8Array, index: number) {
  try {
    return parseAnyEntry(entry);
  } catch (error) {
    if (error instanceof VerificationError) throw new Misfit('entryForm', index, error.message);
    throw error;
  }
}

/** Root of the complete tree over 256 hashes that lie one after the other; they are written over. */
export function rootOfTile(hashes: Buffer): Buffer {
  const pair = Buffer.alloc(1 + 2 * hashBytes, 1); // the prefix of an inner node
  for (let width = hashes.length / hashBytes; width > 1; width /= 2) {
    for (let i = 0; i < width; i += 2) {
      hashes.copy(pair, 1, i * hashBytes, (i + 2) * hashBytes);
      hashes.write(hash('sha256', pair, 'binary'), (i / 2) * hashBytes, 'binary');
    }
  }
  return Buffer.from(hashes.subarray(0, hashBytes));
}

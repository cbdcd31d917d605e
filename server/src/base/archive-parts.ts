import { inflateRawSync } from 'node:zlib';

/** Most bytes that the parts of an Office document may unpack to, together. */
const mostUnpacked = 32 << 20;
/** Most characters of its text: as many as a plain file could hold. */
export const mostCharacters = 1 << 20;
const mostParts = 2000;

/** A document that unpacks to more than may be read. */
export class TooMuchUnpacked extends Error {}

const [endMark, entryMark, partMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const [endLength, entryLength, partLength] = [22, 46, 30];
/** The parts that hold words and what counts them; pictures and fonts are not unpacked at all. */
const isRead = (name: string) => /\.(xml|rels)$/i.test(name);

/** Where the list of parts is told: the last 22 bytes, before a comment of at most 65535. Throws RangeError. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - endLength; at >= Math.max(0, bytes.length - endLength - 0xffff); at--)
    if (bytes.readUInt32LE(at) === endMark) return at;
  throw new RangeError('no end of a central directory');
}

interface Entry {
  name: string;
  method: number;
  packed: number;
  offset: number;
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw new TooMuchUnpacked();
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== entryMark) throw new RangeError('no entry of a central directory');
    const length = bytes.readUInt16LE(at + 28);
    const entry = {
      name: bytes.toString('utf8', at + entryLength, at + entryLength + length),
      ...{ method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20) },
      offset: bytes.readUInt32LE(at + 42),
    };
    at += entryLength + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return entry;
  });
}

/** Unpacks one part to at most `most` bytes. What an archive says of its unpacked size is not believed. */
function unpack(bytes: Buffer, { method, packed, offset }: Entry, most: number): Buffer {
  if (bytes.readUInt32LE(offset) !== partMark) throw new RangeError('no part where the directory says');
  const from = offset + partLength + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(from, from + packed);
  if (method === 0 && content.length <= most) return content;
  if (method !== 0 && method !== 8) throw new RangeError(`packed by method ${method}`);
  if (method === 0 || most === 0) throw new TooMuchUnpacked();
  try {
    return inflateRawSync(content, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuchUnpacked();
    throw error;
  }
}

/**
 * The parts of an Office document by name (ZIP, APPNOTE 4.3), unpacked to at most 32 MB together however
 * small the file is. Throws TooMuchUnpacked, or another Error for what is no whole archive.
 */
export function partsOf(bytes: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let left = mostUnpacked;
  for (const entry of entriesOf(bytes).filter(({ name }) => isRead(name))) {
    const part = unpack(bytes, entry, left);
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

import type { FileHandle } from 'node:fs/promises';

/** A file as random reads; `size` in bytes. */
export interface Bytes {
  size: number;
  /** At most `length` bytes from `offset`; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
}

export function bytesOf(file: FileHandle, size: number): Bytes {
  return {
    size,
    read: async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}

const mostBoxes = 200_000;
const mostPicture = 256 * 1024 * 1024;

/** Whether a box type is four printable signs (© is allowed); anything else is not a box. */
const isBoxType = (type: string) => /^[\x20-\x7e\xa9]{4}$/.test(type);

/** Walks the top-level boxes of ISO/IEC 14496-12. Complete: every box ends within the file and moov and its media are there. */
async function isWholeMp4(bytes: Bytes): Promise<boolean> {
  const seen = new Set<string>();
  let at = 0;
  for (let boxes = 0; at < bytes.size && boxes < mostBoxes; boxes++) {
    const head = await bytes.read(at, 16);
    // Recorders pad the end with zero bytes: no box any more, and nothing is missing.
    if (seen.has('moov') && seen.has('mdat') && head.subarray(0, 8).every((byte) => byte === 0)) break;
    if (head.length < 8) return false;
    const type = head.toString('latin1', 4, 8);
    if (!isBoxType(type)) return false;
    let length = head.readUInt32BE(0);
    if (length === 1) {
      if (head.length < 16) return false;
      length = Number(head.readBigUInt64BE(8));
      if (length < 16) return false;
    } else if (length === 0) length = bytes.size - at;
    else if (length < 8) return false;
    if (at + length > bytes.size) return false;
    seen.add(type);
    at += length;
  }
  return seen.has('moov') && (seen.has('mdat') || seen.has('moof'));
}

/** Walks RIFF chunks (AVI, WAV; AVI beyond 1 GB is several). A length of 0 or of all ones is that of a stream: until the end. */
async function isWholeRiff(bytes: Bytes): Promise<boolean> {
  let at = 0;
  while (at < bytes.size) {
    const head = await bytes.read(at, 12);
    const tag = head.toString('latin1', 0, 4);
    if (tag !== 'RIFF' && tag !== 'RF64' && tag !== 'LIST') return at > 0;
    if (head.length < 12) return false;
    const length = head.readUInt32LE(4);
    const open = length === 0xffffffff || (length === 0 && head.toString('latin1', 8, 12) === 'WAVE');
    if (open) return true;
    if (length < 4 || at + 8 + length > bytes.size) return false;
    at += 8 + length + (length % 2);
  }
  return at > 0;
}

/** Walks JPEG segments to the scan (the thumbnail has an end marker of its own) and wants an end marker after it. */
async function isWholeJpeg(bytes: Bytes): Promise<boolean> {
  const all = await bytes.read(0, Math.min(bytes.size, mostPicture));
  let at = 2;
  while (at + 4 <= all.length) {
    if (all[at] !== 0xff) return false;
    const marker = all[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0xda) return all.lastIndexOf(Buffer.from([0xff, 0xd9])) > at;
    else at += 2 + all.readUInt16BE(at + 2);
  }
  return false;
}

async function isWholePng(bytes: Bytes): Promise<boolean> {
  let at = 8;
  for (let chunks = 0; chunks < mostBoxes; chunks++) {
    const head = await bytes.read(at, 8);
    if (head.length < 8) return false;
    at += 12 + head.readUInt32BE(0);
    if (at > bytes.size) return false;
    if (head.toString('latin1', 4, 8) === 'IEND') return true;
  }
  return false;
}

const tailHas = async (bytes: Bytes, mark: string, within: number): Promise<boolean> =>
  (await bytes.read(Math.max(0, bytes.size - within), within)).includes(mark, 0, 'latin1');

const checks: Record<string, (bytes: Bytes) => Promise<boolean>> = {
  mp4: isWholeMp4,
  mov: isWholeMp4,
  '3gp': isWholeMp4,
  avi: isWholeRiff,
  wav: isWholeRiff,
  jpeg: isWholeJpeg,
  png: isWholePng,
  pdf: (bytes) => tailHas(bytes, '%%EOF', 64 * 1024),
  zip: (bytes) => tailHas(bytes, 'PK\x05\x06', 66 * 1024),
};

/**
 * Whether a file ends where its own structure says. Null where a container has no end of its own (MPEG program
 * and transport streams: each piece of one is one).
 */
export async function isWhole(container: string, bytes: Bytes): Promise<boolean | null> {
  const check = Object.hasOwn(checks, container) ? checks[container] : undefined;
  return check === undefined ? null : await check(bytes);
}

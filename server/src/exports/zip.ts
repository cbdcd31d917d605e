/** A member of an archive, stored as it is. */
export interface ZipMember {
  /** Within the archive, `/` between folders. */
  path: string;
  size: number;
  crc32: number;
}

/** A piece of an archive: bytes that are known, or the whole of a member. */
export type ZipPiece = { start: number; length: number } & ({ bytes: Buffer } | { member: number });

export interface ZipLayout {
  pieces: ZipPiece[];
  /** Bytes of the whole archive. */
  size: number;
}

const largest32 = 0xffffffff;
const mostMembers = 0xffff;
/** Version 4.5: the first that knows zip64. */
const version = 45;
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const utf8Names = 0x0800;

/** Date and time of MS-DOS, to two seconds, of an instant read in UTC. */
function dosTime(at: string): { date: number; time: number } {
  const moment = new Date(at);
  const year = Math.max(0, moment.getUTCFullYear() - 1980);
  return {
    date: (year << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate(),
    time: (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1),
  };
}

/** The extra field of zip64 with those of its values that do not fit elsewhere (APPNOTE 4.5.3). */
function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return extra;
}

const fit = (value: number): number => Math.min(value, largest32);

interface Headed extends ZipMember {
  at: number;
}

/** What local and central header have in common, from the flags to the sizes (APPNOTE 4.4.4 to 4.4.9). */
function common({ size, crc32 }: ZipMember, time: ReturnType<typeof dosTime>): Buffer {
  const fields = Buffer.alloc(20);
  fields.writeUInt16LE(utf8Names, 0);
  fields.writeUInt16LE(0, 2);
  fields.writeUInt16LE(time.time, 4);
  fields.writeUInt16LE(time.date, 6);
  fields.writeUInt32LE(crc32, 8);
  fields.writeUInt32LE(fit(size), 12);
  fields.writeUInt32LE(fit(size), 16);
  return fields;
}

function localHeader(member: ZipMember, time: ReturnType<typeof dosTime>): Buffer {
  const name = Buffer.from(member.path);
  // Both sizes or none stand in a local header (APPNOTE 4.5.3).
  const extra = zip64Extra(member.size >= largest32 ? [member.size, member.size] : []);
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(version, 4);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  lengths.writeUInt16LE(extra.length, 2);
  return Buffer.concat([head, common(member, time), lengths, name, extra]);
}

function centralHeader(member: Headed, time: ReturnType<typeof dosTime>): Buffer {
  const name = Buffer.from(member.path);
  const { size, at } = member;
  const extra = zip64Extra([...(size >= largest32 ? [size, size] : []), ...(at >= largest32 ? [at] : [])]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE((3 << 8) | version, 4);
  head.writeUInt16LE(version, 6);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(name.length, 0);
  tail.writeUInt16LE(extra.length, 2);
  // A file of Unix that its owner may write and everybody read.
  tail.writeUInt32LE(0o100644 * 0x10000, 10);
  tail.writeUInt32LE(fit(at), 14);
  return Buffer.concat([head, common(member, time), tail, name, extra]);
}

function endRecords(count: number, directory: { at: number; size: number }): Buffer {
  const { at, size } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, mostMembers), 8);
  end.writeUInt16LE(Math.min(count, mostMembers), 10);
  end.writeUInt32LE(fit(size), 12);
  end.writeUInt32LE(fit(at), 16);
  if (count < mostMembers && size < largest32 && at < largest32) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE((3 << 8) | version, 12);
  end64.writeUInt16LE(version, 14);
  for (const [i, value] of [count, count, size, at].entries())
    end64.writeBigUInt64LE(BigInt(value), 24 + 8 * i);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

/**
 * Where each byte of an archive of stored members stands (PKWARE APPNOTE 6.3, zip64 where a size or place needs it): known
 * before any of them is read, since sizes and CRC-32 are, so that any range can be given out. `at` dates every member.
 */
export function layOutZip(members: readonly ZipMember[], at: string): ZipLayout {
  const time = dosTime(at);
  const pieces: ZipPiece[] = [];
  let size = 0;
  const add = (piece: { bytes: Buffer } | { member: number }, length: number): void => {
    if (length > 0) pieces.push({ start: size, length, ...piece });
    size += length;
  };
  const headed: Headed[] = [];
  for (const [i, member] of members.entries()) {
    headed.push({ ...member, at: size });
    const header = localHeader(member, time);
    add({ bytes: header }, header.length);
    add({ member: i }, member.size);
  }
  const start = size;
  const directory = Buffer.concat(headed.map((member) => centralHeader(member, time)));
  add({ bytes: directory }, directory.length);
  const end = endRecords(members.length, { at: start, size: directory.length });
  add({ bytes: end }, end.length);
  return { pieces, size };
}

/** Reads bytes `start` to `end`, both included, of a member. */
export type ReadMember = (member: number, start: number, end: number) => AsyncIterable<Uint8Array>;

/** The bytes `start` to `end`, both included, of an archive. */
export async function* readZip(
  { pieces }: ZipLayout,
  read: ReadMember,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    const from = Math.max(start - piece.start, 0);
    const to = Math.min(end - piece.start, piece.length - 1);
    if (from > to) continue;
    if ('bytes' in piece) yield piece.bytes.subarray(from, to + 1);
    else yield* read(piece.member, from, to);
  }
}

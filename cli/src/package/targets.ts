import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Member } from './members.ts';

/** Where the bytes of an archive go, one after the other. What came there before a break stays. */
export interface Target {
  /** The place in the archive that is needed next. */
  position(): number;
  write(bytes: Uint8Array): Promise<void>;
  /** After the last byte: all is durable. */
  finish(): Promise<void>;
  close(): Promise<void>;
  /** Reads a member back from where it lies. */
  read(member: Member): AsyncIterable<Uint8Array>;
}

/** Bytes of a file, none where there is no such file. */
const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

/** The archive as it is, in one file. */
export async function openZipTarget(path: string): Promise<Target> {
  const file = await open(path, 'a', 0o600);
  let at = (await file.stat()).size;
  return {
    position: () => at,
    write: async (bytes) => {
      await file.appendFile(bytes);
      at += bytes.length;
    },
    finish: () => file.sync(),
    close: () => file.close(),
    read: ({ start, size }) =>
      size === 0 ? Readable.from([]) : createReadStream(path, { start, end: start + size - 1 }),
  };
}

/** The files of the archive, each at its path below a folder; heads and directory are left out. */
export async function openFolderTarget(folder: string, members: readonly Member[]): Promise<Target> {
  const pathOf = ({ path }: Member): string => join(folder, path);
  const openEnd = async (member: Member): Promise<FileHandle> => {
    await mkdir(dirname(pathOf(member)), { recursive: true });
    return open(pathOf(member), 'a', 0o644);
  };
  let next = 0;
  let at = 0;
  for (const member of members) {
    const there = await sizeOf(pathOf(member));
    if (there > member.size) await rm(pathOf(member));
    else if (there > 0) at = member.start + there;
    if (there !== member.size) break;
    next += 1;
  }
  let file: FileHandle | null = null;
  const endMember = async () => {
    await file?.sync();
    await file?.close();
    file = null;
    next += 1;
  };
  /** Takes the first of these bytes, as many as are of one kind: before a member, or of it. Gives how many. */
  const take = async (bytes: Uint8Array): Promise<number> => {
    const member = members[next];
    if (member === undefined) return bytes.length;
    const { start, size } = member;
    if (at < start) return Math.min(bytes.length, start - at);
    const part = bytes.subarray(0, start + size - at);
    file ??= await openEnd(member);
    await file.appendFile(part);
    return part.length;
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let from = 0; from < bytes.length; ) {
      const taken = await take(bytes.subarray(from));
      from += taken;
      at += taken;
      for (let one = members[next]; one && at >= one.start + one.size; one = members[next]) await endMember();
    }
  };
  return {
    ...{ position: () => at, write },
    finish: async () => {
      for (const member of members) if (member.size === 0) await (await openEnd(member)).close();
    },
    close: async () => {
      await file?.close();
      file = null;
    },
    read: (member) => createReadStream(pathOf(member)),
  };
}

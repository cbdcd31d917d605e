import type { Entry, Reader } from '@zip.js/zip.js';
import { ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';
import type { RemoteArchive } from './remote.ts';

/** A file of a package and where its bytes lie in the archive. */
export interface Member {
  /** Below the one folder of the archive. */
  path: string;
  start: number;
  size: number;
}

const headerBytes = 30;

/** Where the bytes of the last member begin: only its own header says how long that is (APPNOTE 4.3.7). */
async function startOfLast({ offset }: Entry, { read }: RemoteArchive): Promise<number> {
  const header = await read(offset, headerBytes);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return offset + headerBytes + view.getUint16(26, true) + view.getUint16(28, true);
}

const isSafe = (path: string): boolean =>
  !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/**
 * The files of an archive in the order of their bytes, from its directory. Throws for one that is not as a server writes
 * it: stored as they are, one after the other, below one folder of this name.
 */
export async function listMembers(remote: RemoteArchive, folder: string): Promise<Member[]> {
  const source = { size: remote.size, readUint8Array: remote.read } as unknown as Reader<unknown>;
  const entries = await new ZipReader(source, { strictness: 'strict' }).getEntries();
  const ordered = entries.sort((a, b) => a.offset - b.offset);
  const members: Member[] = [];
  for (const [i, entry] of ordered.entries()) {
    const { filename, compressionMethod, uncompressedSize: size } = entry;
    const path = filename.slice(folder.length + 1);
    if (compressionMethod !== 0 || filename !== `${folder}/${path}` || !isSafe(path))
      throw new Error(`${filename}: not a file of this package`);
    const after = ordered[i + 1];
    members.push({ path, size, start: after ? after.offset - size : await startOfLast(entry, remote) });
  }
  return members;
}

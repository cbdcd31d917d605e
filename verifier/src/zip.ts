import type { SourceFile } from '@liuhen/proof';
import type { Entry, Reader } from '@zip.js/zip.js';
import { ZipReader } from '@zip.js/zip.js/lib/zip-core-reader.js';

/** Where the bytes of a file of a package lie: a run of a larger file, as it is or deflated. */
export interface Member extends SourceFile {
  /** Of the run in the larger file. */
  start: number;
  packed: number;
  deflated: boolean;
}

/** Gives bytes of an archive at a place; fewer only at its end. */
export type ReadAt = (start: number, length: number) => Promise<Uint8Array>;

/**
 * The files of an archive (zip64 too). The library reads the directory; where the bytes of a member begin is read from
 * its own header, so that a stored film is read, and played, without any copying. Throws for what is no archive, and
 * for members that are encrypted or packed in another way than deflate.
 */
export async function listMembers(size: number, readAt: ReadAt): Promise<Member[]> {
  // A strange name is for the verification to find; an archive that two programs could read differently is refused.
  const options = { strictness: 'strict', filenameValidation: 'tolerant' } as const;
  const archive = new ZipReader({ size, readUint8Array: readAt } as unknown as Reader<unknown>, options);
  const members: Member[] = [];
  for await (const entry of archive.getEntriesGenerator())
    if (!entry.directory) members.push(await locate(entry, readAt));
  return members;
}

async function locate(entry: Entry, readAt: ReadAt): Promise<Member> {
  const {
    filename: path,
    uncompressedSize: bytes,
    compressedSize: packed,
    compressionMethod: method,
  } = entry;
  if (entry.encrypted || (method !== 0 && method !== 8))
    throw new Error(`${path}: encrypted, or packed in an unknown way`);
  const header = await readAt(entry.offset, 30);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50)
    throw new Error(`${path}: no header where the directory says`);
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return { path, bytes, start, packed, deflated: method === 8 };
}

/** Gives a stream on, and ends with an error as soon as it is longer than its file said: no archive swells without end. */
export async function* bounded(
  stream: AsyncIterable<Uint8Array>,
  { path, bytes }: SourceFile,
): AsyncIterable<Uint8Array> {
  let given = 0;
  for await (const piece of stream) {
    given += piece.length;
    if (given > bytes) throw new Error(`${path}: more bytes than the archive says`);
    yield piece;
  }
  if (given < bytes) throw new Error(`${path}: fewer bytes than the archive says`);
}

/** Takes away the one folder in which all files of a package stand, as they do in most archives. */
export function fromRoot<File extends SourceFile>(files: readonly File[]): File[] {
  const folder = `${files[0]?.path.split('/')[0] ?? ''}/`;
  const inside = files.every(({ path }) => path.startsWith(folder)) && folder !== 'data/';
  return inside ? files.map((file) => ({ ...file, path: file.path.slice(folder.length) })) : [...files];
}

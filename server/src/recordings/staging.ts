import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes gathered before they are written in one call; bounds the memory of one upload. */
const gatherBytes = 2 << 20;
/** Bytes after which what has arrived is made durable and noted, so that a crash costs no more than this. */
const noteBytes = 64 << 20;

/** The folder where uploads wait until they are registered. On the vault's file system. */
export interface Staging {
  pathOf(uploadId: string): string;
  create(uploadId: string): Promise<void>;
  remove(uploadId: string): Promise<void>;
  sizeOf(uploadId: string): Promise<number>;
  /** Ids of all uploads that have a file here. */
  list(): Promise<string[]>;
}

export async function openStaging(folder: string): Promise<Staging> {
  await mkdir(folder, { recursive: true });
  const pathOf = (uploadId: string) => join(folder, uploadId);
  return {
    pathOf,
    create: async (uploadId) => (await open(pathOf(uploadId), 'w', 0o600)).close(),
    remove: (uploadId) => rm(pathOf(uploadId), { force: true }),
    sizeOf: async (uploadId) => (await stat(pathOf(uploadId))).size,
    list: () => readdir(folder),
  };
}

/** One chunk on its way into a staged file. */
export interface ChunkWriting {
  path: string;
  offset: number;
  /** Where the file ends; a byte more is refused. */
  limit: number;
  /** Called when bytes up to `offset` are durable. Not called at all for a chunk that is only valid as a whole. */
  note: ((offset: number) => Promise<void>) | null;
  /** Shown every piece in its order. */
  seen?: (bytes: Buffer) => void;
}

export interface ChunkWritten {
  offset: number;
  /** What cut the chunk off, if something did; what had arrived before is written. */
  fault: unknown;
}

/** Appends a stream at `offset`. What arrived before a fault stays (the sender goes on from there). */
export async function writeChunk(body: AsyncIterable<Buffer>, writing: ChunkWriting): Promise<ChunkWritten> {
  const file = await open(writing.path, 'r+');
  const pen = makePen(file, writing);
  let fault: unknown = null;
  try {
    for await (const bytes of body) await pen.take(bytes);
  } catch (error) {
    fault = error;
  }
  try {
    await pen.flush().catch((error: unknown) => {
      fault ??= error;
    });
    await file.datasync();
    return { offset: pen.written(), fault };
  } catch (error) {
    // What could not be made durable does not count, however much of it was written.
    return { offset: writing.offset, fault: fault ?? error };
  } finally {
    await file.close();
  }
}

function makePen(file: FileHandle, { offset, limit, note, seen }: ChunkWriting) {
  let at = offset;
  let noted = offset;
  let gathered: Buffer[] = [];
  let bytes = 0;
  const flush = async () => {
    while (bytes > 0) {
      const { bytesWritten } = await file.writev(gathered, at);
      at += bytesWritten;
      bytes -= bytesWritten;
      gathered = bytes === 0 ? [] : [Buffer.concat(gathered).subarray(bytesWritten)];
    }
  };
  const take = async (chunk: Buffer) => {
    if (at + bytes + chunk.length > limit) throw new RangeError('more bytes than declared');
    seen?.(chunk);
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes < gatherBytes) return;
    await flush();
    if (note !== null && at - noted >= noteBytes) {
      await file.datasync();
      await note(at);
      noted = at;
    }
  };
  return { take, flush, written: () => at };
}

/** Cuts a staged file back to the bytes that count. */
export async function cutBack(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
  } finally {
    await file.close();
  }
}

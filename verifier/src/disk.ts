import { createReadStream } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInflateRaw } from 'node:zlib';
import { bounded, fromRoot, listMembers, type Member } from './zip.ts';

/** A run of a file on the disk that is a file of the package. */
export interface Run extends Member {
  file: string;
}

const piece = 2 ** 20;

/** Reads the bytes of a run in order. Links and devices are never followed. */
export function readRun(run: Run): AsyncIterable<Uint8Array> {
  const { file, start, packed, deflated } = run;
  if (file === '') throw new Error('neither a file nor a folder');
  if (packed === 0) return bounded((async function* () {})(), run);
  const raw = createReadStream(file, { start, end: start + packed - 1, highWaterMark: piece });
  if (!deflated) return bounded(raw, run);
  const inflate = createInflateRaw({ chunkSize: piece });
  raw.on('error', (error) => inflate.destroy(error));
  return bounded(raw.pipe(inflate), run);
}

async function listFolder(folder: string, below = ''): Promise<Run[]> {
  const runs: Run[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      for (const run of await listFolder(folder, path)) runs.push(run);
      continue;
    }
    const whole = { start: 0, deflated: false };
    const { size } = await lstat(join(folder, path));
    if (entry.isFile()) runs.push({ path, bytes: size, packed: size, ...whole, file: join(folder, path) });
    else runs.push({ path, bytes: 0, packed: 0, ...whole, file: '' });
  }
  return runs;
}

async function listArchive(file: string): Promise<Run[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const readAt = async (start: number, length: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, start);
      return bytes.subarray(0, bytesRead);
    };
    const members = await listMembers(size, readAt);
    return members.map((member) => ({ ...member, file }));
  } finally {
    await handle.close();
  }
}

/** The files of a package that lies on the disk as a folder or as a zip archive. */
export async function listPackage(path: string): Promise<Run[]> {
  const isFolder = (await lstat(path)).isDirectory();
  return fromRoot(isFolder ? await listFolder(path) : await listArchive(path));
}

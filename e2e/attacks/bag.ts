import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Files } from '../../proof/vectors/package.ts';

export type { Files };

/** Reads a folder into path → bytes. */
export async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files: Files = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path)] = await readFile(path);
  }
  return files;
}

export async function writeFolder(folder: string, files: Files): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** Unpacks the archive of a package as its reader would, and reads what is in it. */
export async function unpack(parent: string, zip: Buffer): Promise<Files> {
  const folder = await mkdtemp(join(parent, 'zip-'));
  await writeFile(join(folder, 'package.zip'), zip);
  await promisify(execFile)('python3', ['-m', 'zipfile', '-e', join(folder, 'package.zip'), folder], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const [name = ''] = (await readdir(folder)).filter((one) => one !== 'package.zip');
  const files = await readFolder(join(folder, name));
  await rm(folder, { recursive: true });
  return files;
}

export const hexOf = (algorithm: 'sha256' | 'sm3', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

/** The bytes with one of them changed by a bit: the first of a text that is in them, or the one in the middle. */
export function flipped(bytes: Buffer | undefined, text?: string): Buffer {
  const at = text === undefined ? Math.floor((bytes?.length ?? 0) / 2) : (bytes?.indexOf(text) ?? 0);
  const copy = Buffer.from(bytes ?? []);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** The files with some in place of theirs; null takes one away. */
export function changed(files: Files, change: Record<string, Buffer | string | null>): Files {
  const kept = { ...files };
  for (const [path, bytes] of Object.entries(change)) {
    delete kept[path];
    if (bytes !== null) kept[path] = Buffer.from(bytes);
  }
  return kept;
}

/** The one path that begins and ends so. */
export function pathIn(files: Files, begins: string, ends = ''): string {
  const path = Object.keys(files).find((one) => one.startsWith(begins) && one.endsWith(ends));
  if (path === undefined) throw new Error(`nothing in the package begins with ${begins}`);
  return path;
}

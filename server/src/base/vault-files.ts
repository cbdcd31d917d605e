import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, link, mkdir, open, opendir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError, isMissing } from './errors.ts';
import type { Vault } from './vault.ts';

/** What a healing that was cut off leaves beside an object: the same bytes under a second name. */
const secondName = /^[0-9a-f]{64}\.[0-9a-f-]{36}$/;

/** Makes a file's or folder's content durable. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder below the root whose names are durable all the way down. A level is synced also when nothing was
 * made, because whoever made it at the same moment may not have synced it yet; but no higher than a folder whose own
 * name is durable since this process started (`durable`).
 */
async function makeDurableFolder(root: string, folder: string, durable: Set<string>): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  const top = made !== undefined && made.length <= root.length ? dirname(made) : root;
  const walked: string[] = [];
  for (let at = folder; at !== top && at !== dirname(at); walked.push(at)) {
    at = dirname(at);
    await syncPath(at);
    const isOld = made === undefined || made.length > at.length;
    if (isOld && durable.has(at)) break;
  }
  for (const at of walked) durable.add(at);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Puts the right bytes in the place of a spoilt object; nobody ever sees neither. */
async function heal(stagedFile: string, target: string): Promise<void> {
  const beside = `${target}.${randomUUID()}`;
  await link(stagedFile, beside);
  await rename(beside, target);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([open(a), open(b)]);
  try {
    const [x, y] = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)];
    for (let at = 0; ; ) {
      const [p, q] = await Promise.all([left.read(x, 0, x.length, at), right.read(y, 0, y.length, at)]);
      if (p.bytesRead !== q.bytesRead || !x.subarray(0, p.bytesRead).equals(y.subarray(0, q.bytesRead)))
        return false;
      if (p.bytesRead === 0) return true;
      at += p.bytesRead;
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}

/**
 * Keeps objects as files `<root>/ab/cd/<sha256>`, mode 0400. The staging folder must be on the same file system:
 * the staged file is made durable and then linked, so bytes are written once.
 */
export function openFileVault(root: string): Vault {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const durable = new Set<string>();
  return {
    async keep(stagedFile, sha256) {
      const target = pathOf(sha256);
      await syncPath(stagedFile);
      await makeDurableFolder(root, dirname(target), durable);
      try {
        await link(stagedFile, target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        // Kept before: by an earlier try that was cut off, or because the same bytes came twice. Where what is held
        // is spoilt or cannot be read any more, the bytes that have this digest take its place.
        if (!(await sameBytes(stagedFile, target).catch(() => false))) {
          if ((await digestOf(stagedFile)) !== sha256)
            throw Object.assign(new Error(`vault object ${sha256} differs from what is being kept`), {
              code: 'VAULT_DIFFERS',
            });
          await heal(stagedFile, target);
        }
      }
      await chmod(target, 0o400);
      await syncPath(dirname(target));
    },
    async read(sha256, range) {
      const path = pathOf(sha256);
      if ((await sizeOf(path)) === null) throw new DomainError('notFound');
      return createReadStream(path, { ...(range ?? {}), highWaterMark: 1 << 18 });
    },
    async stat(sha256) {
      const size = await sizeOf(pathOf(sha256));
      return size === null ? null : { size };
    },
    async *list() {
      for (const outer of await readdir(root).catch(() => [])) {
        for (const inner of await readdir(join(root, outer))) {
          for await (const entry of await opendir(join(root, outer, inner)))
            if (!secondName.test(entry.name)) yield entry.name;
        }
      }
    },
    async localPath(sha256) {
      return pathOf(sha256);
    },
  };
}

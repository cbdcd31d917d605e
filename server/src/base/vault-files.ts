import { createReadStream } from 'node:fs';
import { chmod, link, mkdir, open, opendir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError, isMissing } from './errors.ts';
import type { Vault } from './vault.ts';

/** Makes a file's or folder's content durable. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeDurableFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made === undefined) return;
  for (let at = folder; ; at = dirname(at)) {
    await syncPath(dirname(at));
    if (at === made) return;
  }
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
  return {
    async keep(stagedFile, sha256) {
      const target = pathOf(sha256);
      await syncPath(stagedFile);
      await makeDurableFolder(dirname(target));
      try {
        await link(stagedFile, target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        // Kept before: by an earlier try that was cut off, or because the same bytes came twice.
        if (!(await sameBytes(stagedFile, target)))
          throw new Error(`vault object ${sha256} differs from what is being kept`);
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
          for await (const entry of await opendir(join(root, outer, inner))) yield entry.name;
        }
      }
    },
    async localPath(sha256) {
      return pathOf(sha256);
    },
  };
}

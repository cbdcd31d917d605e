import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange, Vault } from './vault.ts';
import { openFileVault } from './vault-files.ts';

let folder: string;
let vault: Vault;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-vault-'));
  await mkdir(join(folder, 'staging'));
  vault = openFileVault(join(folder, 'vault'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
async function stage(bytes: Buffer, name: string = randomUUID()): Promise<string> {
  const path = join(folder, 'staging', name);
  await writeFile(path, bytes);
  return path;
}
async function keep(bytes: Buffer): Promise<string> {
  const sha256 = digestOf(bytes);
  await vault.keep(await stage(bytes), sha256);
  return sha256;
}
async function read(sha256: string, range?: ByteRange): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await vault.read(sha256, range)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
async function listed(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of vault.list()) names.push(name);
  return names.sort();
}
/** Every file below the vault, whatever it is called. */
const files = async () => {
  const entries = await readdir(join(folder, 'vault'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

describe('a keep that was cut off', () => {
  const bytes = randomBytes(5000);
  const sha256 = digestOf(bytes);
  const leave: Record<string, (path: string, staged: string) => Promise<void>> = {
    'before anything': async () => undefined,
    'after the folders': async () => undefined,
    'after the link, still writable': (path, staged) => link(staged, path),
    'after the link and the mode': async (path, staged) => {
      await link(staged, path);
      await chmod(path, 0o400);
    },
    'by a power cut that lost the bytes': (path) => writeFile(path, ''),
    'by a power cut that left a hole': (path) => writeFile(path, Buffer.alloc(bytes.length)),
    'in a healing, before the rename': async (path, staged) => {
      await writeFile(path, 'spoilt');
      await link(staged, `${path}.${randomUUID()}`);
    },
  };
  it.each(Object.keys(leave))('%s is finished by the next', async (how) => {
    const staged = await stage(bytes);
    const path = await vault.localPath(sha256);
    if (how !== 'before anything') await mkdir(dirname(path), { recursive: true });
    await leave[how]?.(path, staged);
    await vault.keep(staged, sha256);
    expect((await read(sha256)).equals(bytes)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o400);
    expect(await listed()).toEqual([sha256]);
    expect((await readFile(staged)).equals(bytes)).toBe(true);
  });

  it('leaves second names that are listed by nobody, and which no later keep minds', async () => {
    const kept = await keep(bytes);
    const path = await vault.localPath(kept);
    for (let i = 0; i < 3; i++) await link(path, `${path}.${randomUUID()}`);
    expect(await listed()).toEqual([kept]);
    await keep(bytes);
    expect((await read(kept)).equals(bytes)).toBe(true);
  });
});

describe('what lies in the vault and is no object', () => {
  it.each(['lost+found.tmp', `${'a'.repeat(63)}`, `${'a'.repeat(64)}.tmp`])(
    '%s is listed, so that doctor asks about it',
    async (name) => {
      const kept = await keep(randomBytes(10));
      await writeFile(join(dirname(await vault.localPath(kept)), name), '');
      expect(await listed()).toEqual([kept, name].sort());
    },
  );
});

describe('a damaged copy', () => {
  it('stays as it is when bytes come that are not right either: it may be evidence', async () => {
    const bytes = randomBytes(1000);
    const sha256 = await keep(bytes);
    const path = await vault.localPath(sha256);
    await rm(path);
    await writeFile(path, 'spoilt');
    for (const wrong of [randomBytes(1000), Buffer.from('spoilt2'), Buffer.alloc(0)])
      await expect(vault.keep(await stage(wrong), sha256)).rejects.toMatchObject({ code: 'VAULT_DIFFERS' });
    expect(await readFile(path, 'utf8')).toBe('spoilt');
    expect(await files()).toEqual([sha256]);
  });

  it('is healed once by many that bring the right bytes at once', async () => {
    const bytes = randomBytes(200_000);
    const sha256 = await keep(bytes);
    const path = await vault.localPath(sha256);
    await rm(path);
    await writeFile(path, bytes.subarray(1));
    await Promise.all(Array.from({ length: 6 }, () => keep(bytes)));
    expect((await read(sha256)).equals(bytes)).toBe(true);
    expect(await files()).toEqual([sha256]);
  });

  it('that is being read is read to its end while the right bytes take its place', async () => {
    const bytes = randomBytes(2_000_000);
    const sha256 = await keep(bytes);
    const path = await vault.localPath(sha256);
    const held = Buffer.from(bytes).fill(7, 0, 10);
    await rm(path);
    await writeFile(path, held);
    const reading = (await vault.read(sha256))[Symbol.asyncIterator]();
    const pieces = [(await reading.next()).value as Buffer];
    await keep(bytes);
    for (let next = await reading.next(); !next.done; next = await reading.next())
      pieces.push(next.value as Buffer);
    expect(Buffer.concat(pieces).equals(held)).toBe(true);
    expect((await read(sha256)).equals(bytes)).toBe(true);
  });
});

describe('the same bytes', () => {
  it('kept by many at once are one file, and each staged one stays', async () => {
    const bytes = randomBytes(100_000);
    const staged = await Promise.all(Array.from({ length: 12 }, () => stage(bytes)));
    await Promise.all(staged.map((path) => vault.keep(path, digestOf(bytes))));
    expect(await files()).toEqual([digestOf(bytes)]);
    for (const path of staged) expect((await stat(path)).size).toBe(bytes.length);
  });

  it('kept again leave the first file where it is', async () => {
    const bytes = randomBytes(1000);
    const path = await vault.localPath(await keep(bytes));
    await utimes(path, 1, 1);
    const before = await stat(path);
    await keep(bytes);
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('different bytes at once do not mix', async () => {
    const many = Array.from({ length: 20 }, (_, i) => randomBytes(1000 + i));
    const digests = await Promise.all(many.map(keep));
    expect(await listed()).toEqual([...digests].sort());
    for (const [i, digest] of digests.entries()) expect(await vault.stat(digest)).toEqual({ size: 1000 + i });
  });
});

describe('reading', () => {
  const bytes = randomBytes(600_000); // more than two pieces of a stream
  const last = bytes.length - 1;
  it.each<[start: number, end: number, length: number]>([
    [0, 0, 1],
    [0, last, bytes.length],
    [last, last, 1],
    [262_143, 262_144, 2],
    [262_144, 524_288, 262_145],
    [100, last + 1000, bytes.length - 100],
    [last + 1, last + 10, 0],
  ])('from %d to %d gives %d bytes', async (start, end, length) => {
    const got = await read(await keep(bytes), { start, end });
    expect(got.length).toBe(length);
    expect(got.equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  it('an empty file is a file', async () => {
    const sha256 = await keep(Buffer.alloc(0));
    expect(await vault.stat(sha256)).toEqual({ size: 0 });
    expect((await read(sha256)).length).toBe(0);
  });

  it('a vault that was never used is empty', async () => {
    expect(await listed()).toEqual([]);
    expect(await vault.stat('0'.repeat(64))).toBeNull();
  });

  it('what can be neither read nor missed is told: a file where a folder should be', async () => {
    const sha256 = digestOf(bytes);
    await mkdir(join(folder, 'vault'));
    await writeFile(join(folder, 'vault', sha256.slice(0, 2)), '');
    await expect(vault.stat(sha256)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(keep(bytes)).rejects.toThrow();
  });
});

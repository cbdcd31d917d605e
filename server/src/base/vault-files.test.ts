import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFileVault } from './vault-files.ts';
import { describeVault } from './vault-suite.ts';

const folders: string[] = [];

async function makeGround() {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-vault-'));
  folders.push(folder);
  await mkdir(join(folder, 'staging'));
  return { vault: openFileVault(join(folder, 'vault')), staging: join(folder, 'staging'), folder };
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe('file vault', () => {
  describeVault(makeGround);

  it('keeps files read-only and leaves the staged file for recovery', async () => {
    const { vault, staging } = await makeGround();
    const bytes = randomBytes(10);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(staging, 'x'), bytes);
    await vault.keep(join(staging, 'x'), sha256);
    expect((await stat(await vault.localPath(sha256))).mode & 0o777).toBe(0o400);
    expect((await stat(join(staging, 'x'))).size).toBe(10);
  });

  it('finishes a keep that was cut off after the link', async () => {
    const { vault, staging } = await makeGround();
    const bytes = randomBytes(10);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(staging, 'x'), bytes);
    await vault.keep(join(staging, 'x'), sha256);
    await vault.keep(join(staging, 'x'), sha256);
    expect(await vault.stat(sha256)).toEqual({ size: 10 });
  });

  it.each(['cut short', 'spoilt', 'longer'])(
    'heals an object that was %s when the right bytes come',
    async (how) => {
      const { vault, staging } = await makeGround();
      const bytes = randomBytes(100_000);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await writeFile(join(staging, 'x'), bytes);
      await vault.keep(join(staging, 'x'), sha256);
      const path = await vault.localPath(sha256);
      const spoilt = Buffer.from(bytes);
      spoilt[500] = (spoilt[500] ?? 0) ^ 1;
      await rm(path);
      const held = { spoilt, 'cut short': bytes.subarray(0, 10), longer: Buffer.concat([bytes, bytes]) };
      await writeFile(path, held[how as keyof typeof held]);
      await writeFile(join(staging, 'y'), bytes);
      await vault.keep(join(staging, 'y'), sha256);
      expect((await readFile(path)).equals(bytes)).toBe(true);
      expect((await stat(path)).mode & 0o777).toBe(0o400);
      const names: string[] = [];
      for await (const name of vault.list()) names.push(name);
      expect(names).toEqual([sha256]);
    },
  );

  it('fails without a trace when the staged file is gone', async () => {
    const { vault, staging } = await makeGround();
    await expect(vault.keep(join(staging, 'nothing'), 'a'.repeat(64))).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(await vault.stat('a'.repeat(64))).toBeNull();
  });
});

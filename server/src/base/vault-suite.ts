import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Vault } from './vault.ts';

export interface VaultGround {
  vault: Vault;
  staging: string;
}

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What every vault must do. Called within a describe() of the implementation. */
export function describeVault(makeGround: () => Promise<VaultGround>): void {
  const stage = async (ground: VaultGround, bytes: Buffer, name = 'staged') => {
    const path = join(ground.staging, name);
    await writeFile(path, bytes);
    return path;
  };

  it('gives back what it keeps, whole and in ranges', async () => {
    const ground = await makeGround();
    const bytes = randomBytes(300_000);
    await ground.vault.keep(await stage(ground, bytes), digestOf(bytes));
    expect(await collect(await ground.vault.read(digestOf(bytes)))).toEqual(bytes);
    expect(await collect(await ground.vault.read(digestOf(bytes), { start: 10, end: 19 }))).toEqual(
      bytes.subarray(10, 20),
    );
    expect(await ground.vault.stat(digestOf(bytes))).toEqual({ size: 300_000 });
  });

  it('takes the same bytes again as a success and holds them once', async () => {
    const ground = await makeGround();
    const bytes = randomBytes(1000);
    await ground.vault.keep(await stage(ground, bytes, 'one'), digestOf(bytes));
    await ground.vault.keep(await stage(ground, bytes, 'two'), digestOf(bytes));
    const held: string[] = [];
    for await (const digest of ground.vault.list()) held.push(digest);
    expect(held).toEqual([digestOf(bytes)]);
  });

  it('refuses other bytes under a digest it holds and leaves the first untouched', async () => {
    const ground = await makeGround();
    const bytes = randomBytes(1000);
    await ground.vault.keep(await stage(ground, bytes, 'one'), digestOf(bytes));
    await expect(
      ground.vault.keep(await stage(ground, randomBytes(1000), 'two'), digestOf(bytes)),
    ).rejects.toThrow('differs');
    await expect(
      ground.vault.keep(await stage(ground, bytes.subarray(1), 'three'), digestOf(bytes)),
    ).rejects.toThrow('differs');
    expect(await collect(await ground.vault.read(digestOf(bytes)))).toEqual(bytes);
  });

  it('succeeds when two keep the same bytes at once', async () => {
    const ground = await makeGround();
    const bytes = randomBytes(50_000);
    const staged = await Promise.all(['a', 'b', 'c'].map((name) => stage(ground, bytes, name)));
    await Promise.all(staged.map((path) => ground.vault.keep(path, digestOf(bytes))));
    expect(await collect(await ground.vault.read(digestOf(bytes)))).toEqual(bytes);
  });

  it('says notFound for what it does not hold', async () => {
    const ground = await makeGround();
    expect(await ground.vault.stat('0'.repeat(64))).toBeNull();
    await expect(ground.vault.read('0'.repeat(64))).rejects.toMatchObject({ code: 'notFound' });
  });
}

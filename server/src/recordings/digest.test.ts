import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Digester, startDigester } from './digest.ts';

let folder: string;
let digester: Digester;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-digest-'));
  digester = startDigester();
});
afterAll(async () => {
  await digester.close();
  await rm(folder, { recursive: true });
});

const hashOf = (bytes: Buffer, algorithm: string) => createHash(algorithm).update(bytes).digest('hex');

describe('digests', () => {
  it('follows a file that grows and has both digests when it is whole', async () => {
    const path = join(folder, 'growing');
    await writeFile(path, '');
    const digests = digester.follow(path);
    const pieces = Array.from({ length: 7 }, () => randomBytes(700_001));
    let size = 0;
    for (const piece of pieces) {
      await appendFile(path, piece);
      size += piece.length;
      digests.advance(size);
    }
    const whole = Buffer.concat(pieces);
    expect(await digests.finish(size)).toEqual({
      sha256: hashOf(whole, 'sha256'),
      sm3: hashOf(whole, 'sm3'),
    });
  });

  it('gives the SM3 of the standard for "abc" (GB/T 32905-2016, A.1)', async () => {
    const path = join(folder, 'abc');
    await writeFile(path, 'abc');
    const { sm3 } = await digester.follow(path).finish(3);
    expect(sm3).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('does not read past what it was told is final', async () => {
    const path = join(folder, 'unsure');
    await writeFile(path, Buffer.alloc(5000, 1));
    const digests = digester.follow(path);
    digests.advance(1000);
    await new Promise((wake) => setTimeout(wake, 50));
    await writeFile(path, Buffer.concat([Buffer.alloc(1000, 1), Buffer.alloc(4000, 2)]));
    expect((await digests.finish(5000)).sha256).toBe(
      hashOf(Buffer.concat([Buffer.alloc(1000, 1), Buffer.alloc(4000, 2)]), 'sha256'),
    );
  });

  it('fails clearly when the file is shorter than it is said to be, or missing', async () => {
    const path = join(folder, 'short');
    await writeFile(path, 'abc');
    await expect(digester.follow(path).finish(10)).rejects.toThrow('ends at');
    await expect(digester.follow(join(folder, 'missing')).finish(1)).rejects.toThrow('ENOENT');
  });

  it('lets a short file pass a long one', async () => {
    const long = join(folder, 'long');
    await writeFile(long, Buffer.alloc(60_000_000));
    await writeFile(join(folder, 'little'), 'x');
    const order: string[] = [];
    await Promise.all([
      digester
        .follow(long)
        .finish(60_000_000)
        .then(() => order.push('long')),
      digester
        .follow(join(folder, 'little'))
        .finish(1)
        .then(() => order.push('little')),
    ]);
    expect(order).toEqual(['little', 'long']);
  });
});

/** A hashing thread that dies of one file. */
async function mortalProgram(): Promise<URL> {
  const path = join(folder, 'mortal.mjs');
  const real = JSON.stringify(new URL('./digest-thread.ts', import.meta.url).href);
  const dying =
    "if (order.path?.endsWith('quits')) process.exit(7); if (order.path?.endsWith('throws')) throw new Error('no memory');";
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (order) => { ${dying} }); await import(${real});`,
  );
  return pathToFileURL(path);
}

describe('a hashing thread that dies', () => {
  it.each(['quits', 'throws'])('fails what it was hashing and is replaced: %s', async (how) => {
    const mortal = startDigester(1, await mortalProgram());
    const good = join(folder, 'good');
    await writeFile(good, 'abc');
    await writeFile(join(folder, how), 'abc');
    const bystander = mortal.follow(good);
    const poisoned = mortal.follow(join(folder, how));
    await expect(poisoned.finish(3)).rejects.toThrow('hashing thread');
    await expect(bystander.finish(3)).rejects.toThrow('hashing thread'); // it is tried again, from the file
    expect((await mortal.follow(good).finish(3)).sm3).toBe(hashOf(Buffer.from('abc'), 'sm3'));
    await mortal.close();
  });
});

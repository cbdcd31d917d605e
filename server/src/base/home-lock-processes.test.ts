import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHome } from './home-lock.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Locks a folder in a process of its own; says what it said. */
async function lockElsewhere(home: string): Promise<{ child: ChildProcess; said: string }> {
  const script = `import { lockHome } from ${JSON.stringify(join(import.meta.dirname, 'home-lock.ts'))};
    try { await lockHome(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

describe('two processes and one folder', () => {
  it('the second is refused with a sentence that names the folder, in both languages', async () => {
    const first = await lockElsewhere(folder);
    expect(first.said).toBe('locked');
    const second = await lockElsewhere(folder);
    expect(second.said).toContain(folder);
    expect(second.said).toMatch(/另一个留痕服务正在使用.*请先停止它.*another server works on this folder/);
    await expect(lockHome(folder)).rejects.toThrow(second.said);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'a lock ends with its process by %s: none is stale',
    async (signal) => {
      const { child, said } = await lockElsewhere(folder);
      expect(said).toBe('locked');
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      const unlock = await lockHome(folder);
      await unlock();
    },
  );
});

describe('one folder under several names', () => {
  it.each<[string, (home: string) => Promise<string> | string]>([
    ['a slash more', (home) => `${home}/`],
    ['a way around', (home) => `${home}/x/../.`],
    [
      'a link',
      async (home) => {
        await symlink(home, `${home}-link`);
        return `${home}-link`;
      },
    ],
  ])('is one: %s', async (_, other) => {
    const home = join(folder, 'home');
    await mkdir(join(home, 'x'), { recursive: true });
    const unlock = await lockHome(home);
    await expect(lockHome(await other(home))).rejects.toThrow('另一个留痕服务');
    await unlock();
  });

  it('two folders are two', async () => {
    const homes = [join(folder, 'a'), join(folder, 'b')];
    for (const home of homes) await mkdir(home);
    const unlocks = await Promise.all(homes.map(lockHome));
    await rename(join(folder, 'b'), join(folder, 'c'));
    for (const unlock of unlocks) await unlock();
  });
});

describe('a lock', () => {
  it('leaves nothing in the folder, and a refused one takes nothing from the first', async () => {
    const unlock = await lockHome(folder);
    for (let i = 0; i < 3; i++) await expect(lockHome(folder)).rejects.toThrow(folder);
    expect(await readdir(folder)).toEqual([]);
    await unlock();
    await (await lockHome(folder))();
  });
  it('of a folder that is not there says so', async () => {
    await expect(lockHome(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  it('among many at once is got by one', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockHome(folder)));
    const got = outcomes.filter((one) => one.status === 'fulfilled');
    expect(got).toHaveLength(1);
    for (const { value } of got) await value();
  });
});

import { chmod, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../test/house.ts';
import { configOf } from '../test/server.ts';
import type { Config } from './config.ts';
import { type RunningServer, startServer } from './server.ts';

let ground: TestGround;
let running: RunningServer | null = null;
let key = '';
beforeAll(async () => {
  ground = await makeGround();
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(() => ground.close());

const start = async (changes: Partial<Config> = {}) => {
  running = await startServer(configOf(ground, changes));
  return running;
};
const stop = async () => {
  await running?.stop();
  running = null;
};
const home = () => join(ground.folder, 'home');
const keyServed = async (server: RunningServer) => {
  const note = await (await fetch(`${server.url}/log/checkpoint`)).text();
  return /^— (\S+) \S+$/m.exec(note)?.[1];
};

/** Puts the keys that another house made at its first start where ours should be. */
async function putForeignKeys(): Promise<void> {
  const other = await makeGround();
  const server = await startServer(configOf(other));
  await server.stop();
  await rename(join(other.folder, 'home', 'keys'), join(home(), 'keys'));
  await other.close();
}

describe('the first start', () => {
  it('makes the home with its folders, and keys that nobody else may read', async () => {
    const server = await start();
    key = server.firstStart?.verifierKey ?? '';
    expect(key).toMatch(/^liuhen\.local\/log\+[0-9a-f]{8}\+\S+$/);
    expect(await readdir(home())).toEqual(expect.arrayContaining(['drop', 'keys', 'staging']));
    for (const name of await readdir(join(home(), 'keys')))
      expect([name, (await stat(join(home(), 'keys', name))).mode & 0o077]).toEqual([name, 0]);
  });

  it('stopped and started again serves the same log under the same key', async () => {
    const first = await start();
    expect(await keyServed(first)).toBe('liuhen.local/log');
    const before = await (await fetch(`${first.url}/log/checkpoint`)).text();
    await stop();
    await expect(fetch(`${first.url}/`)).rejects.toThrow();
    const second = await start();
    expect(second.firstStart?.verifierKey ?? key).toBe(key);
    const after = await (await fetch(`${second.url}/log/checkpoint`)).text();
    expect(Number(after.split('\n')[1])).toBeGreaterThanOrEqual(Number(before.split('\n')[1]));
  });

  it('keeps its name, whatever the setting says later: the log would be another', async () => {
    const server = await start({ logOrigin: 'another.example/log' });
    expect(await keyServed(server)).toBe('liuhen.local/log');
  });
});

describe('a start that must not be', () => {
  it('beside a server on the same folder is refused with a sentence, and the first goes on', async () => {
    const first = await start();
    await expect(startServer(configOf(ground))).rejects.toThrow(/另一个留痕服务正在使用.*another server/);
    expect((await fetch(`${first.url}/log/checkpoint`)).status).toBe(200);
  });

  it.each([
    ['without its keys', async () => undefined],
    ['with the keys of another house', putForeignKeys],
  ])('%s makes no second history, and with them goes on', async (_, replace) => {
    const [keys, aside] = [join(home(), 'keys'), join(ground.folder, 'aside')];
    await rename(keys, aside);
    await replace();
    await expect(startServer(configOf(ground))).rejects.toThrow(/日志密钥不是这个数据库的/);
    await rm(keys, { recursive: true, force: true });
    await rename(aside, keys);
    const server = await start();
    expect(await keyServed(server)).toBe('liuhen.local/log');
  });

  it.each<[string, (folder: string) => Promise<Partial<Config>>, RegExp]>([
    [
      'whose home is a file',
      async (folder) => {
        await writeFile(join(folder, 'home'), '');
        return { home: join(folder, 'home') };
      },
      /EEXIST|ENOTDIR/,
    ],
    [
      'whose database does not answer',
      async (folder) => ({ home: join(folder, 'home'), databaseUrl: 'postgres://a:b@127.0.0.1:1/liuhen' }),
      /连不上 LIUHEN_DATABASE_URL 所指的数据库 127\.0\.0\.1:1\/liuhen/,
    ],
    [
      'whose address is not of this machine',
      async () => ({ host: '192.0.2.1' }),
      /192\.0\.2\.1 不是本机的地址/,
    ],
  ])('%s fails and lets go of all it had: the next one starts', async (_, change, said) => {
    const folder = await mkdtemp(join(ground.folder, 'x-'));
    await chmod(folder, 0o755);
    const config = configOf(ground, await change(folder));
    for (let tries = 0; tries < 2; tries++) await expect(startServer(config)).rejects.toThrow(said);
    const server = await start();
    expect((await fetch(`${server.url}/log/checkpoint`)).status).toBe(200);
  });
});

import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../test/house.ts';
import { runTool } from '../test/tool.ts';

let folder: string;
let busy: Server;
let port: string;
beforeAll(async () => {
  folder = await makeFolder();
  busy = createServer();
  await new Promise<void>((listening) => busy.listen(0, '127.0.0.1', listening));
  const address = busy.address();
  port = typeof address === 'object' && address !== null ? String(address.port) : '';
});
afterAll(async () => {
  busy.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (settings: Record<string, string>) =>
  runTool(['start'], {
    ...{ HOME: folder, LIUHEN_HOME: join(folder, 'home'), LIUHEN_LOG_LEVEL: 'silent' },
    ...settings,
  });

describe('a start that cannot be', () => {
  test('on a port that is taken says which, and how to have another', async () => {
    const { code, stderr } = await start({ LIUHEN_PORT: port });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `端口 ${port} 已被占用，没有启动：请停止占用它的程序，或用 LIUHEN_PORT 指定另一个端口。\n服务没有启动，原因见上；按所说的处理后再启动。\n`,
    );
  }, 120_000);

  test('without its database says which is away, in the language of the operator', async () => {
    const away = { LIUHEN_DATABASE_URL: 'postgres://u:secret@localhost:9/house' };
    const said = await start(away);
    expect(said.code).toBe(1);
    expect(said.stderr).toMatch(/^连不上 LIUHEN_DATABASE_URL 所指的数据库 localhost:9\/house：请检查/);
    expect(said.stderr).not.toMatch(/secret|ECONN|code 1/);
    const english = await start({ ...away, LIUHEN_LANG: 'en' });
    expect(english.stderr).toMatch(
      /^The database of LIUHEN_DATABASE_URL, localhost:9\/house, cannot be reached/,
    );
    expect(english.stderr).not.toMatch(/\p{Script=Han}/u);
  }, 120_000);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { formatVerifierKey } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, password, type TestHouse } from '../test/house.ts';
import { runTool } from '../test/tool.ts';
import { signInProgram } from './session.ts';

let house: TestHouse;
let key: string;
beforeAll(async () => {
  house = await openHouse();
  const { call } = await signInProgram(house.server.url, 'xz.custodian', password);
  key = (await call('logState', {})).verifierKey;
});
afterAll(() => house?.close());

const check = (url: string, given: string, settings: Record<string, string> = {}) =>
  runTool(['checkpoint', url, '--key', given], { HOME: house.folder, ...settings });

/** The key with one sign of it made another, as in copying by hand. */
const miscopied = (at: number): string =>
  `${key.slice(0, at)}${key[at] === 'a' ? 'b' : 'a'}${key.slice(at + 1)}`;

describe('a key', () => {
  test.each([
    ['in its name', () => miscopied(0)],
    ['in its id', () => miscopied(key.indexOf('+') + 1)],
    ['in the key itself', () => miscopied(key.length - 6)],
    ['by its end', () => key.slice(0, -1)],
  ])('that was miscopied %s is told from a false checkpoint: what to do, and 1', async (_, given) => {
    const { code, stdout, stderr } = await check(house.server.url, given());
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^--key 给出的公钥抄错了或不完整，没有验证：请/);
    expect(stderr).not.toMatch(/[a-z]{3} [a-z]/);
  });

  test('that is another one says so in the language of the operator, and 2', async () => {
    const other = formatVerifierKey(key.split('+')[0] ?? '', new Uint8Array(32).fill(7));
    expect(await check(house.server.url, other)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^签名不是这个公钥的，检查点不可信：请/),
    });
    expect(await check(house.server.url, other, { LIUHEN_LANG: 'en' })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^The signature is not of this key, so the checkpoint cannot be trusted: /,
      ),
    });
  });
});

describe('an address', () => {
  test('where nobody answers', async () => {
    const { code, stderr } = await check('http://127.0.0.1:9', key);
    expect([code, stderr]).toEqual([
      1,
      '连不上 http://127.0.0.1:9：请检查地址、网络，或服务器是否已启动。\n',
    ]);
  });

  test('that is not of the log', async () => {
    const { code, stderr } = await check(`${house.server.url}/api`, key);
    expect([code, stderr]).toEqual([1, expect.stringContaining('/api 没有给出检查点（HTTP 404）：请检查')]);
  });

  test('of another server, which answers with a page of its own', async () => {
    const other = createServer((_, response) => response.end('<html></html>\n'));
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await check(`http://127.0.0.1:${port}`, key);
    other.close();
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('给出的不是完整的检查点')]);
  });
});

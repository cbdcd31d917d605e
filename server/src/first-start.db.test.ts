import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../test/house.ts';
import { configOf } from '../test/server.ts';
import { openBrowser } from './roster/door-for-tests.ts';
import { type RunningServer, startServer } from './server.ts';

let ground: TestGround;
let busy: Server;
let running: RunningServer | null = null;

beforeAll(async () => {
  ground = await makeGround();
  busy = createServer();
  await new Promise<void>((listening) => busy.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await running?.stop();
  busy.close();
  await ground.close();
});

async function restart(): Promise<RunningServer> {
  await running?.stop();
  running = null; // a start that fails leaves nothing to stop
  running = await startServer(configOf(ground));
  return running;
}
const enter = async (url: string, password: string) => {
  const browser = openBrowser(url);
  return { browser, status: (await browser.signIn('admin', password)).status };
};

describe('a first start whose port is busy', () => {
  it('fails, and the next one tells a password that opens the house; so does each until one was used', async () => {
    const address = busy.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startServer(configOf(ground, { host: '127.0.0.1', port }))).rejects.toMatchObject({
      key: 'cli.fault.portTaken',
      values: { port: String(port) },
    });
    const first = (await restart()).firstStart;
    expect(first).toMatchObject({ loginName: 'admin', verifierKey: expect.stringContaining('+') });
    const { firstStart: second, url } = await restart();
    expect(second?.verifierKey).toBe(first?.verifierKey);
    expect((await enter(url, first?.oneTimePassword ?? '')).status).toBe(401);
    const { browser, status } = await enter(url, second?.oneTimePassword ?? '');
    expect(status).toBe(200);
    // Somebody was in: from now on a start gives nothing away, even before the password is changed.
    const third = await restart();
    expect(third.firstStart).toBeNull();
    const again = await enter(third.url, second?.oneTimePassword ?? '');
    expect(again.status).toBe(200);
    const change = { current: second?.oneTimePassword ?? '', next: '三号 柜子 左边 7' };
    expect((await again.browser.ask('POST', '/api/session/password', change)).status).toBe(200);
    expect(browser.cookie).not.toBe('');
    expect((await restart()).firstStart).toBeNull();
  });
});

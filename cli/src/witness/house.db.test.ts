import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPolicy, openCheckpoint } from '@liuhen/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, password } from '../../test/house.ts';
import { runTool } from '../../test/tool.ts';
import { startWitness, type WitnessProcess } from '../../test/witness-process.ts';
import { settle } from '../demo-people.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { signInProgram } from '../session.ts';

let folder: string;
let server: ServerProcess;
let witnesses: WitnessProcess[] = [];
let logKey: string;
let login: string;
let settings: Record<string, string>;

const start = async () => {
  server = await startServerProcess(settings, 'inherit');
};
const again = async (work: () => Promise<void> = async () => undefined) => {
  await server.stop();
  await work();
  await start();
};
const home = (name: string) => join(folder, name);
/** As a backup does: with owners and modes. */
const copy = async (from: string, to: string): Promise<void> => {
  await promisify(execFile)('cp', ['-a', home(from), home(to)]);
};
const newest = async () => (await fetch(`${server.url}/log/checkpoint`)).text();
const sizeOf = (note: string) => openCheckpoint(note, [logKey]).checkpoint.size;
/** A session is sealed. */
const grow = () => signInProgram(server.url, login, password);

/** A house as a program, and two witnesses as programs of their own: one is handed checkpoints, one looks by itself. */
beforeAll(async () => {
  folder = await makeFolder();
  settings = { LIUHEN_HOME: home('house'), LIUHEN_PORT: '0', LIUHEN_LOG_LEVEL: 'silent' };
  await start();
  if (server.firstStart === null) throw new Error('this is no first start');
  const { loginName, oneTimePassword, verifierKey } = server.firstStart;
  [login, logKey] = [loginName, verifierKey];
  await settle(server.url, loginName, oneTimePassword, password);
  settings.LIUHEN_PORT = new URL(server.url).port;
  const looking = ['--follow', server.url, '--every', '1'];
  witnesses = [
    await startWitness(home('w1'), ['--name', 'w1', '--log', logKey]),
    await startWitness(home('w2'), ['--name', 'w2', '--log', logKey, ...looking]),
  ];
  const [w1, w2] = witnesses;
  settings.LIUHEN_WITNESSES = `${w1?.verifierKey}=${w1?.url}, ${w2?.verifierKey}`;
  await again();
});
afterAll(async () => {
  for (const witness of witnesses) await witness.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const held = (note: string) =>
  checkPolicy(note, { needed: 2, witnesses: witnesses.map(({ verifierKey }) => verifierKey) }).held;
const cosigned = async () => {
  await expect.poll(async () => held(await newest()), { timeout: 40_000, interval: 200 }).toBe(true);
  return newest();
};
const monitor = () =>
  runTool(['monitor', server.url, '--key', logKey, '--once', '--state', home('state.json')], {
    ...{ HOME: folder, LIUHEN_LANG: 'en' },
  });

test('both cosign what the house signs, and a monitor finds all of it right', async () => {
  const { call } = await grow();
  const note = await cosigned();
  const state = await call('witnesses', {});
  expect(state.held).toEqual({ size: sizeOf(note), counted: 2 });
  expect(state.witnesses).toMatchObject([
    { name: 'w1', state: 'well', comesByItself: false, lastSize: sizeOf(note) },
    { name: 'w2', state: 'well', comesByItself: true, lastSize: sizeOf(note) },
  ]);
  expect(await monitor()).toMatchObject({ code: 0, stderr: '' });
});

test('a witness that died is missed, told, and has the newest when it is back', async () => {
  const [w1] = witnesses;
  await w1?.stop('SIGKILL');
  const { call } = await grow();
  await expect
    .poll(async () => (await call('witnesses', {})).witnesses[0]?.lastError, { timeout: 40_000 })
    .toMatch(/ECONNREFUSED/);
  witnesses[0] = await startWitness(home('w1'), ['--listen', `127.0.0.1:${new URL(w1?.url ?? '').port}`]);
  await cosigned();
  expect((await call('witnesses', {})).witnesses[0]).toMatchObject({ failures: 0, lastError: null });
});

test("yesterday's backup put back is found by witnesses, monitor and house, with both notes", async () => {
  await grow();
  await cosigned();
  await again(() => copy('house', 'backup'));
  for (let i = 0; i < 5; i++) await grow();
  const lost = await cosigned();
  expect((await monitor()).code).toBe(0);
  await again(async () => {
    await rm(home('house'), { recursive: true });
    await copy('backup', 'house');
  });
  const { call } = await grow();
  expect(sizeOf(await newest())).toBeLessThan(sizeOf(lost));
  await expect
    .poll(async () => (await call('witnesses', {})).witnesses[0]?.state, { timeout: 40_000 })
    .toBe('refused');
  const [refusal] = (await call('witnesses', {})).refusals;
  expect(refusal).toMatchObject({ kind: 'larger', witnessSize: sizeOf(lost) });
  expect(sizeOf(refusal?.note ?? '')).toBeLessThan(sizeOf(lost));
  await expect.poll(() => witnesses[1]?.said(), { timeout: 40_000 }).toContain('Rollback: ');
  const shown = await runTool(['witness', '--home', home('w2'), '--show'], { HOME: folder });
  expect(shown).toMatchObject({ code: 2, stdout: expect.stringContaining(lost.split('\n')[2] ?? '') });
  expect(await monitor()).toMatchObject({ code: 2, stderr: expect.stringContaining('Rollback: ') });
});

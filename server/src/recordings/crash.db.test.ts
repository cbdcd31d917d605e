import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrashStep } from '../../test/crashing-server.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { checkAll, configOf, hexOf, readCard, type TestVisitor, visitAs } from '../../test/server.ts';
import {
  filesIn,
  offsetOf,
  open,
  patch,
  patchSlowly,
  recordingOf,
  send,
  settle,
  until,
  variantOf,
} from '../../test/tus.ts';
import { house, transact } from '../base/database.ts';
import type { Config } from '../config.ts';
import type { Passing } from '../server.ts';

type LineSteps = Parameters<Passing['line']>[0];
type SequencerSteps = `sequencer:${Parameters<Passing['sequencer']>[0]}`;

/** Every step the house announces; the compiler says when one is missing here. */
const everyStep = {
  received: true,
  inspected: true,
  kept: true,
  registered: true,
  done: true,
  'sequencer:before-commit': true,
  'sequencer:after-commit': true,
} satisfies Record<LineSteps | SequencerSteps, true>;
const steps = Object.keys(everyStep) as CrashStep[];

let ground: TestGround;
let config: Config;
let organ: TestOrgan;
let officer: TestVisitor;
let film: Buffer;
let child: ChildProcess;
let url = '';

const program = join(import.meta.dirname, '..', '..', 'test', 'crashing-server.ts');

const heard = async <T>(from: ChildProcess): Promise<T> => {
  const [message] = (await Promise.race([
    once(from, 'message'),
    once(from, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code} before it spoke`);
    }),
  ])) as [T];
  return message;
};

async function startChild(changes: Partial<Config> = {}): Promise<void> {
  child = fork(program, [JSON.stringify({ ...config, ...changes })], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  ({ url } = await heard<{ url: string }>(child));
}

async function arm(at: CrashStep): Promise<void> {
  child.send({ at });
  await heard(child);
}

async function died(): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set(new Date().toISOString());
  config = configOf(ground);
  await startChild();
  organ = await makeOrgan(ground);
  officer = await visitAs(ground, organ.people.officer, () => url);
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
});
afterAll(async () => {
  child.kill('SIGKILL');
  await ground.close();
});

/** What the sender does when the server is back: ask how far it came, send the rest, wait for the receipt. */
async function goOn(id: string, bytes: Buffer) {
  const at = await offsetOf(officer, id);
  expect(at).toBeLessThanOrEqual(bytes.length);
  if (at < bytes.length) expect((await patch(officer, id, at, bytes.subarray(at))).status).toBe(204);
  return settle(officer, id);
}

async function expectKeptOnce(id: string, bytes: Buffer): Promise<void> {
  const sha256 = hexOf(bytes, 'sha256');
  const upload = await goOn(id, bytes);
  expect(upload).toMatchObject({
    state: 'registered',
    receipt: { sha256, sm3: hexOf(bytes, 'sm3'), safeToWipe: true },
  });
  const rows = await transact(ground.database, house, (tx) =>
    tx.selectFrom('recording').select('upload_id').where('sha256', '=', sha256).execute(),
  );
  expect(rows).toEqual([{ upload_id: id }]);
  const kept = join(config.home, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  expect((await readFile(kept)).equals(bytes)).toBe(true);
  await expectCleanHouse();
}

async function expectCleanHouse(): Promise<void> {
  const checked = await checkAll(ground, config);
  expect(checked.findings).toEqual([]);
  const { count } = await transact(ground.database, house, (tx) =>
    tx
      .selectFrom('recording')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  );
  expect(checked.objects).toBe(count);
  expect((await filesIn(config, 'vault')).length).toBe(count);
  await until(
    () => filesIn(config, 'staging'),
    (left) => left.length === 0,
    5,
  );
}

const undone = async () => {
  const rows = await transact(ground.database, house, (tx) =>
    tx.selectFrom('derivative').select('id').where('state', '<>', 'ready').execute(),
  );
  return rows.length;
};

describe('a server that dies', () => {
  it.each(steps)('at %s has lost nothing and doubled nothing when it is back', async (step) => {
    const bytes = variantOf(film, step);
    const id = await open(officer, bytes.length, { filename: 'DCAM_XZ01_140901_20260915_104400.mp4' });
    await arm(step);
    await patch(officer, id, 0, bytes).catch(() => null);
    await died();
    await startChild();
    await expectKeptOnce(id, bytes);
  });

  it.each(['received', 'done'] as const)('at %s of a file to be refused refuses it once', async (step) => {
    const bytes = Buffer.from(`这不是影像 ${step}`);
    const id = await open(officer, bytes.length, { filename: '现场.mp4' });
    await arm(step);
    await patch(officer, id, 0, bytes).catch(() => null);
    await died();
    await startChild();
    expect(await settle(officer, id)).toMatchObject({ state: 'refused', receipt: null });
    const sealed = await transact(ground.database, house, (tx) =>
      tx.selectFrom('custody_entry').select('kind').where('subject_id', '=', id).execute(),
    );
    expect(sealed).toEqual([{ kind: 'upload.refused' }]);
    await expectCleanHouse();
  });

  it('while bytes arrive goes on from what it had noted', async () => {
    const bytes = variantOf(film, 'amid a chunk');
    const id = await open(officer, bytes.length, { filename: '现场.mp4' });
    expect((await patch(officer, id, 0, bytes.subarray(0, 1000))).status).toBe(204);
    const slow = await patchSlowly(officer, id, 1000, {
      declared: bytes.length - 1000,
      bytes: bytes.subarray(1000, 90_000),
    });
    child.kill('SIGKILL');
    await died();
    await slow.closed;
    await startChild();
    expect(await offsetOf(officer, id)).toBeGreaterThanOrEqual(1000);
    await expectKeptOnce(id, bytes);
  });

  it('at a film the house has already still knows it as the same', async () => {
    const bytes = variantOf(film, 'received');
    const id = await open(officer, bytes.length, { filename: '副本.mp4' });
    await arm('kept');
    await patch(officer, id, 0, bytes).catch(() => null);
    await died();
    await startChild();
    expect(await goOn(id, bytes)).toMatchObject({ state: 'duplicate', receipt: { alreadyKnown: true } });
    await expectCleanHouse();
  });

  it('while a poster is made has it made when it is back', async () => {
    const ffmpeg = join(ground.folder, 'ffmpeg');
    const quick = '#!/bin/sh\nfor out; do :; done; echo jpeg > "$(echo $out | cut -c6-)"\n';
    await writeFile(ffmpeg, quick, { mode: 0o755 });
    child.kill('SIGKILL');
    await died();
    await startChild({ ffmpeg });
    await until(undone, (left) => left === 0); // what the starts before had no ffmpeg for
    await writeFile(ffmpeg, '#!/bin/sh\nexec /bin/sleep 30\n');
    const bytes = variantOf(film, 'poster');
    const upload = await send(officer, bytes, { filename: '现场.mp4' });
    const posterOf = async () => {
      const { derivatives } = await officer.call('getRecording', { id: recordingOf(upload) });
      return derivatives[0]?.state;
    };
    await until(posterOf, (state) => state === 'working');
    child.kill('SIGKILL');
    await died();
    await writeFile(ffmpeg, quick);
    await startChild({ ffmpeg });
    await until(posterOf, (state) => state === 'ready');
    expect((await checkAll(ground, config)).findings).toEqual([]);
  });
});

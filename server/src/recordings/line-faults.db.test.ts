import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { readCard } from '../../test/server.ts';
import { until } from '../../test/tus.ts';
import { house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { openFileVault } from '../base/vault-files.ts';
import { type Digester, startDigester } from './digest.ts';
import { type LineHouse, type LineStep, openLine } from './line.ts';
import { parseMetadata } from './metadata.ts';
import type { Probe } from './probe.ts';
import { startProber } from './prober.ts';
import { openStaging } from './staging.ts';
import { cancelUpload, noteReceived, openUpload, ownUpload } from './uploads.ts';

let ground: TestGround;
let organ: TestOrgan;
let digester: Digester;
let prober: ReturnType<typeof startProber>;
let line: LineHouse;
let film: Buffer;
let change: (probe: Probe) => Probe;
let onStep: (step: LineStep) => Promise<void>;

beforeEach(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  digester = startDigester();
  prober = startProber({ processes: 1 });
  change = (probe) => probe;
  onStep = async () => undefined;
  await mkdir(join(ground.folder, 'vault'));
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
  line = openLine({
    ...{ database: ground.database, clock: ground.clock, digester, log: quiet },
    vault: openFileVault(join(ground.folder, 'vault')),
    staging: await openStaging(join(ground.folder, 'staging')),
    probe: async (path, name) => change(await prober.probe(path, name)),
    maxFileBytes: 1e9,
    wake: () => undefined,
    passed: (step) => onStep(step),
    retryMillis: 20,
  });
});
afterEach(async () => {
  await line.drain();
  await prober.close();
  await digester.close();
  await ground.close();
});

/** An upload of the officer with these bytes staged, of which `received` are noted. */
async function stage(bytes: Buffer, size = bytes.length, received = size): Promise<string> {
  const id = makeId(ground.clock);
  const officer = organ.people.officer;
  await writeFile(line.staging.pathOf(id), bytes);
  await asPerson(ground, officer, async (ctx) => {
    const name = Buffer.from('现场.mp4').toString('base64');
    const upload = await openUpload(ctx, id, size, parseMetadata(`filename ${name}`));
    if (received > 0) await noteReceived(ctx, upload, received);
  });
  return id;
}

const rowOf = (id: string) =>
  transact(ground.database, house, (tx) =>
    tx.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const staged = () => readdir(join(ground.folder, 'staging'));

describe('an upload at which the line fails', () => {
  it('each time because of what it holds is refused, and its sender told to keep the original', async () => {
    onStep = async (step) => {
      if (step === 'inspected') throw new RangeError('Invalid time value');
    };
    const id = await stage(film);
    line.advance(id);
    const row = await until(
      () => rowOf(id),
      ({ state }) => state !== 'received',
    );
    expect(row).toMatchObject({
      state: 'refused',
      refusal_code: 'upload.faulty',
      refusal_detail: { times: '3' },
    });
    await line.settled(id);
    expect(await staged()).toEqual([]);
  });

  it.each([
    ['a full disk', { code: 'ENOSPC' }],
    ['a database that is away', { code: 'ECONNREFUSED' }],
  ])('because of %s waits, however often, and goes on', async (_what, fault) => {
    let times = 0;
    onStep = async (step) => {
      if (step === 'inspected' && ++times < 7) throw Object.assign(new Error('not now'), fault);
    };
    const id = await stage(film);
    line.advance(id);
    expect(
      await until(
        () => rowOf(id),
        ({ state }) => state !== 'received',
      ),
    ).toMatchObject({ state: 'registered' });
    expect(times).toBe(7);
  });

  it('because its header claims a length beyond all numbers is registered without it', async () => {
    change = (probe) => ({ ...probe, durationMs: 1e22, createdAt: '9999-12-31T23:59:59.000Z', make: 'a\0b' });
    const id = await stage(film);
    line.advance(id);
    await line.settled(id);
    const row = await rowOf(id);
    expect(row.state).toBe('registered');
    const shelved = await transact(ground.database, house, (tx) =>
      tx.selectFrom('recording_shelf').select(['duration_ms', 'started_at']).executeTakeFirstOrThrow(),
    );
    expect(shelved).toEqual({ duration_ms: null, started_at: null });
  });

  it.each([-1, 1])(
    'because what is staged does not have its size (%i) is refused with both',
    async (more) => {
      const id = await stage(film, film.length - more);
      line.advance(id);
      await line.settled(id);
      expect(await rowOf(id)).toMatchObject({
        state: 'refused',
        refusal_code: 'upload.lost',
        refusal_detail: { size: String(film.length - more), staged: String(film.length) },
      });
    },
  );
});

describe('an upload that nobody goes on with', () => {
  it('is cleared with its bytes after 14 days, and no other', async () => {
    const old = await stage(film.subarray(0, 1000), film.length, 1000);
    const whole = await stage(film);
    ground.clock.advance(14 * 86_400_000 - 1);
    await line.recover();
    await line.settled(whole);
    expect(await rowOf(old)).toMatchObject({ state: 'receiving' });
    const young = await stage(film.subarray(0, 1000), film.length, 1000);
    ground.clock.advance(2);
    await line.recover();
    expect(await rowOf(old)).toMatchObject({ state: 'cancelled', step: 'done' });
    expect(await rowOf(young)).toMatchObject({ state: 'receiving' });
    expect(await rowOf(whole)).toMatchObject({ state: 'registered' });
    expect(await staged()).toEqual([young]);
  });

  it('cannot be cancelled while its last byte is being noted', async () => {
    const id = await stage(film, film.length, 1000);
    const { officer } = organ.people;
    let cancelling: Promise<unknown> = Promise.resolve();
    await asPerson(ground, officer, async (ctx) => {
      await noteReceived(ctx, await ownUpload(ctx, id), film.length);
      cancelling = asPerson(ground, officer, (other) => cancelUpload(other, id)).catch(
        (error: unknown) => error,
      );
      await sleep(300); // it has read `receiving` and waits for this transaction
    });
    expect(await cancelling).toMatchObject({ code: 'upload.gone' });
    expect(await rowOf(id)).toMatchObject({ state: 'received' });
  });
});

it('a line that is drained takes nothing more from its queue', async () => {
  let arrived = 0;
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  onStep = async (step) => {
    if (step !== 'received') return;
    arrived++;
    await gate;
  };
  const ids = [];
  for (let n = 0; n < 5; n++) ids.push(await stage(Buffer.concat([film, Buffer.alloc(n)])));
  for (const id of ids) line.advance(id);
  await until(
    async () => arrived,
    (n) => n === 3,
  );
  const drained = line.drain();
  goOn();
  await drained;
  await line.settled(ids[4] ?? '');
  expect(arrived).toBe(3);
  expect((await Promise.all(ids.map(rowOf))).filter(({ state }) => state === 'received').length).toBe(2);
});

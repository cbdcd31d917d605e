import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan } from '../../test/people.ts';
import { house, transact } from './database.ts';
import { enqueue, type Jobs, joinJobs, type Runner, startJobs } from './jobs.ts';
import type { Log } from './log.ts';

let ground: TestGround;
let runner: Runner | null = null;
let warned: string[] = [];
const log = { warn: (_: object, text: string) => void warned.push(text) } as unknown as Log;

beforeAll(async () => {
  ground = await makeGround();
});
afterAll(() => ground.close());
afterEach(async () => {
  await runner?.stop();
  [runner, warned] = [null, []];
  await asOwner(ground, 'delete from graphile_worker._private_jobs');
});

const run = async (jobs: Jobs): Promise<Runner> => {
  const started = await startJobs(ground.ownerUrl, jobs, log);
  runner = started;
  return started;
};
const put = (name: string, payload: Record<string, string>, key: string) =>
  transact(ground.database, house, (tx) => enqueue(tx, name, payload, key));
const waiting = () =>
  asOwner<{ task_identifier: string; key: string; attempts: number; max_attempts: number }>(
    ground,
    'select task_identifier, key, attempts, max_attempts from graphile_worker.jobs order by id',
  );
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('nothing came');
    await sleep(15);
  }
}

describe('a job', () => {
  it('exists exactly if the change does: a transaction that is taken back leaves none', async () => {
    const fault = transact(ground.database, house, async (tx) => {
      await enqueue(tx, 'poster', { id: '1' }, 'poster:1');
      throw new Error('no');
    });
    await expect(fault).rejects.toThrow('no');
    expect(await waiting()).toEqual([]);
    await put('poster', { id: '1' }, 'poster:1');
    expect(await waiting()).toEqual([
      { task_identifier: 'poster', key: 'poster:1', attempts: 0, max_attempts: 5 },
    ]);
  });

  it('is kept single by its key, with what was told last', async () => {
    for (const id of ['1', '2', '3']) await put('poster', { id }, 'one');
    await put('poster', { id: '4' }, 'another');
    const seen: string[] = [];
    await run({ poster: async ({ id }) => void seen.push(id ?? '') });
    await until(async () => (await waiting()).length === 0);
    expect(seen.sort()).toEqual(['3', '4']);
  });

  it('can be put by a person of an organ, whose role sees nothing of the queue', async () => {
    const { people } = await makeOrgan(ground);
    await transact(ground.database, people.officer, (tx) => enqueue(tx, 'poster', {}, 'mine'));
    expect(await waiting()).toHaveLength(1);
    const peek = transact(ground.database, people.officer, (tx) =>
      tx
        .selectFrom('graphile_worker.jobs' as never)
        .selectAll()
        .execute(),
    );
    await expect(peek).rejects.toMatchObject({ code: '42501' });
  });

  it('carries its payload unchanged', async () => {
    const payload = { name: '执法“记录”', path: "a'b\\c", empty: '', sign: '𠮷\u0001' };
    const seen: unknown[] = [];
    await put('poster', payload, 'k');
    await run({ poster: async (given) => void seen.push(given) });
    await until(() => seen.length > 0);
    expect(seen).toEqual([payload]);
  });
});

describe('running jobs', () => {
  it('one at a time, in the order they came', async () => {
    const seen: string[] = [];
    let atOnce = 0;
    for (const id of ['a', 'b', 'c', 'd']) await put('poster', { id }, id);
    await run({
      poster: async ({ id }) => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await sleep(20);
        seen.push(id ?? '');
        atOnce -= 1;
      },
    });
    await until(() => seen.length === 4);
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(warned).toEqual([]);
  });

  it('a failing one is tried again later and holds up no other', async () => {
    const seen: string[] = [];
    let failures = 1;
    await put('poster', { id: 'bad' }, 'bad');
    await put('poster', { id: 'good' }, 'good');
    await run({
      poster: async ({ id }) => {
        seen.push(id ?? '');
        if (id === 'bad' && failures-- > 0) throw new Error('no ffmpeg');
      },
    });
    await until(async () => seen.includes('good') && (await waiting()).length === 1);
    await until(async () => (await waiting())[0]?.attempts === 1);
    expect(warned.join()).toContain('no ffmpeg');
    const [held] = await asOwner<{ later: boolean; last_error: string }>(
      ground,
      'select run_at > now() as later, last_error from graphile_worker.jobs',
    );
    expect(held).toMatchObject({ later: true, last_error: expect.stringContaining('no ffmpeg') });
    await asOwner(ground, "update graphile_worker._private_jobs set run_at = now() - interval '1 second'");
    await until(async () => (await waiting()).length === 0);
    expect(seen).toEqual(['bad', 'good', 'bad']);
  });

  it('one that a crash left taken is run when it is put again under its key', async () => {
    await put('poster', { id: 'before' }, '1');
    await asOwner(
      ground,
      "update graphile_worker._private_jobs set attempts = 1, locked_by = 'dead', locked_at = now()",
    );
    const seen: string[] = [];
    await put('poster', { id: 'again' }, '1');
    await run({ poster: async ({ id }) => void seen.push(id ?? '') });
    await until(() => seen.length > 0);
    expect(seen).toEqual(['again']);
  });

  it('leaves those that nobody here can do', async () => {
    await put('poster', {}, '1');
    await put('unknown', {}, '2');
    await run({ poster: async () => undefined });
    await until(async () => (await waiting()).length === 1);
    expect(await waiting()).toMatchObject([{ task_identifier: 'unknown', attempts: 0 }]);
  });
});

it('what is for every minute is known once, however many servers run it', async () => {
  const jobs = { remind: async () => undefined };
  const runners = await Promise.all([1, 2].map(() => startJobs(ground.ownerUrl, jobs, log, ['remind'])));
  const known = () =>
    asOwner<{ identifier: string }>(ground, 'select identifier from graphile_worker._private_known_crontabs');
  await until(async () => (await known()).length > 0);
  for (const one of runners) await one.stop();
  expect(await known()).toEqual([{ identifier: 'remind' }]);
});

describe('stopping', () => {
  it('waits for the job that goes on and begins no other', async () => {
    const seen: string[] = [];
    let begun = false;
    await put('poster', { id: 'first' }, '1');
    await put('poster', { id: 'second' }, '2');
    const running = await run({
      poster: async ({ id }) => {
        begun = true;
        await sleep(300);
        seen.push(id ?? '');
      },
    });
    await until(() => begun);
    runner = null;
    await running.stop();
    expect(seen).toEqual(['first']);
    expect(await waiting()).toMatchObject([{ key: '2', attempts: 0 }]);
  });

  it('tells why it could not begin', async () => {
    const unreachable = ground.ownerUrl.replace(/\/[^/]*$/, '/no_such_database');
    await expect(startJobs(unreachable, {}, log)).rejects.toThrow('no_such_database');
  });
});

describe('stopping during a job that fails', () => {
  it('leaves it untaken, to be tried again', async () => {
    let begun = false;
    await put('poster', { id: 'first' }, '1');
    const running = await run({
      poster: async () => {
        begun = true;
        await sleep(200);
        throw new Error('disk');
      },
    });
    await until(() => begun);
    runner = null;
    await running.stop();
    const held = await asOwner(
      ground,
      'select locked_by, attempts, last_error from graphile_worker._private_jobs',
    );
    expect(held).toEqual([{ locked_by: null, attempts: 1, last_error: expect.stringContaining('disk') }]);
  });
});

describe('joining', () => {
  const done = async () => undefined;
  it.each<[string, Jobs[], string[] | null]>([
    ['no room', [], []],
    ['rooms apart', [{ a: done }, { b: done, c: done }], ['a', 'b', 'c']],
    ['an empty room', [{}, { a: done }], ['a']],
    ['two handlers for one name', [{ a: done }, { b: done, a: done }], null],
  ])('%s', (_, rooms, names) => {
    if (names === null) expect(() => joinJobs(...rooms)).toThrow('two handlers for job a');
    else expect(Object.keys(joinJobs(...rooms))).toEqual(names);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { systemClock } from '../../server/src/base/clock.ts';
import { connectOwner, transact } from '../../server/src/base/database.ts';
import { makeId } from '../../server/src/base/ids.ts';
import { openLog } from '../../server/src/base/log.ts';
import { type Following, startFollowing } from '../../server/src/custody/follow.ts';
import { makeLogKey } from '../../server/src/custody/key.ts';
import { seal } from '../../server/src/custody/seal.ts';
import { type Sequencer, startSequencer } from '../../server/src/custody/sequence.ts';
import { loadLaw } from '../../server/src/law/index.ts';
import { storageFollower } from '../../server/src/obligations/follower.ts';
import { atLeast, type Bench, below, type Figure } from './figure.ts';
import { type Ground, onGround } from './ground.ts';
import { type ActGround, actId, copyDuties, fillActs, furnishOrgan, patterns } from './rejudge-fill.ts';
import { layEntries } from './seals-fill.ts';
import { median } from './statistics.ts';

interface House extends Ground, ActGround {
  sequencer: Sequencer;
  following: Following;
  /** Who is told when the tree has grown. */
  awake: { wake: () => void };
}

/** A million acts judged again from the first entry of the log; then one new fact at a time, from its commit to its duties. */
export function benchRejudge({ small, say }: Bench): Promise<Figure[]> {
  const count = small ? 4000 : 1_000_000;
  return onGround(6, async (ground) => {
    const house = await furnish(ground);
    try {
      const duties = await layActs(house, count, say);
      say(`${count} acts in the log, ${duties} duties stored`);
      const again = await judgeAgain(house);
      say(
        `judged again in ${Math.round(again.seconds)} s, memory ${again.memory.map(Math.round).join(' ')} MiB`,
      );
      const waits = await judgeNew(house, small ? 10 : 60);
      return [
        below(
          `${count.toLocaleString('en-US')} acts judged again from the log`,
          again.seconds / 60,
          15,
          'min',
          `${Math.round(count / again.seconds)} acts a second, ${(duties / count).toFixed(1)} duties each; reading facts and stored digests`,
        ),
        atLeast(
          'duties written while judging again said the same',
          1 - again.written / duties,
          1,
          '',
          'the same facts give the same duties',
        ),
        below(
          'memory in the last tenth ÷ in the second tenth',
          (again.memory.at(-1) ?? 0) / (again.memory[1] ?? 1),
          1.25,
          '×',
          'a batch of entries at a time',
        ),
        below(
          'a new fact, from its commit to its duties, median',
          median(waits),
          100,
          'ms',
          `slowest of ${waits.length}: ${Math.max(...waits).toFixed(0)} ms; signing the log comes first`,
        ),
      ];
    } finally {
      await house.following.stop();
      await house.sequencer.stop();
    }
  });
}

async function furnish(ground: Ground): Promise<House> {
  const organ = await furnishOrgan(ground.ownerUrl);
  const { database } = ground;
  const log = openLog('error');
  const awake = { wake: () => {} };
  const sequencer: Sequencer = startSequencer({
    ...{ database, clock: systemClock, log },
    key: makeLogKey(generateKeyPairSync('ed25519').privateKey, 'bench.example/log'),
    keep: async () => undefined,
    sequenced: () => awake.wake(),
    passed: async () => undefined,
  });
  const parts = { database, clock: systemClock, log, wake: () => sequencer.wake() };
  const following = startFollowing(parts, [storageFollower(await loadLaw(), log)]);
  return { ...ground, ...organ, sequencer, following, awake };
}

/** The patterns go through the real line; what they owe is copied to the others, whose entries follow in the log. */
async function layActs(house: House, count: number, say: Bench['say']): Promise<number> {
  const { ownerUrl, organId, sequencer, following } = house;
  const sequence = async () => {
    while ((await sequencer.runOnce()) > 0);
  };
  const lay = (from: number, to: number) =>
    layEntries(
      ownerUrl,
      { kind: 'act.created', table: 'act', organId, count: to - from, subjectOf: (n) => actId(from + n) },
      sequence,
    );
  await fillActs(ownerUrl, house, 0, count);
  await lay(0, patterns);
  for (let handled = 1; handled > 0; ) {
    await sequence();
    handled = await following.catchUp();
  }
  say('patterns judged');
  const duties = await copyDuties(ownerUrl, count);
  await following.stop();
  await lay(patterns, count);
  return duties;
}

async function judgeAgain(house: House) {
  const owner = await connectOwner(house.ownerUrl);
  const entries = async () =>
    (await owner.query<{ n: number }>('select count(*)::int as n from custody_entry')).rows[0]?.n ?? 0;
  try {
    await owner.query('update custody_cursor set leaf_index = 0');
    const before = await entries();
    const memory: number[] = [];
    const log = openLog('error');
    const parts = { database: house.database, clock: systemClock, log, wake: () => undefined };
    const start = performance.now();
    const size = before;
    let handled = 0;
    const follower = storageFollower(await loadLaw(), log);
    const following = startFollowing(parts, [
      {
        ...follower,
        handle: async (ctx, some) => {
          await follower.handle(ctx, some);
          handled += some.length;
          const tenth = Math.min(9, Math.floor((10 * handled) / size));
          memory[tenth] = Math.max(memory[tenth] ?? 0, process.memoryUsage().rss / 2 ** 20);
        },
      },
    ]);
    await following.catchUp();
    await following.stop();
    const seconds = (performance.now() - start) / 1000;
    return { seconds, memory, written: (await entries()) - before };
  } finally {
    await owner.end();
  }
}

/** Enters acts one after the other in a quiet house and waits for each until its duties are there. */
async function judgeNew(house: House, times: number): Promise<number[]> {
  const log = openLog('error');
  const parts = { database: house.database, clock: systemClock, log, wake: () => house.sequencer.wake() };
  const following = startFollowing(parts, [storageFollower(await loadLaw(), log)]);
  house.following = following;
  house.awake.wake = () => following.wake();
  const owner = await connectOwner(house.ownerUrl);
  const waits: number[] = [];
  try {
    await following.catchUp();
    for (let i = 0; i < times + 5; i++) {
      const id = await enterAct(house);
      const start = performance.now();
      house.sequencer.wake(); // as every request that changes something does
      for (;;) {
        const found = await owner.query('select from obligation where subject_id = $1 limit 1', [id]);
        if ((found.rowCount ?? 0) > 0) break;
        await new Promise((wake) => setTimeout(wake, 1));
      }
      if (i >= 5) waits.push(performance.now() - start);
      await new Promise((wake) => setTimeout(wake, 400));
    }
    return waits;
  } finally {
    await owner.end();
  }
}

async function enterAct({ database, organId, accountId, unitId, officers }: House): Promise<string> {
  const id = makeId(systemClock);
  const actor = { kind: 'system', organId } as const;
  await transact(database, actor, async (tx) => {
    const by = tx.insertInto('act').values({
      ...{ id, organ_id: organId, number: `N-${id}`, type: 'seal', cause: 'bench', unit_id: unitId },
      ...{
        officer_ids: officers,
        started_at: '2026-10-14T02:02:00.000Z',
        ended_at: '2026-10-14T03:48:00.000Z',
      },
      ...{ filmed: true, created_by: accountId, created_at: systemClock.now() },
    });
    const ctx = { tx, actor, clock: systemClock, writing: true } as const;
    return seal(ctx, { kind: 'act.created', table: 'act', id, by }, null);
  });
  return id;
}

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asHouse, quiet, sealOrgan, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import type { Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { type Followed, type Follower, type Following, startFollowing } from './follow.ts';
import { seal } from './seal.ts';

let ground: TestGround;
let organ: string;
let sequencer: ReturnType<typeof startTestSequencer>;
let going: Following[] = [];
let woken = 0;
let names = 0;

beforeAll(async () => {
  ground = await makeGround();
  organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
  sequencer = startTestSequencer(ground);
  await grow(4);
});
afterAll(async () => {
  await sequencer.stop();
  await ground.close();
});
beforeEach(() => {
  woken = 0;
});
afterEach(async () => {
  await Promise.all(going.map((one) => one.stop()));
  going = [];
});

async function insertUnit(ctx: Writing, name: string): Promise<string> {
  const id = makeId(ctx.clock);
  await ctx.tx.insertInto('unit').values({ id, organ_id: organ, name }).execute();
  return id;
}
const sealSome = (count: number) =>
  asHouse(ground, async (ctx) => {
    for (let i = 0; i < count; i++) {
      const id = await insertUnit(ctx, `unit ${names++}`);
      await seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
    }
  });
async function grow(count: number): Promise<void> {
  await sealSome(count);
  await sequencer.runOnce();
}
const sizeNow = async () =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from custody_leaf`.execute(tx);
    return rows[0]?.n ?? 0;
  });
const cursorOf = (name: string) =>
  asHouse(ground, async ({ tx }) => {
    const row = await tx
      .selectFrom('custody_cursor')
      .select('leaf_index')
      .where('follower', '=', name)
      .executeTakeFirst();
    return row?.leaf_index ?? null;
  });
const unitsNamed = (name: string) =>
  asHouse(ground, async ({ tx }) => {
    const rows = await tx.selectFrom('unit').select('id').where('name', '=', name).execute();
    return rows.length;
  });
const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, i) => from + i);

interface Noting extends Follower {
  seen: Followed[];
  batches: number[];
}

/** A follower that notes what it sees, and does what a test wants of it first. */
function makeFollower(name: string, work: Follower['handle'] = async () => undefined): Noting {
  const seen: Followed[] = [];
  const batches: number[] = [];
  return {
    ...{ name, seen, batches },
    handle: async (ctx, entries) => {
      await work(ctx, entries);
      seen.push(...entries);
      batches.push(entries.length);
    },
  };
}

function start(...followers: Follower[]): Following {
  const { database, clock } = ground;
  const following = startFollowing({ database, clock, log: quiet, wake: () => void woken++ }, followers);
  going.push(following);
  return following;
}
const indexes = (of: Noting) => of.seen.map(({ index }) => index);

describe('a follower', () => {
  it('sees each entry once and in the order of the log', async () => {
    const follower = makeFollower('order');
    const following = start(follower);
    await following.catchUp();
    for (const count of [1, 3, 2]) {
      await grow(count);
      await following.catchUp();
      await following.catchUp();
    }
    expect(indexes(follower)).toEqual(upTo(await sizeNow()));
    expect(await cursorOf('order')).toBe(await sizeNow());
  });

  it('is told what was sealed: kind, organ, table, row, number', async () => {
    const follower = makeFollower('told');
    await start(follower).catchUp();
    const { rows } = await asHouse(ground, ({ tx }) =>
      sql<Followed>`
        select l.leaf_index as index, entry_id as "entryId", e.kind, e.organ_id as "organId", e.subject_type as "table",
          e.subject_id as "subjectId"
        from custody_entry e join custody_leaf l using (entry_id) order by 1`.execute(tx),
    );
    expect(follower.seen).toEqual(rows);
    expect(follower.seen[0]).toMatchObject({
      index: 0,
      kind: 'organ.created',
      table: 'organ',
      subjectId: organ,
    });
    expect(follower.seen[1]).toMatchObject({ index: 1, kind: 'unit.created', table: 'unit', organId: organ });
  });

  it('sees nothing of what is not committed, and nothing of what only waits', async () => {
    await sequencer.stop();
    const follower = makeFollower('waits');
    const following = start(follower);
    await following.catchUp();
    const before = await sizeNow();
    await asHouse(ground, async (ctx) => {
      const id = await insertUnit(ctx, 'not committed yet');
      await seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
      expect(await following.catchUp()).toBe(0);
    });
    expect(await following.catchUp()).toBe(0);
    expect(follower.seen).toHaveLength(before);
    sequencer = startTestSequencer(ground, sequencer.key);
    await sequencer.runOnce();
    expect(await following.catchUp()).toBe(1);
    expect(indexes(follower)).toEqual(upTo(before + 1));
  });

  it('says how many entries it handled and wakes the sequencer only then', async () => {
    const following = start(makeFollower('counted'));
    await following.catchUp();
    const before = woken;
    expect(await following.catchUp()).toBe(0);
    expect(woken).toBe(before);
    await grow(3);
    expect(await following.catchUp()).toBe(3);
    expect(woken).toBe(before + 1);
  });

  it('begins by itself, and goes on when it is woken', async () => {
    const follower = makeFollower('woken');
    const following = start(follower);
    const before = await sizeNow();
    await vi.waitFor(() => expect(indexes(follower)).toEqual(upTo(before)), 5000);
    await grow(2);
    for (let i = 0; i < 20; i++) following.wake();
    await vi.waitFor(() => expect(indexes(follower)).toEqual(upTo(before + 2)), 5000);
  });

  it('that seals sees its own entry in its turn', async () => {
    let made = '';
    const follower = makeFollower('sealing', async (ctx, entries) => {
      if (!entries.some(({ kind }) => kind === 'organ.created')) return;
      made = await insertUnit(ctx, 'made by a follower');
      await seal(ctx, { kind: 'unit.created', table: 'unit', id: made }, null);
    });
    const before = await sizeNow();
    const following = start(follower);
    await following.catchUp();
    await sequencer.runOnce();
    await following.catchUp();
    expect(await unitsNamed('made by a follower')).toBe(1);
    expect(follower.seen.filter(({ subjectId }) => subjectId === made).map(({ index }) => index)).toEqual([
      before,
    ]);
    expect(indexes(follower)).toEqual(upTo(before + 1));
  });
});

describe('a follower that fails', () => {
  it('leaves neither what it wrote nor a step of its cursor, and begins again at the same entry', async () => {
    const tries: number[] = [];
    let broken = false;
    const follower = makeFollower('failing', async (ctx, entries) => {
      await insertUnit(ctx, 'written by the failing one');
      tries.push(entries[0]?.index ?? -1);
      if (broken) throw new Error('not today');
    });
    const following = start(follower);
    await following.catchUp();
    const before = await sizeNow();
    expect(await unitsNamed('written by the failing one')).toBe(1);
    await asHouse(ground, ({ tx }) =>
      sql`update unit set name = 'first' where name = 'written by the failing one'`.execute(tx),
    );
    broken = true;
    await grow(3);
    for (let i = 0; i < 3; i++) await expect(following.catchUp()).rejects.toThrow('not today');
    expect(await cursorOf('failing')).toBe(before);
    expect(await unitsNamed('written by the failing one')).toBe(0);
    broken = false;
    await grow(1);
    expect(await following.catchUp()).toBe(4);
    expect(await unitsNamed('written by the failing one')).toBe(1);
    expect(tries).toEqual([0, before, before, before, before]);
    expect(indexes(follower)).toEqual(upTo(before + 4));
  });

  it('because of the database is not stepped over either', async () => {
    let statement = 'select 1 / 0';
    const follower = makeFollower('dividing', async ({ tx }) => void (await sql.raw(statement).execute(tx)));
    const following = start(follower);
    await expect(following.catchUp()).rejects.toThrow('division by zero');
    expect(await cursorOf('dividing')).toBeNull();
    statement = 'select 1';
    await following.catchUp();
    expect(indexes(follower)).toEqual(upTo(await sizeNow()));
  });

  it('that swallowed the fault of a statement is not taken for done', async () => {
    let broken = true;
    const follower = makeFollower('swallowing', async ({ tx }) => {
      if (broken) await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    const following = start(follower);
    await expect(following.catchUp()).rejects.toThrow();
    expect(await cursorOf('swallowing')).toBeNull();
    follower.seen.length = 0;
    broken = false;
    await following.catchUp();
    expect(indexes(follower)).toEqual(upTo(await sizeNow()));
  });

  it('is tried again by itself after some seconds, though nothing is sealed', async () => {
    let tries = 0;
    const follower = makeFollower('patient', async () => {
      if (++tries === 1) throw new Error('the first time');
    });
    start(follower);
    await vi.waitFor(() => expect(tries).toBe(1), 5000);
    await vi.waitFor(() => expect(follower.seen.length).toBeGreaterThan(0), 15_000);
    expect(tries).toBe(2);
    expect(indexes(follower)).toEqual(upTo(await sizeNow()));
  });

  it('is not tried again once all was stopped', async () => {
    let tries = 0;
    const following = start(
      makeFollower('stopped', async () => {
        tries++;
        throw new Error('always');
      }),
    );
    await vi.waitFor(() => expect(tries).toBe(1), 5000);
    await following.stop();
    following.wake();
    expect(await following.catchUp()).toBe(0);
    expect(tries).toBe(1);
  });
});

describe('several followers', () => {
  it('each have a cursor of their own; one that comes later begins at the first entry', async () => {
    const [a, b] = [makeFollower('several.a'), makeFollower('several.b')];
    const first = start(a);
    await first.catchUp();
    await first.stop();
    await grow(2);
    expect(await cursorOf('several.b')).toBeNull();
    const both = start(makeFollower('several.a'), b);
    await both.catchUp();
    expect(indexes(b)).toEqual(upTo(await sizeNow()));
    expect(indexes(a)).toEqual(upTo((await sizeNow()) - 2));
    expect(await cursorOf('several.a')).toBe(await cursorOf('several.b'));
  });

  it.each(['before', 'after'])('lose nothing by one %s them that fails', async (place) => {
    const good = makeFollower(`good ${place}`);
    const bad = makeFollower(`bad ${place}`, async () => {
      throw new Error('always');
    });
    const following = place === 'before' ? start(bad, good) : start(good, bad);
    await expect(following.catchUp()).rejects.toThrow('always');
    await grow(2);
    await expect(following.catchUp()).rejects.toThrow('always');
    expect(indexes(good)).toEqual(upTo(await sizeNow()));
    expect(await cursorOf(bad.name)).toBeNull();
  });

  it('of one name in two processes see together each entry once', async () => {
    const [a, b] = [makeFollower('shared'), makeFollower('shared')];
    const [here, there] = [start(a), start(b)];
    for (let round = 0; round < 5; round++) {
      await grow(3);
      // A second one that begins while the cursor is not yet there waits for the first.
      await Promise.all([here.catchUp(), there.catchUp()]);
    }
    const together = [...indexes(a), ...indexes(b)].sort((x, y) => x - y);
    expect(together).toEqual(upTo(await sizeNow()));
    for (const one of [a, b]) expect(indexes(one)).toEqual([...indexes(one)].sort((x, y) => x - y));
  });
});

describe('after a restart', () => {
  it('a follower goes on where it was', async () => {
    const before = makeFollower('restarted');
    const first = start(before);
    await first.catchUp();
    await first.stop();
    const at = await sizeNow();
    await grow(3);
    const after = makeFollower('restarted');
    await start(after).catchUp();
    expect(indexes(before)).toEqual(upTo(at));
    expect(indexes(after)).toEqual(upTo(at + 3, at));
  });

  it('stopping waits for what is under way, so that it is not handled twice', async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = false;
    const slow = makeFollower('slow', async () => {
      begun = true;
      await held;
    });
    const following = start(slow);
    await vi.waitFor(() => expect(begun).toBe(true), 5000);
    let stopped = false;
    const stopping = following.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(await cursorOf('slow')).toBe(slow.seen.length);
    const next = makeFollower('slow');
    await start(next).catchUp();
    expect([...indexes(slow), ...indexes(next)]).toEqual(upTo(await sizeNow()));
  });

  it('of many entries comes in batches that each commit, and a fault costs only its own', async () => {
    await grow(620);
    const total = await sizeNow();
    let broken = true;
    const follower = makeFollower('batches', async (_ctx, entries) => {
      if (broken && (entries[0]?.index ?? 0) > 0) throw new Error('the second batch');
    });
    const following = start(follower);
    await expect(following.catchUp()).rejects.toThrow('the second batch');
    const [first = 0] = follower.batches;
    expect(first).toBeLessThan(total);
    expect(await cursorOf('batches')).toBe(first);
    broken = false;
    expect(await following.catchUp()).toBe(total - first);
    expect(indexes(follower)).toEqual(upTo(total));
  });

  it('from zero sees the same again', async () => {
    const first = makeFollower('replayed');
    await start(first).catchUp();
    await asHouse(ground, ({ tx }) =>
      tx.updateTable('custody_cursor').set({ leaf_index: 0 }).where('follower', '=', 'replayed').execute(),
    );
    const again = makeFollower('replayed');
    await start(again).catchUp();
    expect(again.seen).toEqual(first.seen);
    expect(again.seen).toHaveLength(await sizeNow());
  });
});

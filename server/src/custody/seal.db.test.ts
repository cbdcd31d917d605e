import { canonicalize, type Entry, type Json, parseEntry, payloadDigest, verifyPayload } from '@liuhen/proof';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, sealOrgan, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import type { SealedEntry } from '../../test/sealing/house.ts';
import type { Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { type Sealing, seal, sealAll } from './seal.ts';

const absent = '018f0000-0000-7000-8000-00000000dead';

interface Sealed extends SealedEntry {
  at: string;
  waits: boolean;
}

let ground: TestGround;
let organ: string;
let before: number;

/** What was sealed since the test began, in the order of its numbers. */
const sealed = () =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<Sealed>`
      select e.*, p.salt, p.payload, p.organ_id as payload_organ, w.entry_id is not null as waits
      from custody_entry e left join custody_payload p using (entry_id) left join custody_pending w using (entry_id)
      where e.entry_id > ${before} order by e.entry_id`.execute(tx);
    return rows;
  });
const lastEntry = () =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{
      id: number;
    }>`select coalesce(max(entry_id), 0) as id from custody_entry`.execute(tx);
    return rows[0]?.id ?? 0;
  });
async function onlyOne(): Promise<Sealed & { entry: Entry; row: Json }> {
  const [one, ...others] = await sealed();
  if (one === undefined) throw new Error('nothing was sealed');
  expect(others).toEqual([]);
  return { ...one, entry: parseEntry(one.leaf), row: JSON.parse(one.payload) as Json };
}

async function insertUnit(ctx: Writing, name: string): Promise<Sealing> {
  const id = makeId(ctx.clock);
  await ctx.tx.insertInto('unit').values({ id, organ_id: organ, name }).execute();
  return { kind: 'unit.created', table: 'unit', id };
}
const sealUnit = (name: string) =>
  asHouse(ground, async (ctx) => {
    const sealing = await insertUnit(ctx, name);
    await seal(ctx, sealing, null);
    return sealing.id;
  });

describe('sealing', () => {
  beforeAll(async () => {
    ground = await makeGround();
    organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    before = await lastEntry();
    ground.clock.advance(1234);
  });

  it('leaves one entry that waits, with the row in its payload', async () => {
    const id = await sealUnit('第一大队');
    const one = await onlyOne();
    expect(one).toMatchObject({
      ...{ kind: 'unit.created', organ_id: organ, actor: 'system', at: ground.clock.now() },
      ...{ subject_type: 'unit', subject_id: id, payload_organ: organ, waits: true },
    });
    expect(one.row).toEqual({ id, organ_id: organ, name: '第一大队' });
  });

  it('says the same in the leaf as in the columns, canonically', async () => {
    const id = await sealUnit('第二大队');
    const one = await onlyOne();
    expect(canonicalize({ ...one.entry })).toBe(one.leaf);
    expect(one.entry).toEqual({
      ...{ v: 1, alg: 'sha256', kind: 'unit.created', at: ground.clock.now(), organ, actor: 'system' },
      ...{ subject: `unit/${id}`, digest: payloadDigest(one.salt, one.row) },
    });
  });

  it('tells nothing of the row or the salt in the leaf', async () => {
    await sealUnit('不可见的名字');
    const one = await onlyOne();
    expect(one.leaf).not.toContain('不可见的名字');
    expect(one.leaf).not.toContain(one.salt);
  });

  it('keeps the payload in its canonical text, and its digest fits no other', async () => {
    await sealUnit('𠮷 "\\ \u0001\n 🚓 \u2028 é');
    const one = await onlyOne();
    expect(canonicalize(one.row)).toBe(one.payload);
    verifyPayload(one.entry, one.salt, one.row);
    expect(() => verifyPayload(one.entry, one.salt, { ...(one.row as object), name: 'x' })).toThrow();
    expect(() =>
      verifyPayload(
        one.entry,
        one.salt.replace(/^./, (c) => (c === '0' ? '1' : '0')),
        one.row,
      ),
    ).toThrow();
  });

  it('takes a fresh salt of 16 bytes each time, so that equal rows have different digests', async () => {
    await asHouse(ground, async (ctx) => {
      const sealing = await insertUnit(ctx, '同一行');
      await sealAll(ctx, Array<Sealing>(50).fill(sealing), null);
    });
    const all = await sealed();
    expect(all).toHaveLength(50);
    expect(new Set(all.map(({ payload }) => payload)).size).toBe(1);
    expect(new Set(all.map(({ salt }) => salt)).size).toBe(50);
    expect(new Set(all.map(({ leaf }) => parseEntry(leaf).digest)).size).toBe(50);
    for (const { salt } of all) expect(salt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps each state of a row that changes twice in one command', async () => {
    await asHouse(ground, async (ctx) => {
      const sealing = await insertUnit(ctx, '旧名');
      await seal(ctx, sealing, null);
      await ctx.tx.updateTable('unit').set({ name: '新名' }).where('id', '=', sealing.id).execute();
      await seal(ctx, sealing, null);
      await ctx.tx.updateTable('unit').set({ name: '最后' }).where('id', '=', sealing.id).execute();
    });
    const names = (await sealed()).map(({ payload }) => (JSON.parse(payload) as { name: string }).name);
    expect(names).toEqual(['旧名', '新名']);
  });

  it('seals several rows of one command in the order they are told', async () => {
    const ids = await asHouse(ground, async (ctx) => {
      const sealings: Sealing[] = [];
      for (const name of ['丙', '甲', '乙']) sealings.push(await insertUnit(ctx, name));
      const told = sealings.reverse();
      const { value } = await sealAll(
        ctx,
        told,
        told.map(({ id }) => id),
      );
      return value;
    });
    expect((await sealed()).map(({ subject_id }) => subject_id)).toEqual(ids);
    expect((await sealed()).every(({ waits }) => waits)).toBe(true);
  });

  it('hands the value of the command on', async () => {
    const told = await asHouse(ground, async (ctx) => {
      const one = await seal(ctx, await insertUnit(ctx, '值 1'), { n: 1 });
      const two = await sealAll(ctx, [await insertUnit(ctx, '值 2')], 'two');
      return [one.value, two.value];
    });
    expect(told).toEqual([{ n: 1 }, 'two']);
  });

  it('refuses a command that seals nothing', async () => {
    await expect(asHouse(ground, (ctx) => sealAll(ctx, [], null))).rejects.toThrow('sealed nothing');
    expect(await sealed()).toEqual([]);
  });
});

describe('a command that fails', () => {
  let people: TestOrgan;

  beforeAll(async () => {
    ground = await makeGround();
    people = await makeOrgan(ground);
    organ = people.id;
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    before = await lastEntry();
  });

  const unitsNamed = (name: string) =>
    asHouse(ground, async ({ tx }) =>
      (await tx.selectFrom('unit').select('id').where('name', '=', name).execute()).map(({ id }) => id),
    );

  it('leaves neither row nor entry, payload or waiting number', async () => {
    const failing = asHouse(ground, async (ctx) => {
      await seal(ctx, await insertUnit(ctx, '未成'), null);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await unitsNamed('未成')).toEqual([]);
    expect(await sealed()).toEqual([]);
    const { rows } = await asHouse(ground, ({ tx }) =>
      sql<{ n: number }>`select (select count(*) from custody_payload where entry_id > ${before})
        + (select count(*) from custody_pending where entry_id > ${before}) as n`.execute(tx),
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('because the row to seal is missing takes back what it wrote before', async () => {
    const failing = asHouse(ground, async (ctx) => {
      await sealAll(
        ctx,
        [await insertUnit(ctx, '孤行'), { kind: 'unit.created', table: 'unit', id: absent }],
        null,
      );
    });
    await expect(failing).rejects.toThrow(`nothing to seal: unit/${absent}`);
    expect(await unitsNamed('孤行')).toEqual([]);
    expect(await sealed()).toEqual([]);
  });

  it('because the row lies in another table seals nothing', async () => {
    const wrong = asHouse(ground, (ctx) =>
      seal(ctx, { kind: 'unit.created', table: 'officer', id: people.unitId }, null),
    );
    await expect(wrong).rejects.toThrow(`nothing to seal: officer/${people.unitId}`);
  });

  it('because of a statement after the seal leaves no entry', async () => {
    const failing = asHouse(ground, async (ctx) => {
      await seal(ctx, await insertUnit(ctx, '两次'), null);
      await insertUnit(ctx, '两次');
    });
    await expect(failing).rejects.toThrow('duplicate key');
    expect(await sealed()).toEqual([]);
  });

  it('because of a kind that is not on the list leaves no entry', async () => {
    const failing = asHouse(ground, async (ctx) => {
      const sealing = await insertUnit(ctx, '无此种类');
      await seal(ctx, { ...sealing, kind: 'unit.renamed' as never }, null);
    });
    await expect(failing).rejects.toThrow('kind');
    expect(await unitsNamed('无此种类')).toEqual([]);
  });

  it('because a person seals what is another organ’s finds nothing there', async () => {
    const other = await makeOrgan(ground, 'ql', 'ql');
    before = await lastEntry();
    for (const [table, id] of [
      ['unit', other.unitId],
      ['account', other.people.head.accountId],
    ] as const) {
      const failing = asPerson(ground, people.people.head, (ctx) =>
        seal(ctx, { kind: 'unit.created', table, id }, null),
      );
      await expect(failing).rejects.toThrow('nothing to seal');
    }
    expect(await sealed()).toEqual([]);
  });

  it('is told also of a fault of the entry itself, for which nobody waited', async () => {
    const failing = asHouse(ground, async (ctx) => {
      const sealing = await insertUnit(ctx, '没有的年份');
      // A moment that the text of an entry may hold and the database cannot.
      const { value } = await seal(
        { ...ctx, clock: { now: () => '0000-01-01T00:00:00.000Z' } },
        sealing,
        'ok',
      );
      return value;
    });
    await expect(failing).rejects.toThrow('out of range');
    expect(await unitsNamed('没有的年份')).toEqual([]);
    expect(await sealed()).toEqual([]);
  });

  it('because a person seals what is of the whole house leaves nothing in its log', async () => {
    const id = makeId(ground.clock);
    const failing = asPerson(ground, people.people.administrator, async (ctx) => {
      const row = { id, origin: 'a', verifier_key: 'b', created_at: ctx.clock.now() };
      await ctx.tx.insertInto('log_key').values(row).execute();
      await seal(ctx, { kind: 'key.created', table: 'log_key', id }, null);
    });
    await expect(failing).rejects.toThrow(/permission denied|row-level security/);
    expect(await sealed()).toEqual([]);
    const keys = await asHouse(ground, ({ tx }) => tx.selectFrom('log_key').select('id').execute());
    expect(keys).toEqual([]);
  });
});

describe('the numbers of entries and their places in the log', () => {
  let sequencer: ReturnType<typeof startTestSequencer>;

  beforeAll(async () => {
    ground = await makeGround();
    organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
    sequencer = startTestSequencer(ground);
  });
  beforeEach(async () => {
    await sequencer.runOnce();
    before = await lastEntry();
  });
  afterAll(async () => {
    await sequencer.stop();
    await ground.close();
  });

  const places = () =>
    asHouse(
      ground,
      async ({ tx }) =>
        (
          await sql<{ place: number; id: string; entry_id: number }>`
          select l.leaf_index as place, e.subject_id as id, e.entry_id
          from custody_leaf l join custody_entry e using (entry_id)
          where l.entry_id > ${before} order by l.leaf_index`.execute(tx)
        ).rows,
    );
  const expectNoGap = async () => {
    const { rows } = await asHouse(ground, ({ tx }) =>
      sql<{ n: number; last: number }>`
        select count(*) as n, max(leaf_index) as last from custody_leaf where leaf_index >= 0`.execute(tx),
    );
    expect(rows[0]?.last).toBe((rows[0]?.n ?? 0) - 1);
  };

  it('may differ: a long command stands where it was committed, not where it began', async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const long = asHouse(ground, async (ctx) => {
      const sealing = await insertUnit(ctx, '慢');
      await seal(ctx, sealing, null);
      await sql`select 1`.execute(ctx.tx); // the entry has its number
      begun();
      await held;
      return sealing.id;
    });
    await started;
    const quick = await sealUnit('快');
    await sequencer.runOnce();
    expect((await places()).map(({ id }) => id)).toEqual([quick]);
    finish();
    const slow = await long;
    await sequencer.runOnce();
    const found = await places();
    expect(found.map(({ id }) => id)).toEqual([quick, slow]);
    expect(found[1]?.entry_id).toBeLessThan(found[0]?.entry_id ?? 0);
    expect((found[1]?.place ?? 0) - (found[0]?.place ?? 0)).toBe(1);
    await expectNoGap();
  });

  it('of one batch go together', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push(await sealUnit(name));
    await sequencer.runOnce();
    expect((await places()).map(({ id }) => id)).toEqual(ids);
  });

  it('have each place once and no gap when fifty seal at once while the sequencer runs', async () => {
    let sealing = true;
    const running = (async () => {
      while (sealing) await sequencer.runOnce();
    })();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        asHouse(ground, async (ctx) => {
          const own = await insertUnit(ctx, `同时 ${i}`);
          await seal(ctx, own, null);
          if (i % 5 === 4) throw new Error('every fifth changes its mind');
          return own.id;
        }),
      ),
    );
    sealing = false;
    await running;
    await sequencer.runOnce();
    const committed = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(committed).toHaveLength(40);
    const found = await places();
    expect(found).toHaveLength(40);
    await expectNoGap();
    expect(found.map(({ id }) => id).sort()).toEqual(committed.sort());
    expect((await sealed()).filter(({ waits }) => waits)).toEqual([]);
    expect(await sequencer.runOnce()).toBe(0);
  });
});

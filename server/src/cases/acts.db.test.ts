import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { beijingDate, plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { createAct, listActs, readAct } from './acts.ts';

const hour = 3_600_000;
const absent = '018f0000-0000-7000-8000-00000000dead';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
});
afterAll(() => ground.close());

type ActInput = Parameters<typeof createAct>[1];

function input(change: Partial<ActInput> = {}, of: TestOrgan = organ): ActInput {
  const now = ground.clock.now();
  return {
    ...{ type: 'onSiteInspection', cause: '占道经营', party: null, place: null, filmed: false },
    ...{ circumstances: [], procedure: null, caseId: null },
    ...{ unitId: of.unitId, officerIds: [of.officerId], startedAt: plusMillis(now, -hour), endedAt: now },
    ...change,
  };
}
const create = async (change: Partial<ActInput> = {}, by: Person = organ.people.officer) =>
  (await asPerson(ground, by, (ctx) => createAct(ctx, input(change)))).value.id;
const show = (id: string, by: Person = organ.people.head) => readAs(ground, by, (ctx) => readAct(ctx, id));
const list = (filter: { text?: string; after?: string; limit?: number } = {}, by = organ.people.head) =>
  readAs(ground, by, (ctx) => listActs(ctx, { limit: 50, ...filter }));
const entriesOf = (id: string) =>
  asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('custody_entry')
      .select(['kind', 'actor'])
      .where('subject_id', '=', id)
      .orderBy('entry_id')
      .execute(),
  );
/** Entries and those that wait for the tree. */
const sealedSoFar = () =>
  asHouse(ground, async ({ tx }) => {
    const count = async (table: 'custody_entry' | 'custody_pending') =>
      (
        await tx
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirst()
      )?.n ?? 0;
    return { entries: await count('custody_entry'), pending: await count('custody_pending') };
  });

describe('numbers of acts', () => {
  const numbersOf = async (ids: string[]) =>
    (await Promise.all(ids.map((id) => show(id)))).map((act) => act.number);
  const tail = (number: string) => Number(number.split('-')[1]);

  it('of twenty that are entered at once are distinct and leave no gap', async () => {
    const first = tail((await show(await create())).number);
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => create({ cause: `同时 ${i}` })));
    const numbers = (await numbersOf(many)).sort();
    expect(numbers.map(tail)).toEqual(Array.from({ length: 20 }, (_, i) => first + 1 + i));
    const year = beijingDate(ground.clock.now()).slice(0, 4);
    for (const number of numbers) expect(number).toMatch(new RegExp(`^${year}-\\d{4}$`));
  });

  it('are not lost to an act that fails after it took one, even among others', async () => {
    const first = tail((await show(await create())).number);
    const failing = () =>
      asPerson(ground, organ.people.officer, async (ctx) => {
        await createAct(ctx, input());
        throw new Error('the line went dead');
      }).then(
        () => 'done',
        () => 'failed',
      );
    const outcomes = await Promise.all([failing(), create(), failing(), create(), failing(), create()]);
    const ids = outcomes.filter((outcome) => outcome.length === 36);
    expect((await numbersOf(ids)).map(tail).sort((a, b) => a - b)).toEqual([first + 1, first + 2, first + 3]);
  });

  it('count by organ, and anew with the year of Beijing', async () => {
    const theirs = await asPerson(ground, other.people.officer, (ctx) => createAct(ctx, input({}, other)));
    expect(tail((await show(theirs.value.id, other.people.head)).number)).toBe(1);
    const before = ground.clock.now();
    const next = Number(beijingDate(before).slice(0, 4)) + 1;
    ground.clock.set(`${next - 1}-12-31T15:59:59.999Z`);
    expect((await show(await create())).number).not.toBe(`${next}-0001`);
    ground.clock.set(`${next - 1}-12-31T16:00:00.000Z`);
    expect((await show(await create())).number).toBe(`${next}-0001`);
    ground.clock.set(before);
  });
});

describe('an act', () => {
  it('keeps all that was entered, the party and the place too', async () => {
    const given = {
      party: '张三（身份证号略）',
      place: '和平路 12 号',
      type: 'sampling',
      filmed: true,
      procedure: 'summary',
    } as const;
    const circumstances = ['disputeProne', 'lifeHealthProperty'] as const;
    const id = await create({ ...given, circumstances: [...circumstances] });
    expect(await show(id)).toMatchObject({
      ...{ ...given, circumstances, id, cause: '占道经营', unit: '执法大队', recordings: 0 },
      officers: [{ id: organ.officerId, name: '王建国' }],
      createdBy: organ.people.officer.accountId,
    });
  });

  it('is one entry of the log in the name of who entered it, and a change one more', async () => {
    const before = await sealedSoFar();
    const id = await create();
    await asPerson(ground, organ.people.custodian, (ctx) =>
      changeSeenAct(ctx, { id, ...input({ party: '李四' }) }),
    );
    expect(await entriesOf(id)).toEqual([
      { kind: 'act.created', actor: organ.people.officer.accountId },
      { kind: 'act.changed', actor: organ.people.custodian.accountId },
    ]);
    const { entries, pending } = await sealedSoFar();
    expect([entries - before.entries, pending - before.pending]).toEqual([2, 2]);
    expect(await show(id)).toMatchObject({ party: '李四' });
  });

  it('keeps its number when it is changed', async () => {
    const id = await create();
    const { number } = await show(id);
    await asPerson(ground, organ.people.officer, (ctx) =>
      changeSeenAct(ctx, { id, ...input({ cause: '夜间施工' }) }),
    );
    expect(await show(id)).toMatchObject({ number, cause: '夜间施工' });
  });

  it('is changed by those concerned: its officers, who entered it, custodians', async () => {
    const id = await create();
    const byCustodian = await create({}, organ.people.custodian);
    const change = (by: Person, what: string) =>
      asPerson(ground, by, (ctx) => changeSeenAct(ctx, { id: what, ...input() })).then(
        () => 'changed',
        (error: { code: string }) => error.code,
      );
    const stranger = { ...organ.people.officer, officerId: null, accountId: organ.people.head.accountId };
    expect(await change(organ.people.officer, byCustodian)).toBe('changed');
    expect(await change(organ.people.custodian, id)).toBe('changed');
    for (const by of [stranger, organ.people.assistant, organ.people.head, organ.people.administrator])
      expect(await change(by, id)).toBe('permission.denied');
    expect(await change(other.people.custodian, id)).toBe('notFound');
    expect(await change(organ.people.custodian, absent)).toBe('notFound');
  });

  it('takes neither unit nor officer of another organ', async () => {
    for (const change of [{ unitId: other.unitId }, { officerIds: [organ.officerId, other.officerId] }])
      await expect(create(change)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('of another organ is as if it were not there', async () => {
    const id = await create();
    await expect(show(id, other.people.head)).rejects.toMatchObject({ code: 'notFound' });
    expect((await list({}, other.people.head)).rows.map((row) => row.id)).not.toContain(id);
  });

  it('that ends before it starts is refused, and takes no number', async () => {
    const before = (await show(await create())).number;
    const reversed = { startedAt: '2026-09-25T15:00:00+08:00', endedAt: '2026-09-25T14:59:59+08:00' };
    await expect(create(reversed)).rejects.toMatchObject({
      code: 'act.timesReversed',
      fields: [{ path: 'endedAt', message: '不能早于开始时间', messageEn: 'It cannot be before the start' }],
    });
    const after = (await show(await create())).number;
    expect(Number(after.slice(5))).toBe(Number(before.slice(5)) + 1);
  });

  it.each([
    [{ startedAt: '1989-12-31T23:00:00+08:00' }, ['startedAt']],
    [{ endedAt: '2027-10-14T02:00:00.001Z' }, ['endedAt']],
    [{ startedAt: '9999-12-31T00:00:00Z', endedAt: null }, ['startedAt']],
  ])('at a time that cannot be is refused, entered or changed: %j', async (change, paths) => {
    const id = await create();
    const said = { code: 'input.invalid', fields: paths.map((path) => expect.objectContaining({ path })) };
    await expect(create(change)).rejects.toMatchObject(said);
    const changed = asPerson(ground, organ.people.officer, (ctx) =>
      changeSeenAct(ctx, { ...input(change), id }),
    );
    await expect(changed).rejects.toMatchObject(said);
  });

  it('may be told with two offsets: instants are compared, not their texts', async () => {
    const id = await create({ startedAt: '2026-09-25T15:00:00+08:00', endedAt: '2026-09-25T08:30:00Z' });
    expect(await show(id)).toMatchObject({
      startedAt: '2026-09-25T07:00:00.000Z',
      endedAt: '2026-09-25T08:30:00.000Z',
    });
    const reversed = { startedAt: '2026-09-25T08:30:00Z', endedAt: '2026-09-25T15:00:00+08:00' };
    await expect(create(reversed)).rejects.toMatchObject({ code: 'act.timesReversed' });
    expect(await create({ startedAt: '2026-09-25T15:00:00+08:00', endedAt: null })).toHaveLength(36);
  });
});

describe('the list of acts', () => {
  it('finds by words of number, cause, party and place, and by all of them', async () => {
    const id = await create({ cause: '无证采砂', party: '宏达砂石有限公司', place: '北河滩涂' });
    const { number } = await show(id);
    for (const text of ['采砂', '宏达砂石', '北河', number, '宏达 采砂']) {
      expect(
        (await list({ text })).rows.map((row) => row.id),
        text,
      ).toContain(id);
    }
    for (const text of ['无证驾驶', '宏达 扬尘']) expect((await list({ text })).rows).toEqual([]);
  });

  it('finds what a change says and no longer what it said before', async () => {
    const id = await create({ party: '旧名商行' });
    await asPerson(ground, organ.people.officer, (ctx) =>
      changeSeenAct(ctx, { id, ...input({ party: '新号酒楼' }) }),
    );
    expect((await list({ text: '新号酒楼' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await list({ text: '旧名商行' })).rows).toEqual([]);
  });

  it('turns its pages through every act once, newest first, also among equal times', async () => {
    const start = plusMillis(ground.clock.now(), -50 * hour);
    const made: string[] = [];
    for (let i = 0; i < 11; i++) {
      const startedAt = plusMillis(start, Math.floor(i / 4) * hour);
      made.push(await create({ cause: '翻页检查', startedAt, endedAt: null }));
    }
    const seen: { id: string; startedAt: string }[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await list({ text: '翻页检查', limit: 3, ...(after ? { after } : {}) });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      seen.push(...page.rows);
      // An act that is entered meanwhile shifts nothing.
      await create({ cause: '翻页检查', startedAt: ground.clock.now(), endedAt: null });
      after = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(seen.map((row) => row.id).sort()).toEqual(made.sort());
    const times = seen.map((row) => row.startedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('loses none on the edge of a page that was timed finer than milliseconds', async () => {
    const made: string[] = [];
    for (const fine of ['100900', '100600', '100300'])
      made.push(
        await create({ cause: '细时', startedAt: `2026-09-01T08:00:00.${fine}+08:00`, endedAt: null }),
      );
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await list({ text: '细时', limit: 1, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(seen.sort()).toEqual(made.sort());
  });

  it.each([
    ...['', 'x', `2026-10-14T02:00:00.000Z_${"'"}; drop table act`, `_${absent}`, `1_${'-'.repeat(36)}`],
    ...[`1_${absent}`, `2026-02-30T02:00:00.000Z_${absent}`, `0000-02-03T02:00:00.000Z_${absent}`],
    ...[`2026-10-14T02:00:00.000Z_${'-'.repeat(36)}`, `+012026-10-14T02:00:00.000Z_${absent}`],
  ])('refuses the mark %s of a page', async (after) => {
    await expect(list({ after })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

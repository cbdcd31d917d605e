import { refusals } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { noOrigin, testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { beijingDate, plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { faultAt } from '../base/errors.ts';
import { createAct, listActs, readAct } from './acts.ts';
import { changeCase, listCases, openCase, readCase } from './cases.ts';

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
beforeEach(() => ground.clock.advance(60_000));

type CaseInput = Parameters<typeof openCase>[1];
type ActInput = Parameters<typeof createAct>[1];

const input = (change: Partial<CaseInput> = {}, of: TestOrgan = organ): CaseInput => ({
  ...{ ownNumber: null, cause: '无照经营', party: null, procedure: 'ordinary', closedAt: null },
  ...{ unitId: of.unitId, officerIds: [of.officerId], openedAt: plusMillis(ground.clock.now(), -hour) },
  ...change,
});
/** A case as it is said anew in a change: when it was closed is no part of it. */
const again = (change: Partial<CaseInput> = {}) => {
  const { closedAt, ...said } = { ...input(), ...change };
  return { ...said, ...noOrigin };
};
const open = async (change: Partial<CaseInput> = {}, by: Person = organ.people.officer) =>
  (await asPerson(ground, by, (ctx) => openCase(ctx, input(change)))).value.id;
const show = (id: string, by: Person = organ.people.head) => readAs(ground, by, (ctx) => readCase(ctx, id));
async function change(id: string, to: Partial<CaseInput & { revision: number }>, by = organ.people.officer) {
  const { revision } = await show(id);
  return asPerson(ground, by, (ctx) =>
    changeCase(ctx, { id, ...again(to), revision: to.revision ?? revision }),
  );
}
const list = (filter: { text?: string; after?: string; limit?: number } = {}, by = organ.people.head) =>
  readAs(ground, by, (ctx) => listCases(ctx, testKeys, { limit: 50, ...filter }));

const actInput = (change: Partial<ActInput> = {}): ActInput => ({
  ...{ type: 'onSiteInspection', cause: '无照经营', party: null, place: null, filmed: false },
  ...{ circumstances: [], procedure: null, caseId: null, endedAt: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], startedAt: ground.clock.now() },
  ...change,
});
const register = async (change: Partial<ActInput> = {}, by: Person = organ.people.officer) =>
  (await asPerson(ground, by, (ctx) => createAct(ctx, actInput(change)))).value.id;
const changeTo = (id: string, to: Partial<ActInput>) =>
  asPerson(ground, organ.people.officer, (ctx) => changeSeenAct(ctx, { id, ...actInput(to) }));
const act = (id: string) => readAs(ground, organ.people.head, (ctx) => readAct(ctx, id));

const entriesOf = (id: string) =>
  asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('custody_entry as e')
      .innerJoin('custody_payload as p', 'p.entry_id', 'e.entry_id')
      .select(['e.kind', 'e.actor', 'p.payload'])
      .where('e.subject_id', '=', id)
      .orderBy('e.entry_id')
      .execute(),
  );
const kindsOf = async (id: string) => (await entriesOf(id)).map(({ kind }) => kind);
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => String(error.code),
  );
const tail = (number: string) => Number(number.split('-')[1]);

describe('numbers of cases', () => {
  it('of twenty that are opened at once are distinct and leave no gap', async () => {
    const first = tail((await show(await open())).number);
    const many = await Promise.all(Array.from({ length: 20 }, () => open()));
    const numbers = (await Promise.all(many.map((id) => show(id)))).map(({ number }) => number).sort();
    expect(numbers.map(tail)).toEqual(Array.from({ length: 20 }, (_, i) => first + 1 + i));
    const year = beijingDate(ground.clock.now()).slice(0, 4);
    for (const number of numbers) expect(number).toMatch(new RegExp(`^${year}-\\d{4}$`));
  });

  it('are not lost to a case that fails after it took one', async () => {
    const first = tail((await show(await open())).number);
    const failing = () =>
      asPerson(ground, organ.people.officer, async (ctx) => {
        await openCase(ctx, input());
        throw new Error('the line went dead');
      }).catch(() => '');
    const made = await Promise.all([failing(), open(), failing(), open()]);
    const ids = made.filter((one): one is string => typeof one === 'string' && one !== '');
    const numbers = (await Promise.all(ids.map((id) => show(id)))).map(({ number }) => tail(number));
    expect(numbers.sort((a, b) => a - b)).toEqual([first + 1, first + 2]);
  });

  it('count apart from those of acts, by organ, and anew with the year of Beijing', async () => {
    const before = tail((await show(await open())).number);
    await register();
    expect(tail((await show(await open())).number)).toBe(before + 1);
    const theirs = await asPerson(ground, other.people.officer, (ctx) => openCase(ctx, input({}, other)));
    expect(tail((await show(theirs.value.id, other.people.head)).number)).toBe(1);
    const now = ground.clock.now();
    const next = Number(beijingDate(now).slice(0, 4)) + 1;
    ground.clock.set(`${next - 1}-12-31T16:00:00.000Z`);
    expect((await show(await open())).number).toBe(`${next}-0001`);
    ground.clock.set(now);
  });
});

describe('a case', () => {
  it('keeps all that was entered', async () => {
    const given = {
      ...{ ownNumber: '忻财立〔2026〕7号', party: '五台商贸有限公司', procedure: 'summary' as const },
      ...{ openedAt: '2026-09-25T07:00:00.000Z', closedAt: '2026-10-09T08:30:00.000Z' },
    } as const;
    const id = await open({ ...given, openedAt: '2026-09-25T15:00:00+08:00' });
    expect(await show(id)).toMatchObject({
      ...{ ...given, id, cause: '无照经营', unit: '执法大队', unitId: organ.unitId, revision: 1 },
      ...{ officers: [{ id: organ.officerId, name: '王建国' }], acts: [], actCount: 0 },
      createdBy: organ.people.officer.accountId,
    });
  });

  it('is one entry of the log in the name of who opened it, and a change one more', async () => {
    const id = await open();
    const { number } = await show(id);
    await change(id, { cause: '无证经营' }, organ.people.custodian);
    expect(await entriesOf(id)).toMatchObject([
      { kind: 'case.opened', actor: organ.people.officer.accountId },
      { kind: 'case.changed', actor: organ.people.custodian.accountId },
    ]);
    expect(await show(id)).toMatchObject({ number, cause: '无证经营', revision: 2 });
  });

  it('is changed by those concerned: who handles it, who opened it, custodians', async () => {
    const byCustodian = await open({}, organ.people.custodian);
    const stranger = { ...organ.people.officer, officerId: null, accountId: organ.people.head.accountId };
    expect(await outcome(change(byCustodian, {}, organ.people.officer))).toBe('done');
    expect(await outcome(change(await open(), {}, organ.people.custodian))).toBe('done');
    for (const by of [stranger, organ.people.assistant, organ.people.head, organ.people.administrator])
      expect(await outcome(change(byCustodian, {}, by))).toBe('permission.denied');
    expect(await outcome(change(byCustodian, {}, other.people.custodian))).toBe('notFound');
    const gone = { id: absent, revision: 1, ...again() };
    expect(await outcome(asPerson(ground, organ.people.custodian, (ctx) => changeCase(ctx, gone)))).toBe(
      'notFound',
    );
  });

  it('takes neither unit nor handler of another organ', async () => {
    const id = await open();
    for (const theirs of [{ unitId: other.unitId }, { officerIds: [organ.officerId, other.officerId] }]) {
      expect(await outcome(open(theirs))).toBe('notFound');
      expect(await outcome(change(id, theirs))).toBe('notFound');
    }
  });

  it('of another organ is as if it were not there', async () => {
    const id = await open();
    expect(await outcome(show(id, other.people.head))).toBe('notFound');
    expect((await list({}, other.people.head)).rows.map((row) => row.id)).not.toContain(id);
  });

  it('has a number of the organ itself that no other case of the organ has', async () => {
    const ownNumber = '忻财立〔2026〕8号';
    const [id, second] = [await open({ ownNumber }), await open()];
    const said = { code: 'input.invalid', fields: [{ path: 'ownNumber' }] };
    await expect(open({ ownNumber })).rejects.toMatchObject(said);
    await expect(change(second, { ownNumber })).rejects.toMatchObject(said);
    await change(id, { ownNumber, cause: '无证经营' });
    const elsewhere = { ...input({ ownNumber }, other) };
    expect(await outcome(asPerson(ground, other.people.officer, (ctx) => openCase(ctx, elsewhere)))).toBe(
      'done',
    );
  });
});

describe('times that cannot be', () => {
  const tooEarly = '1989-12-31T23:00:00+08:00';
  const before = { zh: '不能早于受理时间', en: 'It cannot be before the case was taken up' };
  const { implausible } = refusals;
  it.each([
    [{ openedAt: tooEarly }, [faultAt('openedAt', implausible)]],
    [{ closedAt: '9999-12-31T00:00:00Z' }, [faultAt('closedAt', implausible)]],
    [
      { openedAt: '2026-09-25T15:00:00+08:00', closedAt: '2026-09-25T06:59:59.999Z' },
      [faultAt('closedAt', before)],
    ],
    [
      { openedAt: '9999-12-31T00:00:00Z', closedAt: tooEarly },
      [faultAt('openedAt', implausible), faultAt('closedAt', implausible), faultAt('closedAt', before)],
    ],
  ])('are refused, each in words: %j', async (times, faults) => {
    const id = await open();
    const said = {
      code: 'input.invalid',
      fields: faults,
    };
    await expect(open(times)).rejects.toMatchObject(said);
    if (!('closedAt' in times)) await expect(change(id, times)).rejects.toMatchObject(said);
    expect(await kindsOf(id)).toEqual(['case.opened']);
  });

  it('are not those of an act that began before its case was opened', async () => {
    const caseId = await open();
    await register({ caseId, startedAt: plusMillis(ground.clock.now(), -100 * hour) });
    expect((await show(caseId)).acts).toHaveLength(1);
  });
});

describe('of two who change a case at once', () => {
  it('the second is told who was first and when, and nothing of the first is lost', async () => {
    const id = await open();
    const at = ground.clock.now();
    const outcomes = await Promise.all(
      ['甲', '乙', '丙'].map((party) =>
        asPerson(ground, organ.people.officer, (ctx) =>
          changeCase(ctx, { id, revision: 1, ...again({ party }) }),
        ).then(
          () => party,
          (error) => error,
        ),
      ),
    );
    const kept = outcomes.filter((one) => typeof one === 'string');
    expect(kept).toHaveLength(1);
    const refused = outcomes.filter((one) => typeof one !== 'string');
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'conflict.edited', detail: { name: 'xz.officer' } });
      expect(error.detail.at).toContain(beijingDate(at));
    }
    expect(await show(id)).toMatchObject({ party: kept[0], revision: 2 });
    expect(await kindsOf(id)).toEqual(['case.opened', 'case.changed']);
  });
});

describe('an act of a case', () => {
  it('names its case, and the case its acts in the order in which they began', async () => {
    const caseId = await open({ ownNumber: '忻财立〔2026〕9号' });
    const late = await register({ caseId });
    const early = await register({ caseId, startedAt: plusMillis(ground.clock.now(), -5 * hour) });
    const { number, acts, actCount } = await show(caseId);
    expect([acts.map(({ id }) => id), actCount]).toEqual([[early, late], 2]);
    const named = { id: caseId, number, ownNumber: '忻财立〔2026〕9号', cause: '无照经营' };
    expect((await act(late)).case).toEqual(named);
    const { rows } = await readAs(ground, organ.people.head, (ctx) => listActs(ctx, { limit: 50 }));
    expect(rows.find(({ id }) => id === early)?.case).toEqual(named);
    expect((await list()).rows.find(({ id }) => id === caseId)?.actCount).toBe(2);
  });

  it('joins, moves to another case and leaves by a change of the act, sealed with the case it then has', async () => {
    const [one, two] = [await open(), await open({ procedure: 'summary' })];
    const id = await register();
    for (const caseId of [one, two, null]) await changeTo(id, { caseId });
    const entries = await entriesOf(id);
    expect(entries.map(({ kind }) => kind)).toEqual(['act.created', ...Array(3).fill('act.changed')]);
    expect(entries.map(({ payload }) => JSON.parse(payload).case_id)).toEqual([null, one, two, null]);
    expect(entries.map(({ payload }) => JSON.parse(payload).procedure)).toEqual([
      ...[null, 'ordinary', 'summary', null],
    ]);
    expect([(await show(one)).actCount, (await show(two)).actCount]).toEqual([0, 0]);
  });

  it('has the procedure of its case; another one is refused in words, entered or changed', async () => {
    const caseId = await open();
    const { number } = await show(caseId);
    const id = await register({ caseId });
    expect(await act(id)).toMatchObject({ procedure: 'ordinary' });
    await changeTo(id, { caseId, procedure: 'ordinary' });
    const message = `与所属案件不一致：案件 ${number} 适用普通程序`;
    const messageEn = `It is not that of the case: case ${number} follows the ordinary procedure`;
    const said = { code: 'input.invalid', fields: [{ path: 'procedure', message, messageEn }] };
    await expect(register({ caseId, procedure: 'summary' })).rejects.toMatchObject(said);
    await expect(changeTo(id, { caseId, procedure: 'summary' })).rejects.toMatchObject(said);
    expect(await act(id)).toMatchObject({ procedure: 'ordinary' });
  });

  it('serves no case of another organ, whoever writes the row', async () => {
    const theirs = await asPerson(ground, other.people.officer, (ctx) => openCase(ctx, input({}, other)));
    const caseId = theirs.value.id;
    const id = await register();
    expect(await outcome(register({ caseId }))).toBe('notFound');
    expect(await outcome(changeTo(id, { caseId }))).toBe('notFound');
    expect(await outcome(register({ caseId: absent }))).toBe('notFound');
    const past = asHouse(ground, async ({ tx }) => {
      await tx.updateTable('act').set({ case_id: caseId }).where('id', '=', id).execute();
      throw new Error('the database let it pass');
    });
    expect(await outcome(past)).toBe('23503');
  });
});

describe('a change of the procedure of a case', () => {
  it('is one of its acts too, in the same transaction, each sealed; others are left alone', async () => {
    const caseId = await open();
    const acts = [await register({ caseId }), await register({ caseId })];
    const alone = await register({ procedure: 'ordinary' });
    await change(caseId, { procedure: 'summary' }, organ.people.custodian);
    for (const id of acts) {
      expect(await act(id)).toMatchObject({ procedure: 'summary' });
      const [, changed, ...more] = await entriesOf(id);
      expect(more).toEqual([]);
      expect(changed).toMatchObject({ kind: 'act.changed', actor: organ.people.custodian.accountId });
      expect(JSON.parse(changed?.payload ?? '{}')).toMatchObject({ procedure: 'summary', case_id: caseId });
    }
    expect(await act(alone)).toMatchObject({ procedure: 'ordinary' });
    expect(await kindsOf(alone)).toEqual(['act.created']);
  });

  it('leaves acts alone that have it already', async () => {
    const caseId = await open();
    const id = await register({ caseId });
    await change(caseId, { cause: '无证经营' });
    expect(await kindsOf(id)).toEqual(['act.created']);
  });

  it('passes by no act that is brought in at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const caseId = await open();
      const id = await register();
      await Promise.all([
        change(caseId, { procedure: 'summary' }),
        changeTo(id, { caseId }),
        register({ caseId }),
        register({ caseId }),
      ]);
      const { acts } = await show(caseId);
      expect(acts.map(({ procedure }) => procedure)).toEqual(['summary', 'summary', 'summary']);
    }
  });
});

describe('the list of cases', () => {
  it('finds by words of both numbers, cause and party, also after a change, and by all of them', async () => {
    const id = await open({ cause: '无证采砂', party: '宏达砂石有限公司', ownNumber: '水政立〔2026〕31号' });
    const { number } = await show(id);
    for (const text of ['采砂', '宏达砂石', '水政立', number, '宏达 采砂'])
      expect(
        (await list({ text })).rows.map((row) => row.id),
        text,
      ).toContain(id);
    for (const text of ['无证驾驶', '宏达 扬尘']) expect((await list({ text })).rows).toEqual([]);
    await change(id, { cause: '无证采砂', party: '新号砂场' });
    expect((await list({ text: '新号砂场' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await list({ text: '宏达' })).rows).toEqual([]);
  });

  it('turns its pages through every case once, newest first, also among equal times', async () => {
    const start = plusMillis(ground.clock.now(), -50 * hour);
    const made: string[] = [];
    for (let i = 0; i < 11; i++)
      made.push(await open({ cause: '翻页案', openedAt: plusMillis(start, Math.floor(i / 4) * hour) }));
    const seen: { id: string; openedAt: string }[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await list({ text: '翻页案', limit: 3, ...(after ? { after } : {}) });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      seen.push(...page.rows);
      await open({ cause: '翻页案', openedAt: ground.clock.now() });
      after = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(seen.map((row) => row.id).sort()).toEqual(made.sort());
    const times = seen.map((row) => row.openedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each(['', 'x', `2026-02-30T02:00:00.000Z_${absent}`])('refuses the mark %s of a page', async (after) => {
    expect(await outcome(list({ after }))).toBe('input.invalid');
  });
});

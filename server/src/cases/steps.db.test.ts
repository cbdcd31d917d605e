import type { Input } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { type FilmLine, filmOf, openFilmLine } from '../obligations/film-for-tests.ts';
import { registerOfficer } from '../roster/index.ts';
import { createAct, readAct } from './acts.ts';
import { linkEvidence, unlinkEvidence } from './evidence.ts';
import { actFactsOf, actFactsOfAll } from './index.ts';
import { decideRecusal, raiseRecusal } from './recusals.ts';
import { correctActStep, enterActStep, stepsOfAct, withdrawActStep } from './steps.ts';

const hour = 3_600_000;
const absent = '018f0000-0000-7000-8000-00000000dead';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let line: FilmLine;
let actId: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  line = openFilmLine(ground);
});
afterAll(() => ground.close());
beforeEach(async () => {
  ground.clock.advance(24 * hour);
  actId = await create();
});

type ActInput = Parameters<typeof createAct>[1];
type Stated = Omit<Input<'enterActStep'>, 'id' | 'actId'>;
const create = async (change: Partial<ActInput> = {}, of = organ) => {
  const input: ActInput = {
    ...{ type: 'onSiteInspection', cause: '占道经营', party: '张三', place: null, filmed: true },
    ...{ circumstances: ['disputeProne'], procedure: 'ordinary', caseId: null, unitId: of.unitId },
    ...{ officerIds: [of.officerId], startedAt: plusMillis(ground.clock.now(), -hour), endedAt: null },
    ...change,
  };
  return (await asPerson(ground, of.people.officer, (ctx) => createAct(ctx, input))).value.id;
};
const newId = () => makeId(ground.clock);
const ago = (minutes: number) => plusMillis(ground.clock.now(), -minutes * 60_000);
const arrived = (minutes = 30) => ({ kind: 'arrived' as const, at: ago(minutes), until: null, detail: {} });
const interrupted = (minutes = 20) => ({
  ...{ kind: 'interrupted' as const, at: ago(minutes), until: ago(minutes - 5) },
  detail: { cause: 'weather' as const, voice: true, resumed: true },
});
const enter = async (stated: Stated, { by = organ.people.officer, id = newId(), of = actId } = {}) =>
  (
    await asPerson(ground, by, (ctx) =>
      enterActStep(ctx, { ...stated, id, actId: of } as Input<'enterActStep'>),
    )
  ).value.id;
const correct = async (replaces: string, stated: Stated, { by = organ.people.officer, id = newId() } = {}) =>
  (
    await asPerson(ground, by, (ctx) =>
      correctActStep(ctx, { ...stated, id, replaces, reason: '时间记错' } as Input<'correctActStep'>),
    )
  ).value.id;
const withdraw = async (replaces: string, { by = organ.people.officer, id = newId() } = {}) =>
  (await asPerson(ground, by, (ctx) => withdrawActStep(ctx, { id, replaces, reason: '记错了活动' }))).value
    .id;
const steps = (by: Person = organ.people.head) => readAs(ground, by, (ctx) => stepsOfAct(ctx, actId));
const facts = (id = actId) => asHouse(ground, (ctx) => actFactsOf(ctx, id));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const entriesOf = (ids: string[]) =>
  asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('custody_entry')
      .select(['kind', 'subject_id'])
      .where('subject_id', 'in', ids)
      .orderBy('entry_id')
      .execute(),
  );

describe('a step', () => {
  it('is shown with who entered it, and one entry of the log', async () => {
    const id = await enter(interrupted());
    expect(await steps()).toEqual([
      {
        ...{ id, kind: 'interrupted' },
        versions: [
          {
            ...{ id, at: ago(20), until: ago(15), detail: { cause: 'weather', voice: true, resumed: true } },
            ...{
              withdrawn: false,
              reason: null,
              media: null,
              statedBy: 'xz.officer',
              statedAt: ground.clock.now(),
            },
          },
        ],
      },
    ]);
    expect(await entriesOf([id])).toEqual([{ kind: 'act.stepEntered', subject_id: id }]);
  });

  it('is corrected by a further version, and the first stays', async () => {
    const id = await enter(arrived(30));
    ground.clock.advance(60_000);
    const second = await correct(id, arrived(40), { by: organ.people.custodian });
    const [step, ...more] = await steps();
    expect(more).toEqual([]);
    expect(step).toMatchObject({
      id,
      versions: [
        { id, at: ago(31), reason: null, statedBy: 'xz.officer' },
        { id: second, at: ago(40), reason: '时间记错', statedBy: 'xz.custodian' },
      ],
    });
    expect(await entriesOf([id, second])).toEqual([
      { kind: 'act.stepEntered', subject_id: id },
      { kind: 'act.stepEntered', subject_id: second },
    ]);
  });

  it('is withdrawn with a reason, once, and then neither corrected nor withdrawn again', async () => {
    const id = await enter(arrived());
    const last = await withdraw(id);
    expect((await steps())[0]?.versions.at(-1)).toMatchObject({
      id: last,
      withdrawn: true,
      reason: '记错了活动',
    });
    expect(await entriesOf([last])).toEqual([{ kind: 'act.stepWithdrawn', subject_id: last }]);
    for (const version of [id, last])
      expect([await codeOf(withdraw(version)), await codeOf(correct(version, arrived()))]).toEqual([
        ...['conflict.changed', 'conflict.changed'],
      ]);
    expect((await steps())[0]?.versions).toHaveLength(2);
  });

  it('stands where it happened, whenever it was entered or corrected', async () => {
    const left = await enter({ ...arrived(5), kind: 'left' });
    const came = await enter(arrived(30));
    const told = await enter({ ...arrived(50), kind: 'recordingNotified' });
    await correct(told, { ...arrived(20), kind: 'recordingNotified' });
    expect((await steps()).map(({ id }) => id)).toEqual([came, told, left]);
  });
});

it('leaving ends an act of which no other end was entered, and the end goes with what is said of the leaving', async () => {
  const left = (minutes: number) => ({ ...arrived(minutes), kind: 'left' as const });
  const endOf = async (of = actId) => {
    const { endedAt, revision } = await readAs(ground, organ.people.officer, (ctx) => readAct(ctx, of));
    return [endedAt, revision];
  };
  await enter(arrived());
  expect(await endOf()).toEqual([null, 1]);
  const id = await enter(left(10));
  expect(await endOf()).toEqual([ago(10), 2]);
  expect(await entriesOf([actId])).toEqual([
    { kind: 'act.created', subject_id: actId },
    { kind: 'act.changed', subject_id: actId },
  ]);
  await enter(left(5));
  expect(await endOf()).toEqual([ago(10), 2]);
  const corrected = await correct(id, left(8));
  expect(await endOf()).toEqual([ago(8), 3]);
  await withdraw(corrected);
  expect(await endOf()).toEqual([null, 4]);
  const ended = await create({ endedAt: ago(3) });
  await enter(left(10), { of: ended });
  expect(await endOf(ended)).toEqual([ago(3), 1]);
  const before = await create();
  await expect(enter(left(90), { of: before })).rejects.toMatchObject({ fields: [{ path: 'at' }] });
  expect(await endOf(before)).toEqual([null, 1]);
});

it('a step lies in an order that can be, also once it is corrected', async () => {
  const came = await enter(arrived(30));
  const stopped = await enter(interrupted());
  const explained = { kind: 'interruptionExplained' as const, until: null, detail: { about: stopped } };
  const { at: stoppedAt } = interrupted();
  const wrong = { fields: [{ path: 'at' }] };
  const [before, after] = [plusMillis(stoppedAt, -60_000), plusMillis(stoppedAt, 60_000)];
  await expect(enter({ ...explained, at: before })).rejects.toMatchObject(wrong);
  const told = await enter({ ...explained, at: after });
  await expect(correct(told, { ...explained, at: before })).rejects.toMatchObject(wrong);
  const later = { ...interrupted(), at: plusMillis(after, 1000), until: null };
  await expect(correct(stopped, later)).rejects.toMatchObject(wrong);
  await expect(enter({ ...arrived(40), kind: 'left' })).rejects.toMatchObject(wrong);
  await correct(came, arrived(45));
  await enter({ ...arrived(40), kind: 'left' });
});

it('who is recused while the act runs states what was before, and nothing after it', async () => {
  const recusal = { ...{ id: newId(), actId, caseId: null, officerId: organ.officerId, applicant: '张三' } };
  await asPerson(ground, organ.people.officer, (ctx) =>
    raiseRecusal(ctx, {
      ...recusal,
      ...{ raisedBy: 'party', ground: 'relative', reason: '与当事人是亲戚', raisedAt: ago(35) },
    }),
  );
  await enter(arrived(30));
  await asPerson(ground, organ.people.head, (ctx) =>
    decideRecusal(ctx, { id: recusal.id, decision: 'granted', reason: null, decidedAt: ago(20) }),
  );
  await enter({ ...arrived(25), kind: 'recordingNotified' });
  await expect(enter({ ...arrived(15), kind: 'left' })).rejects.toMatchObject({
    fields: [{ path: 'at', message: expect.stringContaining('第四十三条') }],
  });
});

describe('the same that arrives twice', () => {
  it('is entered once, and answered as the first time', async () => {
    const id = await enter(interrupted());
    const stated = interrupted();
    expect(await enter({ ...stated, detail: { resumed: true, cause: 'weather', voice: true } }, { id })).toBe(
      id,
    );
    const second = await correct(id, arrivedLater(stated));
    expect(await correct(id, arrivedLater(stated), { id: second })).toBe(second);
    const last = await withdraw(second);
    expect(await withdraw(second, { id: last })).toBe(last);
    expect((await steps())[0]?.versions).toHaveLength(3);
    expect(await entriesOf([id, second, last])).toHaveLength(3);
  });
  const arrivedLater = (stated: ReturnType<typeof interrupted>) => ({ ...stated, until: ago(1) });

  it('at once too', async () => {
    const id = newId();
    const stated = arrived();
    const all = await Promise.all([1, 2, 3, 4].map(() => enter(stated, { id })));
    expect(all).toEqual([id, id, id, id]);
    expect(await steps()).toHaveLength(1);
    expect(await entriesOf([id])).toHaveLength(1);
  });

  it('under an id that says something else is refused', async () => {
    const id = await enter(arrived(30));
    expect(await codeOf(enter(arrived(29), { id }))).toBe('conflict.changed');
    expect(await codeOf(enter(arrived(30), { id, by: organ.people.custodian }))).toBe('conflict.changed');
    const elsewhere = await create();
    expect(await codeOf(enter(arrived(30), { id, of: elsewhere }))).toBe('conflict.changed');
    const theirs = await create({}, other);
    expect(await codeOf(enter(arrived(30), { id, of: theirs, by: other.people.officer }))).toBe(
      'conflict.changed',
    );
    expect(await entriesOf([id])).toHaveLength(1);
  });
});

it('of two who correct one step at once, one is told that the other was first', async () => {
  const id = await enter(arrived());
  const outcomes = await Promise.all([
    codeOf(correct(id, arrived(10))),
    codeOf(withdraw(id, { by: organ.people.custodian })),
    codeOf(correct(id, arrived(11), { by: organ.people.custodian })),
  ]);
  expect(outcomes.sort()).toEqual(['conflict.changed', 'conflict.changed', 'done']);
  expect((await steps())[0]?.versions).toHaveLength(2);
});

describe('what cannot be is refused', () => {
  const faultsOf = (work: Promise<unknown>) =>
    work.then(
      () => [],
      (error: DomainError) => [error.code, ...error.fields.map(({ path }) => path)],
    );

  it('with every fault at once, and nothing is entered', async () => {
    const detail = { items: ['takenBy'], recording: absent };
    const note = { kind: 'evidenceNoted', at: ago(-60), until: null, detail } as Stated;
    expect(await faultsOf(enter(note))).toEqual(['input.invalid', 'at', 'detail.recording']);
    expect(await steps()).toEqual([]);
  });

  it('film that is not linked, also no longer', async () => {
    const recordingId = await line.store(organ.people.officer, filmOf(ground, organ));
    const filed = {
      kind: 'discFiled',
      at: ago(1),
      until: null,
      detail: { recording: recordingId },
    } as Stated;
    expect(await faultsOf(enter(filed))).toEqual(['input.invalid', 'detail.recording']);
    const link = await asPerson(ground, organ.people.officer, (ctx) =>
      linkEvidence(ctx, { actId, recordingId, note: null }),
    );
    expect(await codeOf(enter(filed))).toBe('done');
    await asPerson(ground, organ.people.officer, (ctx) =>
      unlinkEvidence(ctx, { id: link.value.id, reason: '误关联' }),
    );
    expect(await faultsOf(enter(filed))).toEqual(['input.invalid', 'detail.recording']);
  });

  it('a report of an interruption that is none, of another act, or withdrawn', async () => {
    const report = (about: string | null) =>
      ({ kind: 'interruptionReported', at: ago(1), until: null, detail: { about } }) as Stated;
    const id = await enter(interrupted());
    const second = await correct(id, interrupted(19));
    const came = await enter(arrived());
    expect(await faultsOf(enter(report(null)))).toEqual([]);
    expect(await faultsOf(enter(report(id)))).toEqual([]);
    const elsewhere = await create();
    for (const [about, of] of [
      [second, actId],
      [came, actId],
      [id, elsewhere],
    ] as const)
      expect(await faultsOf(enter(report(about), { of })), about).toEqual(['input.invalid', 'detail.about']);
    await withdraw(second);
    expect(await faultsOf(enter(report(id)))).toEqual(['input.invalid', 'detail.about']);
  });

  it('a correction to another kind', async () => {
    const id = await enter(arrived());
    expect(await faultsOf(correct(id, { ...arrived(), kind: 'left' }))).toEqual(['input.invalid', 'kind']);
  });
});

describe('who may', () => {
  it('those who may change the act, and nobody else', async () => {
    const id = await enter(arrived());
    const stranger = { ...organ.people.officer, officerId: null, accountId: organ.people.head.accountId };
    const { assistant, head, administrator } = organ.people;
    for (const by of [stranger, assistant, head, administrator]) {
      expect(await codeOf(enter(arrived(), { by }))).toBe('permission.denied');
      expect(await codeOf(correct(id, arrived(), { by }))).toBe('permission.denied');
      expect(await codeOf(withdraw(id, { by }))).toBe('permission.denied');
    }
    expect(await codeOf(enter(arrived(), { by: organ.people.custodian }))).toBe('done');
  });

  it('of another organ: nothing is there', async () => {
    const id = await enter(arrived());
    const by = other.people.custodian;
    expect(await codeOf(enter(arrived(), { by }))).toBe('notFound');
    expect(await codeOf(correct(id, arrived(), { by }))).toBe('notFound');
    expect(await codeOf(withdraw(id, { by }))).toBe('notFound');
    expect(await codeOf(enter(arrived(), { of: absent }))).toBe('notFound');
    expect(await steps(by)).toEqual([]);
  });
});

describe('the facts of an act', () => {
  it('are what was entered, in the form that the law is asked in', async () => {
    const recordingId = await line.store(organ.people.officer, filmOf(ground, organ));
    await asPerson(ground, organ.people.officer, (ctx) =>
      linkEvidence(ctx, { actId, recordingId, note: null }),
    );
    const id = await enter(interrupted());
    await correct(id, interrupted(19));
    await withdraw(await enter(arrived()));
    const known = await facts();
    expect(known).toMatchObject({
      ...{ activity: 'onSiteInspection', circumstances: ['disputeProne'], procedure: 'ordinary' },
      ...{ startedAt: ago(60), endedAt: null, officers: 1, filmed: true },
      film: [{ id: recordingId, asEvidence: true, start: expect.any(String), end: expect.any(String) }],
    });
    expect(known.steps).toEqual([{ ...interrupted(19), id }]);
  });

  it('count officers, not those who assist', async () => {
    const assistant = await asPerson(ground, organ.people.administrator, (ctx) =>
      registerOfficer(ctx, {
        ...{ unitId: organ.unitId, name: '赵六', kind: 'assistant', deviceUserId: null },
        ...{ certificateNo: null, certificateValidUntil: null },
      }),
    );
    const id = await create({ officerIds: [organ.officerId, assistant.value.id] });
    expect((await facts(id)).officers).toBe(1);
  });

  it('of many acts are told together, each with its own', async () => {
    const second = await create({ procedure: null, circumstances: [] });
    await enter(arrived());
    const all = await asHouse(ground, (ctx) => actFactsOfAll(ctx, [actId, second, absent]));
    expect([...all.keys()].sort()).toEqual([actId, second].sort());
    expect(all.get(actId)?.steps).toHaveLength(1);
    expect(all.get(second)).toMatchObject({ steps: [], film: [], procedure: null, circumstances: [] });
    await expect(facts(absent)).rejects.toMatchObject({ code: 'notFound' });
  });
});

import type { Act } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { beijingDate, plusMillis } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { changeAct, createAct } from '../cases/acts.ts';
import { openCase } from '../cases/cases.ts';
import { linkEvidence } from '../cases/index.ts';
import { decideRecusal, listRecusals, raiseRecusal } from '../cases/recusals.ts';
import { correctActStep, enterActStep } from '../cases/steps.ts';
import { type Law, loadLaw } from '../law/index.ts';
import { registerOfficer } from '../roster/index.ts';
import { changeOfficer } from '../roster/officers.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';
import { getAct } from './routes.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let house: DutyGround;
let organ: TestOrgan;
let law: Law;
/** 李四, whose certificate ended yesterday. */
let expired: string;
let helper: string;

type ActInput = Parameters<typeof createAct>[1];
const now = () => house.ground.clock.now();
const ago = (millis: number) => plusMillis(now(), -millis);
const as = async <T>(person: Person, command: (ctx: Writing) => Promise<Sealed<T>>) =>
  (await asPerson(house.ground, person, command)).value;
const input = (change: Partial<ActInput> = {}): ActInput => ({
  ...{ type: 'seal', cause: '无证经营', party: '某商行', place: '西街 3 号', filmed: true },
  ...{ circumstances: [], procedure: null, caseId: null, unitId: organ.unitId },
  ...{ officerIds: [organ.officerId], startedAt: ago(10 * minute), endedAt: now() },
  ...change,
});
const create = async (change: Partial<ActInput> = {}) =>
  (await as(organ.people.officer, (ctx) => createAct(ctx, input(change), { law }))).id;
const show = (id: string): Promise<Act> =>
  readAs(house.ground, organ.people.custodian, (ctx) => getAct(ctx, law, { id }));
const faultsOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, fields }: { code: string; fields: { path: string; message: string }[] }) => ({
      code,
      said: fields.map(({ path, message }) => `${path} ${message}`),
    }),
  );
const register = async (name: string, change: object) => {
  const who = { unitId: organ.unitId, name, deviceUserId: null, certificateValidUntil: null };
  const row = { kind: 'officer' as const, certificateNo: null, ...who, ...change };
  return (await as(organ.people.administrator, (ctx) => registerOfficer(ctx, row))).id;
};

beforeAll(async () => {
  house = await openDutyGround();
  law = await loadLaw();
  organ = await makeOrgan(house.ground);
  const until = beijingDate(ago(day));
  expired = await register('李四', { certificateNo: '证-2', certificateValidUntil: until });
  helper = await register('赵六', { kind: 'assistant' });
});
afterAll(() => house.close());

describe('an act with somebody who may not take part', () => {
  it('is refused with all faults at once, each in words with its article', async () => {
    const position = { latitude: 91, longitude: -200 };
    const officerIds = [organ.officerId, organ.officerId, expired, helper];
    const told = await faultsOf(create({ officerIds, coordinates: position, endedAt: ago(day) }));
    expect(told?.code).toBe('input.invalid');
    expect(told?.said).toEqual([
      'coordinates 纬度应在 -90 至 90 之间',
      'coordinates 经度应在 -180 至 180 之间',
      'officerIds 同一人填了不止一次',
      expect.stringMatching(
        /^officerIds 李四的执法证件（证-2）有效期至.*活动当天已经过期（《中华人民共和国行政强制法》/,
      ),
      expect.stringMatching(/^officerIds 赵六没有登记协助执法资格.*（《忻州市财政局/),
      'despite 请更换人员；活动已经进行的，请写明仍然登记的原因',
      'endedAt 不能早于开始时间',
    ]);
  });

  it('that has begun is entered with the reason, and stays a finding', async () => {
    const id = await create({ officerIds: [organ.officerId, expired], despite: '出发后才发现证件到期' });
    await house.settle();
    const act = await show(id);
    expect(act.despite).toBe('出发后才发现证件到期');
    expect(act.officers.map(({ name, doubts }) => [name, doubts.length])).toEqual([
      ['王建国', 0],
      ['李四', 1],
    ]);
    const duties = await readDutiesOf(house.ground, organ.people.custodian, { type: 'act', id });
    const officers = duties.filter(({ duty }) => duty === 'officers');
    expect(officers.map(({ key, state }) => [key, state]).sort()).toEqual([
      ['', 'overdue'],
      ['certificate', 'overdue'],
    ]);
    // Renewed in the register: what was known then stays until the act is entered anew.
    await as(organ.people.administrator, (ctx) =>
      changeOfficer(ctx, {
        ...{ id: expired, unitId: organ.unitId, name: '李四', kind: 'officer', deviceUserId: null },
        ...{ certificateNo: '证-3', certificateValidFrom: beijingDate(ago(30 * day)) },
        certificateValidUntil: beijingDate(plusMillis(now(), 300 * day)),
      }),
    );
    expect((await show(id)).officers[1]?.doubts).toHaveLength(1);
    const again = { id, ...input({ officerIds: [organ.officerId, expired] }) };
    await as(organ.people.officer, (ctx) => changeSeenAct(ctx, again));
    expect((await show(id)).officers[1]).toMatchObject({ certificateNo: '证-3', doubts: [] });
  });

  it('is refused whatever is said while it lies ahead, and a patrol never', async () => {
    const startedAt = plusMillis(now(), day);
    const ahead = {
      startedAt,
      endedAt: null,
      planned: true,
      planNote: '第 12 号检查计划',
      despite: '人手不足',
    };
    expect((await faultsOf(create(ahead)))?.said).toEqual([
      expect.stringMatching(/^officerIds 执法人员不得少于2人，现在计入1人（/),
    ]);
    const patrol = await create({ ...ahead, type: 'dailyPatrol', officerIds: [organ.officerId, helper] });
    expect(await show(patrol)).toMatchObject({ planned: true, planNote: '第 12 号检查计划' });
  });
});

it('an act that two change at once is told to the second, with who was first', async () => {
  const id = await create({ coordinates: { latitude: 38.41, longitude: 112.73 } });
  const { revision } = await show(id);
  await as(organ.people.custodian, (ctx) => changeAct(ctx, { id, revision, ...input() }, law));
  await expect(
    as(organ.people.officer, (ctx) => changeAct(ctx, { id, revision, ...input() }, law)),
  ).rejects.toMatchObject({ code: 'conflict.edited' });
  expect((await show(id)).coordinates).toBe(null);
});

describe('a recusal', () => {
  it('granted in a case keeps the officer from its later acts, and from no earlier one', async () => {
    const { officer, head } = organ.people;
    const opened = await as(officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber: null, cause: '无证经营', party: '某商行', procedure: 'ordinary', closedAt: null },
        ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: ago(day) },
      }),
    );
    const earlier = await create({ caseId: opened.id, startedAt: ago(60 * minute) });
    const raised = {
      ...{ id: makeId(house.ground.clock), caseId: opened.id, actId: null, officerId: organ.officerId },
      ...{ raisedBy: 'party' as const, applicant: '某商行', ground: 'interest' as const },
      ...{ reason: '曾在该商行任职', raisedAt: ago(30 * minute) },
    };
    const raise = (change: object = {}) => as(officer, (ctx) => raiseRecusal(ctx, { ...raised, ...change }));
    expect(await faultsOf(raise({ applicant: null, raisedAt: plusMillis(now(), day) }))).toMatchObject({
      said: ['raisedAt 不能晚于现在', 'applicant 当事人申请的，请写明申请人'],
    });
    const [first, second] = await Promise.all([raise(), raise()]);
    expect(first).toEqual(second);
    await expect(raise({ id: makeId(house.ground.clock) })).rejects.toMatchObject({
      code: 'conflict.exists',
    });
    // It does not stop the investigation until it is decided.
    await create({ caseId: opened.id });
    const granted = {
      id: raised.id,
      decision: 'granted' as const,
      reason: null,
      decidedAt: ago(20 * minute),
    };
    const own = await openPerson(
      house.ground,
      organ.people.administrator,
      'xz.head2',
      'head',
      organ.officerId,
    );
    const decide = (by: Person, change: object = {}) =>
      as(by, (ctx) => decideRecusal(ctx, { ...granted, ...change }));
    await expect(decide(own)).rejects.toMatchObject({ code: 'permission.denied' });
    expect(await faultsOf(decide(head, { decision: 'refused', decidedAt: ago(40 * minute) }))).toMatchObject({
      said: ['decidedAt 不能早于提出的时间', 'reason 不同意回避的，请写明理由'],
    });
    await decide(head);
    await decide(head);
    await expect(decide(head, { decision: 'refused', reason: '不成立' })).rejects.toMatchObject({
      code: 'conflict.changed',
    });
    expect((await faultsOf(create({ caseId: opened.id })))?.said).toEqual([
      expect.stringMatching(/^officerIds 王建国已经回避本案.*第四十三条/),
    ]);
    const change = { id: earlier, ...input({ caseId: opened.id, startedAt: ago(60 * minute) }) };
    await as(officer, (ctx) => changeSeenAct(ctx, { ...change, place: '东街' }));
    const listed = await readAs(house.ground, head, (ctx) => listRecusals(ctx, { actId: earlier }));
    expect(listed.rows).toMatchObject([
      { officer: '王建国', decision: 'granted', abilities: { decide: false } },
    ]);
  });
});

describe('the films of an act', () => {
  it('lie on one axis with the gap that an interruption names, and steps are tied to their seconds', async () => {
    const { officer, head } = organ.people;
    const id = await create({ startedAt: ago(6 * minute), endedAt: now() });
    const ended = [5, 2].map((minutes) => ago(minutes * minute));
    const films: string[] = [];
    for (const endedAt of ended)
      films.push(await house.line.store(officer, { ...filmOf(house.ground, organ), endedAt }));
    for (const recordingId of films)
      await as(officer, (ctx) => linkEvidence(ctx, { actId: id, recordingId, note: null }));
    const stop = {
      ...{ id: makeId(house.ground.clock), actId: id, kind: 'interrupted' as const },
      ...{ at: ago(5 * minute), until: ago(3 * minute) },
      detail: { cause: 'lowBattery' as const, voice: true, resumed: true },
    };
    await as(officer, (ctx) => enterActStep(ctx, stop));
    const { axis } = await show(id);
    expect(axis?.lanes).toMatchObject([
      { device: 'XZ01', officer: '王建国', films: films.map((recordingId) => ({ recordingId })) },
    ]);
    expect(axis?.lanes[0]?.films[0]?.clockOffsetSeconds).toBe(120);
    expect(axis?.gaps.map(({ stepId, cause }) => [stepId, cause])).toEqual([
      [stop.id, 'lowBattery'],
      [null, null],
    ]);
    const media = { recordingId: films[0] ?? '', second: 30 };
    const stated = { id: makeId(house.ground.clock), actId: id, at: ago(5.5 * minute), until: null };
    const opening = { ...stated, kind: 'openingStated' as const, detail: { items: ['time' as const] } };
    const tie = (at: object) =>
      as(officer, (ctx) => enterActStep(ctx, { ...opening, media: { ...media, ...at } }));
    expect((await faultsOf(tie({ second: 4000 })))?.said).toEqual([
      expect.stringMatching(/^media.second 这段音像只有 \d+ 秒$/),
    ]);
    expect((await faultsOf(tie({ recordingId: id })))?.said[0]).toMatch(/^media.recordingId 请选择已关联/);
    await tie({});
    const { kind, at, until, detail } = opening;
    await as(officer, (ctx) =>
      correctActStep(ctx, {
        ...{ id: makeId(house.ground.clock), replaces: opening.id, reason: '核对录像后更正' },
        ...{ kind, at, until, detail, media: { ...media, second: 41.5 } },
      }),
    );
    const versions = (await show(id)).steps.find((step) => step.id === opening.id)?.versions;
    expect(versions?.map((version) => version.media?.second)).toEqual([30, 41.5]);
    // Who may see no film of others is shown where it lies, and not what it is.
    const stranger = { ...head, permissions: new Set(['act.read', 'recording.readOwn'] as const) };
    const seen = await readAs(house.ground, stranger, (ctx) => getAct(ctx, law, { id }));
    expect(seen.axis?.lanes[0]?.films[0]).toMatchObject({ recordingId: null, name: null });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSeenAct } from '../../test/acts.ts';
import { noOrigin } from '../../test/numbers.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { createAct } from '../cases/acts.ts';
import { changeCase, openCase } from '../cases/cases.ts';
import { linkEvidence, unlinkEvidence } from '../cases/evidence.ts';
import { enterActStep } from '../cases/steps.ts';
import { registerOfficer } from '../roster/index.ts';
import { type DutyGround, openDutyGround } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';
import { listDuties } from './list.ts';
import { getCase } from './routes.ts';

const hour = 3_600_000;

let house: DutyGround;
let organ: TestOrgan;
let other: TestOrgan;
/** 李四, who takes part in nothing here. */
let colleague: Person;
let caseId: string;
let actId: string;
let filmId: string;
let linkId: string;
let aloneId: string;

type ActInput = Parameters<typeof createAct>[1];
const actInput = (change: Partial<ActInput> = {}): ActInput => ({
  ...{ type: 'questioning', cause: '无照经营', party: '张三', place: null, filmed: true },
  ...{ circumstances: [], procedure: null, caseId },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId] },
  ...{ startedAt: plusMillis(house.ground.clock.now(), -2 * hour), endedAt: house.ground.clock.now() },
  ...change,
});
const as = async <T>(person: Person, work: Parameters<typeof asPerson<{ value: T }>>[2]): Promise<T> =>
  (await asPerson(house.ground, person, work)).value;
const caseInput = () => ({
  ...{ ownNumber: null, cause: '无照经营', party: '张三', procedure: 'ordinary' as const, closedAt: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: house.ground.clock.now() },
});
const change = async (id: string, to: Partial<ActInput>) => {
  await as(organ.people.custodian, (ctx) => changeSeenAct(ctx, { id, ...actInput(to) }));
  await house.settle();
};

beforeAll(async () => {
  house = await openDutyGround();
  organ = await makeOrgan(house.ground, 'hd', 'hd');
  other = await makeOrgan(house.ground, 'ql', 'ql');
  const { administrator, officer, custodian } = organ.people;
  const registered = await as(administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李四', kind: 'officer', certificateNo: null },
      ...{ certificateValidUntil: null, deviceUserId: '140902' },
    }),
  );
  colleague = await openPerson(house.ground, administrator, 'hd.li', 'officer', registered.id);
  caseId = (await as(officer, (ctx) => openCase(ctx, caseInput()))).id;
  actId = (await as(officer, (ctx) => createAct(ctx, actInput()))).id;
  aloneId = (await as(officer, (ctx) => createAct(ctx, actInput({ caseId: null })))).id;
  filmId = await house.line.store(officer, filmOf(house.ground, organ));
  const link = { actId, recordingId: filmId, note: null };
  linkId = (await as(custodian, (ctx) => linkEvidence(ctx, link))).id;
  await house.settle();
});
afterAll(() => house.close());

const asked = (person = organ.people.head, filter: { caseId?: string } = { caseId }) =>
  readAs(house.ground, person, (ctx) => listDuties(ctx, { state: 'all', limit: 100, ...filter }));
const subjectsOf = async (person?: Person) => [
  ...new Set((await asked(person)).rows.map(({ subject }) => subject.id)),
];
const shown = (person = organ.people.head) =>
  readAs(house.ground, person, (ctx) => getCase(ctx, { id: caseId }));

describe('the duties of a case', () => {
  it('are those of its acts and of the film linked to them, and no others', async () => {
    expect((await subjectsOf()).sort()).toEqual([actId, filmId].sort());
    const everywhere = await asked(organ.people.head, {});
    expect(everywhere.rows.map(({ subject }) => subject.id)).toContain(aloneId);
  });

  it('are shown to officers in the list as far as they concern them, and to no other organ', async () => {
    expect((await subjectsOf(organ.people.officer)).sort()).toEqual([actId, filmId].sort());
    expect(await subjectsOf(colleague)).toEqual([]);
    expect(await subjectsOf(other.people.head)).toEqual([]);
  });

  it('follow an act that leaves and comes back, and film whose link is taken back', async () => {
    await change(actId, { caseId: null });
    expect(await subjectsOf()).toEqual([]);
    await change(actId, {});
    expect((await subjectsOf()).sort()).toEqual([actId, filmId].sort());
    await as(organ.people.custodian, (ctx) => unlinkEvidence(ctx, { id: linkId, reason: '误关联' }));
    await house.settle();
    expect(await subjectsOf()).toEqual([actId]);
    const link = { actId, recordingId: filmId, note: null };
    linkId = (await as(organ.people.custodian, (ctx) => linkEvidence(ctx, link))).id;
    await house.settle();
  });
});

describe('the page of a case', () => {
  it('has its acts, its duties with what is to be done first, and its life with that of its acts', async () => {
    const { acts, duties, life, abilities } = await shown();
    expect(acts.map(({ id }) => id)).toEqual([actId]);
    expect([...new Set(duties.map(({ subject }) => subject.id))].sort()).toEqual([actId, filmId].sort());
    const isOpen = duties.map(({ state }) => state === 'due' || state === 'overdue');
    expect(isOpen).toContain(true);
    const firstClosed = duties.findIndex(({ duty, state }) => duty === 'keeping' || state === 'discharged');
    expect(
      duties.slice(firstClosed).some(({ duty, state }) => duty !== 'keeping' && state === 'overdue'),
    ).toBe(false);
    expect(life.map(({ kind }) => kind).slice(0, 2)).toEqual(['case.opened', 'act.created']);
    expect(abilities).toEqual({ change: false, rewrite: false, addAct: false });
  });

  it('says what each may do, and shows film of others to nobody who may not see it', async () => {
    const { officer, custodian, assistant } = organ.people;
    for (const person of [officer, custodian])
      expect((await shown(person)).abilities).toEqual({ change: true, rewrite: true, addAct: true });
    expect((await shown(colleague)).abilities).toEqual({ change: false, rewrite: false, addAct: true });
    const films = async (person: Person) =>
      (await shown(person)).duties.some(({ subject }) => subject.type === 'recording');
    expect(await Promise.all([officer, custodian, colleague, assistant].map(films))).toEqual([
      ...[true, true, false, false],
    ]);
    await expect(shown(other.people.custodian)).rejects.toMatchObject({ code: 'notFound' });
  });
});

it('a change of its procedure has the duties of its acts judged anew', async () => {
  const ofVolume = async () =>
    (await asked()).rows.find(({ duty, key }) => duty === 'keeping' && key === 'volume')?.state;
  expect(await ofVolume()).toBe('due');
  const { revision } = await shown();
  const { closedAt, ...file } = caseInput();
  const input = { ...file, ...noOrigin, id: caseId, revision, procedure: 'summary' as const };
  await as(organ.people.officer, (ctx) => changeCase(ctx, input));
  await house.settle();
  expect(await ofVolume()).toBe('undetermined');
});

it('the period of the review organ stands among them as its own, and is never missed by the organ', async () => {
  const accepted = { at: plusMillis(house.ground.clock.now(), -100 * 24 * hour), until: null, detail: {} };
  const step = { id: randomUUID(), actId, kind: 'reviewAccepted' as const, ...accepted };
  await as(organ.people.officer, (ctx) => enterActStep(ctx, step));
  await house.settle();
  const { rows } = await asked();
  const found = rows.find(({ key }) => key.startsWith('FY-62a'));
  expect(found).toMatchObject({ whose: 'reviewOrgan', state: 'over' });
});

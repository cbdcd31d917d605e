import { obligationShapes } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { beijingDate, plusMillis, toInstant } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { createAct } from '../cases/index.ts';
import { loadLaw } from '../law/index.ts';
import { receiveHandover } from '../recordings/commands.ts';
import { openAccount, personOfAccount, registerOfficer } from '../roster/index.ts';
import { type DutyGround, openDutyGround } from './duties-for-tests.ts';
import { listDuties } from './list.ts';
import { readWorkbench } from './workbench.ts';

const hour = 3_600_000;
const day = 24 * hour;
const beijing = (text: string) => toInstant(`${text}+08:00`);
const wednesday = beijing('2026-10-14T10:00:00');

let house: DutyGround;
/** A bureau under two working days, and one that hands over within 24 hours. */
let sx: TestOrgan;
let dph: TestOrgan;
/** 李强 of sx: another officer with an account. */
let colleague: Person;
let colleagueId: string;

beforeAll(async () => {
  house = await openDutyGround();
  sx = await makeOrgan(house.ground, 'sx', 'sx');
  dph = await makeOrgan(house.ground, 'dph', 'dph');
  const admin = sx.people.administrator;
  const registered = await asPerson(house.ground, admin, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: sx.unitId, name: '李强', kind: 'officer', certificateNo: null },
      ...{ certificateValidUntil: null, deviceUserId: '140902' },
    }),
  );
  colleagueId = registered.value.id;
  await asPerson(house.ground, admin, (ctx) =>
    openAccount(ctx, { loginName: 'sx.li', displayName: '李强', officerId: colleagueId, roles: ['officer'] }),
  );
  const person = await asHouse(house.ground, (ctx) => personOfAccount(ctx.tx, 'sx.li'));
  if (person === null) throw new Error('sx.li was not opened');
  colleague = person;
});
afterAll(() => house.close());

const at = (instant: string) => house.ground.clock.set(instant);
const law = await loadLaw();
const bench = (person: Person) => readAs(house.ground, person, (ctx) => readWorkbench(ctx, law));
/** How many duties the page shows to which a number of the workbench leads. */
const linked = async (person: Person, asked: object) => {
  const filter = obligationShapes.dutyFilter.parse({ ...asked, timed: 'true' });
  const all = { ...filter, limit: 1000 };
  return (await readAs(house.ground, person, (ctx) => listDuties(ctx, all))).rows.length;
};
const numbers = async (person: Person) => {
  const { dueToday, late, waitingForMe, duties } = await bench(person);
  const today = beijingDate(house.ground.clock.now());
  expect(await linked(person, { state: 'due', from: today, to: today })).toBe(dueToday);
  expect(await linked(person, { state: 'overdue' })).toBe(late);
  // Of what was late nothing was explained here.
  const doneLate = await linked(person, { state: 'dischargedLate' });
  expect(await linked(person, { state: 'late' })).toBe(late + doneLate);
  return { dueToday, late, waitingForMe, listed: duties.length };
};
const nothing = { dueToday: 0, late: 0, waitingForMe: 0, listed: 0 };
async function createFilmed(
  organ: TestOrgan,
  officerId: string,
  endedAt: string,
  cause = '检查',
): Promise<string> {
  at(endedAt);
  const { value } = await asPerson(house.ground, organ.people.custodian, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause, party: null, place: null, filmed: true, unitId: organ.unitId },
      ...{ circumstances: [], procedure: null, caseId: null },
      ...{ officerIds: [officerId], startedAt: plusMillis(endedAt, -hour), endedAt },
    }),
  );
  return value.id;
}

describe('the workbench', () => {
  let mine: string;
  let theirs: string;

  beforeAll(async () => {
    mine = await createFilmed(sx, sx.officerId, wednesday, '本人的');
    theirs = await createFilmed(sx, colleagueId, plusMillis(wednesday, -day), '同事的');
    await house.settle();
    at(wednesday);
  });
  const subjects = async (person: Person) => (await bench(person)).duties.map((duty) => duty.subject.id);

  it('shows officers what they owe themselves, keepers and heads what the organ owes, by due time', async () => {
    expect(await subjects(sx.people.officer)).toEqual([mine]);
    expect(await subjects(colleague)).toEqual([theirs]);
    expect(await subjects(sx.people.custodian)).toEqual([theirs, mine]);
    expect(await subjects(sx.people.head)).toEqual([theirs, mine]);
  });

  it('shows nothing to those whom no duty concerns, and nothing of another organ', async () => {
    for (const person of [sx.people.administrator, sx.people.assistant, dph.people.head, dph.people.officer])
      expect(await numbers(person)).toEqual(nothing);
  });

  it('counts what is due by midnight of Beijing as due today, and what has passed as late', async () => {
    // 同事的: two working days after Tuesday end on Thursday. 本人的: on Friday.
    expect(await numbers(sx.people.head)).toMatchObject({ dueToday: 0, late: 0, listed: 2 });
    at(beijing('2026-10-14T23:59:59.999'));
    expect(await numbers(sx.people.head)).toMatchObject({ dueToday: 0, late: 0 });
    at(beijing('2026-10-15T00:00:00'));
    expect(await numbers(sx.people.head)).toMatchObject({ dueToday: 1, late: 0 });
    expect(await numbers(sx.people.officer)).toMatchObject({ dueToday: 0, late: 0 });
    at(beijing('2026-10-15T23:59:59.999'));
    expect(await numbers(colleague)).toMatchObject({ dueToday: 1, late: 0 });
    at(beijing('2026-10-16T00:00:00'));
    expect(await numbers(colleague)).toMatchObject({ dueToday: 0, late: 1, listed: 1 });
    expect(await numbers(sx.people.head)).toMatchObject({ dueToday: 1, late: 1 });
    expect((await bench(sx.people.head)).duties.map((duty) => duty.state)).toEqual(['overdue', 'due']);
  });
});

describe('film on its way to the custodian', () => {
  const numbersOfDph = () =>
    Promise.all([dph.people.custodian, dph.people.officer, dph.people.head].map(numbers));

  it('waits for the custodian alone, is late for all it concerns until received, and is remembered for thirty days', async () => {
    const ended = beijing('2026-11-04T15:00:00');
    at(plusMillis(ended, hour));
    const film = { deviceNo: dph.deviceNo, userId: '140901', endedAt: ended };
    const id = await house.line.store(dph.people.officer, film);
    await house.settle();
    expect(await numbersOfDph()).toMatchObject([
      { waitingForMe: 1, dueToday: 0, late: 0, listed: 1 },
      { waitingForMe: 0, dueToday: 0, late: 0, listed: 1 },
      { waitingForMe: 0, dueToday: 0, late: 0, listed: 1 },
    ]);
    at(plusMillis(ended, 2 * day));
    for (const one of await numbersOfDph()) expect(one).toMatchObject({ late: 1, listed: 1 });
    await asPerson(house.ground, dph.people.custodian, (ctx) => receiveHandover(ctx, { recordingIds: [id] }));
    await house.settle();
    for (const one of await numbersOfDph())
      expect(one).toMatchObject({ late: 0, listed: 1, waitingForMe: 0 });
    at(plusMillis(ended, 32 * day));
    for (const one of await numbersOfDph()) expect(one).toMatchObject({ late: 0, listed: 1 });
    at(plusMillis(ended, 32 * day + 1));
    for (const one of await numbersOfDph()) expect(one).toEqual(nothing);
  });

  it('received in time leaves nothing behind', async () => {
    const ended = beijing('2027-03-03T15:00:00');
    at(plusMillis(ended, hour));
    const film = { deviceNo: dph.deviceNo, userId: '140901', endedAt: ended };
    const id = await house.line.store(dph.people.officer, film);
    await asPerson(house.ground, dph.people.custodian, (ctx) => receiveHandover(ctx, { recordingIds: [id] }));
    await house.settle();
    for (const one of await numbersOfDph()) expect(one).toEqual(nothing);
  });
});

describe('film whose hints disagree', () => {
  it('waits for whoever may confirm it, and for nobody who may only read', async () => {
    const other = await makeOrgan(house.ground, 'xz', 'sx');
    const ended = beijing('2026-11-11T15:00:00');
    at(plusMillis(ended, hour));
    await house.line.store(other.people.officer, {
      deviceNo: other.deviceNo,
      userId: '149999',
      endedAt: ended,
    });
    await house.settle();
    const seen = async (person: Person) => {
      const { waitingForMe, conflicts } = await bench(person);
      return { waitingForMe, conflicts };
    };
    const { head, custodian, officer, assistant } = other.people;
    expect(await seen(head)).toEqual({ waitingForMe: 0, conflicts: 1 });
    // Both what is to be received and what is to be confirmed wait for the custodian; sx asks for no receiving.
    expect(await seen(custodian)).toEqual({ waitingForMe: 1, conflicts: 1 });
    expect(await seen(officer)).toEqual({ waitingForMe: 1, conflicts: 1 }); // who brought it in may confirm it
    expect(await seen(assistant)).toEqual({ waitingForMe: 0, conflicts: 0 });
    // Whoever is an officer besides may confirm what they see.
    const permissions = new Set([...head.permissions, 'recording.attribute' as const]);
    expect(await seen({ ...head, permissions })).toEqual({ waitingForMe: 1, conflicts: 1 });
  });
});

describe('film that is to be received and to be confirmed', () => {
  it('counts as both for the custodian', async () => {
    const bureau = await makeOrgan(house.ground, 'dpi', 'dph');
    const ended = beijing('2026-11-12T15:00:00');
    at(plusMillis(ended, hour));
    for (const userId of ['140901', '149999'])
      await house.line.store(bureau.people.officer, { deviceNo: bureau.deviceNo, userId, endedAt: ended });
    await house.settle();
    expect(await bench(bureau.people.custodian)).toMatchObject({ waitingForMe: 3, conflicts: 1 });
    expect(await bench(bureau.people.officer)).toMatchObject({ waitingForMe: 1, conflicts: 1 });
  });
});

describe('a bureau that is far behind', () => {
  it('is told how far: the numbers count all duties, the list shows the most urgent 200', async () => {
    const ql = await makeOrgan(house.ground, 'ql', 'sx');
    for (let i = 0; i < 215; i++)
      await createFilmed(ql, ql.officerId, beijing('2026-10-12T09:00:00'), `积压 ${i}`);
    await createFilmed(ql, ql.officerId, beijing('2026-10-19T09:00:00'), '今天到期');
    await house.settle();
    at(beijing('2026-10-21T09:00:00'));
    expect(await numbers(ql.people.head)).toMatchObject({ late: 215, dueToday: 1, listed: 200 });
    const { duties } = await bench(ql.people.officer);
    expect(duties.every((duty) => duty.state === 'overdue')).toBe(true);
  });
});

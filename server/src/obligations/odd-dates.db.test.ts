import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import { makeId } from '../base/ids.ts';
import { seal } from '../custody/index.ts';
import { attributeRecording } from '../recordings/commands.ts';
import { readRecording } from '../recordings/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';

let house: DutyGround;
let odd: TestOrgan;
let other: TestOrgan;

beforeAll(async () => {
  house = await openDutyGround();
  odd = await makeOrgan(house.ground, 'xz', 'xz');
  other = await makeOrgan(house.ground, 'ql', 'ql');
});
afterAll(() => house.close());

/** A film as one of an older version of the house may stand there: its odd date was believed. */
async function storeAt(endedAt: string): Promise<string> {
  const recordingId = await house.line.store(odd.people.officer, filmOf(house.ground, odd));
  const id = makeId(house.ground.clock);
  await asHouse(house.ground, async (ctx) => {
    const before = await ctx.tx
      .selectFrom('attribution')
      .selectAll()
      .where('recording_id', '=', recordingId)
      .executeTakeFirstOrThrow();
    const json = { fields: JSON.stringify(before.fields), conflicts: JSON.stringify(before.conflicts) };
    const row = { ...before, ...json, id, version: 2, started_at: endedAt, ended_at: endedAt };
    await ctx.tx.insertInto('attribution').values(row).execute();
    return seal(ctx, { kind: 'recording.attributed', table: 'attribution', id }, null);
  });
  return recordingId;
}
const dutiesOf = (organ: TestOrgan, id: string, type: 'recording' | 'act' = 'recording') =>
  readDutiesOf(house.ground, organ.people.head, { type, id });

/** An act of an older version: nothing looked at its dates. */
async function enterAct(endedAt: string): Promise<string> {
  const id = makeId(house.ground.clock);
  await asHouse(house.ground, async (ctx) => {
    await ctx.tx
      .insertInto('act')
      .values({
        ...{
          id,
          organ_id: odd.id,
          number: `x-${id}`,
          type: 'other',
          cause: '检查',
          party: null,
          place: null,
        },
        ...{ unit_id: odd.unitId, officer_ids: [odd.officerId], started_at: endedAt, ended_at: endedAt },
        ...{ filmed: true, created_by: odd.people.officer.accountId, created_at: ctx.clock.now() },
      })
      .execute();
    return seal(ctx, { kind: 'act.created', table: 'act', id }, null);
  });
  return id;
}

describe('a date that nobody can count from', () => {
  it.each([
    ['9999-12-31T03:00:00.000Z', '9999-12-31 11:00'],
    ['2899-12-31T17:00:07.000Z', '2900-01-01 01:00:07'],
    ['1899-05-01T03:00:00.000Z', '1899-05-01 11:00'],
  ])(
    '%s leaves the duties of that film undetermined, and the films of others are judged',
    async (endedAt, said) => {
      const strange = await storeAt(endedAt);
      const plain = await house.line.store(other.people.officer, filmOf(house.ground, other));
      await house.settle();
      const duties = await dutiesOf(odd, strange);
      expect(duties.map((duty) => [duty.tier, duty.state, duty.dueBefore])).toEqual([
        ['local', 'undetermined', null],
        ['parent', 'undetermined', null],
      ]);
      expect(duties[0]?.explanation.zh).toContain(`（${said}）`);
      expect(duties[0]?.explanation.en).toContain(`(${said})`);
      expect((await dutiesOf(other, plain)).map((duty) => duty.state)).toEqual(['discharged']);
    },
  );

  it('of an act does the same, and says the same when all is judged again', async () => {
    const act = await enterAct('1899-05-01T03:00:00.000Z');
    const plain = await house.line.store(other.people.officer, filmOf(house.ground, other));
    await house.settle();
    const owed = await dutiesOf(odd, act, 'act');
    expect(owed.map(({ duty, state }) => [duty, state])).toEqual([
      ['store', 'undetermined'],
      ['regulation', 'undetermined'],
      ['store', 'undetermined'],
    ]);
    expect(await dutiesOf(other, plain)).toHaveLength(1);
    const before = await house.judgements();
    await house.replay({ forgetDuties: true });
    expect(await house.judgements()).toEqual(before);
  });
});

describe('film dated later than it was stored', () => {
  it('is in time for nobody: to be confirmed, undetermined, and judged when a person states the time', async () => {
    const now = house.ground.clock.now();
    const ahead = filmOf(house.ground, odd, -3_600_000);
    const id = await house.line.store(odd.people.officer, ahead);
    await house.settle();
    const read = () => readAs(house.ground, odd.people.officer, (ctx) => readRecording(ctx, id));
    expect((await read()).attribution.conflicts.map((one) => one.code)).toEqual(['laterThanStoring']);
    const [duty] = await dutiesOf(odd, id);
    expect(duty).toMatchObject({ state: 'undetermined', dueBefore: null });
    expect(duty?.explanation.zh).toMatch(/^记录时间（.*）晚于存入时间（.*）/);
    const times = { startedAt: plusMillis(now, -120_000), endedAt: plusMillis(now, -60_000) };
    await asPerson(house.ground, odd.people.officer, (ctx) =>
      attributeRecording(ctx, {
        ...{ id, version: 1, deviceId: null, officerId: odd.officerId, reason: '设备时钟快一小时' },
        ...times,
      }),
    );
    await house.settle();
    expect((await dutiesOf(odd, id))[0]).toMatchObject({ state: 'discharged' });
    expect((await read()).conflicts).toBe(0);
  });

  it('by no more than clocks differ is judged as it is dated', async () => {
    const id = await house.line.store(odd.people.officer, filmOf(house.ground, odd, -290_000));
    await house.settle();
    expect((await dutiesOf(odd, id))[0]).toMatchObject({ state: 'discharged' });
  });
});

describe('an organ whose facts cannot be read at all', () => {
  it('keeps no other organ waiting', async () => {
    const lawless = await makeOrgan(house.ground, 'gone', 'xz');
    await asHouse(house.ground, ({ tx }) =>
      tx.updateTable('organ').set({ pack_id: 'repealed' }).where('id', '=', lawless.id).execute(),
    );
    const strange = await house.line.store(lawless.people.officer, filmOf(house.ground, lawless));
    const plain = await house.line.store(other.people.officer, filmOf(house.ground, other));
    await house.settle();
    expect(await dutiesOf(lawless, strange)).toEqual([]);
    expect((await dutiesOf(other, plain)).map((duty) => duty.state)).toEqual(['discharged']);
    expect(await house.settle()).toBe(0);
  });
});

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, quiet } from '../../test/custody.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { connectOwner } from '../base/database.ts';
import { createAct } from '../cases/acts.ts';
import { linkEvidence } from '../cases/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';
import { readNotices } from './notices.ts';
import { reminderJobs } from './reminders.ts';

const hour = 3_600_000;

let house: DutyGround;
let xz: TestOrgan;

beforeEach(async () => {
  house = await openDutyGround();
  xz = await makeOrgan(house.ground, 'xz', 'xz');
});
afterEach(() => house.close());

function hands(leads: { remindHours?: number[]; escalateHours?: number[] } = {}) {
  const { database, clock } = house.ground;
  const parts = { database, clock, log: quiet, wake: () => undefined };
  return reminderJobs({ ...parts, remindHours: [24, 4, 0], escalateHours: [24], ...leads });
}
const remind = async (leads?: Parameters<typeof hands>[0]) =>
  hands(leads).remind?.({}, new AbortController().signal);

/** An act whose film nobody stored. Returns the act and when its film is due. */
async function owe(organ: TestOrgan): Promise<{ id: string; due: string }> {
  const { clock } = house.ground;
  const { value } = await asPerson(house.ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause: '检查', party: null, place: null, filmed: true },
      ...{
        circumstances: [],
        procedure: null,
        caseId: null,
        unitId: organ.unitId,
        officerIds: [organ.officerId],
      },
      ...{ startedAt: plusMillis(clock.now(), -2 * hour), endedAt: plusMillis(clock.now(), -hour) },
    }),
  );
  await house.settle();
  const duties = await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: value.id });
  const due = duties.find(({ duty }) => duty === 'store')?.dueBefore;
  if (!due) throw new Error('nothing is to be stored');
  return { id: value.id, due };
}
/** The reminders of the film, the furthest lead first. */
const ofFilm = () =>
  asHouse(house.ground, async ({ tx }) => {
    const { rows } = await sql<{ lead: number; account_id: string | null; due_before: string }>`
      select r.lead, r.account_id, r.due_before from reminder r join obligation o on o.id = r.obligation_id
      where o.duty = 'store' and o.tier = 'local' order by r.at, r.lead desc, r.account_id`.execute(tx);
    return rows;
  });
const leadsOfFilm = async () => (await ofFilm()).map(({ lead }) => lead);
const noticesOf = (person: Person) => readAs(house.ground, person, readNotices);
const at = (instant: string, hours: number) => house.ground.clock.set(plusMillis(instant, hours * hour));

describe('the owner of a duty', () => {
  it('is told once for each lead, and never again for the same', async () => {
    const { due } = await owe(xz);
    at(due, -25);
    await remind();
    expect(await leadsOfFilm()).toEqual([]);
    for (const hours of [-24, -23, -4, -1, 0, 3]) {
      at(due, hours);
      await remind();
      await remind();
    }
    expect(await leadsOfFilm()).toEqual([24, 4, 0]);
    expect((await ofFilm()).every((one) => one.account_id === xz.people.officer.accountId)).toBe(true);
  });

  it('reads what, until when and by which article', async () => {
    const { id, due } = await owe(xz);
    at(due, -10);
    await remind();
    const notice = (await noticesOf(xz.people.officer)).find(({ kind }) => kind === 'duty.due');
    expect(notice?.subject).toEqual({ type: 'act', id });
    expect(notice?.said.zh).toMatch(/“.*检查”有 \d 项义务24 小时内到期：存储，截止 .*，依据《.*》第.*条/);
    expect(notice?.said.en).toMatch(/due within 24 h: Store, due .*, by .*, art\. \d/);
  });

  it('is told of the last lead alone after a stop, and of nothing that is long past', async () => {
    const { due } = await owe(xz);
    at(due, -2);
    await remind();
    expect(await leadsOfFilm()).toEqual([4]);
    at(due, 31 * 24);
    await remind({ escalateHours: [] });
    expect(await leadsOfFilm()).toEqual([4]);
  });

  it('is told by two servers at once exactly once', async () => {
    const { due } = await owe(xz);
    at(due, -1);
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    expect(await leadsOfFilm()).toEqual([4]);
  });

  it('is told after a run that died in the middle, once', async () => {
    const { due } = await owe(xz);
    at(due, -1);
    const owner = await connectOwner(house.ground.ownerUrl);
    await owner.query(`create function die() returns trigger language plpgsql as $$ begin raise 'died'; end $$;
      create trigger dies before insert on reminder execute function die()`);
    await expect(remind()).rejects.toThrow('died');
    expect(await noticesOf(xz.people.officer)).toEqual([]);
    await owner.query('drop trigger dies on reminder');
    await owner.end();
    await remind();
    expect(await leadsOfFilm()).toEqual([4]);
  });

  it('is told anew when the due time moves', async () => {
    const { due } = await owe(xz);
    at(due, -10);
    await remind();
    const later = plusMillis(due, 48 * hour);
    await asHouse(house.ground, ({ tx }) =>
      tx.updateTable('obligation').set({ due_before: later }).where('duty', '=', 'store').execute(),
    );
    await remind();
    expect(await leadsOfFilm()).toEqual([24]);
    at(later, -10);
    await remind();
    expect((await ofFilm()).map((one) => [one.lead, one.due_before])).toEqual([
      [24, due],
      [24, later],
    ]);
  });

  it('is left alone about what is done, excused, no duty of the organ or merely kept', async () => {
    const { id, due } = await owe(xz);
    const { officer } = xz.people;
    const recordingId = await house.line.store(officer, filmOf(house.ground, xz));
    await asPerson(house.ground, officer, (ctx) => linkEvidence(ctx, { actId: id, recordingId, note: null }));
    await house.settle();
    await asHouse(house.ground, async ({ tx }) => {
      await sql`update obligation set excused = true where subject_type = 'act' and duty = 'filming'`.execute(
        tx,
      );
      await sql`update obligation set whose = 'party' where subject_type = 'act' and duty = 'textRecord'`.execute(
        tx,
      );
    });
    at(due, 1);
    await remind();
    const told = await asHouse(house.ground, async ({ tx }) => {
      const { rows } = await sql<{ duty: string }>`select distinct o.duty from reminder r
        join obligation o on o.id = r.obligation_id where o.subject_type = 'act'`.execute(tx);
      return rows.map(({ duty }) => duty);
    });
    for (const duty of ['store', 'filming', 'textRecord', 'keeping']) expect(told).not.toContain(duty);
  });

  it('of film handed over is also who receives it', async () => {
    const hd = await makeOrgan(house.ground, 'hd', 'hd');
    await house.line.store(hd.people.officer, filmOf(house.ground, hd));
    await house.settle();
    const handover = await asHouse(house.ground, ({ tx }) =>
      tx
        .selectFrom('obligation')
        .select(['id', 'due_before'])
        .where('duty', '=', 'handover')
        .where('due_before', 'is not', null)
        .executeTakeFirst(),
    );
    if (!handover?.due_before) throw new Error('nothing is to be handed over');
    at(handover.due_before, -1);
    await remind();
    const told = await asHouse(house.ground, ({ tx }) =>
      tx.selectFrom('reminder').select('account_id').where('obligation_id', '=', handover.id).execute(),
    );
    expect(told.map((one) => one.account_id).sort()).toEqual(
      [hd.people.officer.accountId, hd.people.custodian.accountId].sort(),
    );
  });
});

describe('the heads of the organ', () => {
  it('are told once of what is still open a day after, in an entry of its own kind', async () => {
    const second = await openPerson(house.ground, xz.people.administrator, 'xz.deputy', 'head', null);
    const other = await makeOrgan(house.ground, 'ql', 'ql');
    const { id, due } = await owe(xz);
    at(due, 23);
    await remind();
    const kindsOfStore = async () => (await leadsOfFilm()).filter((lead) => lead < 0);
    expect(await kindsOfStore()).toEqual([]);
    at(due, 24);
    await Promise.all([remind(), remind()]);
    await remind();
    const escalated = (await ofFilm()).filter(({ lead }) => lead < 0);
    expect(escalated.map((one) => one.account_id).sort()).toEqual(
      [xz.people.head.accountId, second.accountId].sort(),
    );
    const [notice] = await noticesOf(xz.people.head);
    expect(notice).toMatchObject({ kind: 'duty.escalated', subject: { type: 'act', id } });
    expect(notice?.said.zh).toContain('逾期 24 小时以上仍未完成');
    for (const person of Object.values(other.people)) expect(await noticesOf(person)).toEqual([]);
    const sealed = await asHouse(house.ground, ({ tx }) =>
      tx
        .selectFrom('custody_entry')
        .select('kind')
        .where('subject_id', '=', notice?.id ?? '')
        .execute(),
    );
    expect(sealed).toEqual([{ kind: 'duty.escalated' }]);
  });
});

describe('many duties', () => {
  it('are told batch by batch, one notice for what a person owes of one act', async () => {
    for (let i = 0; i < 60; i++) await owe(xz);
    at((await owe(xz)).due, -1);
    await remind();
    const { reminders, notices, pairs } = await asHouse(house.ground, async ({ tx }) => {
      const { rows } = await sql<Record<'reminders' | 'notices' | 'pairs', number>>`
        select count(*) as reminders, count(distinct notice_id) as notices,
          count(distinct (account_id, o.subject_id, lead)) as pairs
        from reminder r join obligation o on o.id = r.obligation_id`.execute(tx);
      return rows[0] ?? { reminders: 0, notices: 0, pairs: 0 };
    });
    expect(reminders).toBeGreaterThan(200);
    expect(notices - pairs).toBeLessThan(reminders / 200);
  });

  it('with nobody to tell are noted, and hold up no other', async () => {
    const { due } = await owe(xz);
    await asHouse(house.ground, ({ tx }) => tx.updateTable('account').set({ active: false }).execute());
    at(due, -1);
    await remind();
    await remind();
    expect(await ofFilm()).toMatchObject([{ lead: 4, account_id: null }]);
  });
});

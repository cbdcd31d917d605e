import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis, toInstant } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { createAct } from '../cases/acts.ts';
import { linkEvidence } from '../cases/index.ts';
import { type Law, loadLaw, proposeChange, readChanges } from '../law/index.ts';
import { foundInstallation, openAccount, personOfAccount } from '../roster/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { markNoticeRead, readNotices } from './notices.ts';
import { decideCalendarChange } from './rejudge.ts';

const beijing = (text: string) => toInstant(`${text}+08:00`);
/** Monday; seven working days later lies in 2027, of which no notice is loaded. */
const ended = beijing('2026-12-28T17:20:00');
const spring = { zh: '春节', en: 'Spring Festival' };
const dragonBoat = {
  name: { zh: '端午节', en: 'Dragon Boat Festival' },
  off: { from: '2027-06-09', to: '2027-06-09' },
  makeUp: [],
};
const notice2027 = {
  kind: 'notice' as const,
  year: 2027,
  holidays: [
    {
      name: { zh: '元旦', en: 'New Year' },
      off: { from: '2027-01-01', to: '2027-01-05' },
      makeUp: ['2027-01-09'],
    },
    { name: spring, off: { from: '2027-02-05', to: '2027-02-11' }, makeUp: ['2027-02-13'] },
    {
      name: { zh: '清明节', en: 'Tomb-sweeping Day' },
      off: { from: '2027-04-03', to: '2027-04-05' },
      makeUp: [],
    },
    { name: { zh: '劳动节', en: 'Labour Day' }, off: { from: '2027-05-01', to: '2027-05-05' }, makeUp: [] },
    dragonBoat,
    { name: { zh: '中秋节', en: 'Mid-autumn' }, off: { from: '2027-09-15', to: '2027-09-15' }, makeUp: [] },
    { name: { zh: '国庆节', en: 'National Day' }, off: { from: '2027-10-01', to: '2027-10-07' }, makeUp: [] },
  ],
};

let house: DutyGround;
let law: Law;
let ql: TestOrgan;
let other: TestOrgan;

beforeAll(async () => {
  law = await loadLaw();
  house = await openDutyGround();
  ql = await makeOrgan(house.ground, 'ql', 'ql');
  other = await makeOrgan(house.ground, 'ql2', 'ql');
});
afterAll(() => house.close());

type Content = Parameters<typeof proposeChange>[2]['content'];
const propose = (
  person: Person,
  content: Content,
  supersedes: string | null = null,
  documentNo = '国办发明电〔2026〕7号',
) =>
  asPerson(house.ground, person, (ctx) =>
    proposeChange(ctx, law, {
      documentNo,
      title: '放假安排',
      source: 'https://www.gov.cn/',
      content,
      supersedes,
    }),
  ).then(({ value }) => value.id);
const decide = (person: Person, id: string, approve = true) =>
  asPerson(house.ground, person, (ctx) =>
    decideCalendarChange(ctx, law, { id, approve, reason: approve ? null : '日期与通知不符' }),
  ).then(({ value }) => value);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return { code: error.code, fields: error.fields };
    },
  );
/** An act of the organ's officer that was filmed and whose film nobody has stored yet. */
async function actOf(organ: TestOrgan, endedAt = ended): Promise<string> {
  const { clock } = house.ground;
  // Time never runs back: a change counts for what is discharged after it.
  clock.set([plusMillis(clock.now(), 1000), plusMillis(endedAt, 60_000)].sort()[1] ?? '');
  const { value } = await asPerson(house.ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{
        type: 'onSiteInspection',
        cause: '检查',
        party: null,
        place: null,
        filmed: true,
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      ...{ unitId: organ.unitId, officerIds: [organ.officerId] },
      ...{ startedAt: plusMillis(endedAt, -3_600_000), endedAt },
    }),
  );
  await house.settle();
  return value.id;
}
/** The administrator and the head of the installation itself. */
async function platformPeople(): Promise<{ admin: Person; head: Person }> {
  const { ground } = house;
  const founded = await asHouse(ground, (ctx) => foundInstallation(ctx));
  const find = async (login: string) => {
    const person = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, login));
    if (person === null) throw new Error(`${login} was not opened`);
    return person;
  };
  const admin = await find(founded.value.loginName);
  const second = {
    loginName: 'system.head',
    displayName: '平台负责人',
    officerId: null,
    roles: ['head' as const],
  };
  await asPerson(ground, admin, (ctx) => openAccount(ctx, second));
  return { admin, head: await find('system.head') };
}
/** What is owed of the film; what else an act owes asks no calendar. */
const dutiesOf = async (organ: TestOrgan, id: string) =>
  (await readDutiesOf(house.ground, organ.people.head, { type: 'act', id })).filter(
    ({ duty }) => duty === 'store',
  );
async function filmFor(organ: TestOrgan, actId: string): Promise<void> {
  const { officer } = organ.people;
  const recordingId = await house.line.store(officer, {
    ...{ deviceNo: organ.deviceNo, userId: '140901', endedAt: ended },
  });
  await asPerson(house.ground, officer, (ctx) => linkEvidence(ctx, { actId, recordingId, note: null }));
  await house.settle();
}

describe('a change of the calendar', () => {
  const twice = { date: '2026-12-14', working: false, name: spring };
  it.each([
    ['a date twice', { kind: 'days', days: [twice, { ...twice, working: true }] }, 'content.days.1.date'],
    [
      'a date that does not exist',
      { kind: 'days', days: [{ ...twice, date: '2026-02-30' }] },
      'content.days.0.date',
    ],
    [
      'a working day that is worked already',
      { kind: 'days', days: [{ ...twice, working: true }] },
      'content.days.0.date',
    ],
    [
      'a year that is decided',
      {
        ...notice2027,
        year: 2026,
        holidays: [{ name: spring, off: { from: '2026-02-05', to: '2026-02-11' }, makeUp: [] }],
      },
      'content.year',
    ],
    [
      'a make-up day on a weekday',
      {
        ...notice2027,
        holidays: [{ name: spring, off: { from: '2027-02-05', to: '2027-02-11' }, makeUp: ['2027-02-12'] }],
      },
      'content.holidays.0.makeUp.0',
    ],
    [
      'a span that runs back',
      {
        ...notice2027,
        holidays: [{ name: spring, off: { from: '2027-02-11', to: '2027-02-05' }, makeUp: [] }],
      },
      'content.holidays.0.off',
    ],
    [
      'pasted text with a fault',
      {
        kind: 'yaml',
        text: 'kind: notice\nyear: 2027\nholidays:\n  - name: { zh: 元旦, en: New Year }\n    off: { from: 2027-01-01, to: 2027-01-32 }\n    makeUp: []\n',
      },
      'content.text',
    ],
  ] as [string, Content, string][])(
    'with %s is refused, the place named in both languages',
    async (_, content, path) => {
      const refused = await refusal(propose(ql.people.administrator, content));
      expect(refused).toMatchObject({ code: 'input.invalid', fields: [{ path }] });
      expect(refused?.fields[0]?.message).toMatch(/\p{Script=Han}/u);
      expect(refused?.fields[0]?.messageEn).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('of a year is refused while it leaves out days that the statute fixes; each is named', async () => {
    const short: Content = { ...notice2027, holidays: [dragonBoat] };
    const refused = await refusal(propose(ql.people.administrator, short));
    expect(refused).toMatchObject({ code: 'input.invalid', fields: [{ path: 'content.year' }] });
    expect(refused?.fields[0]?.message).toMatch(/2027-01-01 元旦.*2027-02-08 春节.*2027-10-03 国庆节/);
    expect(refused?.fields[0]?.messageEn).toMatch(/2027-01-01 New Year's Day.*2027-09-15 Mid-autumn/);
    expect(refused?.fields[0]?.message).not.toContain('2027-06-09');
    const last: Content = {
      ...notice2027,
      holidays: notice2027.holidays.map((one) =>
        one.name === spring
          ? { name: spring, off: { from: '2027-02-05', to: '2027-02-07' }, makeUp: [] }
          : one,
      ),
    };
    expect((await refusal(propose(ql.people.administrator, last)))?.fields[0]?.message).toBe(
      '缺少法定节假日：2027-02-08 春节；请按通知原文补全',
    );
  });

  it('is decided by another person than who proposed it, once, and not twice proposed', async () => {
    const content: Content = { kind: 'days', days: [{ date: '2026-11-09', working: false, name: spring }] };
    const id = await propose(ql.people.administrator, content);
    expect(await refusal(propose(ql.people.administrator, content))).toMatchObject({
      code: 'conflict.exists',
    });
    expect(await refusal(decide(ql.people.administrator, id))).toMatchObject({
      code: 'calendar.ownProposal',
    });
    expect(await refusal(decide(other.people.head, id))).toMatchObject({ code: 'notFound' });
    const both = await Promise.allSettled([
      decide(ql.people.head, id, false),
      decide(ql.people.head, id, false),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(decide(ql.people.head, id))).toMatchObject({ code: 'conflict.decided' });
  });
});

describe('an approved notice', () => {
  it('moves the open duties of its organ in one transaction, seals both due times and tells the owner', async () => {
    const [open, done, elsewhere] = [await actOf(ql), await actOf(ql), await actOf(other)];
    await filmFor(ql, done);
    const before = { open: await dutiesOf(ql, open), done: await dutiesOf(ql, done) };
    expect(before.open).toMatchObject([
      { state: 'due', provisional: true, dueBefore: beijing('2027-01-08T00:00:00'), previousDueBefore: null },
    ]);
    expect(before.open[0]?.calendarVersion).toMatch(/^2026@[0-9a-f]{12}\+statute@[0-9a-f]{12}$/);
    const id = await propose(ql.people.administrator, notice2027);
    house.ground.clock.advance(60_000);
    const outcome = await decide(ql.people.head, id);
    expect(outcome).toEqual({ judged: 1, failed: 0, moved: 1, told: 1 });
    const [duty] = await dutiesOf(ql, open);
    expect(duty).toMatchObject({
      ...{ state: 'due', provisional: false, previousDueBefore: before.open[0]?.dueBefore },
      // 29, 30 and 31 December, 6 to 8 January, and Saturday the 9th, which is worked.
      dueBefore: beijing('2027-01-10T00:00:00'),
    });
    expect(duty?.calendarVersion).toMatch(new RegExp(`^2026@[0-9a-f]{12}\\+change:${id}$`));
    expect(await dutiesOf(ql, done)).toEqual(before.done);
    expect(await dutiesOf(other, elsewhere)).toMatchObject([{ provisional: true }]);
    const sealed = await asHouse(house.ground, async ({ tx }) => {
      const { rows } = await sql<{ actor: string; payload: string }>`
        select e.actor, p.payload from custody_entry e join custody_payload p using (entry_id)
        where e.subject_id = ${duty?.id} order by e.entry_id desc limit 1`.execute(tx);
      return rows[0];
    });
    expect(sealed?.actor).toBe('system');
    expect(JSON.parse(sealed?.payload ?? '')).toMatchObject({
      previous_due_before: '2027-01-07T16:00:00+00:00',
      due_before: '2027-01-09T16:00:00+00:00',
    });
  });

  it('is told to the owner until they mark it read', async () => {
    const { officer, custodian } = ql.people;
    const read = (person: Person) => readAs(house.ground, person, readNotices);
    const [notice] = await read(officer);
    expect(notice?.said.zh).toMatch(/1 个期限变动.*2027-01-07.*2027-01-09/);
    expect(notice?.said.en).toMatch(/2027-01-07.*2027-01-09/);
    const mark = (person: Person) =>
      asPerson(house.ground, person, (ctx) => markNoticeRead(ctx, { id: notice?.id ?? '' }));
    expect(await refusal(mark(custodian))).toMatchObject({ code: 'notFound' });
    await mark(officer);
    expect(await read(officer)).toEqual([]);
  });

  it('leaves what is discharged afterwards with the calendar of then, also when it is judged again', async () => {
    const id = await actOf(ql);
    await filmFor(ql, id);
    const before = await dutiesOf(ql, id);
    house.ground.clock.advance(3_600_000);
    const day = { date: '2026-12-30', working: false, name: { zh: '机关搬迁', en: 'Moving house' } };
    const change = await propose(
      ql.people.administrator,
      { kind: 'days', days: [day] },
      null,
      '榆政发〔2026〕3号',
    );
    house.ground.clock.advance(1000);
    await decide(ql.people.head, change);
    expect(await dutiesOf(ql, id)).toEqual(before);
    await filmFor(ql, id);
    expect(await dutiesOf(ql, id)).toEqual(before);
    const later = await actOf(ql);
    expect(await dutiesOf(ql, later)).toMatchObject([{ dueBefore: beijing('2027-01-12T00:00:00') }]);
  });

  it('gives way only to a change in its place', async () => {
    const { administrator, head } = ql.people;
    expect(await refusal(propose(administrator, notice2027))).toMatchObject({
      fields: [{ path: 'content.year' }],
    });
    const changes = await readAs(house.ground, head, (ctx) => readChanges(ctx, ql.id));
    const standing = changes.find((row) => row.state === 'approved' && row.document_no.startsWith('国办'));
    const corrected = { ...notice2027, holidays: notice2027.holidays.map((one) => ({ ...one, makeUp: [] })) };
    const first = await propose(administrator, corrected, standing?.id);
    const second = await propose(administrator, corrected, standing?.id, '国办发明电〔2026〕8号');
    const id = await actOf(ql);
    await decide(head, first);
    expect(await dutiesOf(ql, id)).toMatchObject([{ dueBefore: beijing('2027-01-13T00:00:00') }]);
    expect(await refusal(decide(head, second))).toMatchObject({ fields: [{ path: 'supersedes' }] });
  });

  it('of the house binds all organs, and a second organ may still differ', async () => {
    const platform = await platformPeople();
    const id = await actOf(other);
    const change = await propose(platform.admin, notice2027);
    const outcome = await asHouse(house.ground, (ctx) =>
      decideCalendarChange({ ...ctx, actor: platform.head }, law, {
        id: change,
        approve: true,
        reason: null,
      }),
    );
    expect(outcome.value.moved).toBeGreaterThan(0);
    expect(await dutiesOf(other, id)).toMatchObject([
      { provisional: false, dueBefore: beijing('2027-01-10T00:00:00') },
    ]);
    const seen = await readAs(house.ground, other.people.officer, (ctx) => readChanges(ctx, other.id));
    expect(seen.map((row) => row.id)).toContain(change);
  });

  it('leaves nothing when the transaction fails on its way', async () => {
    const content: Content = { kind: 'days', days: [{ date: '2026-12-31', working: false, name: spring }] };
    const id = await propose(other.people.administrator, content, null, '试〔2026〕1号');
    const before = await house.judgements();
    const torn = asPerson(house.ground, other.people.head, async (ctx) => {
      await decideCalendarChange(ctx, law, { id, approve: true, reason: null });
      throw new Error('the power went');
    });
    await expect(torn).rejects.toThrow('the power went');
    await house.settle();
    expect(await house.judgements()).toEqual(before);
    const rows = await readAs(house.ground, other.people.head, (ctx) => readChanges(ctx, other.id));
    expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'proposed', decided_at: null });
  });
});

describe('judging from the first entry on after changes', () => {
  it('writes nothing and, with every duty forgotten, gives the same rows', async () => {
    await house.settle();
    const before = await house.judgements();
    await house.replay({ forgetDuties: false });
    expect(await house.judgements()).toEqual(before);
    await house.replay({ forgetDuties: true });
    expect(await house.judgements()).toEqual(before);
    expect(new Set(before.map((row) => row.calendar_version)).size).toBeGreaterThan(3);
  });
});

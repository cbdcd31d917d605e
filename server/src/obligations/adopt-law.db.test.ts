import { parseCalendar } from '@liuhen/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis, toInstant } from '../base/clock.ts';
import { createAct } from '../cases/acts.ts';
import { makeCalendars } from '../law/calendars.ts';
import { type Law, loadLaw } from '../law/index.ts';
import { underCalendars } from '../law/packs.ts';
import { adoptLaw } from './adopt-law.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { readNotices } from './notices.ts';

const beijing = (text: string) => toInstant(`${text}+08:00`);
/** Monday; seven working days later lies in 2027, of which no notice came with the house. */
const ended = beijing('2026-12-28T17:20:00');
const notice2027 = parseCalendar(`
kind: notice
year: 2027
title: 2027年放假安排
sources: [https://www.gov.cn/]
holidays:
  - name: { zh: 元旦, en: New Year }
    off: { from: 2027-01-01, to: 2027-01-05 }
    makeUp: [2027-01-09]
`);

let house: DutyGround;
let organ: TestOrgan;
let law: Law;
let later: Law;
let actId: string;

beforeAll(async () => {
  law = await loadLaw();
  const files = [...law.files, notice2027];
  later = underCalendars({ packs: law.packs, files }, makeCalendars(files, []));
  house = await openDutyGround();
  await adoptLaw(house.ground, law);
  organ = await makeOrgan(house.ground, 'ql', 'ql');
  house.ground.clock.set(plusMillis(ended, 60_000));
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
      ...{ startedAt: plusMillis(ended, -3_600_000), endedAt: ended },
    }),
  );
  actId = value.id;
  await house.settle();
});
afterAll(() => house.close());

const stored = async () =>
  (await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: actId })).find(
    ({ duty }) => duty === 'store',
  );
const state = () =>
  asHouse(house.ground, async ({ tx }) => {
    const { rows } = await sql<{ entries: number; cursor: number }>`
      select (select count(*)::int from custody_entry) as entries,
        (select leaf_index from custody_cursor where follower = 'obligations.storage') as cursor`.execute(tx);
    return rows[0];
  });

describe('a start', () => {
  it('with the same law writes nothing', async () => {
    const before = await state();
    await adoptLaw(house.ground, law);
    expect(await state()).toEqual(before);
  });

  it('with a further notice judges the open duties anew and tells their owners', async () => {
    const before = await stored();
    expect(before).toMatchObject({ provisional: true, dueBefore: beijing('2027-01-08T00:00:00') });
    await adoptLaw(house.ground, later);
    // 29, 30 and 31 December, 6 to 8 January, and Saturday the 9th, which is worked.
    expect(await stored()).toMatchObject({
      ...{ provisional: false, dueBefore: beijing('2027-01-10T00:00:00') },
      previousDueBefore: before?.dueBefore,
    });
    const told = await readAs(house.ground, organ.people.officer, readNotices);
    expect(told.map(({ said }) => said.zh).join()).toContain('系统更新了放假安排，您有 1 个期限变动');
    const after = await state();
    await adoptLaw(house.ground, later);
    expect(await state()).toEqual(after);
  });

  it('with a further version of a pack judges everything from the log again', async () => {
    const ql = law.packs.find(({ id }) => id === 'ql');
    if (ql === undefined) throw new Error('no pack ql');
    const next = { ...later, packs: [...law.packs, { ...ql, version: 2, effectiveFrom: '2027-06-01' }] };
    expect((await state())?.cursor).toBeGreaterThan(0);
    await adoptLaw(house.ground, next);
    expect((await state())?.cursor).toBe(0);
    await house.settle();
    expect((await state())?.cursor).toBeGreaterThan(0);
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { countUnread, markAllNoticesRead, readNotices, tell } from './notices.ts';

let ground: TestGround;
let organ: TestOrgan;
beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterAll(() => ground.close());

const tellTo = ({ accountId }: Person) =>
  asHouse(ground, (ctx) =>
    tell(ctx, {
      ...{ organId: organ.id, accountId, kind: 'duty.due', said: { zh: '今天到期', en: 'due today' } },
      subject: { type: 'act', id: organ.id },
    }),
  );
const count = (person: Person) => readAs(ground, person, countUnread);
const listed = (person: Person) => readAs(ground, person, readNotices);

it('all notices are marked read by one command: what was told until then, of nobody else, each sealed', async () => {
  const { officer, custodian } = organ.people;
  for (let i = 0; i < 25; i++) await tellTo(officer);
  await tellTo(custodian);
  const until = ground.clock.now();
  ground.clock.advance(1000);
  const later = await tellTo(officer);
  expect([await count(officer), (await listed(officer)).length]).toEqual([26, 20]);
  const markAll = () => asPerson(ground, officer, (ctx) => markAllNoticesRead(ctx, { until }));
  await markAll();
  expect((await listed(officer)).map(({ id }) => id)).toEqual([later]);
  expect([await count(officer), await count(custodian)]).toEqual([1, 1]);
  const sealed = await asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from custody_entry where kind = 'notice.read'`.execute(tx);
    return rows[0]?.n;
  });
  expect(sealed).toBe(25);
  await expect(markAll()).rejects.toMatchObject({ code: 'conflict.changed' });
});

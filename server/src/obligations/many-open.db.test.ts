import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { type Law, loadLaw, proposeChange } from '../law/index.ts';
import { type DutyGround, openDutyGround } from './duties-for-tests.ts';
import { decideCalendarChange } from './rejudge.ts';

let house: DutyGround;
let law: Law;
let organ: TestOrgan;
let made = 0;

beforeAll(async () => {
  law = await loadLaw();
  house = await openDutyGround();
  organ = await makeOrgan(house.ground, 'ql', 'ql');
  house.ground.clock.set('2026-12-31T10:00:00.000Z');
});
afterAll(() => house.close());

/** Acts of which the film is owed, with the open duty of each as the follower would have left it before the notice. */
async function addOpen(count: number): Promise<void> {
  const { id, unitId, officerId, people } = organ;
  await asHouse(house.ground, async ({ tx }) => {
    await sql`with acts as (
      insert into act (id, organ_id, number, type, cause, unit_id, officer_ids, started_at, ended_at, filmed, created_by, created_at)
      select gen_random_uuid(), ${id}, '年终-' || (n + ${made}::int), 'onSiteInspection', '检查', ${unitId}, array[${officerId}::uuid],
        '2026-12-31T08:00:00Z', '2026-12-31T09:00:00Z', true, ${people.officer.accountId}, '2026-12-31T09:00:00Z'
      from generate_series(1, ${count}::int) n returning id)
      insert into obligation (id, organ_id, subject_type, subject_id, duty, tier, judgement, pack_id, pack_fingerprint, citation,
        due_before, provisional, excusable, exception_applied, steps, explanation, judged_at, calendar_version)
      select gen_random_uuid(), ${id}, 'act', id, 'store', 'local', 'judged', 'ql', '', '{}',
        '2027-01-11T16:00:00Z', true, false, false, '[]', '{}', '2026-12-31T09:00:00Z', 'unknown' from acts`.execute(
      tx,
    );
  });
  made += count;
}

const heapAfter = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** Approves one more day off and gives what came of it, with the seconds it took. */
async function approve(date: string) {
  const content = {
    kind: 'days' as const,
    days: [{ date, working: false, name: { zh: '地方节日', en: 'Feast' } }],
  };
  const document = { documentNo: date, title: '放假', source: '附件', supersedes: null, content };
  const { value } = await asPerson(house.ground, organ.people.administrator, (ctx) =>
    proposeChange(ctx, law, document),
  );
  const begun = performance.now();
  const outcome = await asPerson(house.ground, organ.people.head, (ctx) =>
    decideCalendarChange(ctx, law, { id: value.id, approve: true, reason: null }),
  );
  return { outcome: outcome.value, seconds: (performance.now() - begun) / 1000 };
}

it('10,000 open duties move with one approval, in time and memory that grow no faster than they', async () => {
  await addOpen(500);
  const few = await approve('2027-01-05');
  expect(few.outcome).toEqual({ judged: 500, moved: 500, told: 1 });
  await addOpen(9500);
  const before = heapAfter();
  const many = await approve('2027-01-06');
  expect(many.outcome).toEqual({ judged: 10_000, moved: 10_000, told: 1 });
  expect(many.seconds / few.seconds).toBeLessThan(50);
  expect(heapAfter() - before).toBeLessThan(150_000_000);
  const { rows } = await asHouse(house.ground, ({ tx }) =>
    sql<{ open: number; moved: number }>`select count(*) as open,
      count(*) filter (where previous_due_before < due_before) as moved from obligation`.execute(tx),
  );
  expect(rows[0]).toMatchObject({ open: 10_000, moved: 10_000 });
}, 240_000);

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { createAct } from '../cases/index.ts';
import { type Law, loadLaw, proposeChange } from '../law/index.ts';
import { type DutyGround, openDutyGround } from './duties-for-tests.ts';
import { decideCalendarChange } from './rejudge.ts';

let house: DutyGround;
let law: Law;
let organ: TestOrgan;

beforeAll(async () => {
  law = await loadLaw();
  house = await openDutyGround();
  organ = await makeOrgan(house.ground, 'ql', 'ql');
  house.ground.clock.set('2026-12-31T10:00:00.000Z');
});
afterAll(() => house.close());

/** An act of which the film is owed, judged from the log; those that are added are copies of it and of all it owes. */
async function firstAct(): Promise<string> {
  const { value } = await asPerson(house.ground, organ.people.officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'other', cause: '检查', party: null, place: null, filmed: true },
      ...{
        unitId: organ.unitId,
        officerIds: [organ.officerId],
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      ...{ startedAt: '2026-12-31T08:00:00.000Z', endedAt: '2026-12-31T09:00:00.000Z' },
    }),
  );
  await house.settle();
  return value.id;
}

async function addOpen(first: string, count: number): Promise<void> {
  await asHouse(
    house.ground,
    async ({ tx }) =>
      await sql`with acts as (
        insert into act select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'number', gen_random_uuid()))).*
        from act a, generate_series(1, ${count}::int) where a.id = ${first} returning id)
        insert into obligation select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'subject_id', acts.id))).*
        from obligation o, acts where o.subject_id = ${first}`.execute(tx),
  );
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What is still held once all that is left over was collected. */
const heapAfter = () => {
  collect();
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

it('2,000 open duties move with one approval, in time and memory that grow no faster than they', async () => {
  const first = await firstAct();
  await addOpen(first, 199);
  const few = await approve('2027-01-05');
  expect(few.outcome).toEqual({ judged: 200, failed: 0, moved: 200, told: 1 });
  await addOpen(first, 1800);
  const before = heapAfter();
  const many = await approve('2027-01-06');
  expect(many.outcome).toEqual({ judged: 2000, failed: 0, moved: 2000, told: 1 });
  // Ten times as many: by their square it would take a hundred times as long.
  expect(many.seconds / few.seconds).toBeLessThan(50);
  expect(heapAfter() - before).toBeLessThan(60_000_000);
  const { rows } = await asHouse(house.ground, ({ tx }) =>
    sql<{ open: number; moved: number }>`select count(*) as open,
      count(*) filter (where previous_due_before < due_before) as moved from obligation where duty = 'store'`.execute(
      tx,
    ),
  );
  expect(rows[0]).toMatchObject({ open: 2000, moved: 2000 });
}, 240_000);

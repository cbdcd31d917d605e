import type { MatterRow } from '@liuhen/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { createAct } from '../cases/index.ts';
import type { Followed } from '../custody/index.ts';
import { loadGists, loadLaw } from '../law/index.ts';
import {
  approveMatterList,
  changeMatterList,
  draftMatterList,
  type KnowingLaw,
  reviewMatterList,
  submitMatterList,
  withdrawMatterList,
} from '../law/matter-lists.ts';
import { type DutyGround, openDutyGround } from './duties-for-tests.ts';
import { actsWithin, spansOfLists } from './listed-acts.ts';
import { type Subject, touchedBy } from './touched.ts';

const many = 250;

let house: DutyGround;
let law: KnowingLaw;
let organ: TestOrgan;
let first: string;
let second: string;

beforeAll(async () => {
  law = { ...(await loadLaw()), gists: await loadGists() };
  house = await openDutyGround();
  organ = await makeOrgan(house.ground, 'xz', 'xz');
  house.ground.clock.set('2026-10-14T02:00:00.000Z');
});
afterAll(() => house.close());

const as = <T>(role: keyof TestOrgan['people'], work: Parameters<typeof asPerson<T>>[2]) =>
  asPerson(house.ground, organ.people[role], work);

/** Acts that the log has never told of: whatever is judged of them, a list's entry made it so. */
async function addActs(startedAt: string, count: number): Promise<void> {
  const { value } = await as('officer', (ctx) =>
    createAct(ctx, {
      ...{ type: 'dailyPatrol', cause: '巡查', party: null, place: null, filmed: false },
      ...{
        unitId: organ.unitId,
        officerIds: [organ.officerId],
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      ...{ startedAt, endedAt: startedAt },
    }),
  );
  await asHouse(
    house.ground,
    async ({ tx }) =>
      await sql`insert into act select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
        'number', gen_random_uuid()))).* from act a, generate_series(1, ${count}::int) where a.id = ${value.id}`.execute(
        tx,
      ),
  );
}

const rowOf = (id: string) =>
  asHouse(house.ground, ({ tx }) =>
    tx.selectFrom('matter_list').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const seen = async (id: string) => ({ id, revision: (await rowOf(id)).revision });

/** A list that makes patrols a must, up to the head's desk. */
async function prepare(duty: MatterRow['duty']): Promise<string> {
  const { value } = await as('custodian', (ctx) => draftMatterList(ctx, law, { from: 'law' }));
  const { title, matters } = await rowOf(value.id);
  const patrol: MatterRow = {
    ...{ activities: ['dailyPatrol'], circumstances: [], matter: '巡查', content: '现场', link: '全程' },
    ...{ methods: ['video'], duty, articles: ['SX-11(2)'] },
  };
  const draft = { title, publish: false, effectiveFrom: null, rows: [...(matters as MatterRow[]), patrol] };
  const changed = { ...(await seen(value.id)), ...draft };
  await as('custodian', (ctx) => changeMatterList(ctx, law, changed));
  const submitted = await seen(value.id);
  await as('custodian', (ctx) => submitMatterList(ctx, law, submitted));
  const reviewed = { ...(await seen(value.id)), agrees: true, remarks: '' };
  await as('legalReviewer', (ctx) => reviewMatterList(ctx, reviewed));
  return value.id;
}
async function approve(id: string, effectiveFrom: string): Promise<void> {
  const step = { ...(await seen(id)), agrees: true, remarks: '', effectiveFrom, retroactive: true };
  await as('head', (ctx) => approveMatterList(ctx, law, step));
}

/** How many acts have a judged duty to film, by what it is called. */
const judged = async () => {
  const { rows } = await asHouse(house.ground, ({ tx }) =>
    sql<{ what: string; n: number }>`select what->>'zh' as what, count(*)::int as n from obligation
      where duty = 'filming' and judgement <> 'withdrawn' group by 1 order by 1`.execute(tx),
  );
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]));
};
const entry = (kind: string, subjectId: string): Followed => ({
  ...{ index: 0, entryId: 0, kind, organId: organ.id, table: 'matter_list', subjectId },
});
const spans = (entries: readonly Followed[]) => asHouse(house.ground, (ctx) => spansOfLists(ctx, entries));

describe('an entry of a list of matters', () => {
  it('judges no act while the list is worked on, and all it decides about once it is approved', async () => {
    await addActs('2026-10-05T01:00:00.000Z', many);
    await addActs('2026-10-12T01:00:00.000Z', many);
    first = await prepare('mandatory');
    await house.settle();
    expect(await judged()).toEqual({ 条件允许时全程音像记录: 2 });
    await approve(first, '2026-10-01');
    await house.settle();
    expect(await judged()).toEqual({ 音像记录: 2 * many + 2 });
    second = await prepare('mandatoryContinuous');
    await approve(second, '2026-10-10');
    await house.settle();
    expect(await judged()).toEqual({ 音像记录: many + 1, 全程无间断音像记录: many + 1 });
  });

  it('names the acts of the list’s own days, and of a withdrawn one those that it covered', async () => {
    const day = (date: string) => `${date}T16:00:00.000Z`; // midnight in Beijing, as UTC says it
    const kinds = ['drafted', 'changed', 'submitted', 'reviewed', 'returned'];
    const work = kinds.flatMap((kind) => [first, second].map((id) => entry(`matterList.${kind}`, id)));
    expect(await spans(work)).toEqual([]);
    expect(await asHouse(house.ground, (ctx) => touchedBy(ctx, work))).toEqual([]);
    const organId = organ.id;
    expect(await spans([...work, entry('matterList.approved', first)])).toEqual([
      { organId, from: day('2026-09-30'), until: day('2026-10-09') },
    ]);
    const third = await prepare('mandatory');
    await approve(third, '2026-11-01');
    const { revision } = await rowOf(third);
    await as('head', (ctx) => withdrawMatterList(ctx, { id: third, revision, reason: '改期' }));
    expect(await spans([entry('matterList.withdrawn', third)])).toEqual([
      { organId, from: day('2026-10-31'), until: null },
    ]);
    const all = [first, second, third].map((id) => entry('matterList.approved', id));
    expect(await spans(all)).toEqual([{ organId, from: day('2026-09-30'), until: null }]);
    const open = await prepare('mandatory');
    const row = await rowOf(open);
    await as('head', (ctx) =>
      withdrawMatterList(ctx, { id: open, revision: row.revision, reason: '不再需要' }),
    );
    expect(await spans([entry('matterList.withdrawn', open)])).toEqual([]);
  });

  it('is walked in batches, each act once, however many began at one moment', async () => {
    const [span] = await spans([entry('matterList.approved', second)]);
    if (span === undefined) throw new Error('no span');
    const batches = await asHouse(house.ground, async (ctx) => {
      const walked: Subject[][] = [];
      for await (const acts of actsWithin(ctx, span)) walked.push(acts);
      return walked;
    });
    expect(batches.map((acts) => acts.length)).toEqual([200, many + 1 - 200]);
    expect(new Set(batches.flat().map(({ id }) => id)).size).toBe(many + 1);
  });

  it('says the same when all is judged again from the first entry', async () => {
    await house.settle();
    const standing = async () =>
      (await house.judgements()).filter(({ judgement }) => judgement !== 'withdrawn');
    const before = await standing();
    await house.replay({ forgetDuties: true });
    expect(await standing()).toEqual(before);
  });
}, 180_000);

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import { house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { shelve } from './shelf.ts';

let ground: TestGround;
let organ: TestOrgan;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterAll(() => ground.close());

it('two who change a recording at the same moment both show on the shelf', async () => {
  const id = await registerFilm(ground, organ.people.officer, 'DCAM_XZ01_140901_20260915_100200.mp4');
  const acts = { party: '鑫源商贸有限公司', cause: '无证经营', linked: true };
  let other: Promise<void> = Promise.resolve();
  await asPerson(ground, organ.people.custodian, async (ctx) => {
    const poster = { id: makeId(ground.clock), organ_id: organ.id, recording_id: id, kind: 'poster' };
    await ctx.tx
      .insertInto('derivative')
      .values({ ...poster, state: 'ready' })
      .onConflict((on) => on.columns(['recording_id', 'kind']).doUpdateSet({ state: 'ready' }))
      .execute();
    await shelve(ctx, id);
    other = asPerson(ground, organ.people.head, (theirs) => shelve(theirs, id, acts));
    await sleep(300);
  });
  await other;
  const row = await transact(ground.database, house, (tx) =>
    tx
      .selectFrom('recording_shelf')
      .select(['poster', 'party', 'linked', 'uploaded_by'])
      .where('recording_id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  expect(row).toEqual({
    poster: true,
    party: acts.party,
    linked: true,
    uploaded_by: organ.people.officer.accountId,
  });
});

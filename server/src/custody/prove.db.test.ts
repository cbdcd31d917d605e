import { verifyReceipt } from '@liuhen/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { proveEntryTo } from './prove.ts';

let ground: TestGround;
let organ: TestOrgan;
let sequencer: ReturnType<typeof startTestSequencer>;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
});
afterAll(async () => {
  await sequencer.stop();
  await ground.close();
});

const entryAbout = (id: string): Promise<number> =>
  asHouse(ground, async ({ tx }) => {
    const entries = tx.selectFrom('custody_entry').select('entry_id').where('subject_id', '=', id);
    return (await entries.orderBy('entry_id').executeTakeFirstOrThrow()).entry_id;
  });

async function proveTo(person: Person, subjectId: string) {
  const entryId = await entryAbout(subjectId);
  const receipt = await readAs(ground, person, (ctx) => proveEntryTo(ctx, entryId));
  const { checks } = verifyReceipt(receipt, [sequencer.key.verifierKey]);
  return { receipt, passed: checks.filter(({ ok }) => ok).map(({ check }) => check) };
}

it('proves to somebody who may not read a row that it is sealed, and shows nothing of it', async () => {
  const { administrator, assistant } = organ.people;
  const { receipt, passed } = await proveTo(assistant, administrator.accountId);
  expect(receipt).toMatchObject({ salt: '', payload: null, withheld: true });
  expect(passed).toEqual(['entry', 'signature', 'inclusion']);
});

it('shows the row to those who may read it', async () => {
  const { administrator, assistant } = organ.people;
  for (const [person, subject] of [
    [assistant, assistant.accountId],
    [administrator, assistant.accountId],
    [assistant, organ.unitId],
  ] as const) {
    const { receipt, passed } = await proveTo(person, subject);
    expect(receipt.withheld).toBeUndefined();
    expect(passed).toEqual(['entry', 'payload', 'signature', 'inclusion']);
  }
});

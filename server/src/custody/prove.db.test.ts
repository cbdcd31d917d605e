import { verifyReceipt } from '@liuhen/proof';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { latestCheckpoint, proveEntry, proveEntryTo } from './prove.ts';

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

it.each([255, 256, 257, 511, 512, 513])(
  'proves entries at both sides of each tile in a log of %i',
  async (size) => {
    const sizeOfLog = () => asHouse(ground, async (ctx) => (await latestCheckpoint(ctx))?.size ?? 0);
    for (let missing = size - (await sizeOfLog()); missing > 0; missing = size - (await sizeOfLog())) {
      await asHouse(ground, async (ctx) => {
        for (let i = 0; i < missing; i++) await sealUnit(ctx, organ.id, `of ${size}, ${missing}, ${i}`);
      });
      await sequencer.runOnce();
    }
    expect(await sizeOfLog()).toBe(size);
    for (const index of [0, 1, 254, 255, 256, 257, 511, size - 1].filter((at) => at < size)) {
      const receipt = await asHouse(ground, async (ctx) => {
        const { entry_id } = await ctx.tx
          .selectFrom('custody_leaf')
          .select('entry_id')
          .where('leaf_index', '=', index)
          .executeTakeFirstOrThrow();
        return proveEntry(ctx, entry_id);
      });
      expect([receipt.index, receipt.size]).toEqual([index, size]);
      expect(verifyReceipt(receipt, [sequencer.key.verifierKey]).ok).toBe(true);
    }
  },
);

it('says of an entry that is not in the log yet that there is no proof', async () => {
  const entryId = await asHouse(ground, async (ctx) => {
    await sealUnit(ctx, organ.id, 'waits');
    const entries = ctx.tx.selectFrom('custody_entry').select(({ fn }) => fn.max('entry_id').as('id'));
    return (await entries.executeTakeFirstOrThrow()).id;
  });
  await expect(asHouse(ground, (ctx) => proveEntry(ctx, entryId))).rejects.toThrow('log.unknownSize');
  await sequencer.runOnce();
  expect((await asHouse(ground, (ctx) => proveEntry(ctx, entryId))).proof.length).toBeGreaterThan(0);
});

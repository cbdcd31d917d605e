import { fromBase64, openCheckpoint, parseEntry, verifyConsistency, verifyReceipt } from '@liuhen/proof';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asHouse, sealOrgan, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { house, transact } from '../base/database.ts';
import { latestCheckpoint, proveEntry, proveGrowth } from './prove.ts';
import { readTile } from './tiles.ts';

let ground: TestGround;
let sequencer: ReturnType<typeof startTestSequencer>;
let organ: string;

beforeEach(async () => {
  ground = await makeGround();
  organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
  sequencer = startTestSequencer(ground);
});
afterEach(async () => {
  await sequencer.stop();
  await ground.close();
});

const read = <T>(
  work: (ctx: {
    tx: Parameters<Parameters<typeof transact>[2]>[0];
    actor: typeof house;
    clock: TestGround['clock'];
  }) => Promise<T>,
) => transact(ground.database, house, (tx) => work({ tx, actor: house, clock: ground.clock }));

async function sealMany(from: number, to: number): Promise<number[]> {
  return asHouse(ground, async (ctx) => {
    const ids: number[] = [];
    for (let i = from; i < to; i++) ids.push(await sealUnit(ctx, organ, `unit ${i}`));
    return ids;
  });
}

describe('sequencing', () => {
  it('moves what was sealed into the tree under a checkpoint that verifies', async () => {
    const [entryId = 0] = await sealMany(0, 1);
    await sequencer.runOnce();
    const receipt = await read((ctx) => proveEntry(ctx, entryId));
    const verified = verifyReceipt(receipt, [sequencer.key.verifierKey]);
    expect(verified.checks.map((check) => [check.check, check.ok])).toEqual([
      ['entry', true],
      ['payload', true],
      ['signature', true],
      ['inclusion', true],
    ]);
    expect(verified.entry).toMatchObject({ kind: 'unit.created', organ });
    expect(receipt.payload).toMatchObject({ name: 'unit 0', organ_id: organ });
  });

  it('leaves out what was rolled back and has no gap for it', async () => {
    await sealMany(0, 3);
    await asHouse(ground, async (ctx) => {
      await sealUnit(ctx, organ, 'never');
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await sealMany(3, 5);
    await sequencer.runOnce();
    const checkpoint = await read(latestCheckpoint);
    expect(checkpoint?.size).toBe(6);
    expect((await read((ctx) => readTile(ctx.tx, 0, 0, 6))).length).toBe(6 * 32);
  });

  it('grows by batches that each prove to continue the one before', async () => {
    const sizes: number[] = [];
    for (const [from, to] of [
      [0, 100],
      [100, 300],
      [300, 520],
      [520, 700],
    ] as const) {
      await sealMany(from, to);
      await sequencer.runOnce();
      sizes.push((await read(latestCheckpoint))?.size ?? 0);
    }
    for (const [i, newSize] of sizes.entries()) {
      for (const oldSize of sizes.slice(0, i)) {
        const growth = await read((ctx) => proveGrowth(ctx, { from: oldSize, to: newSize }));
        const [old, now] = [growth.oldCheckpoint, growth.newCheckpoint].map(
          (note) => openCheckpoint(note, [sequencer.key.verifierKey]).checkpoint,
        );
        if (!old || !now) throw new Error('two checkpoints expected');
        verifyConsistency({
          oldSize,
          oldRoot: old.root,
          newSize,
          newRoot: now.root,
          proof: growth.proof.map((hash) => fromBase64(hash)),
        });
      }
    }
    expect(sizes).toEqual([101, 301, 521, 701]);
  });

  it('goes on after a restart from what is stored', async () => {
    await sealMany(0, 300);
    await sequencer.runOnce();
    await sequencer.stop();
    const ids = await sealMany(300, 310);
    const next = startTestSequencer(ground, sequencer.key);
    await next.runOnce();
    const receipt = await read((ctx) => proveEntry(ctx, ids.at(-1) ?? 0));
    expect(verifyReceipt(receipt, [sequencer.key.verifierKey]).ok).toBe(true);
    await next.stop();
  });

  it('keeps two sequencers from forking the log', async () => {
    const other = startTestSequencer(ground, sequencer.key);
    for (let round = 0; round < 5; round++) {
      await Promise.all([sealMany(round * 20, round * 20 + 10), sealMany(round * 20 + 10, round * 20 + 20)]);
      await Promise.all([sequencer.runOnce(), other.runOnce()]);
    }
    await sequencer.runOnce();
    await other.stop();
    const { rows } = await read((ctx) =>
      sql<{ n: number }>`select count(*) as n from custody_leaf`.execute(ctx.tx),
    );
    expect(rows[0]?.n).toBe(101);
    expect((await read(latestCheckpoint))?.size).toBe(101);
  });

  it('keeps the newest checkpoint outside the database within a second or two', async () => {
    for (let i = 0; i < 3; i++) {
      await sealMany(i, i + 1);
      await sequencer.runOnce();
    }
    const newest = () =>
      openCheckpoint(sequencer.kept.at(-1) ?? '', [sequencer.key.verifierKey]).checkpoint.size;
    await vi.waitFor(() => expect(newest()).toBe(4), 3000);
  });

  it('seals texts that hold nothing personal', async () => {
    const [entryId] = await sealMany(0, 1);
    const { rows } = await read((ctx) =>
      sql<{ leaf: string }>`select leaf from custody_entry where entry_id = ${entryId}`.execute(ctx.tx),
    );
    const leaf = rows[0]?.leaf ?? '';
    expect(leaf).not.toContain('unit 0');
    expect(parseEntry(leaf).subject).toMatch(/^unit\//);
  });
});

describe('sealed tables', () => {
  it.each(['custody_entry', 'custody_payload', 'custody_leaf', 'custody_checkpoint', 'recording'])(
    'refuse change and deletion of %s',
    async (table) => {
      for (const statement of [
        sql`delete from ${sql.table(table)}`,
        sql`truncate ${sql.table(table)} cascade`,
      ]) {
        await expect(read((ctx) => statement.execute(ctx.tx))).rejects.toThrow(/permission denied|refused/);
      }
    },
  );

  it('refuse even their owner, who has to lift the guard first', async () => {
    const { connectOwner } = await import('../base/database.ts');
    const owner = await connectOwner(ground.ownerUrl);
    await expect(owner.query("update custody_entry set kind = 'x'")).rejects.toThrow('refused');
    await owner.end();
  });
});

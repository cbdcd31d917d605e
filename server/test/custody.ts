import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import type { Writing } from '../src/base/context.ts';
import { connectOwner, house, transact } from '../src/base/database.ts';
import { makeId } from '../src/base/ids.ts';
import { type LogKey, makeLogKey, type Sequencer, seal, startSequencer } from '../src/custody/index.ts';
import type { TestGround } from './house.ts';

export const quiet = pino({ level: 'silent' });

export const makeTestKey = (): LogKey =>
  makeLogKey(generateKeyPairSync('ed25519').privateKey, 'liuhen.test/log');

/** A sequencer of a test: its own key, checkpoints kept in a list. Stop it before the ground is closed. */
export function startTestSequencer(
  ground: TestGround,
  key: LogKey = makeTestKey(),
): Sequencer & { key: LogKey; kept: string[] } {
  const kept: string[] = [];
  const sequencer = startSequencer({
    database: ground.database,
    clock: ground.clock,
    key,
    log: quiet,
    keep: async (note) => void kept.push(note),
    sequenced: () => undefined,
    passed: async () => undefined,
  });
  return { ...sequencer, key, kept };
}

/** Sequences until nothing waits: a batch that failed, as on a busy machine, is tried again as the house does. */
export async function sequenceAll(ground: TestGround, sequencer: Sequencer): Promise<void> {
  const waits = () =>
    asHouse(ground, ({ tx }) =>
      tx.selectFrom('custody_pending').select('entry_id').limit(1).executeTakeFirst(),
    );
  do await sequencer.runOnce();
  while ((await waits()) !== undefined);
}

/** Runs a command as the house itself. */
export const asHouse = <T>(ground: TestGround, work: (ctx: Writing) => Promise<T>): Promise<T> =>
  transact(ground.database, house, (tx) => work({ tx, actor: house, clock: ground.clock, writing: true }));

/** The smallest sealed thing: a unit of an organ. Returns the number of its entry. */
export async function sealUnit(ctx: Writing, organId: string, name: string): Promise<number> {
  const id = makeId(ctx.clock);
  await ctx.tx.insertInto('unit').values({ id, organ_id: organId, name }).execute();
  await seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
  const { entry_id } = await ctx.tx
    .selectFrom('custody_entry')
    .select('entry_id')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow();
  return entry_id;
}

export async function sealOrgan(ctx: Writing, code: string): Promise<string> {
  const id = makeId(ctx.clock);
  await ctx.tx
    .insertInto('organ')
    .values({ id, code, name: code, pack_id: 'sx', pack_bound_from: '2020-01-01' })
    .execute();
  await seal(ctx, { kind: 'organ.created', table: 'organ', id }, null);
  return id;
}

/** Rows of a statement that the owner of the database runs, past every right. */
export async function asOwner<T extends object>({ ownerUrl }: TestGround, text: string): Promise<T[]> {
  const owner = await connectOwner(ownerUrl);
  try {
    return (await owner.query<T>(text)).rows;
  } finally {
    await owner.end();
  }
}

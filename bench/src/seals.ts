import { generateKeyPairSync } from 'node:crypto';
import { verifyReceipt } from '@liuhen/proof';
import { systemClock } from '../../server/src/base/clock.ts';
import type { Writing } from '../../server/src/base/context.ts';
import { connectOwner, house, transact } from '../../server/src/base/database.ts';
import { makeId } from '../../server/src/base/ids.ts';
import { openLog } from '../../server/src/base/log.ts';
import { checkLog } from '../../server/src/custody/check-log.ts';
import {
  type LogKey,
  latestCheckpoint,
  makeLogKey,
  proveEntry,
  type Sequencer,
  seal,
  startSequencer,
} from '../../server/src/custody/index.ts';
import { atLeast, type Bench, below, type Figure } from './figure.ts';
import { type Ground, onGround } from './ground.ts';
import { layEntries } from './seals-fill.ts';
import { makeRandom, median, pairedRatio } from './statistics.ts';

const writers = 32;

interface House extends Ground {
  organId: string;
  sequencer: Sequencer;
  key: LogKey;
}

/** Sealed entries per second against plain durable inserts, at a short log and at a long one; proof and full check of the long one. */
export function benchSeals({ small, say }: Bench): Promise<Figure[]> {
  const [full, rounds, millis] = small ? [20_000, 2, 500] : [1_000_000, 5, 4000];
  return onGround(writers + 4, async (ground) => {
    const hall = await furnish(ground);
    try {
      await layTo(hall, 1000);
      await race(hall, { rounds: 1, millis: 1000 });
      const begun = await sizeOf(hall);
      const short = await race(hall, { rounds, millis });
      say(`log of ${begun}: ${show(short.sealed)} sealed/s, ${show(short.plain)} plain/s, in turn`);
      const laying = performance.now();
      await layTo(hall, full);
      say(`log filled to ${await sizeOf(hall)} in ${Math.round((performance.now() - laying) / 1000)} s`);
      await race(hall, { rounds: 1, millis });
      const long = await race(hall, { rounds, millis });
      say(`log of ${await sizeOf(hall)}: ${show(long.sealed)} sealed/s, ${show(long.plain)} plain/s`);
      return [
        ...rateFigures(short, 'log from 1,000'),
        ...rateFigures(long, `log from ${full.toLocaleString('en-US')}`),
        atLeast(
          'sealing flat: ratio to plain at the long log ÷ at the short one',
          ratioOf(long) / ratioOf(short),
          0.8,
          '×',
          'the sequencer keeps the right edge in memory, indexes grow by one level',
        ),
        await proofFigure(hall),
        await checkFigure(hall),
      ];
    } finally {
      await hall.sequencer.stop();
    }
  });
}

const show = (values: number[]) => values.map((value) => Math.round(value)).join(' ');

async function furnish(ground: Ground): Promise<House> {
  const organId = makeId(systemClock);
  const owner = await connectOwner(ground.ownerUrl);
  // The same columns, indexes and reference as a unit, and nothing else: what an unsealed product would write.
  await owner.query(`create table plain_unit (like unit including all);
    alter table plain_unit add foreign key (organ_id) references organ;
    grant insert on plain_unit to liuhen_app`);
  await owner.query(`insert into organ (id, code, name, pack_id) values ($1, 'bench', 'bench', 'xz')`, [
    organId,
  ]);
  await owner.end();
  const key = makeLogKey(generateKeyPairSync('ed25519').privateKey, 'bench.example/log');
  const sequencer = startSequencer({
    database: ground.database,
    clock: systemClock,
    key,
    log: openLog('error'),
    keep: async () => undefined,
    sequenced: () => undefined,
    passed: async () => undefined,
  });
  return { ...ground, organId, sequencer, key };
}

async function sizeOf({ database }: House): Promise<number> {
  const { rows } = await database.pool.query<{ size: number }>(
    'select coalesce(max(leaf_index) + 1, 0) as size from custody_leaf',
  );
  return rows[0]?.size ?? 0;
}

async function layTo(hall: House, size: number): Promise<void> {
  while ((await hall.sequencer.runOnce()) > 0);
  const count = size - (await sizeOf(hall));
  if (count <= 0) return;
  const unitIds = Array.from({ length: 100 }, () => makeId(systemClock));
  await layEntries(hall.ownerUrl, { count, organId: hall.organId, unitIds }, async () => {
    while ((await hall.sequencer.runOnce()) > 0);
  });
}

interface Race {
  plain: number[];
  /** The same row, unsealed, through the door that every command goes through: begin, role, insert, commit. */
  framed: number[];
  sealed: number[];
}

const ratioOf = (race: Race) => pairedRatio(race.sealed, race.plain);

/** Plain and sealed in turn; what drifts on the machine drifts for both. */
async function race(hall: House, { rounds, millis }: { rounds: number; millis: number }): Promise<Race> {
  const outcome: Race = { plain: [], framed: [], sealed: [] };
  for (let round = 0; round < rounds; round++) {
    outcome.plain.push(await rateOf(millis, () => insertPlain(hall)));
    outcome.framed.push(await rateOf(millis, () => insertFramed(hall)));
    outcome.sealed.push(await rateOf(millis, () => insertSealed(hall)));
    while ((await hall.sequencer.runOnce()) > 0);
  }
  return outcome;
}

async function rateOf(millis: number, write: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  const writer = async () => {
    while (performance.now() - start < millis) {
      await write();
      done++;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (done / (performance.now() - start)) * 1000;
}

/** One statement that commits by itself. */
function insertPlain({ database, organId }: House): Promise<unknown> {
  const id = makeId(systemClock);
  return database.pool.query('insert into plain_unit (id, organ_id, name) values ($1, $2, $3)', [
    id,
    organId,
    id,
  ]);
}

function insertFramed({ database, organId }: House): Promise<unknown> {
  return transact(database, house, (tx) => {
    const id = makeId(systemClock);
    return tx.insertInto('unit').values({ id, organ_id: organId, name: id }).execute();
  });
}

/** The row and its entry by a command, as every change of the record is made. */
async function insertSealed({ database, organId, sequencer }: House): Promise<void> {
  await transact(database, house, async (tx) => {
    const ctx: Writing = { tx, actor: house, clock: systemClock, writing: true };
    const id = makeId(systemClock);
    await tx.insertInto('unit').values({ id, organ_id: organId, name: id }).execute();
    return seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
  });
  sequencer.wake();
}

function rateFigures(race: Race, where: string): Figure[] {
  const bound = 'turns of a sealing transaction and the processor; writers share the commits';
  return [
    atLeast(`sealed entries, ${writers} writers, ${where}`, median(race.sealed), 2000, 'a second', bound),
    atLeast(
      `sealed ÷ plain durable INSERT of the same row, ${where}`,
      ratioOf(race),
      0.4,
      '×',
      `turns to and fro: 3 against 1; ${Math.round(median(race.plain)).toLocaleString('en-US')} plain a second in the same run`,
    ),
    atLeast(
      `sealed ÷ the same INSERT in a transaction of the house, ${where}`,
      pairedRatio(race.sealed, race.framed),
      0.4,
      '×',
      `turns to and fro: 3 against 2; ${Math.round(median(race.framed)).toLocaleString('en-US')} unsealed a second in the same run`,
    ),
  ];
}

async function proofFigure(hall: House): Promise<Figure> {
  const random = makeRandom(1);
  const size = await sizeOf(hall);
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const { rows } = await hall.database.pool.query<{ entry_id: number }>(
      'select entry_id from custody_leaf where leaf_index = $1',
      [Math.floor(random() * size)],
    );
    const start = performance.now();
    const receipt = await transact(hall.database, house, (tx) =>
      proveEntry({ tx, actor: house, clock: systemClock }, rows[0]?.entry_id ?? 0),
    );
    times.push(performance.now() - start);
    if (!verifyReceipt(receipt, [hall.key.verifierKey]).ok) throw new Error('a proof does not verify');
  }
  const bound =
    'five round trips, all tiles in one; each proof is checked with the receipt verifier off the clock';
  return below(`inclusion proof in a log of ${size.toLocaleString('en-US')}`, median(times), 5, 'ms', bound);
}

async function checkFigure(hall: House): Promise<Figure> {
  const rates: number[] = [];
  for (let i = 0; i < 3; i++) {
    const kept = await transact(hall.database, house, (tx) => latestCheckpoint({ tx }));
    const start = performance.now();
    const { findings, edge } = await transact(hall.database, house, (tx) =>
      checkLog({
        tx,
        verifierKeys: [hall.key.verifierKey],
        keptElsewhere: kept === null ? [] : [kept.note],
        progress: () => undefined,
      }),
    );
    if (findings.length > 0) throw new Error(`the check found ${JSON.stringify(findings[0])}`);
    rates.push((edge.size / (performance.now() - start)) * 1000);
  }
  const bound = 'one connection reads the entries while one thread hashes what came before';
  return atLeast('full check of the log (doctor)', median(rates), 100_000, 'entries a second', bound);
}

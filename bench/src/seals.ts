import { generateKeyPairSync } from 'node:crypto';
import { verifyReceipt } from '@liuhen/proof';
import { systemClock } from '../../server/src/base/clock.ts';
import type { Tx, Writing } from '../../server/src/base/context.ts';
import { connectOwner, house, transact } from '../../server/src/base/database.ts';
import { makeId } from '../../server/src/base/ids.ts';
import { openLog } from '../../server/src/base/log.ts';
import { checkLog } from '../../server/src/custody/check-log.ts';
import {
  type LogKey,
  latestCheckpoint,
  makeLogKey,
  proveAttested,
  type Sequencer,
  sealNew,
  startSequencer,
} from '../../server/src/custody/index.ts';
import { loadLaw } from '../../server/src/law/packs.ts';
import { columnsOf, type Judged, judge } from '../../server/src/obligations/judge.ts';
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

type Values = Record<string, unknown> & { id: string };

/** A row that is written over and over, each time with an id of its own. */
interface Row {
  table: 'obligation' | 'unit';
  kind: 'obligation.judged' | 'unit.created';
  what: string;
  make: (organId: string) => Values;
}

const bound = { packId: 'xz', boundFrom: '2020-01-01' };
const judged = judge(await loadLaw(), bound, {
  of: 'recording',
  endedAt: '2026-03-05T02:10:00.000Z',
  activityEnd: null,
  activities: [],
  storedAt: '2026-03-05T09:00:00.000Z',
  handover: null,
  returnClaim: null,
})[0] as Judged;

/** The row that is sealed most, several times for each film, and the smallest row there is. */
const duty: Row = {
  table: 'obligation',
  kind: 'obligation.judged',
  what: 'a judged duty',
  make: (organId) => {
    const id = makeId(systemClock);
    const whose = { organ_id: organId, subject_type: 'recording', subject_id: id };
    return { id, ...whose, ...columnsOf(judged), judged_at: systemClock.now() };
  },
};
const unit: Row = {
  table: 'unit',
  kind: 'unit.created',
  what: 'a unit, the smallest row',
  make: (organId) => {
    const id = makeId(systemClock);
    return { id, organ_id: organId, name: id };
  },
};

/** Sealed entries per second against plain durable inserts, at a short log and at a long one; proof and full check of the long one. */
export function benchSeals({ small, say }: Bench): Promise<Figure[]> {
  const [full, rounds, millis] = small ? [20_000, 2, 500] : [1_000_000, 5, 4000];
  return onGround(writers + 4, async (ground) => {
    const hall = await furnish(ground);
    try {
      await layTo(hall, 1000);
      await race(hall, unit, { rounds: 1, millis });
      const begun = await sizeOf(hall);
      const short = await race(hall, unit, { rounds, millis });
      say(`log of ${begun}: ${show(short.sealed)} sealed/s, ${show(short.plain)} plain/s, in turn`);
      const laying = performance.now();
      await layTo(hall, full);
      say(`log filled to ${await sizeOf(hall)} in ${Math.round((performance.now() - laying) / 1000)} s`);
      await race(hall, unit, { rounds: 1, millis });
      const long = await race(hall, unit, { rounds, millis });
      say(`log of ${await sizeOf(hall)}: ${show(long.sealed)} sealed/s, ${show(long.plain)} plain/s`);
      const duties = await race(hall, duty, { rounds, millis });
      say(`of a judged duty: ${show(duties.sealed)} sealed/s, ${show(duties.plain)} plain/s`);
      return [
        rateFigure(short, 'log from 1,000'),
        ...ratioFigures(short, `${unit.what}, log from 1,000`),
        rateFigure(long, `log from ${full.toLocaleString('en-US')}`),
        ...ratioFigures(long, `${unit.what}, log from ${full.toLocaleString('en-US')}`),
        ...ratioFigures(duties, `${duty.what}, log from ${full.toLocaleString('en-US')}`),
        atLeast(
          'sealing flat: ratio to plain at the long log ÷ at the short one',
          ratioOf(long) / ratioOf(short),
          0.8,
          '×',
          'the sequencer keeps the right edge in memory, indexes grow by one level',
        ),
        ...(await settledFigures(hall)),
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
  // The same columns, indexes and reference, and nothing else: what an unsealed product would write.
  for (const { table } of [unit, duty])
    await owner.query(`create table plain_${table} (like ${table} including all);
      alter table plain_${table} add foreign key (organ_id) references organ;
      grant insert on plain_${table} to liuhen_app`);
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
  const subjectOf = (n: number) => unitIds[n % unitIds.length] ?? '';
  const laying = { kind: 'unit.created', table: 'unit', organId: hall.organId, count, subjectOf } as const;
  await layEntries(hall.ownerUrl, laying, async () => {
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
async function race(
  hall: House,
  row: Row,
  { rounds, millis }: { rounds: number; millis: number },
): Promise<Race> {
  const outcome: Race = { plain: [], framed: [], sealed: [] };
  for (let round = 0; round < rounds; round++) {
    outcome.plain.push(await rateOf(millis, () => insertPlain(hall, row)));
    outcome.framed.push(await rateOf(millis, () => insertFramed(hall, row)));
    outcome.sealed.push(await rateOf(millis, () => insertSealed(hall, row)));
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

// A union of tables has no insert of its own; the values are those of this table.
const insertInto = (tx: Tx, table: Row['table'], values: Values) =>
  tx.insertInto(table).values(values as never);

/** One statement that commits by itself. */
function insertPlain({ database, organId }: House, { table, make }: Row): Promise<unknown> {
  const values = make(organId);
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 1}`).join();
  return database.pool.query(
    `insert into plain_${table} (${columns.join()}) values (${places})`,
    Object.values(values),
  );
}

function insertFramed({ database, organId }: House, { table, make }: Row): Promise<unknown> {
  return transact(database, house, (tx) => insertInto(tx, table, make(organId)).execute());
}

/** The row and its entry as every change of the record is made. */
async function insertSealed({ database, organId, sequencer }: House, row: Row): Promise<void> {
  const { table, kind } = row;
  await transact(database, house, (tx) => {
    const ctx: Writing = { tx, actor: house, clock: systemClock, writing: true };
    return sealNew(ctx, { kind, table, values: row.make(organId) as never }, null);
  });
  sequencer.wake();
}

function rateFigure(race: Race, where: string): Figure {
  const bound = 'the processor; writers share the commits';
  return atLeast(
    `sealed entries, ${writers} writers, ${where}`,
    median(race.sealed),
    2000,
    'a second',
    bound,
  );
}

function ratioFigures(race: Race, where: string): Figure[] {
  return [
    atLeast(
      `sealed ÷ plain durable INSERT of the same row: ${where}`,
      ratioOf(race),
      0.4,
      '×',
      `work of the entry; both take 1 turn; ${Math.round(median(race.plain)).toLocaleString('en-US')} plain a second in the same run`,
    ),
    atLeast(
      `sealed ÷ the same INSERT in a transaction of the house: ${where}`,
      pairedRatio(race.sealed, race.framed),
      0.4,
      '×',
      `work of the entry; 1 turn against 2; ${Math.round(median(race.framed)).toLocaleString('en-US')} unsealed a second in the same run`,
    ),
  ];
}

/** Proof and check of a log that nobody has just written a million entries into: the database has put its tables in order. */
async function settledFigures(hall: House): Promise<Figure[]> {
  const owner = await connectOwner(hall.ownerUrl);
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  await owner.end();
  return [await proofFigure(hall), await checkFigure(hall)];
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
      proveAttested({ tx, actor: house, clock: systemClock }, rows[0]?.entry_id ?? 0),
    );
    times.push(performance.now() - start);
    if (!verifyReceipt(receipt, [hall.key.verifierKey]).ok) throw new Error('a proof does not verify');
  }
  const bound =
    'two turns, entry and all tiles in one; each proof is checked with the receipt verifier off the clock';
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
  const bound = 'one thread hashes the entries as one connection brings them';
  return atLeast('full check of the log (doctor)', median(rates), 100_000, 'entries a second', bound);
}

import { formatCheckpoint, leafHash, signNote } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Tx } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import type { Log } from '../base/log.ts';
import { fastSha256 } from './fast-hash.ts';
import { keepNewest } from './keep-checkpoints.ts';
import type { LogKey } from './key.ts';
import {
  appendLeaves,
  emptyEdge,
  loadEdge,
  type NodeHash,
  type RightEdge,
  rootOfEdge,
} from './right-edge.ts';
import { readTile } from './tiles.ts';

export interface SequencerParts {
  database: Database;
  clock: Clock;
  key: LogKey;
  log: Log;
  /** Keeps a signed checkpoint outside the database as well. */
  keep: (note: string) => Promise<void>;
  /** Told when entries have become part of the tree, with its new size. */
  sequenced: (size: number) => void;
  /** The crash tests pull the plug here. */
  passed: (step: 'before-commit' | 'after-commit') => Promise<void>;
}

export interface Sequencer {
  /** Entries wait; called after each commit, costs nothing. */
  wake(): void;
  /** Sequences what waits now. Returns how many entries became part of the tree. */
  runOnce(): Promise<number>;
  stop(): Promise<void>;
}

/** Entries of one batch: one signed checkpoint each. */
const batchSize = 8192;
/** How long a first entry waits for company: hardly when the house is quiet; while it is busy it signs batches and not entries. */
const gatherMillis = { quiet: 5, busy: 200 };
/** The house is busy for so long after a batch. */
const busyMillis = 250;
/** Looks by itself for entries whose commit was not announced (a crash between commit and wake). */
const lookMillis = 1000;
const sequencerLock = 7_251_002;

/** Starts the one sequencer: it moves sealed entries into the tree, batch by batch, each in one transaction with its checkpoint. */
export function startSequencer(parts: SequencerParts): Sequencer {
  let edge: RightEdge | null = null;
  let stopped = false;
  let wanted = false;
  let lastBatch = Number.NEGATIVE_INFINITY;
  let running: Promise<number> = Promise.resolve(0);
  let timer: NodeJS.Timeout | null = null;
  const keeping = keepNewest(parts.keep, (error) =>
    parts.log.error({ err: error }, 'a checkpoint could not be kept outside the database'),
  );

  const runOnce = (): Promise<number> => {
    running = running.then(async () => {
      try {
        const done = await sequenceBatch(parts, edge);
        edge = done?.edge ?? edge;
        if (done) {
          parts.sequenced(done.edge.size);
          await keeping.add(done.note);
        }
        return done?.count ?? 0;
      } catch (error) {
        // Whether the commit happened is not known: the edge is read anew from what is stored.
        edge = null;
        parts.log.error({ err: error }, 'sequencing failed and is tried again');
        return 0;
      }
    });
    return running;
  };
  const tick = async () => {
    timer = null;
    wanted = false;
    const count = await runOnce();
    if (count > 0) lastBatch = performance.now();
    schedule(count === batchSize || wanted ? 0 : lookMillis);
  };
  const schedule = (millis: number) => {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void tick(), millis);
  };
  schedule(0);
  return {
    wake: () => {
      const busy = performance.now() - lastBatch < busyMillis;
      if (!wanted && timer !== null) schedule(busy ? gatherMillis.busy : gatherMillis.quiet);
      wanted = true;
    },
    runOnce,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
      await keeping.close();
    },
  };
}

/** Moves one batch into the tree. Null when nothing waits or another process is sequencing. */
async function sequenceBatch(
  parts: SequencerParts,
  known: RightEdge | null,
): Promise<{ edge: RightEdge; count: number; note: string } | null> {
  const done = await transact(parts.database, house, async (tx) => {
    if (!(await isMyTurn(tx))) return null;
    const size = await storedSize(tx);
    const edge = known?.size === size ? known : await loadStoredEdge(tx, size);
    const entries = await takePending(tx);
    if (entries.length === 0) return null;
    const hashes = entries.map((entry) => leafHash(Buffer.from(entry.leaf), fastSha256));
    const appended = appendLeaves(edge, Buffer.concat(hashes));
    await storeLeaves(
      tx,
      edge.size,
      entries.map((entry) => entry.entry_id),
      hashes,
    );
    await storeNodes(tx, appended.completed);
    const note = await storeCheckpoint(tx, parts, appended.edge);
    await parts.passed('before-commit');
    return { edge: appended.edge, count: entries.length, note };
  });
  if (done !== null) await parts.passed('after-commit');
  return done;
}

/**
 * Whether entries wait and no other process takes them. The first is looked for in the order of the index: read in
 * any order, the room that thousands have just left would be searched from its door each time.
 */
async function isMyTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ turn: boolean }>`
    select (select entry_id from custody_pending order by entry_id limit 1) is not null
      and pg_try_advisory_xact_lock(${sequencerLock}) as turn`.execute(tx);
  return rows[0]?.turn === true;
}

async function storedSize(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    size: number;
  }>`select size from custody_checkpoint order by size desc limit 1`.execute(tx);
  return rows[0]?.size ?? 0;
}

function loadStoredEdge(tx: Tx, size: number): Promise<RightEdge> | RightEdge {
  return size === 0
    ? emptyEdge()
    : loadEdge(size, (level, index, width) => readTile(tx, level, index, width));
}

async function takePending(tx: Tx): Promise<{ entry_id: number; leaf: string }[]> {
  const taken = await sql<{ entry_id: number }>`delete from custody_pending where entry_id = any(array(
    select entry_id from custody_pending order by entry_id limit ${batchSize})) returning entry_id`.execute(
    tx,
  );
  const ids = taken.rows.map((row) => row.entry_id);
  // By their ids: a join lets PostgreSQL read the whole log when it does not know yet how long it is.
  const { rows } = await sql<{ entry_id: number; leaf: string }>`
    select entry_id, leaf from custody_entry where entry_id = any(${ids}::bigint[]) order by entry_id`.execute(
    tx,
  );
  return rows;
}

async function storeLeaves(tx: Tx, first: number, entryIds: number[], hashes: Uint8Array[]): Promise<void> {
  await sql`insert into custody_leaf (leaf_index, entry_id, leaf_hash)
    select ${first}::bigint + n - 1, entry_id, leaf_hash
    from unnest(${entryIds}::bigint[], ${hashes}::bytea[]) with ordinality as t(entry_id, leaf_hash, n)`.execute(
    tx,
  );
}

async function storeNodes(tx: Tx, nodes: NodeHash[]): Promise<void> {
  if (nodes.length === 0) return;
  await sql`insert into custody_node (level, node_index, hash)
    select * from unnest(${nodes.map((n) => n.level)}::smallint[], ${nodes.map((n) => n.index)}::bigint[], ${nodes.map((n) => n.hash)}::bytea[])`.execute(
    tx,
  );
}

async function storeCheckpoint(tx: Tx, { key, clock }: SequencerParts, edge: RightEdge): Promise<string> {
  const root = await rootOfEdge(edge);
  const note = signNote(formatCheckpoint({ origin: key.origin, size: edge.size, root }), [key.signer]);
  await sql`insert into custody_checkpoint (size, root, note, signed_at)
    values (${edge.size}, ${root}, ${note}, ${clock.now()})`.execute(tx);
  return note;
}

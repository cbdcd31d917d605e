import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { type Database, transact } from '../base/database.ts';
import type { Log } from '../base/log.ts';

/** An entry as a follower sees it: in the tree, so in its final order. */
export interface Followed {
  index: number;
  entryId: number;
  kind: string;
  organId: string | null;
  table: string;
  subjectId: string;
}

/** A reader of the log with a memory of how far it came. */
export interface Follower {
  name: string;
  /** Handles entries in their order; commits together with the cursor, so each is handled exactly once. */
  handle(ctx: Writing, entries: readonly Followed[]): Promise<void>;
}

export interface Following {
  /** The tree has grown. */
  wake(): void;
  /** Catches up with the tree now. Returns how many entries were handled; rejects when a follower failed, after all had their turn. */
  catchUp(): Promise<number>;
  stop(): Promise<void>;
}

/** Has a follower begin at the first entry again; what it then does a second time must change nothing. */
export async function replayFollower({ tx }: Writing, name: string): Promise<void> {
  await sql`update custody_cursor set leaf_index = 0 where follower = ${name}`.execute(tx);
}

const batchSize = 500;
const retryMillis = 5000;

/** Starts followers one after the other in their order; each is replayable from zero by its cursor. */
export function startFollowing(
  parts: { database: Database; clock: Clock; log: Log; wake: () => void },
  followers: readonly Follower[],
): Following {
  let stopped = false;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<number> = Promise.resolve(0);

  const catchUp = (): Promise<number> => {
    running = running.then(async () => {
      let handled = 0;
      const faults: unknown[] = [];
      for (const follower of followers) {
        try {
          for (let count = batchSize; count === batchSize && !stopped; handled += count)
            count = await step(parts, follower);
        } catch (error) {
          faults.push(error); // those after it go on
        }
      }
      if (handled > 0) parts.wake();
      if (faults.length > 0) throw faults[0];
      return handled;
    });
    running.catch(() => undefined);
    const result = running;
    running = running.catch(() => 0);
    return result;
  };
  const run = async () => {
    do {
      again = false;
      try {
        await catchUp();
      } catch (error) {
        parts.log.error({ err: error }, 'a follower failed and is tried again');
        if (!stopped) timer = setTimeout(() => void wake(), retryMillis);
      }
    } while (again && !stopped);
    busy = false;
  };
  let busy = false;
  const wake = () => {
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    void run();
  };
  wake();
  return {
    wake,
    catchUp,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

async function step(
  { database, clock }: { database: Database; clock: Clock },
  follower: Follower,
): Promise<number> {
  const actor = { kind: 'system', organId: null } as const;
  return transact(database, actor, async (tx) => {
    await sql`insert into custody_cursor (follower, leaf_index) values (${follower.name}, 0) on conflict do nothing`.execute(
      tx,
    );
    const cursor = await sql<{ leaf_index: number }>`
      select leaf_index from custody_cursor where follower = ${follower.name} for update`.execute(tx);
    const from = cursor.rows[0]?.leaf_index ?? 0;
    const { rows } = await sql<Followed>`
      select l.leaf_index as index, e.entry_id as "entryId", e.kind, e.organ_id as "organId",
             e.subject_type as "table", e.subject_id as "subjectId"
      from custody_leaf l join custody_entry e using (entry_id)
      where l.leaf_index >= ${from} and l.leaf_index < ${from + batchSize} order by l.leaf_index`.execute(tx);
    if (rows.length === 0) return 0;
    await follower.handle({ tx, actor, clock, writing: true }, rows);
    await sql`update custody_cursor set leaf_index = ${from + rows.length} where follower = ${follower.name}`.execute(
      tx,
    );
    return rows.length;
  });
}

import { Logger, run, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from './context.ts';
import type { Log } from './log.ts';

/** Jobs by name with what they are given. A room declares its own in jobs.ts. */
export type Jobs = Record<string, (payload: Record<string, string>, signal: AbortSignal) => Promise<void>>;

/** Puts a job into the queue in the caller's transaction: it exists exactly if the change does. The key keeps it single. */
export async function enqueue(
  tx: Tx,
  name: string,
  payload: Record<string, string>,
  key: string,
): Promise<void> {
  await sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${key})`.execute(tx);
}

/** Joins the rooms' jobs; refuses two handlers for one name. */
export function joinJobs(...rooms: Jobs[]): Jobs {
  const all: Jobs = {};
  for (const [name, handler] of rooms.flatMap((room) => Object.entries(room))) {
    if (all[name]) throw new Error(`two handlers for job ${name}`);
    all[name] = handler;
  }
  return all;
}

export interface Runner {
  /** Waits for the job that is running. */
  stop(): Promise<void>;
}

/**
 * The runner's connections. Of those it opens itself it stops hearing before they are gone, and a fault that nobody hears
 * ends the process: that of a database which is stopped next, as at the end of every embedded one.
 */
function openPool(ownerUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl });
  const ignore = () => undefined; // one that broke is replaced; statements report their own faults
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/**
 * Runs jobs one at a time until stopped; a job cut off by a crash is run again. Those of `everyMinute` are put into the
 * queue at each minute, once however many servers there are.
 */
export async function startJobs(
  ownerUrl: string,
  jobs: Jobs,
  log: Log,
  everyMinute: readonly string[] = [],
): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, handler]) => [
      name,
      (payload, helpers) =>
        handler(payload as Record<string, string>, helpers.abortSignal ?? new AbortController().signal),
    ]),
  );
  const pgPool = openPool(ownerUrl);
  const running = run({
    pgPool,
    taskList,
    crontab: everyMinute.map((name) => `* * * * * ${name} ?max=1&jobKey=${name}`).join('\n'),
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 1000,
    // Only outcomes that are told in batches are waited for by stop(); else the last job stays taken for hours.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error' || level === 'warning') log.warn({ meta: meta?.error }, message);
    }),
  });
  const runner = await running.catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  return {
    stop: async () => {
      await runner.stop();
      await pgPool.end();
    },
  };
}

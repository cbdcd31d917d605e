import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Explain } from './batch.ts';
import { type FieldPlaces, makeCopyReader } from './binary-copy.ts';
import { type Bound, bindTransaction } from './bound-kysely.ts';
import { toInstant } from './clock.ts';
import type { Actor, Tx } from './context.ts';
import type { DB } from './schema.d.ts';

const parsers: Record<number, (text: string) => unknown> = {
  20: Number, // int8: all our sizes and indexes are safe integers
  1082: (text) => text, // date stays a civil date
  1184: toInstant,
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? parsers[oid] : undefined) ?? pg.types.getTypeParser(oid, format)) as never,
};

export interface Database {
  kysely: Kysely<DB>;
  pool: pg.Pool;
  /** URL of the owner, for migrations, jobs and tests. */
  ownerUrl: string;
  close(): Promise<void>;
}

/** Opens the application's pool: every connection acts as liuhen_app, in UTC, and owns nothing. */
export function openDatabase(ownerUrl: string, connections = 20): Database {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: connections,
    idleTimeoutMillis: 0, // connections stay: closing and opening them again is what costs
    types,
    // Statements are sent without waiting for the answers of those before; PostgreSQL runs them in their order.
    pipeline: true,
    options: '-c role=liuhen_app -c timezone=UTC -c idle_in_transaction_session_timeout=120000',
  });
  pool.on('error', () => undefined); // an idle connection that broke is replaced by the pool; queries report their own
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  // Kysely's own destroy() closes only a pool that it took a connection from; transact() takes them itself.
  return { kysely, pool, ownerUrl, close: () => pool.end() };
}

/** Opens a client as the owner of the tables; for migrations and the tests that play the tamperer. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, types, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const going = new WeakMap<Tx, Bound>();

function boundOf(tx: Tx): Bound {
  const bound = going.get(tx);
  if (bound === undefined) throw new Error('not in a transaction of transact()');
  return bound;
}

/** Sends a statement of fixed text past the query builder, for what every command sends. Gives its rows. */
export async function sendText<R extends pg.QueryResultRow>(
  tx: Tx,
  text: string,
  values: readonly unknown[],
  explain?: Explain,
): Promise<R[]> {
  return (await boundOf(tx).send<R>(text, values, explain)).rows;
}

/**
 * Reads what a query gives in PostgreSQL's binary form, row by row as it comes: for bulk, where rows as objects would
 * cost more than the work on them. The query takes no values.
 */
export async function copyOut(
  tx: Tx,
  query: string,
  fields: number,
  take: (message: Buffer, places: FieldPlaces) => void,
): Promise<void> {
  await boundOf(tx).copy(`copy (${query}) to stdout (format binary)`, makeCopyReader(fields, take));
}

/**
 * Adds a statement of fixed text that nobody waits for: it travels with the next one, with the commit at the latest,
 * and fails that when it fails.
 */
export const sendAlong = (tx: Tx, text: string, values: readonly unknown[], explain?: Explain): void =>
  boundOf(tx).hold(text, values, { explain });

/** Begins a stretch of a transaction that `work` may fail in alone: what it wrote is taken back and its fault returned when `mayFail` says so. */
export async function tryApart(
  tx: Tx,
  work: () => Promise<void>,
  mayFail: (error: unknown) => boolean,
): Promise<{ error: unknown } | null> {
  const { send, drop } = boundOf(tx);
  await send('savepoint apart', []);
  try {
    await work();
    await send('release savepoint apart', []); // carries what the work left to be sent along
    return null;
  } catch (error) {
    if (!mayFail(error)) throw error;
    drop();
    await send('rollback to savepoint apart', []);
    return { error };
  }
}

/** Acts in the actor's name from here on: the house in a role that sees all organs, a person sees their own. */
function nameActor({ hold }: Bound, actor: Actor): void {
  if (actor.kind === 'system') hold('set local role liuhen_system');
  else if (/^[0-9a-f-]{36}$/.test(actor.organId))
    hold(`set local liuhen.organ = '${actor.organId}'`, [], { planned: false });
  else throw new Error('an organ has a UUID');
}

/** Runs `work` in one transaction in the actor's name: a person sees one organ, the house sees all. */
export async function transact<T>(
  database: Pick<Database, 'pool'>,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await database.pool.connect();
  let broken = false;
  const spoilt = () => {
    broken = true;
  };
  const bound = bindTransaction(client, spoilt);
  going.set(bound.tx, bound);
  try {
    bound.hold('begin');
    nameActor(bound, actor);
    const result = await work(bound.tx);
    const { command } = await bound.send('commit', []);
    // After a statement that failed, PostgreSQL answers a commit by rolling back, without an error.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    bound.end(); // of work side by side nothing may be sent behind the rollback, where it would stand alone
    if (bound.isBegun()) await client.query('rollback').catch(spoilt);
    throw error;
  } finally {
    bound.end();
    client.release(broken);
  }
}

export const house: Actor = { kind: 'system', organId: null };

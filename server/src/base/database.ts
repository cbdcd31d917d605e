import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
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
    types,
    options: '-c role=liuhen_app -c timezone=UTC -c idle_in_transaction_session_timeout=120000',
  });
  pool.on('error', () => undefined); // an idle connection that broke is replaced by the pool; queries report their own
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, pool, ownerUrl, close: () => kysely.destroy() };
}

/** Opens a client as the owner of the tables; for migrations and the tests that play the tamperer. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, types, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs `work` in one transaction in the actor's name: a person sees one organ, the house sees all. */
export function transact<T>(
  database: Pick<Database, 'kysely'>,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.kysely.transaction().execute(async (tx) => {
    if (actor.kind === 'system') await sql`set local role liuhen_system`.execute(tx);
    else await sql`select set_config('liuhen.organ', ${actor.organId}, true)`.execute(tx);
    return work(tx);
  });
}

export const house: Actor = { kind: 'system', organId: null };

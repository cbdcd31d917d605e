import { Socket } from 'node:net';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
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

/** A socket that sends what one turn of the event loop writes in one piece: a system call costs more than a small statement. */
function makeGatheringSocket(): Socket {
  const socket = new Socket();
  // Connecting puts the socket's own write back in its place.
  socket.once('connect', () => {
    const write = socket.write.bind(socket);
    let gathering = false;
    socket.write = ((...sent: Parameters<typeof write>) => {
      if (!gathering) {
        gathering = true;
        socket.cork();
        setImmediate(() => {
          gathering = false;
          socket.uncork();
        });
      }
      return write(...sent);
    }) as typeof socket.write;
  });
  return socket;
}

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
    // Statements are sent without waiting for the answers of those before; PostgreSQL runs them in their order.
    pipeline: true,
    stream: makeGatheringSocket,
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

/** A transaction that goes on: how to send, and what was sent that nobody waits for yet. */
interface Going {
  send: Bound['send'];
  underWay: Promise<unknown>[];
}

const going = new WeakMap<Tx, Going>();

/**
 * Sends a statement now and lets the command go on; transact waits for it, and fails when it fails. It is sent
 * before this returns, so that the commit can never overtake it.
 */
export function sendAhead(tx: Tx, query: RawBuilder<unknown>): void {
  const transaction = going.get(tx);
  if (transaction === undefined) throw new Error('not in a transaction of transact()');
  const sent = transaction.send(query.compile(tx));
  sent.catch(() => undefined); // told by transact
  transaction.underWay.push(sent);
}

/** Begins in the actor's name: the house acts in a role that sees all organs, a person sees their own. */
function opening(actor: Actor): string {
  if (actor.kind === 'system') return 'begin; set local role liuhen_system';
  if (!/^[0-9a-f-]{36}$/.test(actor.organId)) throw new Error('an organ has a UUID');
  return `begin; set local liuhen.organ = '${actor.organId}'`;
}

/** Runs `work` in one transaction in the actor's name: a person sees one organ, the house sees all. */
export async function transact<T>(
  database: Pick<Database, 'pool'>,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const statement = opening(actor);
  const client = await database.pool.connect();
  const { tx, send, end } = bindTransaction(client);
  const underWay: Promise<unknown>[] = [];
  going.set(tx, { send, underWay });
  let broken = false;
  try {
    sendAhead(tx, sql.raw(statement));
    const result = await work(tx);
    const committed = client.query('commit');
    committed.catch(() => undefined);
    await Promise.all(underWay);
    // After a statement that failed, PostgreSQL answers a commit by rolling back, without an error.
    if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    end();
    client.release(broken);
  }
}

export const house: Actor = { kind: 'system', organId: null };

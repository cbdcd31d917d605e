import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Tx } from './context.ts';
import type { DB } from './schema.d.ts';

const names = new Map<string, string>();
/** Inserts of many rows have as many texts as they have lengths; beyond this they are planned each time. */
const mostNames = 300;

/** A statement whose plan does not hang on its values is planned once for a connection: what writes a row, and what seals it. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  if (!/^\s*(insert into|select append_entry|select to_jsonb\(t\))/.test(text)) return undefined;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

const counting = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** One client for one transaction. Unlike Kysely's own it sends a statement while the one before is still answered. */
function makeConnection(client: pg.PoolClient, isOver: () => boolean): DatabaseConnection {
  return {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      if (isOver()) throw new Error('the transaction is over');
      const { command, rowCount, rows } = await client.query({
        text: query.sql,
        values: [...query.parameters],
        name: nameOf(query.sql),
      });
      return {
        rows,
        ...(counting.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
      };
    },
    streamQuery: () => {
      throw new Error('a transaction of the house reads no streams');
    },
  };
}

const refuse = async () => {
  throw new Error('transactions begin and end in transact()');
};

export interface Bound {
  tx: Tx;
  /** Sends a statement at once, before anything that is sent later. */
  send: (query: CompiledQuery) => Promise<unknown>;
  end: () => void;
}

/** What a command queries through: bound to a client, and of no use after `end`. */
export function bindTransaction(client: pg.PoolClient): Bound {
  let over = false;
  const connection = makeConnection(client, () => over);
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => undefined,
  };
  const bound = new Kysely<DB>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  });
  return {
    // It is within a transaction from its first statement to its last, which is what a Tx stands for.
    tx: bound as Tx,
    send: (query) => connection.executeQuery(query),
    end: () => {
      over = true;
    },
  };
}

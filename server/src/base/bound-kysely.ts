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
import { type Explain, runBatch, type Statement } from './batch.ts';
import type { Tx } from './context.ts';
import type { DB } from './schema.d.ts';

const names = new Map<string, string>();
const mostNames = 500;

/** Lists and searches have the plan that suits their values, and what takes a list of values has as many texts as lengths. */
const plannedEachTime = /\blimit\b|@@|\bin \(\$|\), \(\$/;

/** The name of a statement whose plan does not hang on its values: it is planned once for a connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames || plannedEachTime.test(text)) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

const counting = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

type Send = (statement: Statement) => Promise<pg.QueryResult>;

/** One client for one transaction. Unlike Kysely's own it sends a statement while the one before is still answered. */
function makeConnection(send: Send): DatabaseConnection {
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { command, rowCount, rows } = await send({ text: sql, values: parameters, name: nameOf(sql) });
      return {
        rows: rows as R[],
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

// Made once: a compiler is a table of some hundred functions, and it works without interruption.
const [adapter, compiler] = [new PostgresAdapter(), new PostgresQueryCompiler()];

export interface Bound {
  /** What a command queries through. */
  tx: Tx;
  /** Sends a statement with a fixed text, and what is held before it. */
  send: <R extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
    explain?: Explain,
  ) => Promise<pg.QueryResult<R>>;
  /** Sends a COPY to the client, whose text is planned each time. */
  copy: (text: string, copied: (message: Buffer) => void) => Promise<unknown>;
  /** Holds a statement with a fixed text until the next one is sent. */
  hold: (
    text: string,
    values?: readonly unknown[],
    how?: { planned?: boolean; explain?: Explain | undefined },
  ) => void;
  /** Forgets what is held, because what it belongs to is taken back. */
  drop: () => void;
  /** Whether anything was sent. */
  isBegun: () => boolean;
  end: () => void;
}

/** Binds hands to a client for one transaction; they are of no use after `end`. */
export function bindTransaction(client: pg.PoolClient, spoilt: () => void): Bound {
  let [over, begun] = [false, false];
  let held: Statement[] = [];
  const send: Send = async (statement) => {
    if (over) throw new Error('the transaction is over');
    begun = true;
    const batch = [...held, statement];
    held = [];
    const results = await runBatch(client, batch, spoilt, () => {
      over = true; // what was held with it is lost, so nothing of this may be committed
    });
    return results.at(-1) as pg.QueryResult;
  };
  const connection = makeConnection(send);
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
      createAdapter: () => adapter,
      createQueryCompiler: () => compiler,
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  });
  return {
    // It is within a transaction from its first statement to its last, which is what a Tx stands for.
    tx: bound as Tx,
    send: (text, values, explain) => send({ text, values, name: nameOf(text), explain }) as Promise<never>,
    copy: (text, copied) => send({ text, values: [], name: undefined, copied }),
    hold: (text, values = [], { planned = true, explain } = {}) => {
      held.push({ text, values, name: planned ? nameOf(text) : undefined, explain });
    },
    drop: () => {
      held = [];
    },
    isBegun: () => begun,
    end: () => {
      over = true;
    },
  };
}

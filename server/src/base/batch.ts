import pg from 'pg';
import { serialize } from 'pg-protocol';

export interface Statement {
  text: string;
  values: readonly unknown[];
  /** Under this name the statement is planned once for a connection. */
  name: string | undefined;
  /** Turns a refusal of the batch that this statement causes into what is told; gives back what it knows nothing of. */
  explain?: Explain | undefined;
}

export type Explain = (error: unknown) => unknown;

type Done = (error: Error | null | undefined, results: unknown) => void;

/** The client's own conversion of a value to what goes over the wire; its types leave it out. */
const { prepareValue } = (
  pg as unknown as { utils: { prepareValue: (value: unknown) => Buffer | string | null } }
).utils;

/**
 * Several statements in one message: PostgreSQL answers once, when it has run the last of them, and runs none after one
 * that failed (extended query protocol with one Sync). A turn to and fro costs more than most statements.
 */
class Batch extends pg.Query {
  constructor(statements: readonly Statement[], isPlanned: (name: string) => boolean, done: Done) {
    super('', done);
    const message = statements.flatMap(({ text, values, name = '' }, i) => [
      ...(name === '' || !isPlanned(name) ? [serialize.parse({ text, name, types: [] })] : []),
      serialize.bind({ statement: name, values: values.map(prepareValue) }),
      ...(i === statements.length - 1 ? [serialize.describe({ type: 'P' })] : []),
      serialize.execute(),
    ]);
    this.submit = (connection) => {
      connection.stream.write(Buffer.concat([...message, serialize.sync()]));
      return null;
    };
  }
}

/** Names that are planned on a connection, or were meant to be. */
const planned = new WeakMap<pg.PoolClient, Set<string>>();

/**
 * Runs the statements in their order and gives the outcome of each. Rejects with the first fault; `spoilt` is called
 * when it is not known then which of their names the connection knows, so that it must not be used again.
 */
export function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
  spoilt: () => void,
): Promise<pg.QueryResult[]> {
  const known = planned.get(client) ?? new Set();
  planned.set(client, known);
  let fresh = false;
  const isPlanned = (name: string) => {
    if (known.has(name)) return true;
    known.add(name);
    fresh = true;
    return false;
  };
  return new Promise((resolve, reject) => {
    const done: Done = (error, results) => {
      if (!error) return resolve([results].flat() as pg.QueryResult[]);
      if (fresh) spoilt();
      reject(statements.reduce<unknown>((told, { explain }) => explain?.(told) ?? told, error));
    };
    try {
      client.query(new Batch(statements, isPlanned, done));
    } catch (error) {
      done(error as Error, []); // a value that cannot be sent; nothing was
    }
  });
}

import pg from 'pg';
import { serialize } from 'pg-protocol';

export interface Statement {
  text: string;
  values: readonly unknown[];
  /** Under this name the statement is planned once for a connection. */
  name: string | undefined;
  /** Turns a refusal of the batch that this statement causes into what is told; gives back what it knows nothing of. */
  explain?: Explain | undefined;
  /** Takes what a COPY gives, message by message; one is of use until the next comes. What it throws fails the batch. */
  copied?: (message: Buffer) => void;
}

export type Explain = (error: unknown) => unknown;

type Done = (error: Error | null | undefined, results: unknown) => void;

/** The client's own conversion of a value to what goes over the wire; its types leave it out. */
const { prepareValue } = (
  pg as unknown as { utils: { prepareValue: (value: unknown) => Buffer | string | null } }
).utils;

/** Plans a statement unless it is planned; one of which nobody knows is closed first, which is no fault when it is not there. */
function plan(text: string, name: string, state: boolean | undefined): Buffer[] {
  if (state === true) return [];
  const parse = serialize.parse({ text, name, types: [] });
  return state === false ? [serialize.close({ type: 'S', name }), parse] : [parse];
}

/**
 * Several statements in one message: PostgreSQL answers once, when it has run the last of them, and runs none after one
 * that failed (extended query protocol with one Sync). A turn to and fro costs more than most statements.
 */
class Batch extends pg.Query {
  readonly #copied: Statement['copied'];
  #fault: { error: unknown } | null = null;

  constructor(statements: readonly Statement[], stateOf: (name: string) => boolean | undefined, done: Done) {
    super('', (error, results) => done(this.#fault === null ? error : (this.#fault.error as Error), results));
    this.#copied = statements.at(-1)?.copied;
    const message = statements.flatMap(({ text, values, name = '' }, i) => [
      ...plan(text, name, name === '' ? undefined : stateOf(name)),
      serialize.bind({ statement: name, values: values.map(prepareValue) }),
      ...(i === statements.length - 1 ? [serialize.describe({ type: 'P' })] : []),
      serialize.execute(),
    ]);
    this.submit = (connection) => {
      const { stream } = connection;
      // Batches that are asked for side by side leave together: each packet of its own would wake PostgreSQL once more.
      stream.cork();
      stream.write(Buffer.concat([...message, serialize.sync()]));
      process.nextTick(() => stream.uncork());
      return null;
    };
  }

  /** Called by the client; its types leave it out. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    try {
      if (this.#fault === null) this.#copied?.(chunk);
    } catch (error) {
      this.#fault = { error };
    }
  }
}

/** Names by connection: true when planned there, false when a batch that was to plan them failed and nobody knows. */
const planned = new WeakMap<pg.PoolClient, Map<string, boolean>>();

/** A plan that the database no longer has or no longer accepts: a table was altered, or somebody between us threw it away. */
const plansGone = new Set(['0A000', '26000']);

/**
 * Runs the statements in their order and gives the outcome of each. Rejects with the first fault; `spoilt` is called
 * when the connection's plans are of no use any more, so that it must not be used again, and `unsent` when a value
 * cannot be sent and so nothing was.
 */
export function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
  spoilt: () => void,
  unsent: () => void,
): Promise<pg.QueryResult[]> {
  const known = planned.get(client) ?? new Map<string, boolean>();
  planned.set(client, known);
  const fresh: string[] = [];
  const stateOf = (name: string) => {
    const state = known.get(name);
    if (state !== true) fresh.push(name);
    known.set(name, true);
    return state;
  };
  return new Promise((resolve, reject) => {
    const done: Done = (error, results) => {
      if (!error) return resolve([results].flat() as pg.QueryResult[]);
      for (const name of fresh) known.set(name, false);
      if (plansGone.has(String(Reflect.get(Object(error), 'code')))) spoilt();
      reject(statements.reduce<unknown>((told, { explain }) => explain?.(told) ?? told, error));
    };
    try {
      client.query(new Batch(statements, stateOf, done));
    } catch (error) {
      unsent();
      done(error as Error, []);
    }
  });
}

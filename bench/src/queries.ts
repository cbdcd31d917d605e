import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { permissionsOf, type Role } from '@liuhen/contract';
import { systemClock } from '../../server/src/base/clock.ts';
import type { Person } from '../../server/src/base/context.ts';
import { type Database, transact } from '../../server/src/base/database.ts';
import { listRecordings, type RecordingFilter } from '../../server/src/recordings/list.ts';
import { type Bench, below, type Figure } from './figure.ts';
import { onGround } from './ground.ts';
import { type Asked, askings } from './queries-asked.ts';
import { describePlans, type Plan } from './queries-document.ts';
import { fillOrgan, withoutIndexes } from './queries-fill.ts';
import { type MadeOrgan, makeOrgan } from './queries-rows.ts';
import { makeRandom, median, p95 } from './statistics.ts';

const limitMillis = 50;
const document = join(import.meta.dirname, '..', '..', 'docs', 'operating', 'queries.md');

/** Every shape of the list of recordings on a million rows, as the role that row-level security holds; the plans go into a document. */
export function benchQueries({ small, say }: Bench): Promise<Figure[]> {
  const [count, others, times] = small ? [20_000, 2000, 10] : [1_000_000, 50_000, 40];
  return onGround(4, async ({ database, ownerUrl }) => {
    const organ = makeOrgan(0x100);
    const start = performance.now();
    await withoutIndexes(ownerUrl, 'recording_shelf', async () => {
      await fillOrgan(ownerUrl, organ, 0x100, count);
      await fillOrgan(ownerUrl, makeOrgan(0x200), 0x200, others);
    });
    say(`${count + others} rows laid in ${Math.round((performance.now() - start) / 1000)} s`);
    const figures: Figure[] = [];
    const plans: Plan[] = [];
    for (const asked of askings) {
      const { figure, plan } = await measure(database, organ, asked, times);
      say(`${asked.name}: ${figure.value}`);
      figures.push(figure);
      plans.push(plan);
    }
    if (!small) await writeFile(document, describePlans(plans, count + others));
    return figures;
  });
}

export function personOf(organ: MadeOrgan, role: Role): Person {
  return {
    kind: 'person',
    sessionId: organ.accountId,
    accountId: organ.accountId,
    organId: organ.organId,
    organCode: 'bench',
    officerId: role === 'officer' ? (organ.officers[3]?.id ?? null) : null,
    unitId: null,
    roles: [role],
    permissions: permissionsOf([role]),
  };
}

interface Answered {
  millis: number;
  rows: number;
  next: string | null;
  /** What was sent to the database, in order: a search takes two statements. */
  sent: Statement[];
}

interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Asks as the page does and takes the time from the question to its rows, and what was sent to the database. */
function ask(database: Database, person: Person, filter: RecordingFilter): Promise<Answered> {
  return transact(database, person, async (tx) => {
    const sent: Statement[] = [];
    const compiled = new WeakMap<object, Statement>();
    const watched = tx.withPlugin({
      transformQuery: ({ node, queryId }) => {
        compiled.set(queryId, tx.getExecutor().compileQuery(node, queryId));
        return node;
      },
      // Parts of a statement are transformed too; what comes back was sent.
      transformResult: async ({ result, queryId }) => {
        const statement = compiled.get(queryId);
        if (statement !== undefined) sent.push(statement);
        return result;
      },
    });
    const start = performance.now();
    const page = await listRecordings({ tx: watched, actor: person, clock: systemClock }, filter);
    return { millis: performance.now() - start, rows: page.rows.length, next: page.next, sent };
  });
}

async function measure(database: Database, organ: MadeOrgan, asked: Asked, times: number) {
  const random = makeRandom(42);
  const person = personOf(organ, asked.as);
  const answers: Answered[] = [];
  for (let i = 0; i < times + 3; i++) {
    let filter: RecordingFilter = { limit: 50, ...asked.filter(organ, random) };
    if (asked.page === 2) {
      const { next } = await ask(database, person, filter);
      if (next === null) continue;
      filter = { ...filter, after: next };
    }
    const answer = await ask(database, person, filter);
    if (i >= 3) answers.push(answer);
  }
  const slowest = answers.reduce((a, b) => (b.millis > a.millis ? b : a));
  const texts: string[] = [];
  for (const statement of slowest.sent) texts.push(await explain(database, organ.organId, statement));
  const text = texts.join('\n\n');
  const millis = answers.map((answer) => answer.millis);
  const scans = /Seq Scan on (recording_shelf|recording|upload)\b/.exec(text);
  const rows = `${Math.round(median(answers.map((answer) => answer.rows)))} rows`;
  const figure = below(
    `list of recordings, ${asked.name}, p95`,
    p95(millis),
    limitMillis,
    'ms',
    scans ? `reads all of ${scans[1]}` : `median ${median(millis).toFixed(1)} ms, ${rows}; ${asked.bound}`,
  );
  return {
    figure: { ...figure, pass: figure.pass && scans === null },
    plan: { asked, text, sql: slowest.sent[0]?.sql ?? '' },
  };
}

async function explain(database: Database, organId: string, { sql, parameters }: Statement): Promise<string> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('liuhen.organ', $1, true)", [organId]);
    const { rows } = await client.query<Record<'QUERY PLAN', string>>(
      `explain (analyze, buffers, costs off) ${sql}`,
      [...parameters],
    );
    await client.query('rollback');
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    client.release();
  }
}

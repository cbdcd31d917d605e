import { randomBytes } from 'node:crypto';
import { systemClock } from '../../server/src/base/clock.ts';
import { connectOwner, type Database, house, transact } from '../../server/src/base/database.ts';
import { openLog } from '../../server/src/base/log.ts';
import { makeNumberKeys } from '../../server/src/base/number-keys.ts';
import { search } from '../../server/src/search/answer.ts';
import { searchFollower } from '../../server/src/search/follower.ts';
import { atLeast, type Bench, below, type Figure } from './figure.ts';
import { onGround } from './ground.ts';
import { personOf } from './queries.ts';
import { fillRegisters, withoutIndexes } from './queries-fill.ts';
import { lastMoment, type MadeOrgan, madeId, makeOrgan } from './queries-rows.ts';
import { type Looked, looked } from './search-asked.ts';
import { type Counts, fillSearchable } from './search-fill.ts';
import { makeText } from './search-texts.ts';
import { makeRandom, median, p95 } from './statistics.ts';

const limitMillis = 100;
const mark = 0x100;
const otherMark = 0x200;

const countsOf = (documents: number): Counts => ({
  ...{ document: documents, case: documents / 10, act: documents / 10 },
  ...{ recording: documents / 5, party: (documents * 8) / 100 },
});

/** The one box over a million documents and half as much beside them, and how fast its index follows the log. */
export function benchSearch({ small, say }: Bench): Promise<Figure[]> {
  const [documents, times, followed] = small ? [10_000, 5, 500] : [1_000_000, 40, 10_000];
  return onGround(4, async ({ database, ownerUrl }) => {
    const start = performance.now();
    await fillSearch({ database, ownerUrl, documents, say });
    say(`filled and indexed in ${Math.round((performance.now() - start) / 1000)} s`);
    return [
      ...(await askSearch({ database, ownerUrl, times, say })),
      await followDocuments({ database, ownerUrl, count: followed }),
    ];
  });
}

interface Ground {
  database: Database;
  ownerUrl: string;
}

/** An organ with all, and another one with a twentieth, whose rows nobody of the first may see. */
export async function fillSearch({
  database,
  ownerUrl,
  documents,
  say,
}: Ground & { documents: number } & Pick<Bench, 'say'>): Promise<void> {
  const organs = [
    { of: mark, counts: countsOf(documents) },
    { of: otherMark, counts: countsOf(documents / 20) },
  ];
  await asOwner(ownerUrl, async (owner) => {
    for (const { of } of organs) await fillRegisters(owner, makeOrgan(of), of);
  });
  await withoutIndexes(ownerUrl, 'searchable', async () => {
    for (const { of, counts } of organs) await fillSearchable(database, makeOrgan(of), of, counts, say);
  });
}

type Owner = Awaited<ReturnType<typeof connectOwner>>;

async function asOwner<T>(ownerUrl: string, work: (owner: Owner) => Promise<T>): Promise<T> {
  const owner = await connectOwner(ownerUrl);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Numbers that some documents of the organ have. */
async function someNumbers(ownerUrl: string, organId: string): Promise<string[]> {
  const asked = `select number from searchable where organ_id = $1 and kind = 'document'
    order by subject_id desc limit 2000`;
  const rows = await asOwner(ownerUrl, (owner) => owner.query<{ number: string }>(asked, [organId]));
  return rows.rows.map(({ number }) => number);
}

/** Puts every question to the box and takes the time from the words to the marked rows. */
export async function askSearch({
  database,
  ownerUrl,
  times,
  say,
}: Ground & { times: number } & Pick<Bench, 'say'>): Promise<Figure[]> {
  const organ = makeOrgan(mark);
  const numbers = await someNumbers(ownerUrl, organ.organId);
  const figures: Figure[] = [];
  for (const one of looked) {
    const figure = await measure(database, organ, one, { times, numbers });
    say(`${one.name}: ${figure.value}`);
    figures.push(figure);
  }
  return figures;
}

const keys = makeNumberKeys([randomBytes(32)]);

async function measure(
  database: Database,
  organ: MadeOrgan,
  one: Looked,
  { times, numbers }: { times: number; numbers: readonly string[] },
): Promise<Figure> {
  const random = makeRandom(42);
  const person = personOf(organ, one.as);
  const ask = (query: Parameters<typeof search>[2]) =>
    transact(database, person, async (tx) => {
      const start = performance.now();
      const answer = await search({ tx, actor: person, clock: systemClock }, keys, query);
      return { millis: performance.now() - start, answer };
    });
  const millis: number[] = [];
  const found: number[] = [];
  for (let i = 0; i < times + 3; i++) {
    const query = { limit: 20, ...one.query(organ, random, numbers) };
    let asked = await ask(query);
    const next = asked.answer.groups[0]?.next;
    if (one.page === 2 && next) asked = await ask({ ...query, after: next });
    if (i < 3) continue;
    millis.push(asked.millis);
    found.push(asked.answer.groups.reduce((sum, { count }) => sum + count, 0));
  }
  const bound = `median ${median(millis).toFixed(1)} ms, ${Math.round(median(found))} told`;
  return below(`search, ${one.name}, p95`, p95(millis), limitMillis, 'ms', bound);
}

const batch = 500;

/** Lays documents with their texts and has the follower take in the entries that they would make. */
async function followDocuments({ database, ownerUrl, count }: Ground & { count: number }): Promise<Figure> {
  const organ = makeOrgan(mark);
  const random = makeRandom(9);
  const rows = Array.from({ length: count }, (_, n) => {
    const made = makeText(organ, new Date(lastMoment + n * 1000).toISOString(), random);
    const text = made.body.join('\n');
    return { id: madeId(0x900, n), at: made.at, number: `${made.number}-${n}`, text };
  });
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('set session_replication_role = replica');
    await owner.query(
      `with made as materialized (
         select * from jsonb_to_recordset($3::jsonb) as r(id uuid, at timestamptz, number text, text text)
       ), kept as (
         insert into document (id, organ_id, act_id, kind, state, number, revision, pdf_sha256, finalized_at,
           created_by, created_at)
         select id, $1, id, 'onSceneRecord', 'final', number, 1, '', at, $2, at from made
       )
       insert into document_text (source_id, organ_id, document_id, text, search)
       select id, $1, id, text, '' from made`,
      [organ.organId, organ.accountId, JSON.stringify(rows)],
    );
  });
  const follower = searchFollower(openLog('silent'));
  const start = performance.now();
  for (let done = 0; done < count; done += batch) {
    const entries = rows.slice(done, done + batch).map(({ id }, i) => ({
      ...{ index: done + i, entryId: done + i, kind: 'document.finalized', organId: organ.organId },
      ...{ table: 'document', subjectId: id },
    }));
    await transact(database, house, (tx) =>
      follower.handle({ tx, actor: house, clock: systemClock, writing: true }, entries),
    );
  }
  const perSecond = (count / (performance.now() - start)) * 1000;
  const name = 'documents taken into an index of a million';
  return atLeast(
    name,
    perSecond,
    100,
    'a second',
    'reading, folding and writing 250 numbers of the index for each',
  );
}

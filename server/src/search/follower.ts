import type { SearchKind } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Tx, Writing } from '../base/context.ts';
import { tryApart } from '../base/database.ts';
import type { Log } from '../base/log.ts';
import { type Followed, type Follower, replayFollower } from '../custody/index.ts';
import { kinds } from './kinds.ts';
import { blankSearchable, writeSearchable } from './write.ts';

/** A change of what is indexed, or how, counts it up: the log is then read again from its beginning. */
const searchFollowerName = 'search.5';

/** Has all be indexed again from the first entry of the log. */
export const replaySearch = (ctx: Writing): Promise<void> => replayFollower(ctx, searchFollowerName);

/** Follows the log and writes anew what can be found of all that an entry touches. From zero it writes the same again. */
export function searchFollower(log: Log): Follower {
  return {
    name: searchFollowerName,
    async handle(ctx, entries) {
      for (const kind of Object.keys(kinds) as SearchKind[]) {
        const ids = await touchedOf(ctx.tx, kind, entries);
        const refused = (id: string, err: unknown) => log.error({ err, kind, id }, 'could not be indexed');
        if (ids.length > 0) await indexApart(ctx, kind, ids, refused);
      }
    },
  };
}

async function touchedOf(tx: Tx, kind: SearchKind, entries: readonly Followed[]): Promise<string[]> {
  const { touched } = kinds[kind];
  const found = await Promise.all(
    Object.entries(touched).map(async ([table, subjectsOf]) => {
      const ids = [...new Set(entries.flatMap((one) => (one.table === table ? one.subjectId : [])))];
      return ids.length === 0 ? [] : (await subjectsOf(sql`${ids}::uuid[]`).execute(tx)).rows;
    }),
  );
  return [...new Set(found.flat().flatMap(({ id }) => id ?? []))];
}

/** A fault of what is indexed, not of the disk or the connection: to try again would fail again. */
const isOfTheData = (error: unknown): boolean =>
  /^2[23]|^54/.test(error instanceof Error && 'code' in error ? String(error.code) : '22');

/** Indexes these together, and one by one where that fails, so that one that cannot be indexed hides none of the others. */
async function indexApart(
  ctx: Writing,
  kind: SearchKind,
  ids: readonly string[],
  refused: (id: string, error: unknown) => void,
): Promise<void> {
  const fault = await tryApart(ctx.tx, () => index(ctx.tx, kind, ids), isOfTheData);
  if (fault === null) return;
  for (const id of ids) {
    const alone = await tryApart(ctx.tx, () => index(ctx.tx, kind, [id]), isOfTheData);
    if (alone !== null) refused(id, alone.error);
  }
}

/** Writes anew what can be found of these. */
export async function index(tx: Tx, kind: SearchKind, ids: readonly string[]): Promise<void> {
  const read = await kinds[kind].read(tx, ids);
  await writeSearchable(
    tx,
    read.map((one) => ({ ...one, kind })),
  );
  const there = new Set(read.map(({ id }) => id));
  await blankSearchable(
    tx,
    kind,
    ids.filter((id) => !there.has(id)),
  );
}

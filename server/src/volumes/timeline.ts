import type { CaseTimeline, volumeShapes } from '@liuhen/contract';
import type { RecordRules } from '@liuhen/rules';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Reading } from '../base/context.ts';
import type { Law } from '../law/index.ts';
import { frameOf, readHappenings } from './sources.ts';
import { pageOfTime } from './timeline-order.ts';

type Entry = { entryId: number; logIndex: number | null };

/** The last entry of the log about each of these rows. */
export async function entriesOf(ctx: Reading, ids: readonly string[]): Promise<Map<string, Entry>> {
  const { rows } = await sql<Entry & { id: string }>`
    select distinct on (e.subject_id) e.subject_id as id, e.entry_id as "entryId", l.leaf_index as "logIndex"
    from custody_entry e left join custody_leaf l using (entry_id)
    where e.subject_id = any(${[...new Set(ids)]}::uuid[]) order by e.subject_id, e.entry_id desc`.execute(
    ctx.tx,
  );
  return new Map(rows.map(({ id, ...entry }) => [id, entry]));
}

/** What happened in a case, film and paper, and what is owed in it, in the order of true time. Throws notFound. */
export async function readTimeline(
  ctx: Reading,
  law: Law,
  rules: RecordRules,
  { id, ...asked }: z.output<typeof volumeShapes.timelineQuery>,
): Promise<CaseTimeline> {
  const { happenings, cut } = await readHappenings(ctx, await frameOf(ctx, law, rules, id));
  const { rows, ...page } = pageOfTime(happenings, asked);
  const entries = await entriesOf(
    ctx,
    rows.flatMap(({ sealedAs }) => sealedAs ?? []),
  );
  return {
    ...page,
    cut,
    rows: rows.map(({ sealedAs, proof, ...row }) => ({ ...row, entry: entries.get(sealedAs ?? '') ?? null })),
  };
}

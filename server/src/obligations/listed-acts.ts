import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { Followed } from '../custody/index.ts';
import type { Subject } from './touched.ts';

type Hands = Pick<Reading, 'tx'>;

/** A stretch of time whose acts of an organ a list decides about; `until` null: there is no end. */
export interface ListedSpan {
  organId: string;
  from: string;
  until: string | null;
}

/** Only these change what a list asks for: all that comes before an approval is work on a draft. */
const deciding = new Set(['matterList.approved', 'matterList.withdrawn']);

/**
 * When the acts began whose film the lists of these entries decide about: of each list from its day to that of the next
 * approved one, of a withdrawn one what it covered. Each moment comes once, however many lists cover it.
 */
export async function spansOfLists({ tx }: Hands, entries: readonly Followed[]): Promise<ListedSpan[]> {
  const ids = entries.flatMap(({ kind, subjectId }) => (deciding.has(kind) ? [subjectId] : []));
  if (ids.length === 0) return [];
  const { rows } = await sql<ListedSpan>`
    with covered as (
      select m.organ_id, unnest(range_agg(tstzrange(m.effective_from::timestamp at time zone 'Asia/Shanghai',
        (select min(n.effective_from) from matter_list n where n.organ_id = m.organ_id and n.state = 'approved'
          and n.effective_from > m.effective_from)::timestamp at time zone 'Asia/Shanghai'))) as span
      from matter_list m where m.id = any(${ids}::uuid[]) and m.version is not null group by m.organ_id)
    select organ_id as "organId", lower(span) as "from", upper(span) as until from covered
    order by organ_id, span`.execute(tx);
  return rows;
}

const batch = 200;

/** The acts of a span, batch by batch in the order of their beginning, so that no number of them fills the memory. */
export async function* actsWithin(
  { tx }: Hands,
  { organId, from, until }: ListedSpan,
): AsyncGenerator<Subject[]> {
  let after = { at: from, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await sql<{ id: string; at: string }>`
      select id, started_at::text as at from act where organ_id = ${organId}
        and (started_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
        and (${until}::timestamptz is null or started_at < ${until}::timestamptz)
      order by started_at, id limit ${batch}`.execute(tx);
    if (rows.length > 0) yield rows.map(({ id }) => ({ type: 'act', id }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return;
    after = last;
  }
}

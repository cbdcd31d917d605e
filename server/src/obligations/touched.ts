import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { Followed } from '../custody/index.ts';

export interface Subject {
  type: 'recording' | 'act';
  id: string;
}

/**
 * The recordings and acts whose duties these entries may change, each once: what an entry is about, and what is linked
 * to it. Asks the database twice, however many entries there are. The acts that a list of matters decides about are
 * too many for that: `spansOfLists` tells them.
 */
export async function touchedBy(
  { tx }: Pick<Reading, 'tx'>,
  entries: readonly Followed[],
): Promise<Subject[]> {
  const of = (table: string) => entries.filter((one) => one.table === table).map((one) => one.subjectId);
  const [attributions, handovers, claims, links, excuses] = [
    of('attribution'),
    of('handover'),
    of('return_claim'),
    of('evidence'),
    of('excuse'),
  ];
  const about = await sql<{ recording: string | null; act: string | null }>`
    select recording_id as recording, null::uuid as act from attribution where id = any(${attributions}::uuid[])
    union all select recording_id, null from handover where id = any(${handovers}::uuid[])
    union all select recording_id, null from return_claim where id = any(${claims}::uuid[])
    union all select recording_id, act_id from evidence where id = any(${links}::uuid[])
    union all select null, act_id from act_step where id = any(${of('act_step')}::uuid[])
    union all select case o.subject_type when 'recording' then o.subject_id end, case o.subject_type when 'act' then o.subject_id end
      from excuse e join obligation o on o.id = e.obligation_id where e.id = any(${excuses}::uuid[])`.execute(
    tx,
  );
  const seen = (key: 'recording' | 'act') => about.rows.flatMap((row) => row[key] ?? []);
  const [recordings, acts] = [
    new Set([...of('recording'), ...seen('recording')]),
    new Set([...of('act'), ...seen('act')]),
  ];
  const linked = await sql<{ recording_id: string; act_id: string }>`
    select recording_id, act_id from evidence where removed_at is null
      and (act_id = any(${of('act')}::uuid[]) or recording_id = any(${seen('recording')}::uuid[]))`.execute(
    tx,
  );
  for (const link of linked.rows) {
    recordings.add(link.recording_id);
    acts.add(link.act_id);
  }
  return [
    ...[...recordings].map((id) => ({ type: 'recording' as const, id })),
    ...[...acts].map((id) => ({ type: 'act' as const, id })),
  ];
}

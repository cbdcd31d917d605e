import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { type FindingCode, type HouseFinding, makeFinding } from './findings.ts';

interface Found {
  at: string;
  organ: string | null;
}

/** What is derived and unsealed, where a change would hide something: what lists read, and how far followers came. */
const derived: readonly [FindingCode, RawBuilder<Found>][] = [
  [
    'shelf.missing',
    sql`select 'recording/' || r.id as at, r.organ_id as organ from recording r
      left join recording_shelf s on s.recording_id = r.id where s.recording_id is null limit 1000`,
  ],
  [
    'shelf.altered',
    sql`select 'recording/' || r.id as at, r.organ_id as organ from recording r
      join recording_shelf s on s.recording_id = r.id
      where (s.organ_id, s.name, s.kind, s.size, s.registered_at)
        is distinct from (r.organ_id, r.name, r.kind, r.size, r.registered_at) limit 1000`,
  ],
  [
    // Of what its follower has passed, all that it reads itself: the others stand in the index by one of these.
    'search.missing',
    sql`select distinct e.subject_type || '/' || e.subject_id as at, e.organ_id as organ
      from custody_cursor c join custody_leaf l on l.leaf_index < c.leaf_index join custody_entry e using (entry_id)
      left join searchable s on s.subject_id = e.subject_id and s.folded <> ''
      where c.follower = (select max(follower) from custody_cursor where follower like 'search.%') and e.subject_type in ('enforcement_case', 'party', 'document', 'act', 'recording')
        and s.subject_id is null
        and not exists (select from act a where e.subject_type = 'act' and a.id = e.subject_id and a.type = 'caseProcedure')
      limit 1000`,
  ],
  [
    'follower.ahead',
    sql`select follower as at, null as organ from custody_cursor
      where leaf_index < 0 or leaf_index > (select coalesce(max(leaf_index) + 1, 0) from custody_leaf)`,
  ],
];

/** Looks into what can be rebuilt from the record, for what would make part of the record invisible. */
export async function checkDerived(tx: Tx): Promise<HouseFinding[]> {
  const findings: HouseFinding[] = [];
  for (const [code, asked] of derived) {
    const { rows } = await asked.execute(tx);
    for (const { at, organ } of rows) findings.push(makeFinding(code, at, {}, organ));
  }
  return findings;
}

import { sql } from 'kysely';
import type { Person } from '../base/context.ts';
import type { DutyQuery } from './duties.ts';

/** Narrows duties to what concerns the person: the whole organ for keepers and heads, their own for officers, none otherwise. */
export function concerning(person: Person): ((query: DutyQuery) => DutyQuery) | null {
  if (person.permissions.has('recording.readAll'))
    return (query) => query.where('obligation.organ_id', '=', person.organId);
  if (person.officerId === null) return null;
  return (query) =>
    query.where('obligation.organ_id', '=', person.organId).where(sql<boolean>`case obligation.subject_type
      when 'act' then exists (select from act where act.id = obligation.subject_id and ${person.officerId}::uuid = any(act.officer_ids))
      else exists (select from recording_shelf s where s.recording_id = obligation.subject_id and s.officer_id = ${person.officerId}::uuid) end`);
}

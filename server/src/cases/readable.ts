import { type RawBuilder, sql } from 'kysely';
import type { Person } from '../base/context.ts';

/** Of the films of acts (`v`), those that the person may see. */
export function readableFilm({ permissions, officerId, accountId }: Person): RawBuilder<boolean> {
  if (permissions.has('recording.readAll')) return sql`true`;
  if (!permissions.has('recording.readOwn')) return sql`false`;
  return sql`exists (select from recording_shelf s where s.recording_id = v.recording_id
    and (s.officer_id = ${officerId}::uuid or s.uploaded_by = ${accountId}::uuid))`;
}

import { sql } from 'kysely';
import type { Person, Reading } from '../base/context.ts';

/** Who a recording or act concerns: the officers whose work it is, and the account that entered it. */
export interface Owners {
  officerIds: readonly string[];
  accountId: string | null;
}

/** The owners of these recordings and acts, by subject. One question, however many there are. */
export async function ownersOf(
  { tx }: Pick<Reading, 'tx'>,
  subjectIds: readonly string[],
): Promise<Map<string, Owners>> {
  if (subjectIds.length === 0) return new Map();
  const { rows } = await sql<Owners & { id: string }>`
    select id, officer_ids as "officerIds", created_by as "accountId" from act where id = any(${subjectIds}::uuid[])
    union all
    select recording_id, array_remove(array[officer_id], null), uploaded_by from recording_shelf
    where recording_id = any(${subjectIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether a subject is the person's own work. */
export const isOwn = ({ officerId, accountId }: Person, owners: Owners | undefined): boolean =>
  owners !== undefined &&
  (owners.accountId === accountId || (officerId !== null && owners.officerIds.includes(officerId)));

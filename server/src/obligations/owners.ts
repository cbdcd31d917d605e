import { sql } from 'kysely';
import type { Person, Reading } from '../base/context.ts';

/** Who a recording or act concerns: the officers whose work it is, and the account that entered it. */
export interface Owners {
  officerIds: readonly string[];
  accountId: string | null;
}

/** A recording or act with what it is called. */
export interface Owned extends Owners {
  type: 'recording' | 'act';
  organId: string;
  title: string;
}

/** The owners of these recordings and acts, by subject. One question, however many there are. */
export async function ownersOf(
  { tx }: Pick<Reading, 'tx'>,
  subjectIds: readonly string[],
): Promise<Map<string, Owned>> {
  if (subjectIds.length === 0) return new Map();
  const { rows } = await sql<Owned & { id: string }>`
    select id, 'act' as type, organ_id as "organId", number || ' ' || cause as title,
      officer_ids as "officerIds", created_by as "accountId" from act where id = any(${subjectIds}::uuid[])
    union all
    select recording_id, 'recording', organ_id, name, array_remove(array[officer_id], null), uploaded_by
    from recording_shelf where recording_id = any(${subjectIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether a subject is the person's own work. */
export const isOwn = ({ officerId, accountId }: Person, owners: Owners | undefined): boolean =>
  owners !== undefined &&
  (owners.accountId === accountId || (officerId !== null && owners.officerIds.includes(officerId)));

/** Accounts that can be told of a subject; none of them is closed. */
export interface Tellable {
  /** The officers of an act; the officer of a recording and whoever sent it. */
  owners: string[];
  custodians: string[];
  heads: string[];
}

interface Account {
  id: string;
  organ_id: string;
  officer_id: string | null;
  roles: string[];
}

/** Whom these subjects' owners and organs have to be told. One question, however many there are. */
export async function tellableOf(
  { tx }: Pick<Reading, 'tx'>,
  owned: ReadonlyMap<string, Owned>,
): Promise<Map<string, Tellable>> {
  const all = [...owned.values()];
  const organIds = [...new Set(all.map(({ organId }) => organId))];
  const officerIds = [...new Set(all.flatMap((one) => one.officerIds))];
  const senders = [...new Set(all.flatMap((one) => one.accountId ?? []))];
  const { rows } = await sql<Account>`
    select id, organ_id, officer_id, roles from account where active and organ_id = any(${organIds}::uuid[])
      and (roles && array['custodian', 'head'] or officer_id = any(${officerIds}::uuid[]) or id = any(${senders}::uuid[]))
    order by id`.execute(tx);
  const ofOrgan = Map.groupBy(rows, (row) => row.organ_id);
  return new Map([...owned].map(([id, one]) => [id, tellable(one, ofOrgan.get(one.organId) ?? [])]));
}

function tellable({ type, officerIds, accountId }: Owned, accounts: readonly Account[]): Tellable {
  const idsOf = (is: (account: Account) => boolean) => accounts.filter(is).map(({ id }) => id);
  return {
    owners: idsOf(
      ({ id, officer_id }) =>
        (officer_id !== null && officerIds.includes(officer_id)) ||
        (type === 'recording' && id === accountId),
    ),
    custodians: idsOf(({ roles }) => roles.includes('custodian')),
    heads: idsOf(({ roles }) => roles.includes('head')),
  };
}

import { permissionsOf, type Role, type Session } from '@liuhen/contract';
import type { Person, Tx } from '../base/context.ts';
import { found } from '../base/errors.ts';

type Known = Omit<Person, 'sessionId'>;

function select(tx: Tx) {
  return tx
    .selectFrom('account as a')
    .innerJoin('organ as g', 'g.id', 'a.organ_id')
    .leftJoin('officer as o', 'o.id', 'a.officer_id')
    .select(['a.id', 'a.organ_id', 'a.officer_id', 'a.roles', 'g.code', 'o.unit_id']);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirst']>>>;

function toPerson(row: Row): Known {
  const roles = row.roles as Role[];
  return {
    kind: 'person',
    accountId: row.id,
    organId: row.organ_id,
    organCode: row.code,
    officerId: row.officer_id,
    unitId: row.unit_id,
    roles,
    permissions: permissionsOf(roles),
  };
}

/** Somebody who acts through the house without a session of their own: an upload that is finished after they left. */
const noSession = '00000000-0000-0000-0000-000000000000';

/** The person of an account, also of one that was closed since: what they began is finished in their name. */
export async function personOfAccountId(tx: Tx, accountId: string): Promise<Person> {
  const row = await select(tx).where('a.id', '=', accountId).executeTakeFirst();
  return { ...toPerson(found(row)), sessionId: noSession };
}

/** The person whose session has a token of this digest; null when none has. */
export async function personOfToken(tx: Tx, tokenHash: Buffer): Promise<Known | null> {
  const row = await select(tx)
    .where('a.id', '=', (eb) =>
      eb
        .selectFrom('session_token as t')
        .innerJoin('session as s', 's.id', 't.session_id')
        .select('s.account_id')
        .where('t.token_hash', '=', tokenHash),
    )
    .executeTakeFirst();
  return row ? toPerson(row) : null;
}

/** The person of an active account by its sign-in name; null when there is none. */
export async function personOfAccount(tx: Tx, loginName: string): Promise<Person | null> {
  const row = await select(tx)
    .where('a.login_name', '=', loginName)
    .where('a.active', '=', true)
    .executeTakeFirst();
  return row ? { ...toPerson(row), sessionId: noSession } : null;
}

/** What a page needs to know of who is signed in. */
export async function describePerson(
  tx: Tx,
  person: Person,
): Promise<Pick<Session, 'account' | 'organ' | 'permissions' | 'mustChangePassword'>> {
  const account = await tx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', person.accountId)
    .executeTakeFirstOrThrow();
  const organ = await tx
    .selectFrom('organ')
    .selectAll()
    .where('id', '=', person.organId)
    .executeTakeFirstOrThrow();
  return {
    account: showAccount(account),
    organ: showOrgan(organ),
    permissions: [...person.permissions],
    mustChangePassword: account.must_change_password,
  };
}

export function showOrgan(row: {
  id: string;
  code: string;
  name: string;
  pack_id: string | null;
  pack_bound_from: string | null;
}) {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    packId: row.pack_id ?? '',
    packBoundFrom: row.pack_bound_from ?? '1970-01-01',
  };
}

interface AccountRow {
  id: string;
  login_name: string;
  display_name: string;
  officer_id: string | null;
  roles: string[];
  active: boolean;
  locked_until: string | null;
}

export function showAccount(row: AccountRow) {
  return {
    id: row.id,
    loginName: row.login_name,
    displayName: row.display_name,
    officerId: row.officer_id,
    roles: row.roles as Role[],
    active: row.active,
    lockedUntil: row.locked_until,
  };
}

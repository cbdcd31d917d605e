import { sql } from 'kysely';
import { plusMillis } from '../base/clock.ts';
import type { Tx } from '../base/context.ts';

const failuresToLock = 5;
const firstLockMinutes = 15;
const longestLockMinutes = 24 * 60;
const addressWindowMillis = 5 * 60_000;
const addressFailures = 20;

/** How long an account is locked after so many failures in a row: 15 minutes from the fifth, doubled with each further five, a day at most. */
export function lockMinutes(failures: number): number {
  if (failures < failuresToLock || failures % failuresToLock !== 0) return 0;
  return Math.min(longestLockMinutes, firstLockMinutes * 2 ** (failures / failuresToLock - 1));
}

/** Seconds that an address has to wait after too many failures; 0 when it need not. */
export async function secondsToWait(tx: Tx, address: string, now: string): Promise<number> {
  const since = plusMillis(now, -addressWindowMillis);
  const { rows } = await sql<{ failures: number; oldest: string | null }>`
    select count(*) as failures, min(at) as oldest from (
      select at from sign_in_attempt where address = ${address} and at > ${since} and not succeeded
      order by at desc limit ${addressFailures}
    ) recent`.execute(tx);
  const { failures = 0, oldest = null } = rows[0] ?? {};
  if (failures < addressFailures || oldest === null) return 0;
  return Math.max(
    1,
    Math.ceil((Date.parse(plusMillis(oldest, addressWindowMillis)) - Date.parse(now)) / 1000),
  );
}

/** Failures of a sign-in name since its last success. */
export async function failuresInARow(tx: Tx, loginName: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from sign_in_attempt where login_name = ${loginName} and not succeeded and id > coalesce(
      (select max(id) from sign_in_attempt where login_name = ${loginName} and succeeded), 0)`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Until when a name without an account answers as if it were locked, so that locks do not tell which names exist. */
export async function strangerLockedUntil(tx: Tx, loginName: string): Promise<string | null> {
  const minutes = lockMinutes(await failuresInARow(tx, loginName));
  if (minutes === 0) return null;
  const last = await tx
    .selectFrom('sign_in_attempt')
    .select('at')
    .where('login_name', '=', loginName)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return last ? plusMillis(last.at, minutes * 60_000) : null;
}

export async function noteAttempt(
  tx: Tx,
  attempt: { loginName: string; address: string; at: string; succeeded: boolean },
): Promise<void> {
  await tx
    .insertInto('sign_in_attempt')
    .values({
      login_name: attempt.loginName,
      address: attempt.address,
      at: attempt.at,
      succeeded: attempt.succeeded,
    })
    .execute();
}

/** Makes attempts on one name wait for each other, so that many at once count as many. */
export async function lockName(tx: Tx, loginName: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${loginName}, 7251003))`.execute(tx);
}

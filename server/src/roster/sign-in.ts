import type { rosterShapes, Session } from '@liuhen/contract';
import type { z } from 'zod';
import { plusMillis } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { seal } from '../custody/index.ts';
import {
  failuresInARow,
  lockMinutes,
  lockName,
  noteAttempt,
  secondsToWait,
  strangerLockedUntil,
} from './lockout.ts';
import { checkPassword } from './password.ts';
import { describePerson, personOfAccountId } from './people.ts';
import { openSession } from './session.ts';

type SignIn = z.output<typeof rosterShapes.signIn>;

/** The outcome of an attempt. A refusal is a value, because its note must be committed. */
export type Attempt = { session: Session; token: string } | { refused: DomainError };

const beijingClock = (instant: string) =>
  plusMillis(instant, 8 * 3_600_000)
    .slice(0, 16)
    .replace('T', ' ');

/**
 * Compares a password. Every try is noted; five wrong ones in a row lock the account (sealed as `account.locked`),
 * twenty from one address make it wait. A name that nobody has is answered in the same way.
 */
export async function tryPassword(
  ctx: Writing,
  { loginName, password, address }: { loginName: string; password: string; address: string },
): Promise<{ accountId: string } | { refused: DomainError }> {
  const now = ctx.clock.now();
  const wait = await secondsToWait(ctx.tx, address, now);
  if (wait > 0) return { refused: new DomainError('signIn.tooOften', { seconds: String(wait) }) };
  await lockName(ctx.tx, loginName);
  const account = await ctx.tx
    .selectFrom('account as a')
    .innerJoin('account_secret as s', 's.account_id', 'a.id')
    .select(['a.id', 'a.active', 'a.locked_until', 's.password_hash'])
    .where('a.login_name', '=', loginName)
    .executeTakeFirst();
  const lockedUntil = account ? account.locked_until : await strangerLockedUntil(ctx.tx, loginName);
  if (lockedUntil !== null && now < lockedUntil)
    return { refused: new DomainError('signIn.locked', { until: beijingClock(lockedUntil) }) };
  const right = (await checkPassword(password, account?.password_hash ?? null)) && account?.active === true;
  await noteAttempt(ctx.tx, { loginName, address, at: now, succeeded: right });
  if (!right || account === undefined) return { refused: await refuse(ctx, loginName, account?.id ?? null) };
  return { accountId: account.id };
}

/** Signs somebody in. */
export async function attemptSignIn(
  ctx: Writing,
  input: SignIn,
  from: { address: string; hours: number },
): Promise<Attempt> {
  const tried = await tryPassword(ctx, { ...input, address: from.address });
  if ('refused' in tried) return tried;
  const person = await personOfAccountId(ctx.tx, tried.accountId);
  return enter({ ...ctx, actor: person }, person, input.client, from.hours);
}

async function refuse(ctx: Writing, loginName: string, accountId: string | null): Promise<DomainError> {
  const minutes = lockMinutes(await failuresInARow(ctx.tx, loginName));
  if (minutes === 0) return new DomainError('signIn.wrong');
  const until = plusMillis(ctx.clock.now(), minutes * 60_000);
  if (accountId !== null) {
    await ctx.tx.updateTable('account').set({ locked_until: until }).where('id', '=', accountId).execute();
    await seal(ctx, { kind: 'account.locked', table: 'account', id: accountId }, null);
  }
  return new DomainError('signIn.locked', { until: beijingClock(until) });
}

async function enter(
  ctx: Writing,
  person: Person,
  client: SignIn['client'],
  hours: number,
): Promise<Attempt> {
  const { value: opened } = await openSession(ctx, person, client, hours);
  const described = await describePerson(ctx.tx, person);
  const shared = { ...described, csrf: opened.csrf, expiresAt: opened.expiresAt };
  return { token: opened.token, session: client === 'program' ? { ...shared, token: opened.token } : shared };
}

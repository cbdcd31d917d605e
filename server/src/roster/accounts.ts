import type { Account, Role, rosterShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, orExists } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';
import { noteAttempt } from './lockout.ts';
import { hashPassword, isStrongEnough, makeOneTimePassword } from './password.ts';
import { showAccount } from './people.ts';
import { closeOthers } from './session.ts';

export interface OpenedAccount {
  account: Account;
  oneTimePassword: string;
}

/** Opens an account in an organ with a one-time password, which is returned once and must be changed at the first sign-in. */
export async function openAccountIn(
  ctx: Writing,
  organId: string,
  input: z.output<typeof rosterShapes.accountInput>,
): Promise<Sealed<OpenedAccount>> {
  if (input.officerId !== null) {
    found(
      await ctx.tx
        .selectFrom('officer')
        .select('id')
        .where('id', '=', input.officerId)
        .where('organ_id', '=', organId)
        .executeTakeFirst(),
    );
  }
  const id = makeId(ctx.clock);
  const oneTimePassword = makeOneTimePassword();
  const password_hash = await hashPassword(oneTimePassword);
  const row = await orExists(
    input.loginName,
    ctx.tx
      .insertInto('account')
      .values({
        id,
        organ_id: organId,
        officer_id: input.officerId,
        login_name: input.loginName,
        display_name: input.displayName,
        roles: input.roles,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  await ctx.tx
    .insertInto('account_secret')
    .values({ account_id: id, organ_id: organId, password_hash })
    .execute();
  return seal(
    ctx,
    { kind: 'account.opened', table: 'account', id },
    { account: showAccount(row), oneTimePassword },
  );
}

export const openAccount = (ctx: Writing, input: z.output<typeof rosterShapes.accountInput>) =>
  openAccountIn(ctx, organOf(ctx), input);

/** The count of failures begins anew, otherwise the next slip would lock the account again. */
const beginAnew = (ctx: Writing, loginName: string) =>
  noteAttempt(ctx.tx, { loginName, address: 'unlocked', at: ctx.clock.now(), succeeded: true });

/** Changes roles, closes or reopens, unlocks. Sealed as `account.changed`. */
export async function changeAccount(
  ctx: Writing,
  input: { id: string; roles: Role[]; active: boolean; unlock: boolean },
): Promise<Sealed<Account>> {
  const before = found(
    await ctx.tx.selectFrom('account').selectAll().where('id', '=', input.id).executeTakeFirst(),
  );
  const ownAdministration = ctx.actor.kind === 'person' && ctx.actor.accountId === input.id;
  if (ownAdministration && (!input.active || !input.roles.includes('administrator'))) {
    throw new DomainError('permission.denied', {
      reason: {
        zh: '不能停用自己的账号或取消自己的管理员角色',
        en: 'you cannot close your own account or give up your own administration',
      },
    });
  }
  if (input.unlock) await beginAnew(ctx, before.login_name);
  const row = await ctx.tx
    .updateTable('account')
    .set({ roles: input.roles, active: input.active, ...(input.unlock ? { locked_until: null } : {}) })
    .where('id', '=', input.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!input.active) await closeOthers(ctx, input.id, null);
  return seal(ctx, { kind: 'account.changed', table: 'account', id: input.id }, showAccount(row));
}

/**
 * Replaces the password of an account by a one-time one, which is returned once. It must be changed at the next
 * sign-in; the account is unlocked and its sessions end. Sealed as `account.changed`.
 */
export async function issuePassword(ctx: Writing, id: string): Promise<Sealed<{ oneTimePassword: string }>> {
  const { login_name } = found(
    await ctx.tx
      .updateTable('account')
      .set({ must_change_password: true, locked_until: null })
      .where('id', '=', id)
      .returning('login_name')
      .executeTakeFirst(),
  );
  const oneTimePassword = makeOneTimePassword();
  const password_hash = await hashPassword(oneTimePassword);
  await ctx.tx.updateTable('account_secret').set({ password_hash }).where('account_id', '=', id).execute();
  await beginAnew(ctx, login_name);
  await closeOthers(ctx, id, null);
  return seal(ctx, { kind: 'account.changed', table: 'account', id }, { oneTimePassword });
}

/** For somebody who forgot their password; whoever still knows their own changes it instead. */
export function resetPassword(ctx: Writing, { id }: { id: string }) {
  if (ctx.actor.kind === 'person' && ctx.actor.accountId === id)
    throw new DomainError('permission.denied', {
      reason: {
        zh: '自己的密码请用“修改密码”更改',
        en: 'your own password is changed under “Change password”',
      },
    });
  return issuePassword(ctx, id);
}

/** Sets the password of an account. Throws password.weak. Sealed as `account.changed`; the password itself nowhere. */
export async function setPassword(
  ctx: Writing,
  accountId: string,
  password: string,
): Promise<Sealed<Record<string, never>>> {
  const { login_name } = found(
    await ctx.tx.selectFrom('account').select('login_name').where('id', '=', accountId).executeTakeFirst(),
  );
  if (!isStrongEnough(password, login_name))
    throw new DomainError('password.weak', {}, [
      faultAt('next', { zh: '请换一个更强的密码', en: 'Choose a stronger password' }),
    ]);
  const password_hash = await hashPassword(password);
  await ctx.tx
    .updateTable('account_secret')
    .set({ password_hash })
    .where('account_id', '=', accountId)
    .execute();
  await ctx.tx
    .updateTable('account')
    .set({ must_change_password: false })
    .where('id', '=', accountId)
    .execute();
  return seal(ctx, { kind: 'account.changed', table: 'account', id: accountId }, {});
}

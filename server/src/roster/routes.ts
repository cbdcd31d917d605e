import { routes } from '@liuhen/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import { DomainError, faultAt, found } from '../base/errors.ts';
import { type Binding, type HttpHouse, inputOf, mutate, query, requirePerson } from '../base/http.ts';
import type { Config } from '../config.ts';
import { changeAccount, openAccount, resetPassword, setPassword } from './accounts.ts';
import { changeOfficer, listOfficers, registerOfficer } from './officers.ts';
import { createOrgan, createUnit, requireInstallation } from './organs.ts';
import { describePerson, showAccount } from './people.ts';
import { closeOthers, closeSession, cookieName } from './session.ts';
import { attemptSignIn, tryPassword } from './sign-in.ts';

function setCookie(
  reply: FastifyReply,
  token: string,
  config: Pick<Config, 'secureCookies' | 'sessionHours'>,
): void {
  const lasting = { path: '/', httpOnly: true, sameSite: 'strict', secure: config.secureCookies } as const;
  if (token === '') void reply.clearCookie(cookieName, lasting);
  else void reply.setCookie(cookieName, token, { ...lasting, maxAge: config.sessionHours * 3600 });
}

/** Sign-in and sign-out, which set a cookie, and who is signed in. */
export function registerSession(
  app: FastifyInstance,
  http: HttpHouse,
  config: Pick<Config, 'secureCookies' | 'sessionHours'>,
): void {
  app.post(routes.signIn.path, async (request, reply) => {
    const input = inputOf(routes.signIn, request);
    const from = { address: request.ip, hours: config.sessionHours };
    const attempt = await transact(http.database, house, (tx) =>
      attemptSignIn({ tx, actor: house, clock: http.clock, writing: true }, input, from),
    );
    http.wake();
    if ('refused' in attempt) throw attempt.refused;
    if (input.client === 'browser') setCookie(reply, attempt.token, config);
    return routes.signIn.output.parse(attempt.session);
  });
  app.get(routes.currentSession.path, async (request) => {
    const person = await requirePerson(http, request, 'any');
    return transact(http.database, person, async (tx) => {
      const row = await tx
        .selectFrom('session as s')
        .innerJoin('session_token as t', 't.session_id', 's.id')
        .select(['t.csrf', 's.expires_at'])
        .where('s.id', '=', person.sessionId)
        .executeTakeFirst();
      const { csrf, expires_at } = found(row);
      return routes.currentSession.output.parse({
        ...(await describePerson(tx, person)),
        csrf,
        expiresAt: expires_at,
      });
    });
  });
  app.delete(routes.signOut.path, async (request, reply) => {
    const person = await requirePerson(http, request, 'any');
    await transact(http.database, person, (tx) =>
      closeSession({ tx, actor: person, clock: http.clock, writing: true }, person.sessionId),
    );
    http.wake();
    setCookie(reply, '', config);
    return {};
  });
}

interface PasswordChange {
  current: string;
  next: string;
}

/** A refusal is a value, because the note of a wrong password must be committed. */
async function attemptChange(ctx: Writing, { current, next }: PasswordChange, address: string) {
  const { accountId, sessionId } = personOf(ctx);
  const { login_name } = await ctx.tx
    .selectFrom('account')
    .select('login_name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const tried = await tryPassword(ctx, { loginName: login_name, password: current, address });
  if ('refused' in tried) return tried;
  if (current === next)
    throw new DomainError('password.weak', {}, [
      faultAt('next', { zh: '新密码不能与原密码相同', en: 'The new password cannot be the former one' }),
    ]);
  const sealed = await setPassword(ctx, accountId, next);
  await closeOthers(ctx, accountId, sessionId);
  return sealed;
}

/** Who guesses at the present password of an open session is braked as at the door; attempts are the house's to read. */
const changePassword: Binding = {
  route: routes.changePassword,
  attach: (app, http) => {
    app.post(routes.changePassword.path, async (request) => {
      const actor = await requirePerson(http, request, routes.changePassword.permission);
      const input = inputOf(routes.changePassword, request);
      const attempt = await transact(http.database, house, (tx) =>
        attemptChange({ tx, actor, clock: http.clock, writing: true }, input, request.ip),
      );
      http.wake();
      if ('refused' in attempt) throw attempt.refused;
      return routes.changePassword.output.parse(attempt.value);
    });
  },
};

export async function listUnits(ctx: Reading) {
  return ctx.tx.selectFrom('unit').select(['id', 'name']).orderBy('name').execute();
}

export async function listAccounts(ctx: Reading) {
  return (await ctx.tx.selectFrom('account').selectAll().orderBy('login_name').execute()).map(showAccount);
}

/** createOrgan writes another organ's rows, so it runs as the house; the entry names the person all the same. */
const foundOrgan: Binding = {
  route: routes.createOrgan,
  attach: (app, http) => {
    app.post(routes.createOrgan.path, async (request) => {
      const actor = await requirePerson(http, request, routes.createOrgan.permission);
      requireInstallation(actor.organCode);
      const input = inputOf(routes.createOrgan, request);
      const sealed = await transact(http.database, house, (tx) =>
        createOrgan({ tx, actor, clock: http.clock, writing: true }, input),
      );
      http.wake();
      return routes.createOrgan.output.parse(sealed.value);
    });
  },
};

export const rosterRoutes: Binding[] = [
  changePassword,
  query(routes.listUnits, listUnits),
  mutate(routes.createUnit, createUnit),
  query(routes.listOfficers, listOfficers),
  mutate(routes.registerOfficer, registerOfficer),
  mutate(routes.changeOfficer, changeOfficer),
  query(routes.listAccounts, listAccounts),
  mutate(routes.openAccount, openAccount),
  mutate(routes.changeAccount, changeAccount),
  mutate(routes.resetPassword, resetPassword),
  foundOrgan,
];

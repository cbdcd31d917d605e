import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Clock, millisOf, plusMillis } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import type { Config } from '../config.ts';
import { seal, sealAll } from '../custody/index.ts';
import { personOfToken } from './people.ts';

export const cookieName = 'liuhen_session';

/** What opens a session: shown to its owner once; only its hash is stored. */
export interface Opened {
  sessionId: string;
  token: string;
  csrf: string;
  expiresAt: string;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Opens a session for an account. Sealed as `session.opened`. */
export async function openSession(
  ctx: Writing,
  person: Person,
  client: string,
  hours: number,
): Promise<Sealed<Opened>> {
  const sessionId = makeId(ctx.clock);
  const now = ctx.clock.now();
  const opened: Opened = {
    sessionId,
    token: randomBytes(32).toString('base64url'),
    csrf: randomBytes(16).toString('base64url'),
    expiresAt: plusMillis(now, hours * 3_600_000),
  };
  const row = {
    organ_id: person.organId,
    account_id: person.accountId,
    client,
    opened_at: now,
    expires_at: opened.expiresAt,
  };
  await ctx.tx
    .insertInto('session')
    .values({ id: sessionId, ...row })
    .execute();
  await ctx.tx
    .insertInto('session_token')
    .values({
      session_id: sessionId,
      organ_id: person.organId,
      token_hash: hashOf(opened.token),
      csrf: opened.csrf,
      seen_at: now,
    })
    .execute();
  return seal(ctx, { kind: 'session.opened', table: 'session', id: sessionId }, opened);
}

/** Ends a session. Sealed as `session.closed`. */
export async function closeSession(ctx: Writing, sessionId: string): Promise<Sealed<Record<string, never>>> {
  await ctx.tx
    .updateTable('session')
    .set({ closed_at: ctx.clock.now() })
    .where('id', '=', sessionId)
    .execute();
  return seal(ctx, { kind: 'session.closed', table: 'session', id: sessionId }, {});
}

/** Ends all sessions of an account but one, or all; returns how many. */
export async function closeOthers(ctx: Writing, accountId: string, keep: string | null): Promise<number> {
  const rows = await ctx.tx
    .updateTable('session')
    .set({ closed_at: ctx.clock.now() })
    .where('account_id', '=', accountId)
    .where(sql<boolean>`id is distinct from ${keep}::uuid`)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  if (rows.length > 0) {
    await sealAll(
      ctx,
      rows.map(({ id }) => ({ kind: 'session.closed' as const, table: 'session' as const, id })),
      null,
    );
  }
  return rows.length;
}

export interface SessionRow {
  id: string;
  csrf: string;
  expires_at: string;
  seen_at: string;
  active: boolean;
  must_change_password: boolean;
}

/** Whether a session still opens anything. */
export function isAlive(
  row: Pick<SessionRow, 'expires_at' | 'seen_at' | 'active'>,
  now: string,
  idleMinutes: number,
): boolean {
  return row.active && now < row.expires_at && millisOf(now) - millisOf(row.seen_at) < idleMinutes * 60_000;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Routes open to somebody who still has a one-time password. */
const beforeChange = new Set(['/api/session', '/api/session/password']);

function tokenOf(request: FastifyRequest): { token: string; byCookie: boolean } | null {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, byCookie: false };
  const cookie = request.cookies[cookieName];
  return cookie === undefined ? null : { token: cookie, byCookie: true };
}

function sameText(a: string, b: string): boolean {
  const [x, y] = [hashOf(a), hashOf(b)];
  return timingSafeEqual(x, y);
}

interface Parts {
  database: Database;
  clock: Clock;
  config: Pick<Config, 'idleMinutes'>;
}

/** Finds out who is asking, by cookie or bearer token; a cookie alone may not change anything (CSRF). */
export function makeAuthenticate({
  database,
  clock,
  config,
}: Parts): (request: FastifyRequest) => Promise<Person | null> {
  return async (request) => {
    const shown = tokenOf(request);
    if (shown === null) return null;
    const now = clock.now();
    return transact(database, house, async (tx) => {
      const tokenHash = hashOf(shown.token);
      const asked = tx
        .selectFrom('session_token as t')
        .innerJoin('session as s', 's.id', 't.session_id')
        .innerJoin('account as a', 'a.id', 's.account_id')
        .select(['s.id', 't.csrf', 's.expires_at', 't.seen_at', 'a.active', 'a.must_change_password'])
        .where('t.token_hash', '=', tokenHash)
        .where('s.closed_at', 'is', null);
      const [row, person] = await Promise.all([asked.executeTakeFirst(), personOfToken(tx, tokenHash)]);
      if (row === undefined || person === null || !isAlive(row, now, config.idleMinutes)) return null;
      if (shown.byCookie && !safeMethods.has(request.method)) {
        if (!sameText(String(request.headers['x-liuhen-csrf'] ?? ''), row.csrf))
          throw new DomainError('signIn.csrf');
      }
      if (row.must_change_password && !beforeChange.has(request.url.split('?')[0] ?? ''))
        throw new DomainError('password.mustChange');
      if (millisOf(now) - millisOf(row.seen_at) > 60_000) {
        await tx
          .updateTable('session_token')
          .set({ seen_at: now })
          .where('session_id', '=', row.id)
          .execute();
      }
      return { ...person, sessionId: row.id };
    });
  };
}

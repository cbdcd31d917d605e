import type { FastifyRequest } from 'fastify';
import type { Person } from '../base/context.ts';
import { house, transact } from '../base/database.ts';
import type { HttpHouse } from '../base/http.ts';
import { tryPassword } from './sign-in.ts';

/**
 * Asks somebody who is signed in for the password again, as before a signature. Guessing is braked and noted as at the
 * door. Throws signIn.wrong, signIn.locked, signIn.tooOften.
 */
export async function requirePassword(
  http: HttpHouse,
  request: FastifyRequest,
  actor: Person,
  password: string,
): Promise<void> {
  const tried = await transact(http.database, house, async (tx) => {
    const { login_name } = await tx
      .selectFrom('account')
      .select('login_name')
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow();
    const asked = { loginName: login_name, password, address: request.ip };
    return tryPassword({ tx, actor, clock: http.clock, writing: true }, asked);
  });
  http.wake();
  if ('refused' in tried) throw tried.refused;
}

import { permissionsOf, type Role } from '@liuhen/contract';
import type { Person } from '../src/base/context.ts';

/** Somebody whose account is `me` and who holds these roles; an officer of the register only where it is said. */
export const personWith = (roles: readonly Role[], change: Partial<Person> = {}): Person => ({
  ...{ kind: 'person', sessionId: 's', accountId: 'me', organId: 'o', organCode: 'xz' },
  ...{ officerId: null, unitId: null, roles, permissions: permissionsOf(roles) },
  ...change,
});

import { permissionsOf, roles } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { isPermitted } from './session.ts';

test('what is public is permitted to everybody, the rest to nobody without a session', () => {
  for (const session of [null, undefined]) {
    expect(isPermitted(session, 'public')).toBe(true);
    for (const wanted of ['any', 'log.read'] as const) expect(isPermitted(session, wanted)).toBe(false);
  }
});

test('a session may do what it carries, and no more', () => {
  const session = { permissions: ['log.read' as const] };
  expect(isPermitted(session, 'any')).toBe(true);
  const may = [...permissionsOf(roles)].filter((wanted) => isPermitted(session, wanted));
  expect(may.filter((wanted) => wanted !== 'any' && wanted !== 'public')).toEqual(['log.read']);
});

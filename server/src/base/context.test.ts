import { permissionsOf } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { organOf, type Person, personOf, type System } from './context.ts';

const organId = '018f0000-0000-7000-8000-000000000001';
const person: Person = {
  kind: 'person',
  sessionId: '018f0000-0000-7000-8000-000000000002',
  accountId: '018f0000-0000-7000-8000-000000000003',
  organId,
  organCode: 'xz',
  officerId: null,
  unitId: null,
  roles: ['custodian'],
  permissions: permissionsOf(['custodian']),
};
const houseAlone: System = { kind: 'system', organId: null };
const houseForOrgan: System = { kind: 'system', organId };

describe('who acts', () => {
  it.each([
    ['a person', person, organId],
    ['the house for an organ', houseForOrgan, organId],
  ])('%s acts for an organ', (_, actor, organ) => {
    expect(organOf({ actor })).toBe(organ);
  });
  it('the house alone acts for none, and a command that needs one fails', () => {
    expect(() => organOf({ actor: houseAlone })).toThrow('needs an organ');
  });
  it('only a person is a person', () => {
    expect(personOf({ actor: person })).toBe(person);
    for (const actor of [houseAlone, houseForOrgan])
      expect(() => personOf({ actor })).toThrow('needs a person');
  });
});

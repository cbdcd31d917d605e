import type { CaseParty } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { begun } from './party-typed.ts';

const line = (id: string, role: CaseParty['role']) => ({ id, role, represents: null }) as CaseParty;

it('begins with the party that was entered in words with the case', () => {
  expect(begun({ parties: [], partyInWords: '五台商贸有限公司' })).toMatchObject({
    ...{ role: 'party', party: { name: '五台商贸有限公司' } },
  });
  expect(begun({ parties: [], partyInWords: null }).party).not.toHaveProperty('name');
});

it('goes on with who acts for the party, chosen where there is only one', () => {
  const one = [line('a', 'party'), line('b', 'witness')];
  expect(begun({ parties: one, partyInWords: '甲' })).toMatchObject({
    role: 'legalRepresentative',
    represents: 'a',
  });
  expect(begun({ parties: one, partyInWords: '甲' }).party).not.toHaveProperty('name');
  expect(begun({ parties: [...one, line('c', 'thirdParty')], partyInWords: null })).not.toHaveProperty(
    'represents',
  );
});

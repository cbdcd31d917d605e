import { terms } from '@liuhen/contract';
import { offices } from '@liuhen/rules';
import { describe, expect, test } from 'vitest';
import { type Holder, lackingRole } from './excuses-policy.ts';

test('every office that a regulation can name is called on the pages as the rules call it', () => {
  const named = Object.entries(terms.excuses.office).map(([office, { zh, en }]) => [
    office,
    { zh, en: en.charAt(0).toLowerCase() + en.slice(1) },
  ]);
  const known = Object.entries(offices).map(([office, { zh, en }]) => [office, { zh, en }]);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(known));
});

describe('the people that the steps need', () => {
  const holder = (name: string, ...roles: string[]): Holder => ({
    ...{ accountId: name, officerId: null, name, roles },
  });
  const [head, second] = [holder('head', 'head'), holder('second', 'head')];
  const both = holder('both', 'head', 'legalReviewer');
  test.each([
    ['nobody for one step', ['head'], [], 'head'],
    ['one for one step', ['head'], [head], null],
    ['one for two steps of one office', ['head', 'head'], [head], 'head'],
    ['two for two steps of one office', ['head', 'head'], [head, second], null],
    ['one who holds both offices', ['head', 'legalReviewer'], [both], 'legalReviewer'],
    ['one who holds both offices beside a head', ['head', 'legalReviewer'], [both, head], null],
    ['nothing left to decide', [], [], null],
  ] as const)('%s', (_, roles, holders, lacking) => {
    expect(lackingRole(roles, holders)).toBe(lacking);
  });
});

import { terms } from '@liuhen/contract';
import { offices } from '@liuhen/rules';
import { expect, test } from 'vitest';

test('every office that a regulation can name is called on the pages as the rules call it', () => {
  const named = Object.entries(terms.excuses.office).map(([office, { zh, en }]) => [
    office,
    { zh, en: en.charAt(0).toLowerCase() + en.slice(1) },
  ]);
  const known = Object.entries(offices).map(([office, { zh, en }]) => [office, { zh, en }]);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(known));
});

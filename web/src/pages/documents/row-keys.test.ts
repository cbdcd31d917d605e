import { expect, it } from 'vitest';
import { dropKey, fitKeys, noKeys } from './row-keys.ts';

it('a row keeps its key while rows before it go and others come after it', () => {
  const three = fitKeys(noKeys, 3);
  expect(three.keys).toEqual([0, 1, 2]);
  const two = dropKey(three, 0);
  expect(two.keys).toEqual([1, 2]);
  // A key that was given is never given again.
  expect(fitKeys(two, 3).keys).toEqual([1, 2, 3]);
  expect(fitKeys(dropKey(fitKeys(two, 3), 2), 3).keys).toEqual([1, 2, 4]);
});

it('what comes from outside, longer or shorter, keeps the keys of the rows that stay', () => {
  const three = fitKeys(noKeys, 3);
  expect(fitKeys(three, 1).keys).toEqual([0]);
  expect(fitKeys(fitKeys(three, 1), 2).keys).toEqual([0, 3]);
  expect(fitKeys(three, 3)).toEqual(three);
  expect(fitKeys(three, 0).keys).toEqual([]);
});

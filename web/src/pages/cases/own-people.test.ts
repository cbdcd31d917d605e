import { expect, test } from 'vitest';
import { ownPeople } from './own-people.ts';

const officers = [
  { id: 'li', unitId: 'second' },
  { id: 'wang', unitId: 'first' },
];

test('who enters something is the first of its people, with the own unit', () => {
  expect(ownPeople(officers, 'wang')).toEqual({ officerIds: ['wang'], unitId: 'first' });
});

test('who is no officer names people and unit', () => {
  for (const own of [null, undefined, 'gone']) expect(ownPeople(officers, own)).toEqual({ officerIds: [] });
});

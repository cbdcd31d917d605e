import { expect, it } from 'vitest';
import { homeless } from './place-faults.ts';

const fields = [{ name: ['at'] }, { name: ['receipt', 'at'] }, { name: ['lines', 0] }];

it('what is said of a field that the form does not have is kept to be said above it', () => {
  const faults = [
    { name: ['at'], errors: ['too early'] },
    { name: ['lines', 0], errors: ['too much'] },
    { name: ['kind'], errors: ['once only', 'and in time'] },
    { name: ['receipt'], errors: ['missing'] },
  ];
  expect(homeless(faults, fields)).toEqual(['once only', 'and in time', 'missing']);
  expect(homeless(faults.slice(0, 2), fields)).toEqual([]);
});

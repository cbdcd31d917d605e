import { expect, test } from 'vitest';
import { isFull } from './full.ts';

test.each([
  ['as the standard names it', new DOMException('', 'QuotaExceededError'), true],
  ['as some browsers name it', new DOMException('', 'UnknownError'), true],
  ['by its cause', new Error('aborted', { cause: new DOMException('', 'QuotaExceededError') }), true],
  ['as a class of its own', Object.assign(new Error('x'), { name: 'QuotaExceededError' }), true],
  ['not: another fault', new DOMException('', 'AbortError'), false],
  ['not: no network', new TypeError('Failed to fetch'), false],
  ['not: nothing', null, false],
  ['not: a word', 'QuotaExceededError', false],
])('a full phone is known %s', (_, error, full) => {
  expect(isFull(error)).toBe(full);
});

test('a fault that is its own cause ends', () => {
  const odd: { name: string; cause?: unknown } = { name: 'Error' };
  odd.cause = odd;
  expect(isFull(odd)).toBe(false);
});

import { expect, test } from 'vitest';
import { isClosed, isDamaged, isFull, isOfStore } from './full.ts';

test.each([
  ['as the standard names it', new DOMException('', 'QuotaExceededError'), true],
  ['as some browsers name it', new DOMException('', 'UnknownError'), true],
  ['by its cause', new Error('aborted', { cause: new DOMException('', 'QuotaExceededError') }), true],
  ['as a class of its own', Object.assign(new Error('x'), { name: 'QuotaExceededError' }), true],
  ['as Chromium says it of a photo', new DOMException('Failed to write blobs (IOError)', 'DataError'), true],
  [
    'as Chromium says it of its log',
    new DOMException(
      'Connection is closing because of: IO error: 000003.log: FILE_ERROR_NO_SPACE',
      'AbortError',
    ),
    true,
  ],
  ['not: a value that no key can be', new DOMException('not a valid key', 'DataError'), false],
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

test('a fault of what is kept is told from one of the line', () => {
  expect(isOfStore(new DOMException('', 'UnknownError'))).toBe(true);
  expect(isOfStore(new TypeError('Failed to fetch'))).toBe(false);
  expect(isClosed(new DOMException('The database connection is closing.', 'InvalidStateError'))).toBe(true);
  expect(isClosed(new DOMException('', 'UnknownError'))).toBe(false);
  expect(isDamaged(new DOMException('', 'OperationError'))).toBe(true);
  expect([isClosed(null), isDamaged('OperationError')]).toEqual([false, false]);
});

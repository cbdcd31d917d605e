import { expect, it } from 'vitest';
import { isReversed, readTypedClock } from './clock-typed.ts';

it.each([
  ['2026-09-05 09:05:07', '2026-09-05T09:05:07'],
  ['2026-09-05 09:05', '2026-09-05T09:05:00'],
  [' 2026/9/5 9:05 ', '2026-09-05T09:05:00'],
  ['2026年9月5日 9:05', '2026-09-05T09:05:00'],
  ['2026年9月5日 9时5分', '2026-09-05T09:05:00'],
  ['2026-09-05T23:59:59', '2026-09-05T23:59:59'],
])('%s is the time %s', (text, kept) => {
  expect(readTypedClock(text, false)).toBe(kept);
});

it.each(['2026-09-05', '2026-02-30 09:00', '2026-09-05 24:30', '09:05', '2026-09-05 09:00:00:00', ''])(
  '%s is no time',
  (text) => {
    expect(readTypedClock(text, false)).toBeNull();
  },
);

it('a date is read without a time, and a time is no date', () => {
  expect(readTypedClock('2026.9.5', true)).toBe('2026-09-05');
  expect(readTypedClock('2026-09-31', true)).toBeNull();
  expect(readTypedClock('2026-09-05 09:05', true)).toBeNull();
});

it('the second of two times is before the first only where both are typed', () => {
  const [early, late] = ['2026-09-05T09:05:07', '2026-09-05T10:00:00'];
  expect(isReversed(late, early)).toBe(true);
  for (const [first, second] of [
    [early, late],
    [early, early],
    [late, null],
    [undefined, early],
    ['', early],
    [late, ''],
  ])
    expect(isReversed(first, second)).toBe(false);
});

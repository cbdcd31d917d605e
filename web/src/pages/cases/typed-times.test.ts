import { expect, it } from 'vitest';
import { hearingDayFault, sourceFault, timeFault } from './typed-times.ts';

const now = Date.parse('2026-10-22T04:00:00.000Z');
const filed = { step: { zh: '立案', en: 'Filing' }, at: '2026-10-20T02:00:00.000Z' };

it.each<[string | undefined, string | undefined]>([
  ['2026-10-22T12:00:00', undefined],
  ['2026-10-22T12:00:01', '不能晚于现在'],
  ['2026-10-20T10:00', undefined],
  ['2026-10-20T09:59', '不能早于案件的前一步（立案，2026-10-20 10:00）'],
  ['', undefined],
  [undefined, undefined],
  ['2026-02-30T10:00', undefined],
])('a step at %s after a filing: %s', (typed, said) => {
  expect(timeFault(typed, now, filed)?.zh).toBe(said);
});

it('a time without a step before it may lie anywhere but ahead', () => {
  expect(timeFault('1999-01-01T00:00', now)).toBeNull();
  expect(timeFault('2026-10-22T13:00', now)?.en).toBe('It cannot lie ahead');
});

it('a source comes on the day of the taking up at the latest', () => {
  expect(sourceFault('2026-10-20', '2026-10-20T00:00:00')).toBeNull();
  expect(sourceFault('2026-10-21', '2026-10-20T23:59:59')?.zh).toBe('线索不能晚于受理');
  expect(sourceFault('2026-10-21', undefined)).toBeNull();
  expect(sourceFault('', '2026-10-20T00:00:00')).toBeNull();
});

it('a hearing is set for a day after that on which it was set', () => {
  expect(hearingDayFault('2026-10-22', undefined, '2026-10-22')?.zh).toContain('第六十四条');
  expect(hearingDayFault('2026-10-22', '2026-10-01T10:00', '2026-10-22')).toBeNull();
  expect(hearingDayFault('2026-10-01', '2026-10-01T10:00', '2026-10-22')).not.toBeNull();
  expect(hearingDayFault('', undefined, '2026-10-22')).toBeNull();
  expect(hearingDayFault(undefined, undefined, '2026-10-22')).toBeNull();
});

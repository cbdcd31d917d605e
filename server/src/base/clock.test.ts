import { describe, expect, it } from 'vitest';
import { beijingDate, millisOf, plusMillis, systemClock, toInstant } from './clock.ts';

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('the clock of the house', () => {
  it('says the present in the form of the house', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toMatch(instantForm);
    expect(millisOf(now)).toBeGreaterThanOrEqual(before);
    expect(millisOf(now)).toBeLessThanOrEqual(Date.now());
  });
});

describe('plusMillis', () => {
  it.each([
    ['2026-10-14T02:00:00.000Z', 0, '2026-10-14T02:00:00.000Z'],
    ['2026-10-14T02:00:00.000Z', 1, '2026-10-14T02:00:00.001Z'],
    ['2026-12-31T23:59:59.999Z', 1, '2027-01-01T00:00:00.000Z'],
    ['2028-02-28T23:00:00.000Z', 3_600_000, '2028-02-29T00:00:00.000Z'],
    ['2100-02-28T23:00:00.000Z', 3_600_000, '2100-03-01T00:00:00.000Z'],
    ['1970-01-01T00:00:00.000Z', -1, '1969-12-31T23:59:59.999Z'],
    ['2026-10-14T02:00:00.000Z', 86_400_000 * 365, '2027-10-14T02:00:00.000Z'],
  ])('%s and %d ms is %s', (from, millis, to) => {
    expect(plusMillis(from, millis)).toBe(to);
    expect(plusMillis(to, -millis)).toBe(from);
  });
});

describe('toInstant', () => {
  it.each([
    ['2026-10-14 02:00:00+00', '2026-10-14T02:00:00.000Z'],
    ['2026-10-14 02:00:00.5+00', '2026-10-14T02:00:00.500Z'],
    ['2026-10-14 02:00:00.123456+00', '2026-10-14T02:00:00.123Z'],
    ['2026-10-14T10:00:00+08:00', '2026-10-14T02:00:00.000Z'],
    ['2026-10-13T22:00:00-04:00', '2026-10-14T02:00:00.000Z'],
    ['2026-10-14T02:00:00Z', '2026-10-14T02:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });
  it('refuses what is no instant instead of passing it on', () => {
    expect(() => toInstant('昨天下午')).toThrow(RangeError);
  });
});

describe('beijingDate', () => {
  it.each([
    ['2026-10-14T15:59:59.999Z', '2026-10-14'],
    ['2026-10-14T16:00:00.000Z', '2026-10-15'],
    ['2026-10-14T00:00:00.000Z', '2026-10-14'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['1989-12-31T16:00:00.000Z', '1990-01-01'],
  ])('of %s is %s', (instant, date) => {
    expect(beijingDate(instant)).toBe(date);
  });
});

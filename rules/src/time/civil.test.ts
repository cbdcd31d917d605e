import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FactsError } from '../errors.ts';
import {
  addDays,
  beijingDate,
  beijingInstant,
  dateOf,
  dayNumber,
  epochMs,
  isCivilDate,
  laterByHours,
  midnightOf,
  readInstant,
  utcInstant,
  weekdayOf,
} from './civil.ts';

const someDay = fc.integer({ min: -25_567, max: 339_674 }); // 1900-01-01 … 2899-12-31

describe('civil dates', () => {
  it.each([
    ['1970-01-01', 0, 4],
    ['2000-02-29', 11_016, 2],
    ['2026-09-25', 20_721, 5],
    ['2026-09-20', 20_716, 0],
    ['1969-12-31', -1, 3],
  ])('%s is day %i and weekday %i', (date, days, weekday) => {
    expect(dayNumber(date)).toBe(days);
    expect(dateOf(days)).toBe(date);
    expect(weekdayOf(date)).toBe(weekday);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '',
    '1899-12-31',
  ])('refuses %s instead of moving it', (date) => {
    expect(isCivilDate(date)).toBe(false);
    expect(() => dayNumber(date)).toThrow(FactsError);
    expect(() => addDays(date, 1)).toThrow(FactsError);
  });

  it('agrees with the proleptic calendar of the language for every day of a thousand years', () => {
    fc.assert(
      fc.property(someDay, (days) => {
        const date = new Date(days * 86_400_000);
        expect(dateOf(days)).toBe(date.toISOString().slice(0, 10));
        expect(dayNumber(dateOf(days))).toBe(days);
        expect(weekdayOf(dateOf(days))).toBe(date.getUTCDay());
      }),
    );
  });

  it('adds across months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  });
});

describe('instants', () => {
  it.each([
    ['2026-09-25T15:30:00+08:00', '2026-09-25T15:30:00+08:00', '2026-09-25'],
    ['2026-09-25T16:00:00Z', '2026-09-26T00:00:00+08:00', '2026-09-26'],
    ['2026-09-25T15:59:59.999z', '2026-09-25T23:59:59.999+08:00', '2026-09-25'],
    ['2026-09-25t00:00:00.5-10:30', '2026-09-25T18:30:00.500+08:00', '2026-09-25'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01T00:00:00+08:00', '2027-01-01'],
    ['1969-12-31T23:59:59.999Z', '1970-01-01T07:59:59.999+08:00', '1970-01-01'],
  ])('%s is %s in Beijing', (given, beijing, date) => {
    expect(beijingInstant(epochMs(given))).toBe(beijing);
    expect(beijingDate(given)).toBe(date);
    expect(epochMs(given)).toBe(Date.parse(given.toUpperCase()));
  });

  it('cuts off what is finer than a millisecond, so that a day keeps its last moment', () => {
    expect(beijingDate('2026-09-25T23:59:59.999999999+08:00')).toBe('2026-09-25');
    expect(epochMs('2026-09-25T23:59:59.9999+08:00')).toBe(epochMs('2026-09-25T23:59:59.999+08:00'));
  });

  it.each([
    '2026-09-25',
    '2026-09-25T15:30:00',
    '2026-09-25 15:30:00+08:00',
    '2026-02-30T15:30:00Z',
    '2026-09-25T24:00:00+08:00',
    '2026-09-25T15:60:00+08:00',
    '2026-09-25T15:30:60Z',
    '2026-09-25T15:30:00+24:00',
    '2026-09-25T15:30:00+08:60',
    'yesterday',
    '',
  ])('refuses %j and names it', (text) => {
    expect(() => epochMs(text)).toThrow(FactsError);
    expect(() => epochMs(text)).toThrow(JSON.stringify(text));
  });

  it('renders every millisecond so that it can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000, max: 25_000_000_000_000 }), (ms) => {
        expect(epochMs(beijingInstant(ms))).toBe(ms);
        expect(midnightOf(beijingDate(beijingInstant(ms))) <= beijingInstant(ms)).toBe(true);
      }),
    );
  });

  it('begins a date at its Beijing midnight', () => {
    expect(midnightOf('2026-09-26')).toBe('2026-09-26T00:00:00+08:00');
    expect(laterByHours('2026-09-26T00:00:00+08:00', 24)).toBe('2026-09-27T00:00:00+08:00');
  });
});

describe('the two forms read without a pattern', () => {
  const ms = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2850, 0, 1) });

  it('say the same as the runtime', () => {
    fc.assert(
      fc.property(ms, (at) => {
        const stored = new Date(at).toISOString();
        const plain = beijingInstant(at - (((at % 1000) + 1000) % 1000));
        expect(epochMs(stored)).toBe(at);
        expect(readInstant(stored)).toEqual({ ms: at, at: beijingInstant(at) });
        expect(utcInstant(plain)).toBe(new Date(plain).toISOString());
        expect(utcInstant(beijingInstant(at))).toBe(stored);
        expect(beijingDate(stored)).toBe(beijingInstant(at).slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:00:60.000Z',
    '2026-01-01T00:00:00.0x0Z',
    '2026-01-01T00:00:00.00:Z',
    '2026-01-01T00:00:00./00Z',
    '2026-02-30T00:00:00+08:00',
    '2026-01-01T0a:00:00+08:00',
  ])('refuse %s', (text) => {
    for (const read of [epochMs, readInstant, utcInstant, beijingDate])
      expect(() => read(text)).toThrow('is not an instant');
  });
});

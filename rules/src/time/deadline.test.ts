import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar } from '../../test/shelf.ts';
import { FactsError } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { addDays, dateOf, epochMs } from './civil.ts';
import { addHours, endOfDay, isInTime, nthWorkdayAfter } from './deadline.ts';

const someDay = fc.integer({ min: 17_900, max: 22_000 }).map(dateOf); // 2019 … 2030, in and out of the notices
const someCount = fc.integer({ min: 1, max: 40 });

/** The same calendar with one more day off. */
const withDayOff = (off: string): Calendar => ({
  ...calendar,
  dayOf: (date) =>
    date === off ? { ...calendar.dayOf(date), working: false, kind: 'holiday' } : calendar.dayOf(date),
});

describe('endOfDay', () => {
  it.each([
    ['2026-09-25', '2026-09-26T00:00:00+08:00'],
    ['2026-12-31', '2027-01-01T00:00:00+08:00'],
    ['2028-02-28', '2028-02-29T00:00:00+08:00'],
    ['2027-02-28', '2027-03-01T00:00:00+08:00'],
  ])('of %s is %s, exclusive and final', (date, dueBefore) => {
    const deadline = endOfDay(date);
    expect(deadline).toMatchObject({ dueBefore, inclusive: false, status: 'final' });
    expect(deadline.steps).toMatchObject([
      { on: date, counted: true, ordinal: null, reason: { code: 'sameDay' } },
    ]);
  });

  it('refuses a day that does not exist', () => {
    expect(() => endOfDay('2026-02-29')).toThrow(FactsError);
  });
});

describe('addHours', () => {
  it('runs through nights, holidays and the year-end to the millisecond', () => {
    const deadline = addHours('2026-12-31T15:30:00.001Z', 24);
    expect(deadline).toMatchObject({
      dueBefore: '2027-01-01T23:30:00.001+08:00',
      inclusive: true,
      status: 'final',
    });
    expect(deadline.steps.map(({ on, counted, reason }) => [on, counted, reason.code])).toEqual([
      ['2026-12-31T23:30:00.001+08:00', false, 'hoursBegin'],
      ['2027-01-01T23:30:00.001+08:00', true, 'hoursEnd'],
    ]);
  });

  it('says how many hours are full', () => {
    expect(addHours('2026-12-31T15:30:00Z', 48).steps[1]?.reason).toMatchObject({
      zh: '满48小时',
      en: '48 h are over',
    });
    expect(addHours('2026-12-31T15:30:00Z', 24).steps[1]?.reason).toMatchObject({
      zh: '满24小时',
      en: '24 h are over',
    });
  });
});

describe('nthWorkdayAfter', () => {
  it('shows the whole strip: what was counted, what not, and why', () => {
    const { steps, dueBefore, status } = nthWorkdayAfter(calendar, '2026-09-25', 2);
    expect({ dueBefore, status }).toEqual({ dueBefore: '2026-09-30T00:00:00+08:00', status: 'final' });
    expect(
      steps.map(({ on, counted, ordinal, reason }) => [on, counted, ordinal, reason.code, reason.zh]),
    ).toEqual([
      ['2026-09-25', false, null, 'dayOfCompletion', '完成当日，不计入'],
      ['2026-09-26', false, null, 'holiday', '周六，中秋节放假，不算'],
      ['2026-09-27', false, null, 'holiday', '周日，中秋节放假，不算'],
      ['2026-09-28', true, 1, 'workday', '周一，工作日'],
      ['2026-09-29', true, 2, 'workday', '周二，工作日'],
    ]);
  });

  it('counts a make-up Saturday and skips the Sunday after it', () => {
    const { steps } = nthWorkdayAfter(calendar, '2026-10-09', 2, 'dayOfReturn');
    expect(steps.map(({ on, ordinal, reason }) => [on, ordinal, reason.code])).toEqual([
      ['2026-10-09', null, 'dayOfReturn'],
      ['2026-10-10', 1, 'makeUpWorkday'],
      ['2026-10-11', null, 'weekend'],
      ['2026-10-12', 2, 'workday'],
    ]);
  });

  it('is provisional as soon as one day in the count is, never before', () => {
    expect(nthWorkdayAfter(calendar, '2026-12-28', 3).status).toBe('final');
    const over = nthWorkdayAfter(calendar, '2026-12-28', 4);
    expect(over).toMatchObject({ status: 'provisional', dueBefore: '2027-01-05T00:00:00+08:00' });
    expect(over.steps.at(-1)?.reason.zh).toContain('未载入');
    expect(over.steps.find((step) => step.on === '2027-01-01')?.reason.code).toBe('holiday');
  });

  it('is provisional also when only a day of rest in the count is uncovered: it might yet be worked', () => {
    const hole: Calendar = {
      ...calendar,
      dayOf: (date) => ({ ...calendar.dayOf(date), covered: date !== '2026-11-21' }),
    };
    expect(nthWorkdayAfter(hole, '2026-11-20', 1)).toMatchObject({
      status: 'provisional',
      dueBefore: '2026-11-24T00:00:00+08:00',
    });
    expect(nthWorkdayAfter(hole, '2026-11-21', 1).status).toBe('final');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d working days', (n) => {
    expect(() => nthWorkdayAfter(calendar, '2026-09-25', n)).toThrow(RangeError);
  });

  it('counts exactly n working days, each after the anchor, without a hole in the strip', () => {
    fc.assert(
      fc.property(someDay, someCount, (date, n) => {
        const { steps, dueBefore } = nthWorkdayAfter(calendar, date, n);
        expect(steps.map((step) => step.on)).toEqual(steps.map((_, index) => addDays(date, index)));
        const counted = steps.filter((step) => step.counted);
        expect(counted.map((step) => step.ordinal)).toEqual(
          Array.from({ length: n }, (_, index) => index + 1),
        );
        expect(counted.every((step) => calendar.dayOf(step.on).working)).toBe(true);
        expect(
          steps
            .slice(1)
            .filter((step) => !step.counted)
            .every((step) => !calendar.dayOf(step.on).working),
        ).toBe(true);
        expect(dueBefore.slice(0, 10)).toBe(addDays(counted.at(-1)?.on ?? '', 1));
      }),
    );
  });

  it('is strictly later for a larger n, and never earlier for a later anchor', () => {
    fc.assert(
      fc.property(someDay, someCount, fc.integer({ min: 0, max: 60 }), (date, n, days) => {
        const due = epochMs(nthWorkdayAfter(calendar, date, n).dueBefore);
        expect(epochMs(nthWorkdayAfter(calendar, date, n + 1).dueBefore)).toBeGreaterThan(due);
        expect(epochMs(nthWorkdayAfter(calendar, addDays(date, days), n).dueBefore)).toBeGreaterThanOrEqual(
          due,
        );
      }),
    );
  });

  it('is never earlier for one more day off', () => {
    fc.assert(
      fc.property(someDay, someCount, fc.integer({ min: 0, max: 60 }), (date, n, days) => {
        const due = epochMs(nthWorkdayAfter(calendar, date, n).dueBefore);
        const later = epochMs(nthWorkdayAfter(withDayOff(addDays(date, days)), date, n).dueBefore);
        expect(later).toBeGreaterThanOrEqual(due);
      }),
    );
  });
});

describe('isInTime', () => {
  it('a day ends before its closing midnight', () => {
    const due = endOfDay('2026-09-25');
    expect(isInTime(due, '2026-09-25T23:59:59.999+08:00')).toBe(true);
    expect(isInTime(due, '2026-09-25T16:00:00Z')).toBe(false);
  });

  it('hours reach up to and with their last instant', () => {
    const due = addHours('2026-09-25T15:30:00+08:00', 24);
    expect(isInTime(due, '2026-09-26T15:30:00+08:00')).toBe(true);
    expect(isInTime(due, '2026-09-26T07:30:00.001Z')).toBe(false);
  });
});

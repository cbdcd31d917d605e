import { describe, expect, it } from 'vitest';
import { calendar } from '../../test/shelf.ts';
import { addMonths } from './civil.ts';
import { latestDateWithNFullWorkdaysBefore, monthsAfter, periodAfter, periodBefore } from './period.ts';

const at = (date: string) => `${date}T10:00:00+08:00`;
const none = { excluded: [], extension: null };
const days = (value: number) => ({ rule: 'days', value }) as const;
const workingDays = (value: number) => ({ rule: 'workingDays', value }) as const;
const lastDay = ({ dueBefore }: { dueBefore: string }) =>
  new Date(Date.parse(dueBefore) - 1 + 8 * 3_600_000).toISOString().slice(0, 10);

describe('months', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-03-31', 6, '2026-09-30'],
    ['2026-10-13', 6, '2027-04-13'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
  ])('%s and %i months: %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('end with the corresponding day, and say so where there is none', () => {
    const short = monthsAfter(calendar, '2026-08-31', 6, 'none');
    expect(short).toMatchObject({
      dueBefore: '2027-03-01T00:00:00+08:00',
      inclusive: false,
      status: 'final',
    });
    expect(short.steps.at(-1)?.reason.zh).toContain('月末');
  });

  it('move on from a day of rest only where they roll, provisionally where no notice is known', () => {
    expect(lastDay(monthsAfter(calendar, '2026-04-03', 6, 'none'))).toBe('2026-10-03');
    expect(lastDay(monthsAfter(calendar, '2026-04-03', 6, 'forward'))).toBe('2026-10-08');
    expect(monthsAfter(calendar, '2026-08-31', 6, 'forward')).toMatchObject({ status: 'provisional' });
  });

  it('refuse a date that does not exist', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow('is not a date');
  });
});

describe('full working days before a date', () => {
  it.each([
    ['2026-10-22', 7, '2026-10-12'],
    ['2026-10-13', 3, '2026-10-08'],
    ['2026-10-12', 1, '2026-10-09'],
    // the first full working day after the holidays is Thursday the 8th, so the last day of them is still in time
    ['2026-10-09', 1, '2026-10-07'],
  ])('%s, %i of them: by %s', (target, n, latest) => {
    expect(lastDay(latestDateWithNFullWorkdaysBefore(calendar, target, n))).toBe(latest);
    expect(periodBefore(calendar, target, n)).toEqual(latestDateWithNFullWorkdaysBefore(calendar, target, n));
  });

  it('are provisional where a day lies outside the notices, and refuse no number', () => {
    expect(latestDateWithNFullWorkdaysBefore(calendar, '2027-01-08', 3).status).toBe('provisional');
    expect(() => latestDateWithNFullWorkdaysBefore(calendar, '2026-10-22', 0)).toThrow(RangeError);
  });
});

describe('a period', () => {
  it('counts hours to the minute through holidays', () => {
    const { dueBefore, inclusive } = periodAfter(
      calendar,
      at('2026-09-25'),
      { rule: 'hours', value: 24 },
      'none',
    );
    expect([dueBefore, inclusive]).toEqual(['2026-09-26T10:00:00+08:00', true]);
  });

  it('of 30 days is moved by testing and then extended, never to a working day unless it rolls', () => {
    const changes = {
      excluded: [{ from: '2026-08-10', to: '2026-08-24' }],
      extension: { at: at('2026-09-15'), time: days(30) },
    };
    expect(lastDay(periodAfter(calendar, at('2026-08-03'), days(30), 'none'))).toBe('2026-09-02');
    const tested = { ...changes, extension: null };
    expect(lastDay(periodAfter(calendar, at('2026-08-03'), days(30), 'none', tested))).toBe('2026-09-17');
    expect(lastDay(periodAfter(calendar, at('2026-08-03'), days(30), 'none', changes))).toBe('2026-10-17');
    expect(lastDay(periodAfter(calendar, at('2026-08-03'), days(30), 'forward', changes))).toBe('2026-10-19');
  });

  it('leaves no day out twice, and none that lies before it or after its end', () => {
    const excluded = [
      { from: '2026-08-20', to: '2026-08-24' },
      { from: '2026-07-01', to: '2026-08-05' },
      { from: '2026-08-22', to: '2026-08-25' },
      { from: '2026-12-01', to: '2026-12-31' },
    ];
    // two days from 8-04 on and six from 8-20 on
    const counted = periodAfter(calendar, at('2026-08-03'), days(30), 'none', { ...none, excluded });
    expect(lastDay(counted)).toBe('2026-09-10');
    const other = { ...none, excluded: excluded.toReversed() };
    expect(periodAfter(calendar, at('2026-08-03'), days(30), 'none', other)).toEqual(counted);
  });

  it('of working days skips what does not count and goes on where it is extended', () => {
    const from = at('2026-09-28');
    const extension = { at: at('2026-10-29'), time: workingDays(20) };
    expect(lastDay(periodAfter(calendar, from, workingDays(20), 'none'))).toBe('2026-10-30');
    expect(lastDay(periodAfter(calendar, from, workingDays(20), 'none', { ...none, extension }))).toBe(
      '2026-11-27',
    );
    const excluded = [{ from: '2026-10-08', to: '2026-10-11' }];
    const asked = periodAfter(calendar, from, workingDays(20), 'none', { ...none, excluded });
    expect(lastDay(asked)).toBe('2026-11-04');
    expect(asked.steps.filter(({ reason }) => reason.code === 'excluded').map(({ on }) => on)).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
  });

  it('is not extended once it is over', () => {
    const late = { ...none, extension: { at: at('2026-09-03'), time: days(30) } };
    expect(lastDay(periodAfter(calendar, at('2026-08-03'), days(30), 'none', late))).toBe('2026-09-02');
  });

  it('does not depend on the hour at which it begins, nor on the offset in which that is written', () => {
    const early = periodAfter(calendar, '2026-09-23T00:00:00+08:00', workingDays(7), 'none');
    expect(periodAfter(calendar, '2026-09-22T16:00:00Z', workingDays(7), 'none')).toEqual(early);
    expect(periodAfter(calendar, '2026-09-23T23:59:59.999+08:00', workingDays(7), 'none')).toEqual(early);
    expect(lastDay(early)).toBe('2026-10-10');
  });
});

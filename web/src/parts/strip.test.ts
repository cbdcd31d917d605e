import type { CountingStep } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import { stripOf } from './strip.ts';

const step = (on: string, mark: CountingStep['mark'], ordinal: number | null = null): CountingStep => ({
  ...{ on, counted: ordinal !== null, ordinal, mark, reason: { zh: '', en: '' } },
});
/** S02: ends on Wednesday 2026-09-30, two working days: National Day lies between. */
const steps = [
  step('2026-09-30', 'start'),
  ...['01', '02', '03', '04', '05', '06', '07'].map((day) => step(`2026-10-${day}`, 'holiday')),
  step('2026-10-08', 'workday', 1),
  step('2026-10-09', 'workday', 2),
];
const dueBefore = '2026-10-09T16:00:00.000Z';

describe('the calendar strip', () => {
  test('runs in whole weeks from Monday, and marks what the count says of each day', () => {
    const weeks = stripOf({ steps, dueBefore });
    expect(weeks.map((week) => week?.map(({ date }) => date.slice(5)))).toEqual([
      ['09-28', '09-29', '09-30', '10-01', '10-02', '10-03', '10-04'],
      ['10-05', '10-06', '10-07', '10-08', '10-09', '10-10', '10-11'],
    ]);
    expect(weeks.flat().map((day) => day?.mark)).toEqual([
      ...['outside', 'outside', 'start', 'holiday', 'holiday', 'holiday', 'holiday'],
      ...['holiday', 'holiday', 'holiday', 'workday', 'workday', 'outside', 'outside'],
    ]);
    expect(weeks.flat().filter((day) => day?.isDue)).toMatchObject([{ date: '2026-10-09', ordinal: 2 }]);
  });

  test('leaves out the middle of a long count', () => {
    const long = [step('2026-08-03', 'start'), step('2026-11-01', 'last', 90)];
    const weeks = stripOf({ steps: long, dueBefore: '2026-11-01T16:00:00.000Z' });
    expect(weeks.map((week) => week?.[0]?.date ?? null)).toEqual([
      ...['2026-08-03', '2026-08-10', '2026-08-17', null, '2026-10-12', '2026-10-19', '2026-10-26'],
    ]);
    expect(weeks.at(-1)?.at(-1)).toMatchObject({ date: '2026-11-01', isDue: true, mark: 'last' });
  });

  test('is empty where hours are counted, and where nothing is due', () => {
    const hours = [step('2026-10-09T08:00:00+08:00', 'hours'), step('2026-10-10T08:00:00+08:00', 'hours')];
    expect(stripOf({ steps: hours, dueBefore: '2026-10-10T00:00:00.001Z' })).toEqual([]);
    expect(stripOf({ steps: [], dueBefore: null })).toEqual([]);
  });
});

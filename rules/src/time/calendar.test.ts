import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar, calendarNames, calendarText } from '../../test/shelf.ts';
import { CalendarError, FactsError } from '../errors.ts';
import { type CalendarYear, makeCalendar, parseCalendar } from './calendar.ts';
import { addDays, dateOf, weekdayOf } from './civil.ts';

const files = calendarNames.map((name) => parseCalendar(calendarText(name)));
const notice = (year: number): CalendarYear => {
  const found = files.find((file) => file.kind === 'notice' && file.year === year);
  if (found?.kind !== 'notice') throw new Error(`no notice of ${year}`);
  return found;
};
const text = calendarText('2026.yaml');

function faultsOf(yamlText: string) {
  try {
    parseCalendar(yamlText);
  } catch (error) {
    if (error instanceof CalendarError) return error.faults;
    throw error;
  }
  throw new Error('the text was accepted');
}

/** A holiday whose first notice left a Saturday off that a later one has worked. */
const worked = (day: string) => ({
  name: { zh: '元旦', en: 'New Year' },
  off: { from: day, to: day },
  makeUp: [],
});

const workingDaysOf = (year: number) => {
  let count = 0;
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    if (calendar.dayOf(day).working) count += 1;
  }
  return count;
};

describe('the notices', () => {
  it('lie in files named by their year, without a hole', () => {
    const years = calendarNames
      .filter((name) => name !== 'statutory-minimum.yaml')
      .map((name) => Number(name.slice(0, 4)));
    expect(calendar.coveredYears).toEqual(years);
    expect(years).toEqual(years.map((_, index) => (years[0] ?? 0) + index));
    for (const year of years) expect(notice(year).year).toBe(year);
  });

  it('of 2026, strip around the autumn holidays', () => {
    const strip = Array.from({ length: 24 }, (_, index) => calendar.dayOf(addDays('2026-09-20', index)));
    const marks = strip.map((day) => (day.working ? '✔' : '✘')).join('');
    expect(marks).toBe('✔✔✔✔✔✘✘✘✔✔✔✘✘✘✘✘✘✘✔✔✔✘✔✔');
    expect(strip.every((day) => day.covered)).toBe(true);
  });

  it.each([
    ['2026-09-20', true, 'makeUp', '国庆节'],
    ['2026-09-25', false, 'holiday', '中秋节'],
    ['2026-09-26', false, 'holiday', '中秋节'],
    ['2026-09-28', true, 'weekday', undefined],
    ['2026-10-10', true, 'makeUp', '国庆节'],
    ['2026-10-11', false, 'weekend', undefined],
    ['2026-01-02', false, 'holiday', '元旦'],
    ['2026-01-04', true, 'makeUp', '元旦'],
    ['2026-02-28', true, 'makeUp', '春节'],
    ['2024-02-29', true, 'weekday', undefined],
    ['2020-02-02', false, 'holiday', '春节'],
  ])('%s: working %s, %s %s', (date, working, kind, name) => {
    expect(calendar.dayOf(date)).toMatchObject({ date, working, kind, covered: true });
    expect(calendar.dayOf(date).name?.zh).toBe(name);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('of %i leave %i working days, as 365 less weekends and the holidays of the statute do', (year, days) => {
    const weekdays = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter(
      (day) => day.startsWith(`${year}`) && weekdayOf(day) % 6 !== 0,
    ).length;
    expect(workingDaysOf(year)).toBe(days);
    expect(weekdays - days).toBe(year < 2025 ? 11 : 13);
  });

  it('decide about the December before where they say so: 2018-12-29 was worked, the 31st was off', () => {
    expect(calendar.dayOf('2018-12-29')).toMatchObject({ working: true, covered: true, kind: 'makeUp' });
    expect(calendar.dayOf('2018-12-31')).toMatchObject({ working: false, covered: true });
    expect(calendar.dayOf('2018-12-28')).toMatchObject({ working: true, covered: false });
  });

  it('give the same calendar in any order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.integer({ min: 17_800, max: 21_000 }),
        (some, day) => {
          expect(makeCalendar(some).dayOf(dateOf(day))).toEqual(calendar.dayOf(dateOf(day)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of a later year prevails in December', () => {
    const moved = parseCalendar(
      'kind: notice\nyear: 2027\ntitle: 测试\nsources: [https://www.gov.cn/]\nholidays:\n  - name: { zh: 元旦, en: New Year }\n    off: { from: 2026-12-31, to: 2027-01-02 }\n    makeUp: [2026-12-26]\n',
    );
    const older = { ...notice(2026), holidays: [worked('2026-12-26')] };
    for (const shelf of [
      [moved, older],
      [older, moved],
    ]) {
      const moving = makeCalendar(shelf);
      expect(moving.coveredYears).toEqual([2026, 2027]);
      expect(moving.dayOf('2026-12-26')).toMatchObject({ working: true, kind: 'makeUp' });
      expect(moving.dayOf('2026-12-31').working).toBe(false);
    }
  });

  it('decides alone about its year: the statutory minimum is asked no more', () => {
    const short = { ...notice(2026), year: 2027, holidays: [] };
    const minimum = files.filter((file) => file.kind === 'statutoryMinimum');
    expect(makeCalendar([...minimum, short]).dayOf('2027-04-05')).toMatchObject({
      working: true,
      covered: true,
    });
    expect(makeCalendar(minimum).dayOf('2027-04-05')).toMatchObject({ working: false, covered: false });
  });
});

describe('outside the notices', () => {
  it.each([
    ['2027-01-01', false, '元旦'],
    ['2027-02-05', false, '春节'],
    ['2027-02-08', false, '春节'],
    ['2027-04-05', false, '清明节'],
    ['2027-06-09', false, '端午节'],
    ['2027-09-15', false, '中秋节'],
    ['2027-10-01', false, '国庆节'],
    ['2027-01-04', true, undefined],
    ['2027-02-09', true, undefined],
    ['2035-05-02', false, '劳动节'],
    ['2030-10-04', true, undefined],
    ['2018-05-02', true, undefined],
  ])('%s: working %s by the statute alone, and not covered', (date, working, name) => {
    expect(calendar.dayOf(date)).toMatchObject({ working, covered: false });
    expect(calendar.dayOf(date).name?.zh).toBe(name);
  });

  it('every day is uncovered, and weekends are off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_820, max: 60_000 }), (number) => {
        const day = calendar.dayOf(dateOf(number));
        expect(day.covered).toBe(false);
        if (weekdayOf(day.date) % 6 === 0) expect(day.working).toBe(false);
      }),
    );
  });

  it('without a statutory minimum only weekends are off', () => {
    const bare = makeCalendar([]);
    expect(bare.coveredYears).toEqual([]);
    expect(bare.dayOf('2027-01-01')).toMatchObject({ working: true, covered: false, name: null });
  });

  it('a date that does not exist is refused', () => {
    expect(() => calendar.dayOf('2027-02-29')).toThrow(FactsError);
  });
});

describe('a faulty calendar', () => {
  it.each([
    ['a date that does not exist', 'to: 2026-01-03', 'to: 2026-02-30', /holidays\.0\.off\.to/],
    [
      'a span that runs backwards',
      'from: 2026-01-01, to: 2026-01-03',
      'from: 2026-01-03, to: 2026-01-01',
      /run forward/,
    ],
    ['a span of months', 'to: 2026-01-03', 'to: 2026-03-03', /under 20 days/],
    ['a day of another year', 'makeUp: [2026-05-09]', 'makeUp: [2027-05-09]', /outside 2026/],
    ['a made-up Monday', 'makeUp: [2026-05-09]', 'makeUp: [2026-05-11]', /no Saturday or Sunday/],
    ['a day named twice', 'makeUp: [2026-05-09]', 'makeUp: [2026-10-10]', /named twice/],
    ['a day both off and made up', 'makeUp: [2026-05-09]', 'makeUp: [2026-05-03]', /named twice/],
    ['no source', /sources:\n.*\n/, 'sources: []\n', /sources/],
    ['an unknown key', 'year: 2026', 'year: 2026\nyaer: 2026', /yaer/],
    ['an unknown kind', 'kind: notice', 'kind: rumour', /kind/],
  ])('with %s is refused', (_, find, replacement, message) => {
    const faulty = text.replace(find, replacement);
    expect(faulty).not.toBe(text);
    expect(() => parseCalendar(faulty)).toThrow(message);
  });

  it('is told all its faults with their lines', () => {
    const faults = faultsOf(
      text.replace('[2026-05-09]', '[2026-05-11]').replace('[2026-01-04]', '[2026-01-05]'),
    );
    const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    expect(faults.map((fault) => fault.line)).toEqual([lineOf('[2026-01-04]'), lineOf('[2026-05-09]')]);
  });

  it('given twice is refused', () => {
    expect(() => makeCalendar([notice(2026), notice(2025), notice(2026)])).toThrow(
      'the notice of 2026 is given twice',
    );
    const minimum = files.filter((file) => file.kind === 'statutoryMinimum');
    expect(minimum).toHaveLength(1);
    expect(() => makeCalendar([...minimum, ...minimum])).toThrow(CalendarError);
  });
});

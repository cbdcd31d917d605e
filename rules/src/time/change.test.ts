import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarNames, calendarText } from '../../test/shelf.ts';
import { CalendarError } from '../errors.ts';
import { makeCalendar, parseCalendar } from './calendar.ts';
import { type CalendarChange, changeCalendar, parseCalendarChange, readCalendarChange } from './change.ts';
import { dateOf, weekdayOf } from './civil.ts';

const files = calendarNames.map((name) => parseCalendar(calendarText(name)));
const plain = makeCalendar(files);
const name = { zh: '节', en: 'Feast' };
const days = (date: string, working: boolean): CalendarChange => ({
  kind: 'days',
  days: [{ date, working, name }],
});

function faultsOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof CalendarError) return error.faults;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a change laid over the calendar', () => {
  it('decides its day and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 17_800, max: 21_000 }),
        fc.integer({ min: 17_800, max: 21_000 }),
        fc.boolean(),
        (changed, asked, working) => {
          const [on, other] = [dateOf(changed), dateOf(asked)];
          const calendar = changeCalendar(files, [days(on, working)]);
          expect(calendar.dayOf(on)).toMatchObject({ working, covered: true, name });
          if (other !== on) expect(calendar.dayOf(other)).toEqual(plain.dayOf(other));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('prevails over what came before it; a day prevails over a notice that came after it', () => {
    const notice: CalendarChange = {
      kind: 'notice',
      year: 2027,
      holidays: [{ name, off: { from: '2027-01-01', to: '2027-01-03' }, makeUp: ['2027-01-09'] }],
    };
    const calendar = changeCalendar(files, [days('2027-01-02', false), days('2027-01-09', false), notice]);
    expect(calendar.coveredYears).toContain(2027);
    expect(calendar.dayOf('2027-01-09')).toMatchObject({ working: false, kind: 'holiday' });
    expect(calendar.dayOf('2027-01-01')).toMatchObject({ working: false, covered: true });
    expect(calendar.dayOf('2027-02-05')).toMatchObject({ working: true, covered: true });
    const again = changeCalendar(files, [days('2027-01-09', false), days('2027-01-09', true)]);
    expect(again.dayOf('2027-01-09')).toMatchObject({ working: true, kind: 'makeUp' });
    expect(weekdayOf('2027-01-09')).toBe(6);
  });
});

describe('a change that is written as YAML', () => {
  it('may be a file of the product', () => {
    const read = parseCalendarChange(calendarText('2026.yaml'));
    expect(read.change).toMatchObject({ kind: 'notice', year: 2026 });
    expect(read.title).toContain('2026');
    expect(read.source).toMatch(/^https:/);
  });

  it.each([
    ['a day twice', 'off: { from: 2027-01-01, to: 2027-01-03 }\n    makeUp: [2027-01-03]', 6, /两次/],
    ['a day of another year', 'off: { from: 2028-01-01, to: 2028-01-03 }\n    makeUp: []', 5, /不在 2027 年/],
    [
      'a date that does not exist',
      'off: { from: 2027-02-29, to: 2027-03-03 }\n    makeUp: []',
      5,
      /不是存在的日期/,
    ],
    [
      'no make-up day',
      'off: { from: 2027-01-01, to: 2027-01-03 }\n    makeUp: [2027-01-04]',
      6,
      /不是周六或周日/,
    ],
  ])('with %s names its line, in both languages', (_, rest, line, said) => {
    const text = `kind: notice\nyear: 2027\nholidays:\n  - name: { zh: 元旦, en: New Year }\n    ${rest}\n`;
    const [fault] = faultsOf(() => parseCalendarChange(text));
    expect(fault).toMatchObject({ line, zh: expect.stringMatching(said) });
    expect(fault?.message).not.toMatch(/\p{Script=Han}/u);
  });

  it('that is none is refused', () => {
    expect(faultsOf(() => parseCalendarChange('kind: other'))).toHaveLength(1);
    expect(faultsOf(() => readCalendarChange({ kind: 'days', days: [] }))).toHaveLength(1);
  });
});

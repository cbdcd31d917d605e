import { describe, expect, it } from 'vitest';
import { calendarNames, calendarText } from '../../test/shelf.ts';
import { dateOf, lunarDay, qingming } from '../../test/sky.ts';
import { parseCalendar } from './calendar.ts';

const files = calendarNames.map((name) => parseCalendar(calendarText(name)));
const notices = files.filter((file) => file.kind === 'notice');
const listed = files.flatMap((file) => (file.kind === 'statutoryMinimum' ? file.listed : []));
const years = [...new Set(listed.map(({ day }) => Number(day.slice(0, 4))))];

/** What the statute fixes by moon and sun: the eve of the first month and its first three days, and one day each. */
const fixed = (year: number) => ({
  春节: [-1, 0, 1, 2].map((after) => dateOf(lunarDay(year, 1, 1) + after)),
  清明节: [qingming(year)],
  端午节: [dateOf(lunarDay(year, 5, 5))],
  中秋节: [dateOf(lunarDay(year, 8, 15))],
});

it.each(notices.map(({ year, holidays }) => ({ year, holidays })))(
  'sun and moon give days that the notice of $year has off under their names',
  ({ year, holidays }) => {
    const since2025 = year >= 2025;
    for (const [name, days] of Object.entries(fixed(year)))
      for (const day of name === '春节' && !since2025 ? days.slice(1) : days) {
        const within = holidays.filter(({ off }) => off.from <= day && day <= off.to);
        expect(within.map((one) => one.name.zh).join(), `${name} ${day}`).toContain(name);
      }
  },
);

describe('the holidays listed for years without a notice', () => {
  it('reach from the first such year to 2035 without a gap', () => {
    const last = Math.max(...notices.map(({ year }) => year));
    expect(years).toEqual(Array.from({ length: 2035 - last }, (_, at) => last + 1 + at));
  });

  it.each(years)('are in %i those of sun and moon', (year) => {
    const rows = listed.filter(({ day }) => day.startsWith(`${year}-`));
    const found = Object.keys(fixed(year)).map((name) => [
      name,
      rows.filter((row) => row.name.zh.includes(name)).map(({ day }) => day),
    ]);
    expect(Object.fromEntries(found)).toEqual(fixed(year));
    expect(rows).toHaveLength(7);
  });

  it.each(years)('have 清明 of %i where the rule of thumb of this century puts it', (year) => {
    const since = year % 100;
    const april = Math.floor(since * 0.2422 + 4.81) - Math.floor(since / 4);
    expect(listed.filter(({ name }) => name.zh === '清明节').map(({ day }) => day)).toContain(
      `${year}-04-0${april}`,
    );
  });
});

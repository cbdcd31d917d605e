import type { CalendarContent } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { contentOf, knowsMoon, typeContent } from './calendar-typed.ts';

const name = { zh: '国庆节', en: 'National Day' };
const contents: CalendarContent[] = [
  {
    ...{ kind: 'notice', year: 2027 },
    holidays: [
      { name, off: { from: '2027-10-01', to: '2027-10-07' }, makeUp: ['2027-09-26', '2027-10-09'] },
      { name, off: { from: '2027-01-01', to: '2027-01-01' }, makeUp: [] },
    ],
  },
  { kind: 'days', days: [{ date: '2027-03-01', working: false, name }] },
];

test.each(contents)('a change of kind $kind that is taken up again unchanged says the same', (content) => {
  expect(contentOf(typeContent(content))).toEqual(content);
});

test.each([undefined, '', ' '])('a local holiday needs no English name (%j)', (en) => {
  const local = en === undefined ? { zh: '三月三' } : { zh: '三月三', en };
  const day = { date: '2027-03-01', working: false, name: local };
  expect(contentOf({ kind: 'days', days: [day] })).toMatchObject({
    days: [{ name: { zh: '三月三', en: '三月三' } }],
  });
});

test('a year is told to lack the holidays of moon and sun where 清明 is not shown', () => {
  const day = { date: '2030-04-05', working: false, kind: 'holiday', name: null, changed: false } as const;
  expect(knowsMoon({ days: [day] })).toBe(true);
  expect(knowsMoon({ days: [{ ...day, date: '2030-05-01' }] })).toBe(false);
  expect(knowsMoon({ days: [{ ...day, changed: true }] })).toBe(false);
});

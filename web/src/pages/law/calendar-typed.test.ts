import type { CalendarContent } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { contentOf, typeContent } from './calendar-typed.ts';

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

import { nthWorkdayAfter, parseCalendar } from '@liuhen/rules';
import { expect, it } from 'vitest';
import { makeCalendars } from './calendars.ts';

const minimum = parseCalendar(`
kind: statutoryMinimum
title: 法定节假日
yearly:
  - { day: 01-01, since: 2008, name: { zh: 元旦, en: New Year } }
listed: []
`);
const notice = parseCalendar(`
kind: notice
year: 2027
title: 2027年放假安排
sources: [https://www.gov.cn/]
holidays:
  - name: { zh: 元旦, en: New Year }
    off: { from: 2027-01-01, to: 2027-01-05 }
    makeUp: []
`);

it('has the files of the version that was in use at an instant', () => {
  const former = [{ files: [minimum], until: '2026-12-10T00:00:00.000Z' }];
  const now = makeCalendars([minimum, notice], [], former);
  const dueUnder = ({ calendar }: typeof now) => nthWorkdayAfter(calendar, '2026-12-31', 2).dueBefore;
  expect(dueUnder(now)).toBe('2027-01-08T00:00:00+08:00');
  expect(dueUnder(now.asOf('2026-12-09T23:59:59.999Z'))).toBe('2027-01-06T00:00:00+08:00');
  expect(dueUnder(now.asOf('2026-12-10T00:00:00.000Z'))).toBe('2027-01-08T00:00:00+08:00');
});

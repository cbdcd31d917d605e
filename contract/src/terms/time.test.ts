import { afterEach, describe, expect, test } from 'vitest';
import { sayingIn } from './saying.ts';
import {
  beijingParts,
  fromWallClock,
  sayDue,
  sayExact,
  sayFromTo,
  sayInstant,
  sayLength,
  sayRun,
  saySize,
  saySpan,
  sayWeekday,
  toWallClock,
} from './time.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('an instant is said by the clock of Beijing', () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
  test.each(zones)('in a browser in %s', (name) => {
    process.env.TZ = name;
    expect(sayInstant('2026-09-25T07:30:15.999Z')).toBe('2026-09-25 15:30');
    expect(sayInstant('2026-09-25T07:30:15.999Z', true)).toBe('2026-09-25 15:30:15');
    expect(sayInstant('2026-12-31T16:00:00.000Z')).toBe('2027-01-01 00:00');
    expect(sayInstant('2026-12-31T15:59:59.999Z')).toBe('2026-12-31 23:59');
    expect(sayInstant('2026-09-25T15:30:00+08:00')).toBe('2026-09-25 15:30');
    expect(toWallClock('2026-09-25T07:30:15.000Z')).toBe('2026-09-25T15:30:15');
    expect(fromWallClock('2026-09-25T15:30:15')).toBe('2026-09-25T07:30:15.000Z');
    expect(sayDue('2026-09-25T16:00:00.000Z', zh)).toBe('2026-09-25（周五）24:00');
    expect(beijingParts(Date.parse('2026-09-26T16:00:00.000Z')).weekday).toBe(0);
  });

  test('from one instant to another names the day once, and seconds where minutes tell nothing', () => {
    const from = '2026-09-25T07:30:15.000Z';
    expect(sayFromTo(from, null)).toBe('2026-09-25 15:30');
    expect(sayFromTo(from, from)).toBe('2026-09-25 15:30');
    expect(sayFromTo(from, '2026-09-25T07:30:40.000Z')).toBe('2026-09-25 15:30:15 – 15:30:40');
    expect(sayFromTo(from, '2026-09-25T08:30:15.000Z')).toBe('2026-09-25 15:30 – 16:30');
    expect(sayFromTo(from, '2026-09-25T16:00:00.000Z')).toBe('2026-09-25 15:30 – 2026-09-26 00:00');
  });
  test.each([null, undefined, ''])('%j is not known', (none) => expect(sayInstant(none)).toBe('—'));
});

describe('an instant of a duty', () => {
  test.each([
    [null, '—'],
    ['2026-09-15T02:00:00.000Z', '2026-09-15 10:00'],
    ['2026-09-15T10:00:00.999+08:00', '2026-09-15 10:00'],
    ['2026-09-15T02:00:01.999Z', '2026-09-15 10:00:01'],
    ['2026-09-15T16:00:00.000Z', '2026-09-16 00:00'],
    ['9999-12-31T23:59:59.000Z', '+010000-01-01 07:59:59'],
  ])('%s is %s', (instant, said) => expect(sayExact(instant)).toBe(said));
});

describe('the due time', () => {
  const table: [dueBefore: string, zhSaid: string, enSaid: string][] = [
    // Midnight ends the day before; that day gives the weekday.
    ['2026-09-20T16:00:00.000Z', '2026-09-20（周日）24:00', 'Sun 2026-09-20 24:00'],
    ['2026-12-31T16:00:00.000Z', '2026-12-31（周四）24:00', 'Thu 2026-12-31 24:00'],
    ['2028-02-29T16:00:00.000Z', '2028-02-29（周二）24:00', 'Tue 2028-02-29 24:00'],
    // Every other time is said as it stands.
    ['2026-09-20T16:00:01.000Z', '2026-09-21（周一）00:00:01', 'Mon 2026-09-21 00:00:01'],
    // Hours that were counted from a midnight are up with a midnight, not at the end of the day it opens.
    ['2026-09-20T16:00:00.001Z', '2026-09-21（周一）00:00', 'Mon 2026-09-21 00:00'],
    ['2026-09-19T09:30:12.501Z', '2026-09-19（周六）17:30:12', 'Sat 2026-09-19 17:30:12'],
    ['2026-09-20T15:59:00.000Z', '2026-09-20（周日）23:59', 'Sun 2026-09-20 23:59'],
    ['2026-09-19T09:30:00.000Z', '2026-09-19（周六）17:30', 'Sat 2026-09-19 17:30'],
  ];
  test.each(table)('%s', (dueBefore, zhSaid, enSaid) => {
    expect(sayDue(dueBefore, zh)).toBe(zhSaid);
    expect(sayDue(dueBefore, en)).toBe(enSaid);
  });

  test('the week begins with Sunday', () => {
    const said = [0, 1, 2, 3, 4, 5, 6].map((weekday) => sayWeekday(weekday, zh));
    expect(said).toEqual(['周日', '周一', '周二', '周三', '周四', '周五', '周六']);
  });
});

describe('a span', () => {
  const table: [millis: number, zhSaid: string, enSaid: string][] = [
    [0, '不到 1 分钟', 'under 1 min'],
    [minute - 1, '不到 1 分钟', 'under 1 min'],
    [minute, '1 分钟', '1 min'],
    [hour - 1, '59 分钟', '59 min'],
    [hour, '1 小时', '1 h'],
    [hour + minute, '1 小时 1 分', '1 h 1 min'],
    [6 * hour - 1, '5 小时 59 分', '5 h 59 min'],
    [6 * hour, '6 小时', '6 h'],
    [6 * hour + 59 * minute, '6 小时', '6 h'],
    [day - 1, '23 小时', '23 h'],
    [day, '1 天', '1 d'],
    [day + hour - 1, '1 天', '1 d'],
    [day + hour, '1 天 1 小时', '1 d 1 h'],
    [10 * day - 1, '9 天 23 小时', '9 d 23 h'],
    [10 * day, '10 天', '10 d'],
    [11 * day - 1, '10 天', '10 d'],
  ];
  test.each(table)('of %i ms, left or late', (millis, zhSaid, enSaid) => {
    for (const span of [millis, -millis]) {
      expect(saySpan(span, zh)).toBe(zhSaid);
      expect(saySpan(span, en)).toBe(enSaid);
    }
  });
});

describe('a span of film', () => {
  const table: [millis: number, zhSaid: string, enSaid: string][] = [
    [0, '0 秒', '0 s'],
    [11 * second, '11 秒', '11 s'],
    [10.167 * second, '10 秒', '10 s'],
    [59.6 * second, '1 分钟', '1 min'],
    [minute + 30 * second, '1 分 30 秒', '1 min 30 s'],
    [13 * minute, '13 分钟', '13 min'],
    [hour - 1, '1 小时', '1 h'],
    [hour + 5 * minute + 20 * second, '1 小时 5 分', '1 h 5 min'],
  ];
  test.each(table)('of %i ms', (millis, zhSaid, enSaid) => {
    expect(sayRun(millis, zh)).toBe(zhSaid);
    expect(sayRun(millis, en)).toBe(enSaid);
  });
});

describe('the length of a film', () => {
  const table: [millis: number | null, said: string][] = [
    [null, '—'],
    [0, '0:00'],
    [499, '0:00'],
    [500, '0:01'],
    [59 * second, '0:59'],
    [59.6 * second, '1:00'],
    [2 * minute + 5 * second, '2:05'],
    [hour - 1, '1:00:00'],
    [hour + 46 * minute + 5 * second, '1:46:05'],
    [25 * hour, '25:00:00'],
  ];
  test.each(table)('%j', (millis, said) => expect(sayLength(millis)).toBe(said));
});

describe('a size', () => {
  const table: [bytes: number, said: string][] = [
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [1050, '1.1 KB'],
    [99_900, '99.9 KB'],
    [100_000, '100 KB'],
    [999_000, '999 KB'],
    [1_000_000, '1.0 MB'],
    [64e9, '64.0 GB'],
    [128e9, '128 GB'],
    [2e12, '2.0 TB'],
    [5e15, '5000 TB'],
  ];
  test.each(table)('%i', (bytes, said) => expect(saySize(bytes)).toBe(said));

  test.each([
    [999_700, '1.0 MB'],
    [999_999_999, '1.0 GB'],
    [99_990, '100 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [999_960_000, '1.0 GB'],
  ])('%i does not lead into four figures', (bytes, said) => expect(saySize(bytes)).toBe(said));
});

describe('a wall clock', () => {
  test('goes round: instant, field, instant', () => {
    for (let n = 0; n < 400; n++) {
      const instant = new Date(Date.UTC(2026, 0, 1) + n * (day + 61 * second)).toISOString();
      expect(fromWallClock(toWallClock(instant))).toBe(instant);
    }
  });

  const table: [text: string | null | undefined, instant: string | null][] = [
    ['2026-09-25T15:30', '2026-09-25T07:30:00.000Z'],
    ['2026-09-25T00:00:00', '2026-09-24T16:00:00.000Z'],
    ['2028-02-29T12:00', '2028-02-29T04:00:00.000Z'],
    [null, null],
    [undefined, null],
    ['', null],
    ['2026-09-25', null],
    ['2026-09-25 15:30', null],
    ['2026-09-25T15:30Z', null],
    ['2026-13-01T00:00', null],
    ['2026-09-25T25:00', null],
    ['2026-09-25T12:60', null],
  ];
  test.each(table)('%j', (text, instant) => expect(fromWallClock(text)).toBe(instant));

  test.each(['2026-02-29T00:00', '2026-02-30T00:00', '2026-04-31T12:00', '2026-09-25T24:00'])(
    '%s is no day',
    (text) => expect(fromWallClock(text)).toBeNull(),
  );

  test('of no instant is empty', () => expect(toWallClock(null)).toBe(''));
});

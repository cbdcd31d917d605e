import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refusals } from './refusals.ts';
import * as shapes from './shapes.ts';

const uuid = '018f0000-0000-7000-8000-000000000001';
type Table = [shape: string, schema: z.ZodType, good: unknown[], bad: unknown[]];

const tables: Table[] = [
  [
    'instant',
    shapes.instant,
    ['2026-10-14T02:00:00Z', '2026-10-14T02:00:00.123Z', '2026-10-14T10:00:00+08:00', '0001-01-01T00:00:00Z'],
    [
      '2026-10-14',
      '2026-10-14T02:00:00',
      '2026-10-14 02:00:00Z',
      '2026-13-14T02:00:00Z',
      '昨天',
      '',
      null,
      0,
    ],
  ],
  [
    'plausibleInstant',
    shapes.plausibleInstant,
    [
      '1990-01-01T00:00:00+08:00',
      '1989-12-31T16:00:00Z',
      '2026-10-14T02:00:00Z',
      '2199-12-31T23:59:59+08:00',
    ],
    [
      '1989-12-31T15:59:59Z',
      '1990-01-01T00:00:00+08:01',
      '2200-01-01T00:00:00+08:00',
      '0001-01-01T00:00:00Z',
    ],
  ],
  [
    'civilDate',
    shapes.civilDate,
    ['2026-10-14', '2028-02-29', '0001-01-01', '9999-12-31'],
    [
      '2026-02-29',
      '2100-02-29',
      '2026-1-4',
      '2026/10/14',
      '20261014',
      '2026-10-14T00:00:00Z',
      '2026-04-31',
      '',
    ],
  ],
  [
    'plausibleDate',
    shapes.plausibleDate,
    ['1990-01-01', '2026-10-14', '2199-12-31'],
    ['1989-12-31', '2200-01-01', '0001-01-01', '2026-02-30'],
  ],
  ['id', shapes.id, [uuid], ['', 'x', uuid.slice(1), `${uuid}0`, `{${uuid}}`, `${uuid}'--`, null]],
  [
    'hexDigest',
    shapes.hexDigest,
    ['0'.repeat(64), 'abcdef0123456789'.repeat(4)],
    [
      'A'.repeat(64),
      '0'.repeat(63),
      '0'.repeat(65),
      `${'0'.repeat(64)}\n`,
      `${'0'.repeat(63)}g`,
      '../'.repeat(22),
    ],
  ],
  ['name', shapes.name, ['王', ' 执法大队 ', 'x'.repeat(100)], ['', '   ', '\t\n', 'x'.repeat(101), 7, null]],
  [
    'sentence',
    shapes.sentence,
    ['是', '行\n行', 'x'.repeat(2000)],
    ['', ' \n ', 'x'.repeat(2001), undefined],
  ],
  ['withId', shapes.withId, [{ id: uuid }, { id: uuid, more: 1 }], [{}, { id: 1 }, null, uuid]],
  ['nothing', shapes.nothing, [{}, { anything: 1 }], [null, 'x', 1]],
];

describe.each(tables)('%s', (_, schema, good, bad) => {
  it.each(good.map((one) => [one]))('takes %j', (value) => {
    expect(schema.safeParse(value).success).toBe(true);
  });
  it.each(bad.map((one) => [one]))('refuses %j', (value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});

describe('what is read', () => {
  it('is trimmed before it is measured and kept', () => {
    expect(shapes.name.parse('　执法大队 \n')).toBe('执法大队');
    expect(shapes.name.parse(` ${'x'.repeat(100)} `)).toHaveLength(100);
    expect(shapes.sentence.parse('  一\n二  ')).toBe('一\n二');
  });
  it('loses members that nobody asked for', () => {
    expect(shapes.withId.parse({ id: uuid, organId: 'another' })).toEqual({ id: uuid });
    expect(shapes.nothing.parse({ organId: 'another' })).toEqual({});
  });
  it('says in Chinese why a date is not believed', () => {
    const said = [
      shapes.plausibleDate.safeParse('1989-12-31'),
      shapes.plausibleInstant.safeParse('0001-01-01T00:00:00Z'),
    ];
    expect(said.map(({ error }) => error?.issues[0]?.message)).toEqual([
      refusals.implausible.zh,
      refusals.implausible.zh,
    ]);
  });
  it('says once of what is no time that it is none', () => {
    for (const shape of [shapes.plausibleInstant, shapes.plausibleDate])
      for (const typed of ['', 'soon', '2026-02-31'])
        expect([typed, shape.safeParse(typed).error?.issues.length]).toEqual([typed, 1]);
  });
});

describe('a page of rows', () => {
  const page = shapes.page(z.object({ n: z.int() }));
  it.each([
    [{ rows: [], next: null }, true],
    [{ rows: [{ n: 1 }], next: 'opaque' }, true],
    [{ rows: [] }, false],
    [{ rows: null, next: null }, false],
    [{ rows: [{ n: 1.5 }], next: null }, false],
    [{ rows: [{ n: 1 }, { m: 2 }], next: null }, false],
  ])('%j: %s', (given, good) => {
    expect(page.safeParse(given).success).toBe(good);
  });
});

describe('what can have happened', () => {
  const leap = '2028-02-29T00:00:00.000Z';
  it.each([
    ['2029-03-01T00:00:00.000Z', leap, true], // 29 February in a year is 1 March
    ['2029-03-01T00:00:00.001Z', leap, false],
    ['1989-12-31T16:00:00.000Z', leap, true],
    ['1989-12-31T15:59:59.999Z', leap, false],
    ['2199-12-31T15:59:59.999Z', undefined, true],
    ['2199-12-31T16:00:00.000Z', undefined, false],
    ['no instant', undefined, false],
    ['no instant', leap, false],
  ])('%s asked at %s: %s', (at, now, plausible) => {
    expect(shapes.isPlausible(at, now)).toBe(plausible);
  });
});

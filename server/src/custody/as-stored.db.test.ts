import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { connectOwner } from '../base/database.ts';
import { type Column, columnsOf, rowAsStored } from './as-stored.ts';

const column = (type: string): Column => ({ name: 'value', type, filled: false });
const read = (type: string, value: unknown) => rowAsStored([column(type)], { value });

const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const values: Record<string, fc.Arbitrary<unknown>> = {
  text,
  uuid: fc.uuid(),
  boolean: fc.boolean(),
  smallint: fc.integer({ min: -32_768, max: 32_767 }),
  integer: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bigint: fc.maxSafeInteger(),
  date: fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  'timestamp with time zone': fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  jsonb: fc
    .oneof(leaf, fc.array(leaf), fc.dictionary(text, fc.oneof(leaf, fc.array(leaf))))
    .map((value) => JSON.stringify(value)),
};

describe('a row as it will be stored', () => {
  let ground: TestGround;
  let owner: Awaited<ReturnType<typeof connectOwner>>;

  beforeAll(async () => {
    ground = await makeGround();
    owner = await connectOwner(ground.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await ground.close();
  });

  it.each(Object.entries(values))('of type %s reads as PostgreSQL says', async (type, arbitrary) => {
    await owner.query(`create temp table one (value ${type})`);
    const property = fc.asyncProperty(arbitrary, async (value) => {
      const { rows } = await owner.query<{ same: boolean; row: unknown }>(
        `with w as (insert into one values ($1) returning to_jsonb(one) as row)
          select row, row = $2::text::jsonb as same from w`,
        [value, JSON.stringify(read(type, value))],
      );
      expect(rows[0], JSON.stringify(value)).toMatchObject({ same: true });
    });
    await fc.assert(property, { numRuns: 200 });
    await owner.query('drop table one');
  });

  it.each([
    ['text', 12],
    ['text', 'half a pair \ud800'],
    ['uuid', '018F0000-0000-7000-8000-00000000DEAD'],
    ['uuid', '{018f0000-0000-7000-8000-00000000dead}'],
    ['boolean', 'yes'],
    ['integer', '7'],
    ['bigint', 2 ** 60],
    ['date', 'today'],
    ['timestamp with time zone', 'now'],
    ['timestamp with time zone', '2026-01-01T00:00:00+08:00'],
    ['timestamp with time zone', '2026-01-01T00:00:00.123456Z'],
    ['timestamp with time zone', new Date(0)],
    ['jsonb', { a: 1 }],
    ['jsonb', '{"a":'],
    ['numeric', 1],
    ['text[]', ['a']],
  ])('of type %s is not guessed from %j', (type, value) => {
    expect(read(type, value)).toBeNull();
  });

  it('has null where nothing is sent, unless the database fills the column', () => {
    const filled = { name: 'number', type: 'integer', filled: true };
    expect(rowAsStored([column('text')], {})).toEqual({ value: null });
    expect(rowAsStored([column('text'), filled], { number: 1 })).toEqual({ value: null, number: 1 });
    expect(rowAsStored([column('text'), filled], {})).toBeNull();
  });

  it('takes the columns from the catalogue, with what fills itself', async () => {
    const [unit, recording] = await asHouse(ground, async ({ tx }) => [
      await columnsOf(tx, 'unit'),
      await columnsOf(tx, 'recording'),
    ]);
    expect(unit).toEqual([
      { name: 'id', type: 'uuid', filled: false },
      { name: 'organ_id', type: 'uuid', filled: false },
      { name: 'name', type: 'text', filled: false },
    ]);
    expect(recording?.map(({ type }) => type)).toContain('timestamp with time zone');
  });
});

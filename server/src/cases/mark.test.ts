import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../base/errors.ts';
import { markOf, pastMark } from './mark.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const at = '2026-10-14T02:00:00.000Z';
const columns = sql`(started_at, id)`;
const faultOf = (mark: string) => {
  try {
    pastMark(mark, columns);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, error.fields.map(({ path }) => path)];
  }
};

describe('the mark at which a list goes on', () => {
  it.each([[at], ['1990-01-01T00:00:00.000Z'], ['2028-02-29T23:59:59.999Z']])(
    'is taken as it was given: %s',
    (instant) => {
      expect(faultOf(markOf(instant, id))).toBeNull();
    },
  );
  it.each([
    ['nothing', ''],
    ['an instant alone', at],
    ['an id alone', id],
    ['an id first', `${id}_${at}`],
    ['a day alone', `2026-10-14_${id}`],
    ['an instant without milliseconds', `2026-10-14T02:00:00Z_${id}`],
    ['an instant of another zone', `2026-10-14T10:00:00.000+08:00_${id}`],
    ['a day that does not exist', `2026-02-30T02:00:00.000Z_${id}`],
    ['the year nought', `0000-01-01T00:00:00.000Z_${id}`],
    ['a year of six digits', `+012026-10-14T02:00:00.000Z_${id}`],
    ['a year before Christ', `-000001-10-14T02:00:00.000Z_${id}`],
    ['words', `now_${id}`],
    ['a third part', `${at}_${id}_${id}`],
    ['infinity', `infinity_${id}`],
    ['an id in capitals', `${at}_${id.toUpperCase()}`],
    ['an id with a quote', `${at}_${id}'`],
    ['a line end behind the id', `${at}_${id}\n`],
  ])('that names %s is refused beside the field, and nothing reaches the database', (_, mark) => {
    expect(faultOf(mark)).toEqual(['input.invalid', ['after']]);
  });
});

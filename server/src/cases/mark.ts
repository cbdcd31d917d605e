import { type RawBuilder, sql } from 'kysely';
import { toInstant } from '../base/clock.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { isId } from '../base/ids.ts';

/** The mark after which the next page of a list begins that is ordered by an instant and an id, newest first. */
export const markOf = (at: string, id: string): string => `${at}_${id}`;

/**
 * What lies past a mark, as a condition on the two columns. A mark names an instant in the house's form, of a day that
 * exists, and an id; nothing else is asked of the database. Throws input.invalid.
 */
export function pastMark(mark: string, columns: RawBuilder<unknown>): RawBuilder<boolean> {
  const [at = '', id = '', ...more] = mark.split('_');
  const exists = more.length === 0 && !Number.isNaN(Date.parse(at)) && toInstant(at) === at;
  if (!exists || !/^(?!0000)\d{4}-/.test(at) || !isId(id))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return sql`${columns} < (${at}::timestamptz, ${id}::uuid)`;
}

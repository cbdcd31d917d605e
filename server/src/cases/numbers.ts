import { sql } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Writing } from '../base/context.ts';

/**
 * Takes the organ's next number of the year, `2026-0001`. The row stays locked until the transaction ends: no gaps, no
 * doubles.
 */
export async function takeNumber(ctx: Writing, counter: 'act_number' | 'case_number'): Promise<string> {
  const year = Number(beijingDate(ctx.clock.now()).slice(0, 4));
  const table = sql.table(counter);
  const { rows } = await sql<{ last: number }>`
    insert into ${table} as taken (organ_id, year, last) values (${organOf(ctx)}, ${year}, 1)
    on conflict (organ_id, year) do update set last = taken.last + 1 returning last`.execute(ctx.tx);
  return `${year}-${String(rows[0]?.last).padStart(4, '0')}`;
}

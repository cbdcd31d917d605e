import { sql } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Writing } from '../base/context.ts';

/**
 * Takes the next number of the organ, the year and the word, `晋迅罚〔2026〕3号`. The row stays locked until the
 * transaction ends, so that no number is left out and none is given twice.
 */
export async function takeDocumentNumber(ctx: Writing, word: string): Promise<string> {
  const year = Number(beijingDate(ctx.clock.now()).slice(0, 4));
  const setting = await ctx.tx
    .selectFrom('document_setting')
    .select('word')
    .where('organ_id', '=', organOf(ctx))
    .executeTakeFirst();
  const whole = `${setting?.word ?? ''}${word}`;
  const { rows } = await sql<{ last: number }>`
    insert into document_number as taken (organ_id, year, word, last) values (${organOf(ctx)}, ${year}, ${whole}, 1)
    on conflict (organ_id, year, word) do update set last = taken.last + 1 returning last`.execute(ctx.tx);
  return `${whole}〔${year}〕${rows[0]?.last}号`;
}

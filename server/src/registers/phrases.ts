import { occasionsOfAct, type Phrase, type phraseShapes } from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { contentOf } from './entries.ts';
import { phrasesFor } from './phrase-order.ts';

type Asked = z.output<typeof phraseShapes.phrasesAsked>;

/** The standard phrases (规范用语) of the caller's organ that hold on a day, for a kind of act or for all. */
export async function listPhrases(
  ctx: Reading,
  { type, on = beijingDate(ctx.clock.now()) }: Asked,
): Promise<{ on: string; phrases: Phrase[] }> {
  const rows = await ctx.tx
    .selectFrom('register_entry as e')
    .select(['e.entry_id', 'e.content'])
    .where('e.organ_id', '=', organOf(ctx))
    .where('e.kind', '=', 'phrase')
    .where('e.withdrawn', '=', false)
    .where('e.on_day', '<=', on)
    .where(sql<boolean>`not exists (select from register_entry n where n.replaces = e.id)`)
    .execute();
  const said = rows.map((row) => ({ entryId: row.entry_id, content: contentOf(row) }));
  return { on, phrases: phrasesFor(said, on, type === undefined ? null : occasionsOfAct(type)) };
}

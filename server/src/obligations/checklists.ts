import type { Checklists } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor } from '../law/index.ts';

const none: Checklists = { keyContents: [], textRecord: [], statementFields: [] };

/** What the law of the day on which an act began names to be filmed, written down and spoken. */
export async function checklistsOf(ctx: Reading, law: Law, startedAt: string): Promise<Checklists> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  if (!organ?.pack_id) return none;
  const moment = { on: beijingDate(startedAt), boundFrom: organ.pack_bound_from };
  const { merged } = lawFor(law, organ.pack_id, moment).ofDay;
  const named = (items: readonly { id: string; zh: string; en: string }[] = []) =>
    items.map(({ id, zh, en }) => ({ id, zh, en }));
  return {
    keyContents: named(merged.keyContents.value?.items),
    textRecord: named(merged.textRecord.value?.items),
    statementFields: merged.openingStatement.value?.fields ?? [],
  };
}

import type { Checklists } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor } from '../law/index.ts';

const none: Checklists = { keyContents: [], textRecord: [], statementFields: [] };

/** Tells what the law of the day on which an act began names to be filmed, written down and spoken. */
export async function checklistsBy(ctx: Reading, law: Law): Promise<(startedAt: string) => Checklists> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  return (startedAt) => {
    if (!organ?.pack_id) return none;
    const moment = { on: beijingDate(startedAt), boundFrom: organ.pack_bound_from };
    return listsIn(lawFor(law, organ.pack_id, moment).ofDay.merged);
  };
}

/** What the law of one such day names. */
export const checklistsOf = async (ctx: Reading, law: Law, startedAt: string): Promise<Checklists> =>
  (await checklistsBy(ctx, law))(startedAt);

function listsIn(merged: ReturnType<typeof lawFor>['ofDay']['merged']): Checklists {
  const named = (items: readonly { id: string; zh: string; en: string }[] = []) =>
    items.map(({ id, zh, en }) => ({ id, zh, en }));
  return {
    keyContents: named(merged.keyContents.value?.items),
    textRecord: named(merged.textRecord.value?.items),
    statementFields: merged.openingStatement.value?.fields ?? [],
  };
}

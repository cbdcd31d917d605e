import { beijingDate, judgeAct } from '@liuhen/rules';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor, lawOfOrgan } from '../law/index.ts';
import type { EnteredFacts } from './facts.ts';

/**
 * The instant before which something has to be done, as the rules of the organ count it from these facts; null where its
 * law knows no such period. `period`: the rule and, where it is told apart by it, the step from which it runs.
 */
export async function dueBeforeOf(
  ctx: Reading,
  product: Law,
  facts: EnteredFacts,
  period: string,
): Promise<string | null> {
  const law = await lawOfOrgan(ctx, product, organOf(ctx));
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  if (!organ?.pack_id) return null;
  const boundFrom = organ.pack_bound_from;
  const { ofDay } = lawFor(law, organ.pack_id, { on: beijingDate(facts.startedAt), boundFrom });
  const judged = judgeAct(ofDay, law.calendar, { ...facts, boundFrom, listed: null, excused: [] });
  const found = judged.find(({ rule, key }) => rule === 'period' && key.startsWith(period));
  return found?.due?.dueBefore ?? null;
}

import { toWallClock } from '@liuhen/contract';
import { beijingDate, judgeAct } from '@liuhen/rules';
import { plusMillis, toInstant } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor, lawOfOrgan } from '../law/index.ts';

/**
 * The last day on which a party that was told of its right can ask for a hearing, as the rules of the organ count it;
 * null where its law knows no such period. A day that may still change is told as it counts now.
 */
export async function lastDayToAsk(ctx: Reading, product: Law, notifiedAt: string): Promise<string | null> {
  const law = await lawOfOrgan(ctx, product, organOf(ctx));
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  if (!organ?.pack_id) return null;
  const boundFrom = organ.pack_bound_from;
  const { ofDay } = lawFor(law, organ.pack_id, { on: beijingDate(notifiedAt), boundFrom });
  const step = {
    id: 'right',
    kind: 'hearingRightNotified' as const,
    at: notifiedAt,
    until: null,
    detail: {},
  };
  const judged = judgeAct(ofDay, law.calendar, {
    ...{ activity: 'caseProcedure', circumstances: [], procedure: 'ordinary', startedAt: notifiedAt },
    ...{ endedAt: null, officers: 2, filmed: false, film: [], steps: [step], boundFrom },
    ...{ listed: null, excused: [] },
  });
  const period = judged.find(({ rule, key }) => rule === 'period' && key.startsWith('CF-64.1'));
  const dueBefore = period?.due?.dueBefore;
  return dueBefore ? toWallClock(plusMillis(toInstant(dueBefore), -1)).slice(0, 10) : null;
}

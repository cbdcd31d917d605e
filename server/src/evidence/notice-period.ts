import { beijingDate, judgeAct, type Obligation } from '@liuhen/rules';
import { toInstant } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor, lawOfOrgan } from '../law/index.ts';
import type { NoticePeriod } from './served-on.ts';

/** Tells of a service by public notice when its period ends. */
export type NoticePeriods = (at: string) => NoticePeriod | null;

const markOf = ({ reason }: Obligation['steps'][number]): NoticePeriod['steps'][number]['mark'] => {
  if (reason.code === 'dayOfEvent') return 'start';
  if (reason.code === 'lastDay') return 'last';
  if (reason.code === 'workday' || reason.code === 'holiday' || reason.code === 'weekend') return reason.code;
  return reason.code === 'makeUpWorkday' ? 'makeUp' : null;
};

/** Counts as the rules of the organ do, from the notice alone. Null where the law of that day has no such period. */
export async function noticePeriods(ctx: Reading, product: Law): Promise<NoticePeriods> {
  const law = await lawOfOrgan(ctx, product, organOf(ctx));
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  return (at) => (organ?.pack_id ? countNotice(law, organ.pack_id, organ.pack_bound_from, at) : null);
}

function countNotice(law: Law, packId: string, boundFrom: string | null, at: string): NoticePeriod | null {
  const { ofDay } = lawFor(law, packId, { on: beijingDate(at), boundFrom });
  const step = { id: 'notice', kind: 'noticePosted' as const, at, until: null, detail: {} };
  const judged = judgeAct(ofDay, law.calendar, {
    ...{ activity: 'publicNoticeService', circumstances: [], procedure: null, startedAt: at, endedAt: at },
    ...{ officers: 2, filmed: false, film: [], steps: [step], boundFrom, listed: null, excused: [] },
  });
  const period = judged.find(({ rule, key }) => rule === 'period' && key.startsWith('SD-95'));
  const dueBefore = period?.due?.dueBefore;
  if (!period || !dueBefore) return null;
  return {
    dueBefore: toInstant(dueBefore),
    provisional: period.provisional,
    steps: period.steps.map(({ on, counted, ordinal, reason, ...rest }) => ({
      ...{ on, counted, ordinal, reason: { zh: reason.zh, en: reason.en } },
      mark: markOf({ on, counted, ordinal, reason, ...rest }),
    })),
  };
}

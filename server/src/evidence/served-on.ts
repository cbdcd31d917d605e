import type { CountsAsServed, ServiceManner, ServiceOutcome, Term } from '@liuhen/contract';
import { plusMillis } from '../base/clock.ts';
import { civilProcedure } from './articles.ts';

/** What the law says of a way to serve: the article, which outcomes make it served, and by what its day is told. */
export interface MannerRule {
  article: Term;
  served: readonly ServiceOutcome[];
  failed: readonly ServiceOutcome[];
  why: Term;
}

const signed: Term = {
  zh: '以受送达人在送达回证上的签收日期为送达日期',
  en: 'the day on which the addressee signed the receipt',
};

export const mannerRules: Record<ServiceManner, MannerRule> = {
  direct: {
    article: civilProcedure(88),
    served: ['signed'],
    failed: ['refused', 'absent'],
    why: signed,
  },
  retained: {
    article: civilProcedure(89),
    served: ['left'],
    failed: ['refused', 'absent'],
    why: {
      zh: '文书留在受送达人的住所，有见证人或者有拍照、录像，即视为送达',
      en: 'left at the home or seat with a witness, photographs or film, it counts as served',
    },
  },
  electronic: {
    article: civilProcedure(90),
    served: ['arrived'],
    failed: ['returned'],
    why: {
      zh: '以送达信息到达受送达人特定系统的日期为送达日期',
      en: 'the day on which it reached the system of the addressee',
    },
  },
  postal: {
    article: civilProcedure(91),
    served: ['signed'],
    failed: ['refused', 'returned'],
    why: {
      zh: '以回执上注明的收件日期为送达日期',
      en: 'the day of receipt that the return slip states',
    },
  },
  entrusted: {
    article: civilProcedure(91),
    served: ['signed', 'left'],
    failed: ['refused', 'absent', 'returned'],
    why: signed,
  },
  transferred: {
    article: civilProcedure(94),
    served: ['signed'],
    failed: ['refused', 'returned'],
    why: signed,
  },
  publicNotice: {
    article: civilProcedure(95),
    served: ['deemed'],
    failed: [],
    why: {
      zh: '自发出公告之日起，期间届满即视为送达',
      en: 'it counts as served once the period since the notice is over',
    },
  },
};

/** The end of the period of a public notice, as the rules count it. */
export interface NoticePeriod {
  dueBefore: string;
  provisional: boolean;
  steps: CountsAsServed['steps'];
}

/** The last moment of the last day: what is over at midnight counts for the day before. */
const dayOf = (dueBefore: string) => plusMillis(dueBefore, -1);

/**
 * When a service counts as served, by which article, and how that is counted. Null where it failed, or nothing is known
 * of its end. Pure.
 */
export function servedOn(
  manner: ServiceManner,
  receipt: { outcome: ServiceOutcome; at: string } | null,
  notice: NoticePeriod | null,
): CountsAsServed {
  const { article, served, why } = mannerRules[manner];
  const told = { article, why, provisional: false, steps: [] };
  if (manner === 'publicNotice' && receipt?.outcome !== 'withdrawn' && notice !== null)
    return {
      ...{ ...told, at: dayOf(notice.dueBefore) },
      ...{ provisional: notice.provisional, steps: notice.steps },
    };
  const counts = receipt !== null && served.includes(receipt.outcome);
  return { ...told, at: counts ? receipt.at : null };
}

/** Where a service stands. A notice counts as served by itself once its period is over. */
export function standingOf(
  manner: ServiceManner,
  receipt: { outcome: ServiceOutcome } | null,
  { at }: Pick<CountsAsServed, 'at'>,
  now: string,
): 'underway' | 'served' | 'failed' | 'withdrawn' {
  if (receipt?.outcome === 'withdrawn') return 'withdrawn';
  if (manner === 'publicNotice') return at !== null && at < now ? 'served' : 'underway';
  if (receipt === null) return 'underway';
  return mannerRules[manner].served.includes(receipt.outcome) ? 'served' : 'failed';
}

import { toWallClock } from '@liuhen/contract';
import { plusMillis, toInstant } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import type { Law } from '../law/index.ts';
import { dueBeforeOf } from './judged-period.ts';

/**
 * The last day on which a party that was told of its right can ask for a hearing, as the rules of the organ count it;
 * null where its law knows no such period. A day that may still change is told as it counts now.
 */
export async function lastDayToAsk(ctx: Reading, product: Law, notifiedAt: string): Promise<string | null> {
  const step = {
    id: 'right',
    kind: 'hearingRightNotified' as const,
    at: notifiedAt,
    until: null,
    detail: {},
  };
  const facts = {
    ...{ activity: 'caseProcedure' as const, circumstances: [], procedure: 'ordinary' as const },
    ...{ startedAt: notifiedAt, endedAt: null, officers: 2, filmed: false, film: [], steps: [step] },
  };
  const dueBefore = await dueBeforeOf(ctx, product, facts, 'CF-64.1');
  return dueBefore ? toWallClock(plusMillis(toInstant(dueBefore), -1)).slice(0, 10) : null;
}

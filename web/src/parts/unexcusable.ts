import type { Duty, ErrorCode } from '@liuhen/contract';

type Facts = Pick<Duty, 'state' | 'excusable' | 'tier' | 'excuse'>;

/** Which refusal an explanation of a missed duty would meet, by the server's rule; null where it would meet none. */
export function whyUnexcusable({ state, excusable, tier, excuse }: Facts): ErrorCode | null {
  const isMissed = state === 'overdue' || state === 'dischargedLate';
  if (!isMissed || excusable || excuse !== null) return null;
  return tier === 'local' ? 'excuse.noGround' : 'excuse.higherTime';
}

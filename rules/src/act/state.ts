import { epochMs, type Instant } from '../time/civil.ts';
import { isInTime } from '../time/deadline.ts';
import type { Obligation, ObligationState } from './obligation.ts';

/**
 * How a duty stands at an instant. Only this looks at the clock; what was entered as done later than `now` is not yet
 * done. @throws FactsError when `now` cannot be read.
 */
export function stateOf(obligation: Obligation, now: Instant): ObligationState {
  const { settled, opensAt, due, dischargedAt, excused, whose } = obligation;
  if (settled !== null) return settled;
  const at = epochMs(now);
  const missed = (otherwise: ObligationState) => (excused ? 'excused' : otherwise);
  const { dueBefore, inclusive } = due;
  const inTime = (instant: Instant) => dueBefore === null || isInTime({ dueBefore, inclusive }, instant);
  if (dischargedAt !== null && epochMs(dischargedAt) <= at)
    return inTime(dischargedAt) ? 'discharged' : missed('late');
  if (opensAt !== null && at < epochMs(opensAt)) return 'notYet';
  if (inTime(now)) return 'due';
  return whose === 'organ' ? missed('overdue') : 'over';
}

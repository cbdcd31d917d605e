import type { Duty } from '@liuhen/contract';

const timed: readonly Duty['duty'][] = ['store', 'handover', 'period', 'keeping'];
const over: readonly Duty['state'][] = ['discharged', 'over', 'notApplicable'];

/** Whether it is still to be done, late or not. */
export const lacks = ({ state }: Pick<Duty, 'state'>): boolean => state === 'due' || state === 'overdue';

/** The deadlines that the head of the page shows: what the organ has still to do in time. */
export const pressing = (duties: readonly Duty[]): Duty[] =>
  groupActDuties(duties).deadlines.filter(
    (one) => lacks(one) && one.whose === 'organ' && one.duty !== 'keeping',
  );

/** What is still to be done comes before what was done late; keeping is nothing to be done at all. */
const rank = (duty: Duty): number =>
  duty.duty === 'keeping' ? 3 : duty.state === 'overdue' ? 0 : lacks(duty) ? 1 : 2;

export interface ActDutyGroups {
  /** What runs against a time of its own, what is to be done first, the earliest first. */
  deadlines: Duty[];
  /** What the record has to hold, what it lacks first. */
  record: Duty[];
  /** What was done in time or does not apply. */
  settled: Duty[];
}

/** The duties of an act, or of the acts of a case, as its page shows them. */
export function groupActDuties(duties: readonly Duty[]): ActDutyGroups {
  const standing = duties.filter(({ state }) => !over.includes(state));
  const due = ({ dueBefore }: Duty) =>
    dueBefore === null ? Number.POSITIVE_INFINITY : Date.parse(dueBefore);
  const [withTime, record] = [true, false].map((isTimed) =>
    standing.filter(({ duty }) => timed.includes(duty) === isTimed),
  ) as [Duty[], Duty[]];
  return {
    deadlines: withTime.sort((a, b) => rank(a) - rank(b) || (due(a) === due(b) ? 0 : due(a) - due(b))),
    record: record.sort((a, b) => rank(a) - rank(b)),
    settled: duties.filter(({ state }) => over.includes(state)),
  };
}

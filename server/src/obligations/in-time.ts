import type { Law } from '../law/index.ts';
import type { Judged } from './judge.ts';

const nameOf = ({ duty, tier, key }: Judged) => `${duty}/${tier}/${key}`;

/**
 * Judges under the organ's calendars. A duty that is discharged keeps the calendar of that moment, one that is open has
 * all that was approved: which of them applies follows from the facts, so judging again says the same (decision 0010).
 */
export function judgeInTime(law: Law, judgeUnder: (law: Law) => Judged[]): Judged[] {
  const made = new Map<Law, Map<string, Judged>>();
  const under = (then: Law) => {
    const known = made.get(then) ?? new Map(judgeUnder(then).map((one) => [nameOf(one), one]));
    made.set(then, known);
    return known;
  };
  return [...under(law).values()].map((one) =>
    one.discharged_at === null ? one : (under(law.asOf(one.discharged_at)).get(nameOf(one)) ?? one),
  );
}

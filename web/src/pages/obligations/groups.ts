import type { Duty } from '@liuhen/contract';

export type GroupName = 'overdue' | 'today' | 'soon' | 'later' | 'undated' | 'closed';
export interface Group {
  name: GroupName;
  duties: Duty[];
}

const order: readonly GroupName[] = ['overdue', 'today', 'soon', 'later', 'undated', 'closed'];
const day = 86_400_000;
const beijing = 8 * 3_600_000;

/** When a duty has to be thought of, as of `now` (milliseconds). Days end at midnight in Beijing. */
export function groupOf(
  { state, dueBefore, dischargedAt }: Pick<Duty, 'state' | 'dueBefore' | 'dischargedAt'>,
  now: number,
): GroupName {
  // Explained, and still to be done.
  if (state === 'excused' && dischargedAt === null) return 'overdue';
  if (state !== 'due' && state !== 'overdue' && state !== 'notYet') return 'closed';
  if (dueBefore === null) return 'undated';
  const due = Date.parse(dueBefore);
  if (now >= due) return 'overdue';
  const tonight = (Math.floor((now + beijing) / day) + 1) * day - beijing;
  if (due <= tonight) return 'today';
  return due <= tonight + 3 * day ? 'soon' : 'later';
}

/** Duties by when they have to be thought of; groups without any are left out, rows keep their order. */
export function groupDuties(duties: readonly Duty[], now: number): Group[] {
  const groups = Map.groupBy(duties, (duty) => groupOf(duty, now));
  return order.flatMap((name) => {
    const found = groups.get(name);
    return found === undefined ? [] : [{ name, duties: found }];
  });
}

import type { StorageSummary } from '../recordings/index.ts';
import type { Judged } from './judge.ts';

const isLate = (one: Judged) =>
  one.due_before !== null && one.discharged_at !== null && one.discharged_at >= one.due_before;
const isOpen = (one: Judged) => one.judgement === 'judged' && one.discharged_at === null;

/** How much a duty asks for attention: what is open before what was late, what was late before what is done. */
const rank = (one: Judged) => (isOpen(one) ? 3 : isLate(one) ? 2 : one.judgement === 'judged' ? 0 : 1);

const byNeed = (a: Judged, b: Judged) =>
  rank(b) - rank(a) || ((a.due_before ?? '9') < (b.due_before ?? '9') ? -1 : 1);

/** The duty that stands for a recording in lists, and since when one of its duties is or may be late. */
export function worstOf(judged: readonly Judged[]): StorageSummary {
  const [worst] = [...judged].sort(byNeed);
  const late = judged
    .filter((one) => isOpen(one) || isLate(one))
    .map((one) => one.due_before ?? '')
    .filter((due) => due !== '')
    .sort();
  return {
    dueBefore: worst?.due_before ?? null,
    dischargedAt: worst?.discharged_at ?? null,
    provisional: judged.some((one) => one.provisional),
    tier: worst?.tier === 'parent' ? 'parent' : 'local',

    judgement: worst?.judgement ?? 'undetermined',
    lateSince: late[0] ?? null,
  };
}

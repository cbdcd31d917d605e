import type { DutyState } from '@liuhen/contract';
import type { Selectable } from 'kysely';
import type { Obligation } from '../base/schema.d.ts';

type Facts = Pick<
  Selectable<Obligation>,
  'duty' | 'judgement' | 'opens_at' | 'due_before' | 'discharged_at' | 'excused' | 'whose'
>;

/**
 * State of a duty at an instant: time alone makes it overdue, without anybody writing so. What is kept for a period is
 * due while it lasts. A duty of film whose end nobody knows is undetermined; one of an act that has no time of its own
 * stays due until it is done. A period of somebody else's is over when it has run out, and never held against the organ.
 */
export function stateAt(row: Facts, now: string): DutyState {
  const { judgement, opens_at, due_before, discharged_at } = row;
  if (judgement === 'noPackInForce' || judgement === 'notApplicable') return judgement;
  if (judgement !== 'judged') return 'undetermined';
  const missed = (at: string) => due_before !== null && at >= due_before;
  if (row.duty === 'keeping') return missed(now) ? 'discharged' : 'due';
  if (discharged_at !== null) {
    if (!missed(discharged_at)) return 'discharged';
    return row.excused ? 'excused' : 'dischargedLate';
  }
  if (opens_at !== null && now < opens_at) return 'notYet';
  if (!missed(now)) return 'due';
  if (row.whose !== 'organ') return 'over';
  return row.excused ? 'excused' : 'overdue';
}

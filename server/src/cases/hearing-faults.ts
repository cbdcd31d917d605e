import {
  type CaseCourse,
  type FieldFault,
  type StatedMove,
  sayTerm,
  type Term,
  terms,
} from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { faultAt } from '../base/errors.ts';

const words = terms.procedure;

/** What a move of a hearing is judged by. */
interface Hearing {
  /** When the move was made. */
  at: string;
  hearing: CaseCourse['hearing'];
  /** The day for which the hearing is set; null before it is. */
  on: string | null;
  /** When the party asked for it last; null where it did not. */
  askedAt: string | null;
  /** The last day on which the party could ask; null where it was not told. */
  lastDayToAsk: string | null;
  /** Who investigates the case. */
  handlers: readonly string[];
}

const fill = (said: Term, on: string): Term => ({
  zh: sayTerm(said, 'zh', { on }),
  en: sayTerm(said, 'en', { on }),
});

function waiverFaults(
  { expired, absent = false }: { expired: boolean; absent?: boolean | undefined },
  { at, hearing, on, askedAt, lastDayToAsk }: Hearing,
): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (field: string, said: Term) => faults.push(faultAt(`move.detail.${field}`, said));
  // Who asked too late asked, but the organ need not hold it.
  const askedLate =
    hearing === 'requested' &&
    askedAt !== null &&
    lastDayToAsk !== null &&
    beijingDate(askedAt) > lastDayToAsk;
  if (expired && hearing !== 'rightNotified' && !askedLate) fault('expired', words.hasAsked);
  else if (expired && lastDayToAsk !== null && beijingDate(at) <= lastDayToAsk)
    fault('expired', fill(words.mayStillAsk, lastDayToAsk));
  if (absent && hearing !== 'notified') fault('absent', words.notCalled);
  else if (absent && on !== null && beijingDate(at) < on) fault('absent', fill(words.notYetHeld, on));
  return faults;
}

/** All that is wrong with what was stated of a hearing. */
export function hearingFaults(move: StatedMove, known: Hearing): FieldFault[] {
  const { at, on, handlers } = known;
  if (move.kind === 'waiveHearing') return waiverFaults(move.detail, known);
  if (move.kind === 'holdHearing')
    return on !== null && beijingDate(at) < on ? [faultAt('move.at', fill(words.heldTooSoon, on))] : [];
  if (move.kind !== 'setHearing') return [];
  return [
    ...(move.detail.on <= beijingDate(at) ? [faultAt('move.detail.on', words.hearingPast)] : []),
    ...(handlers.includes(move.detail.presiderId)
      ? [faultAt('move.detail.presiderId', words.presiderHandles)]
      : []),
  ];
}

import type { Citation } from '../citation.ts';
import type { Bilingual, Instant } from '../time/civil.ts';
import type { CountingStep } from '../time/deadline.ts';

/**
 * What is owed. `period` is told apart by its key, the id of the pack's period and that of the step that opened it:
 * `CF-60#step`. `regulation` says that a regulation does not govern the act: it is not in force, or not about it.
 */
export const ruleKinds = [
  'officers',
  'enforcementDays',
  'filming',
  'preUseCheck',
  'openingStatement',
  'recordingNotice',
  'coverage',
  'interruptionVoice',
  'interruptionReport',
  'interruptionNote',
  'keyContents',
  'fallback',
  'bystanders',
  'textRecord',
  'evidenceNote',
  'evidenceDisc',
  'keeping',
  'breach',
  'period',
  'regulation',
] as const;
export type RuleKind = (typeof ruleKinds)[number];

/**
 * How a duty stands. `notYet`: its occasion lies ahead. `late`: done after its time. `overdue`: not done and its time
 * is over. `excused`: missed, and the explanation was accepted; lateness stays told in `missed`. `over`: a period of
 * somebody else's has run out, which nobody holds against the organ.
 */
export const obligationStates = [
  'notYet',
  'due',
  'discharged',
  'late',
  'excused',
  'overdue',
  'over',
  'notApplicable',
  'undetermined',
  'noPackInForce',
] as const;
export type ObligationState = (typeof obligationStates)[number];

/** One item of a duty that consists of several: a field of the opening statement, an item of the text record. */
export type Part = {
  id: string;
  name: Bilingual;
  state: 'present' | 'missing' | 'notApplicable';
  /** Why it does not apply. */
  reason: string | null;
  /** Its own place in the text, where it has one. */
  article: string | null;
};

/**
 * One duty of an act, judged. Pure data: the same facts give the same value, whatever the clock says. Citations, parts
 * and steps are shared between obligations and must not be changed.
 */
export type Obligation = {
  rule: RuleKind;
  /**
   * Tells several of one rule apart: id of the period and its step, of the interruption or the film, the ground on which
   * film is kept (`routine`, `volume`, `longTerm`), the pack, when a further text wants people told (`atStart`), that
   * people who film are not restricted (`notRestricted`); empty otherwise.
   */
  key: string;
  tier: 'local' | 'parent' | 'national';
  packId: string;
  /** The article the duty rests on, then those that made it stricter or bear on it. */
  citations: [Citation, ...Citation[]];
  /** What is owed, in a few words. */
  title: Bilingual;
  /** Before this nothing is owed yet; null: from the beginning. */
  opensAt: Instant | null;
  /** The end of the time; null where the text gives none. `inclusive`: that instant is still in time. */
  due: { dueBefore: Instant | null; inclusive: boolean; status: 'final' | 'provisional' };
  countedFrom: Instant | null;
  dischargedAt: Instant | null;
  /** Set where a judgement needs no clock: the duty does not apply, cannot be told, or nothing is in force. */
  settled: 'notApplicable' | 'undetermined' | 'noPackInForce' | null;
  excused: boolean;
  /** An explanation can be accepted; false where a missed time cannot be excused. */
  excusable: boolean;
  provisional: boolean;
  parts: Part[];
  steps: CountingStep[];
  /** Whose the duty is: a party's period is shown, never reproached to the organ. */
  whose: 'organ' | 'party' | 'court' | 'police' | 'reviewOrgan';
  /** Why it applies to this act, what bears on it, what to do: whole sentences. `explainObligation` says all of it. */
  notes: Bilingual[];
};

/** Instants of Beijing in one form sort as they read. */
const inTime = ({ dueBefore, inclusive }: Obligation['due'], at: string): boolean =>
  dueBefore === null || at < dueBefore || (inclusive && at === dueBefore);

/** Whether a duty is not kept as the facts stand, whatever the clock says: not done, or done after its time. */
export const isMissed = (duty: Pick<Obligation, 'settled' | 'due' | 'dischargedAt'>): boolean =>
  duty.settled === null &&
  duty.due.dueBefore !== null &&
  (duty.dischargedAt === null || !inTime(duty.due, duty.dischargedAt));

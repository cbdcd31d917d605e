import type { Citation } from '../citation.ts';
import type { Bilingual, CivilDate, Instant } from '../time/civil.ts';
import type { CountingStep, Deadline } from '../time/deadline.ts';
import type { Activity } from '../vocabulary.ts';
import type { Refusal, ReturnClaim } from './exception.ts';

/** What is known about one recording. Instants are RFC 3339 with an offset. */
export type StorageFacts = {
  /** What the facts are of, as the explanation says it; a recording where nothing is said. */
  of?: 'recording' | 'act';
  /** When the recording was complete; null while it is not known. */
  recordingEnd: Instant | null;
  /** When the enforcement work that was filmed ended, if known; only packs that count from it look at it. */
  activityEnd?: Instant | null;
  /** What the acts are that it serves; none where that is not known, then every pack is about it. */
  activities?: readonly Activity[];
  /** When the bytes were durable and sealed in official storage. */
  storedAt: Instant | null;
  /** When a custodian took the film over, and who. */
  handover: { at: Instant; receivedBy: string } | null;
  returnClaim: ReturnClaim | null;
  /** Since when the organ is bound to its pack, as an administrator entered it; null when not entered. */
  boundFrom: CivilDate | null;
};

export const dutyKinds = ['store', 'handover'] as const;
export type DutyKind = (typeof dutyKinds)[number];
export const dutyStates = [
  'due',
  'overdue',
  'discharged',
  'dischargedLate',
  'notApplicable',
  'undetermined',
  'noPackInForce',
] as const;
export type DutyState = (typeof dutyStates)[number];

/** One duty to store or hand over a recording, judged. */
export type StorageDuty = {
  duty: DutyKind;
  /** `local`: the organ's own regulation. `parent`: one above it, judged beside it. */
  tier: 'local' | 'parent';
  packId: string;
  /** The article the duty rests on, then those that moved its time. */
  citations: [Citation, ...Citation[]];
  /** Where the counting began; null when nothing could be counted. */
  countedFrom: Instant | null;
  due: { dueBefore: Instant | null; inclusive: boolean; status: Deadline['status'] };
  state: DutyState;
  dischargedAt: Instant | null;
  /** The time was missed, but a ground of the highest pack above holds and its own time was kept, or still runs. */
  excusable: boolean;
  /** The due time may move when a calendar is loaded or a planned return becomes a real one. */
  provisional: boolean;
  exceptionApplied: boolean;
  /** Why a claimed exception does not help at this tier; null when none was claimed or it applies. */
  exceptionRefused: Refusal | null;
  steps: CountingStep[];
  explanation: Bilingual;
};

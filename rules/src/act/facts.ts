import type { CivilDate, Instant } from '../time/civil.ts';
import type { Activity, Breach, Circumstance, FilmingDuty, StepKind } from '../vocabulary.ts';

/**
 * One thing that somebody entered about an act: when it happened, and what else is known of it. `until` ends what
 * lasts (an interruption, a test).
 */
export type Step = {
  id: string;
  kind: StepKind;
  at: Instant;
  until: Instant | null;
  detail: StepDetail;
};

/** What a step can say beside its time. Members that a kind does not use are ignored. */
export type StepDetail = {
  /** deviceChecked: what was looked at; openingStated: fields that were spoken; evidenceNoted: fields of the note. */
  items?: readonly string[];
  /** keyContentFilmed, textItemRecorded: which item of the pack's checklist. */
  item?: string;
  /** Of the same: whether the item applies to the act; when not, `reason` says why. */
  applicable?: boolean;
  /** Why: full filming not feasible, text suffices, item not applicable, people restricted, enforced in urgency. */
  reason?: string;
  /** breachFound: what was done; `reason` says how. */
  breach?: Breach;
  /** bystandersRestricted: on which ground. */
  ground?: string;
  /** interrupted: cause, whether it was explained aloud on restart, whether filming could go on. */
  cause?: string;
  voice?: boolean;
  resumed?: boolean;
  /**
   * The step it is about, of those in `stepsAbout`; of an interruption's report and explanation null: every one before
   * it. Where an act has one such step alone it can be left out.
   */
  about?: string | null;
  /** testing: when the party was told in writing how long it lasts. */
  notifiedAt?: Instant;
  /** evidenceNoted, discFiled: the film it is about. */
  recording?: string;
  /** longTermTriggered: which trigger. */
  trigger?: string;
  /** volumePeriodSet: years of the approved schedule, or `permanent`; from when they run. */
  years?: number | 'permanent';
  startsOn?: CivilDate;
  /** hearingSet, performanceSet: the day it is set for, where `at` is the day of setting it. */
  on?: CivilDate;
};

/** A certificate of enforcement (执法证件): it holds from its first day to its last; null where that is not entered. */
export type Certificate = { number: string; from: CivilDate | null; until: CivilDate | null };

/** Somebody who took part, as the register had it: what the law asks of officers and of assistants is judged by this. */
export type Participant = {
  id: string;
  name: string;
  kind: 'officer' | 'assistant';
  certificates: readonly Certificate[];
  /** On the official establishment (在编); null where that is not entered. */
  established: boolean | null;
  /** Holds the qualification of an assistant (协助执法资格). */
  assistQualified: boolean;
};

/** Film that is linked to the act. Instants are true time: clock offsets applied. */
export type Film = { id: string; start: Instant | null; end: Instant | null; asEvidence: boolean };

/** What is known about one act. The order of `steps`, `film` and the lists never matters. */
export type ActFacts = {
  activity: Activity;
  circumstances: readonly Circumstance[];
  /** Procedure of the case it serves; null while there is none. */
  procedure: 'summary' | 'ordinary' | null;
  startedAt: Instant;
  endedAt: Instant | null;
  /** How many officers took part, assistants not counted. */
  officers: number;
  /** Who took part; without it only their number is judged. */
  people?: readonly Participant[] | undefined;
  /** Whether film was made. */
  filmed: boolean;
  film: readonly Film[];
  steps: readonly Step[];
  /** Since when the organ is bound to its pack; null when not entered. */
  boundFrom: CivilDate | null;
  /** What the organ's own list of matters to be filmed asks for on the day of the act; null where there is none. */
  listed: { duty: FilmingDuty; matter: string; version: number } | null;
  /** Explanations for a missed duty that were accepted, by `rule/key`. */
  excused: readonly string[];
};

import { z } from 'zod';
import { excuse } from './excuses.ts';
import { id, instant, page, plausibleDate } from './shapes.ts';

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** One step of a count: a day, or an instant, and why it counts or not. */
export const countingStep = z.object({
  on: z.string(),
  counted: z.boolean(),
  ordinal: z.int().nullable(),
  reason: bilingual,
  /** What the day is in the count, for drawing it; null in counts of before this was kept. */
  mark: z
    .enum(['start', 'workday', 'makeUp', 'holiday', 'weekend', 'excluded', 'last', 'hours'])
    .nullable()
    .default(null),
});
export type CountingStep = z.infer<typeof countingStep>;

/** Every rule that can bind: storing and handing over film, and what an act owes. */
export const dutyName = z.enum([
  'store',
  'handover',
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
]);
export type DutyName = z.infer<typeof dutyName>;

export const dutyState = z.enum([
  'notYet',
  'due',
  'overdue',
  'over',
  'discharged',
  'dischargedLate',
  'excused',
  'notApplicable',
  'undetermined',
  'noPackInForce',
]);
export type DutyState = z.infer<typeof dutyState>;

export const citation = z.object({
  packId: z.string(),
  title: z.string(),
  titleEn: z.string(),
  article: z.string(),
  label: z.string(),
});
export type Citation = z.infer<typeof citation>;

/** One item of a duty that consists of several: a field of the opening statement, an item of the text record. */
export const dutyPart = z.object({
  id: z.string(),
  name: bilingual,
  state: z.enum(['present', 'missing', 'notApplicable']),
  reason: z.string().nullable(),
  article: z.string().nullable(),
});
export type Part = z.infer<typeof dutyPart>;

/** A duty as judged under a rule pack, with its counting. */
export const duty = z.object({
  id,
  subject: z.object({ type: z.enum(['recording', 'act']), id, title: z.string() }),
  duty: dutyName,
  /** Tells several of one rule apart: the period, the interruption, the film. */
  key: z.string(),
  /** What is owed; null where the rule's name says it. */
  what: bilingual.nullable(),
  tier: z.enum(['local', 'parent', 'national']),
  state: dutyState,
  whose: z.enum(['organ', 'party', 'court', 'police', 'reviewOrgan']),
  opensAt: instant.nullable(),
  dueBefore: instant.nullable(),
  provisional: z.boolean(),
  dischargedAt: instant.nullable(),
  excusable: z.boolean(),
  /** The newest explanation of why it was missed. */
  excuse: excuse.nullable(),
  /** Whether the person who asks may explain it now. */
  mayExplain: z.boolean(),
  exceptionApplied: z.boolean(),
  exceptionRefused: bilingual.nullable(),
  citation,
  also: z.array(citation),
  packFingerprint: z.string(),
  /** When the counting began: end of the recording, of the act, or the step that opened a period. */
  countedFrom: instant.nullable(),
  parts: z.array(dutyPart),
  steps: z.array(countingStep),
  explanation: bilingual,
  /** The due time before the last judgement that moved it. */
  previousDueBefore: instant.nullable(),
  /** Which notices and changes of the calendar decided the days of the count. */
  calendarVersion: z.string().nullable(),
});
export type Duty = z.infer<typeof duty>;

/**
 * What duties are asked for. `open`: what still has to be done, late or not. `late`: what is or was late, done or not,
 * explained or not. Dates are Beijing days of the due time.
 */
export const dutyFilter = z.object({
  state: z.enum(['open', 'late', 'all', ...dutyState.options]).default('open'),
  /** This one only. */
  id: id.optional(),
  duty: dutyName.optional(),
  /** Only what the organ has to do by a time of its own: to store, to hand over, within a period. */
  timed: z.stringbool().optional(),
  tier: duty.shape.tier.optional(),
  /** A reference into a regulation: `SX-17` also finds what rests on its paragraphs and items. */
  article: z
    .string()
    .regex(/^[A-Z][A-Z0-9]*-\d{1,3}(-\d{1,2})?[a-z]?(\.\d{1,2})?(\(\d{1,2}\))?$/)
    .optional(),
  actId: id.optional(),
  /** Duties of the acts of a case and of the film linked to them. */
  caseId: id.optional(),
  recordingId: id.optional(),
  unitId: id.optional(),
  officerId: id.optional(),
  text: z.string().trim().max(100).optional(),
  from: plausibleDate.optional(),
  to: plausibleDate.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const dutyPage = page(duty);

/** What somebody must be told. */
export const notice = z.object({
  id,
  kind: z.string(),
  subject: z.object({ type: z.string(), id }),
  said: bilingual,
  at: instant,
});
export type Notice = z.infer<typeof notice>;

/** An act whose record lacks something: how many duties are open, and how many of them can no longer be done in time. */
export const requirements = z.object({
  id,
  number: z.string(),
  cause: z.string(),
  startedAt: instant,
  open: z.int(),
  missed: z.int(),
});
export type Requirements = z.infer<typeof requirements>;

/** A paper on which somebody has to say the next word: a change of the calendar, a list of matters. */
export const awaiting = z.object({
  kind: z.enum([
    'calendarChange',
    'listReview',
    'listApproval',
    'caseApproval',
    'documentApproval',
    'caseReview',
    'payloadErasure',
  ]),
  /** Of what concerns a case: that of the case; of a document's approval: that of the document. */
  id,
  title: z.string(),
  /** Who passed it on, and when. */
  by: z.string(),
  at: instant,
});
export type Awaiting = z.infer<typeof awaiting>;

/** The three numbers of the first screen and the list by due time. */
export const workbench = z.object({
  dueToday: z.int(),
  late: z.int(),
  waitingForMe: z.int(),
  /** Recordings that wait for the person to receive them. */
  handovers: z.int(),
  duties: z.array(duty),
  requirements: z.array(requirements),
  uploadsOpen: z.int(),
  conflicts: z.int(),
  /** What the person has been told and has not marked read, newest first. */
  notices: z.array(notice),
  /** How many there are of these in all; the list is cut. */
  unread: z.int(),
  /** The holiday arrangement to load, for those who may propose it. */
  calendarTask: z.object({ year: z.int(), provisional: z.int() }).nullable(),
  /** Missed duties whose explanation waits for the person to decide. */
  decisions: z.array(duty),
  /** Changes and lists that wait for the person's word. */
  awaiting: z.array(awaiting),
});
export type Workbench = z.infer<typeof workbench>;

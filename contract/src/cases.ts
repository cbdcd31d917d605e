import { z } from 'zod';
import { actStep, checklists, circumstances, procedures } from './act-steps.ts';
import { caseStages, caseStates } from './case-stages.ts';
import { duty } from './obligations.ts';
import { actPerson, coordinates, timeAxis } from './on-site.ts';
import { caseParty } from './parties.ts';
import { lifeEvent, recordingRow } from './recordings.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, page, plausibleDate, plausibleInstant, sentence } from './shapes.ts';

/** 执法活动的种类. */
export const actType = z.enum([
  'dailyPatrol',
  'onSiteInspection',
  'evidenceCollection',
  'questioning',
  'sampling',
  'advanceRegistration',
  'service',
  'retainedService',
  'publicNoticeService',
  'hearing',
  'penalty',
  'caseProcedure',
  'seal',
  'detain',
  'freezeFunds',
  'libertyRestriction',
  'forcedDemolition',
  'substitutePerformance',
  'licence',
  'other',
]);
export type ActType = z.infer<typeof actType>;
/** What people enter: the act that carries the procedure of a case comes with the case. */
export const enteredActType = actType.exclude(['caseProcedure']);
export type EnteredActType = z.infer<typeof enteredActType>;

const circumstance = z.enum(circumstances);
export type Circumstance = z.infer<typeof circumstance>;
/** Procedure of the case that an act serves. */
const procedure = z.enum(procedures);
export type Procedure = z.infer<typeof procedure>;

const officerIds = z
  .array(id)
  .min(1)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, refusals.namedTwice.zh);
const party = z.string().trim().max(100).nullable();
const people = z.array(z.object({ id, name: z.string() }));
const textFilter = z.object({
  text: z.string().trim().max(100).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Where a case came from (案件来源). */
export const caseSources = [
  'complaint',
  'inspection',
  'transfer',
  'superior',
  'selfReport',
  'other',
] as const;
export type CaseSource = (typeof caseSources)[number];
/** What makes a case weigh more, so that the law asks for more before it is decided. */
export const caseWeights = ['publicInterest', 'complex', 'serious', 'hearingRight', 'otherByLaw'] as const;
export type CaseWeight = (typeof caseWeights)[number];

/** A case (案件) as its acts and lists name it. */
const caseName = z.object({
  id,
  /** Number within the organ and year, given by the system. */
  number: z.string(),
  /** Number under which the organ itself files the case (立案号). */
  ownNumber: z.string().nullable(),
  cause: z.string(),
});

export const actRow = z.object({
  id,
  /** Number within the organ and year, given by the system. */
  number: z.string(),
  type: actType,
  cause: z.string(),
  party: z.string().nullable(),
  place: z.string().nullable(),
  unitId: id,
  unit: z.string(),
  officers: people,
  /** Whether it was planned; the plan it belongs to, in words or by its number. */
  planned: z.boolean(),
  planNote: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Whether film was made and so is owed to the store. */
  filmed: z.boolean(),
  circumstances: z.array(circumstance),
  /** Null while nothing says which; that of its case for an act of one. */
  procedure: procedure.nullable(),
  /** The case that it serves. */
  case: caseName.nullable(),
  /** Films linked to the act: in the list those that the caller may see, in the act itself all of them. */
  recordings: z.int(),
});
export type ActRow = z.infer<typeof actRow>;

const eachOnce = z
  .array(circumstance)
  .refine((all) => new Set(all).size === all.length, refusals.chosenTwice.zh);

export const actInput = z.object({
  type: enteredActType,
  cause: name,
  party,
  place: z.string().trim().max(200).nullable(),
  coordinates: coordinates.nullable().optional(),
  /** Left out: ad hoc. */
  planned: z.boolean().optional(),
  planNote: z.string().trim().max(200).nullable().optional(),
  unitId: id,
  /** Officers and assistants; who is named twice is told with the other faults. */
  officerIds: z.array(id).min(1).max(20),
  /** Why an act that has begun is entered although somebody may not take part; without it that is refused. */
  despite: sentence.nullable().optional(),
  startedAt: plausibleInstant,
  endedAt: plausibleInstant.nullable(),
  filmed: z.boolean(),
  circumstances: eachOnce.default([]),
  /** May be left out for an act of a case, which has that of its case; another one is refused. */
  procedure: procedure.nullable().default(null),
  caseId: id.nullable().default(null),
});
/** `id` can be made by who sends it: an act that is sent twice is entered once. */
export const actNew = actInput.extend({ id: id.toLowerCase().optional() });
/** All of an act is said anew, by somebody who saw its state of this revision. */
export const actChange = actInput.extend({
  id,
  revision: z.int(),
  circumstances: eachOnce,
  procedure: procedure.nullable(),
  caseId: id.nullable(),
});
export const actPage = page(actRow);
export const actFilter = textFilter;

export const act = actRow.extend({
  revision: z.int(),
  officers: z.array(actPerson),
  coordinates: coordinates.nullable(),
  despite: z.string().nullable(),
  /** Its films side by side; null while none has a known time. */
  axis: timeAxis.nullable(),
  links: z.array(
    z.object({
      id,
      recording: recordingRow,
      note: z.string().nullable(),
      linkedBy: z.string(),
      linkedAt: instant,
    }),
  ),
  /** Recordings of these officers at that time that are not linked yet. */
  suggestions: z.array(recordingRow),
  duties: z.array(duty),
  /** What was entered about it, by the time of what holds. */
  steps: z.array(actStep),
  checklists,
  life: z.array(lifeEvent),
  abilities: z.object({ change: z.boolean(), link: z.boolean() }),
});
export type Act = z.infer<typeof act>;

export const caseRow = caseName.extend({
  /** The names of its parties, or what was entered in words while none is. */
  party: z.string().nullable(),
  unitId: id,
  unit: z.string(),
  /** Who handles the case (承办人). */
  officers: people,
  procedure,
  /** Where its moves have led it. */
  state: z.enum(caseStates),
  openedAt: instant,
  closedAt: instant.nullable(),
  /** How many acts serve it. */
  actCount: z.int(),
});
export type CaseRow = z.infer<typeof caseRow>;

const caseFields = z.object({
  ownNumber: name.nullable(),
  cause: name,
  party,
  unitId: id,
  officerIds,
  procedure,
  openedAt: plausibleInstant,
});
const origin = z.object({
  /** The line of the organ's list; the words of `cause` stay as they were entered. */
  causeId: id.nullable(),
  source: z.enum(caseSources, refusals.choose.zh).nullable(),
  sourceOn: plausibleDate.nullable(),
  sourceNote: z.string().trim().max(500).nullable(),
  weights: z
    .array(z.enum(caseWeights))
    .refine((all) => new Set(all).size === all.length, refusals.chosenTwice.zh),
});
/** A case that was over before it was entered has its end; others are closed by a move of their own. */
export const caseInput = caseFields.extend({
  ...origin.partial().shape,
  closedAt: plausibleInstant.nullable().default(null),
});
/** All of a case is said anew, by somebody who saw its state of this revision. */
export const caseChange = caseFields.extend({ ...origin.shape, id, revision: z.int() });
export const casePage = page(caseRow);
/** `stage`: the link in which a case stands now. */
export const caseFilter = textFilter.extend({ stage: z.enum(caseStages).optional() });

/** A case with its acts, earliest first. */
export const enforcementCase = caseRow.extend({
  ...origin.shape,
  revision: z.int(),
  parties: z.array(caseParty),
  /** What was entered in words beside the parties. */
  partyInWords: z.string().nullable(),
  acts: z.array(actRow),
  /** Duties of its acts and of the film linked to them that the caller may see: at most 50, those to be done first. */
  duties: z.array(duty),
  life: z.array(lifeEvent),
  /** `rewrite`: what it says of itself and who takes part in it, until it is over. */
  abilities: z.object({ change: z.boolean(), rewrite: z.boolean(), addAct: z.boolean() }),
});
export type EnforcementCase = z.infer<typeof enforcementCase>;

export const evidenceInput = z.object({
  actId: id,
  recordingId: id,
  note: z.string().trim().max(1000).nullable(),
});
export const unlinkInput = z.object({ id, reason: z.string().trim().min(1).max(1000) });

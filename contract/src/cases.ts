import { z } from 'zod';
import { actStep, checklists, circumstances, procedures } from './act-steps.ts';
import { duty } from './obligations.ts';
import { lifeEvent, recordingRow } from './recordings.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, page, plausibleInstant } from './shapes.ts';

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

const circumstance = z.enum(circumstances);
export type Circumstance = z.infer<typeof circumstance>;
/** Procedure of the case that an act serves. */
const procedure = z.enum(procedures);
export type Procedure = z.infer<typeof procedure>;

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
  officers: z.array(z.object({ id, name: z.string() })),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Whether film was made and so is owed to the store. */
  filmed: z.boolean(),
  circumstances: z.array(circumstance),
  /** Null while it serves no case. */
  procedure: procedure.nullable(),
  /** Films linked to the act: in the list those that the caller may see, in the act itself all of them. */
  recordings: z.int(),
});
export type ActRow = z.infer<typeof actRow>;

const eachOnce = z
  .array(circumstance)
  .refine((all) => new Set(all).size === all.length, refusals.chosenTwice.zh);

export const actInput = z.object({
  type: actType,
  cause: name,
  party: z.string().trim().max(100).nullable(),
  place: z.string().trim().max(200).nullable(),
  unitId: id,
  officerIds: z
    .array(id)
    .min(1)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, refusals.namedTwice.zh),
  startedAt: plausibleInstant,
  endedAt: plausibleInstant.nullable(),
  filmed: z.boolean(),
  circumstances: eachOnce.default([]),
  procedure: procedure.nullable().default(null),
});
/** All of an act is said anew: what is left out cannot be told from what is taken back. */
export const actChange = actInput.extend({ id, circumstances: eachOnce, procedure: procedure.nullable() });
export const actPage = page(actRow);
export const actFilter = z.object({
  text: z.string().trim().max(100).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const act = actRow.extend({
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

export const evidenceInput = z.object({
  actId: id,
  recordingId: id,
  note: z.string().trim().max(1000).nullable(),
});
export const unlinkInput = z.object({ id, reason: z.string().trim().min(1).max(1000) });

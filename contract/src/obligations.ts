import { z } from 'zod';
import { id, instant } from './shapes.ts';

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** One step of a count: a day, or an instant, and why it counts or not. */
export const countingStep = z.object({
  on: z.string(),
  counted: z.boolean(),
  ordinal: z.int().nullable(),
  reason: bilingual,
});
export type CountingStep = z.infer<typeof countingStep>;

export const dutyState = z.enum([
  'due',
  'overdue',
  'discharged',
  'dischargedLate',
  'undetermined',
  'noPackInForce',
]);
export type DutyState = z.infer<typeof dutyState>;

/** A duty to store or hand over film, as judged under a rule pack, with its counting. */
export const duty = z.object({
  id,
  subject: z.object({ type: z.enum(['recording', 'act']), id, title: z.string() }),
  duty: z.enum(['store', 'handover']),
  tier: z.enum(['local', 'parent']),
  state: dutyState,
  dueBefore: instant.nullable(),
  provisional: z.boolean(),
  dischargedAt: instant.nullable(),
  excusable: z.boolean(),
  exceptionApplied: z.boolean(),
  exceptionRefused: bilingual.nullable(),
  citation: z.object({ packId: z.string(), title: z.string(), article: z.string(), label: z.string() }),
  packFingerprint: z.string(),
  /** When the counting began: end of the recording, or of the act. */
  countedFrom: instant.nullable(),
  steps: z.array(countingStep),
  explanation: bilingual,
});
export type Duty = z.infer<typeof duty>;

/** The three numbers of the first screen and the list by due time. */
export const workbench = z.object({
  dueToday: z.int(),
  late: z.int(),
  waitingForMe: z.int(),
  duties: z.array(duty),
  uploadsOpen: z.int(),
  conflicts: z.int(),
});
export type Workbench = z.infer<typeof workbench>;

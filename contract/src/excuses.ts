import { z } from 'zod';
import { roles } from './permissions.ts';
import { refusals } from './refusals.ts';
import { id, instant, sentence } from './shapes.ts';

export const excuseKind = z.enum(['continuous', 'offsite', 'remote', 'other']);
export const excuseState = z.enum(['stated', 'accepted', 'refused', 'withdrawn']);

/** One office that has to agree, and what it said. */
export const excuseStep = z.object({
  /** A word of the packs' list of offices. */
  office: z.string(),
  /** Whoever holds this role decides for the office. */
  role: z.enum(roles),
  decision: z.object({ by: z.string(), at: instant, accepted: z.boolean(), reason: z.string() }).nullable(),
});

/** Why a duty was missed, and who said what to it. It never takes the lateness away. */
export const excuse = z.object({
  id,
  version: z.int(),
  kind: excuseKind,
  ground: z.string(),
  note: z.string().nullable(),
  recordings: z.array(z.object({ id, name: z.string() })),
  statedBy: z.string(),
  statedAt: instant,
  state: excuseState,
  steps: z.array(excuseStep),
  /** Names of those who can agree at the step that is next. */
  deciders: z.array(z.string()),
  /** A role of which the organ has too few people for all steps, each agreed to by somebody else; null: enough. */
  lacking: z.enum(roles).nullable(),
  /** What the person who asks may do with it; `decide`: also agree. */
  abilities: z.object({ decide: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() }),
});
export type Excuse = z.infer<typeof excuse>;

const shortest = 10;

/** A duty is explained with films of the organ, or with a written note of at least ten characters. */
export const excuseInput = z
  .object({
    /** The duty. */
    id,
    kind: excuseKind,
    ground: sentence,
    note: z.string().trim().max(5000).nullable(),
    recordingIds: z.array(id).max(20),
  })
  .refine(({ note }) => !note || [...note].length >= shortest, {
    path: ['note'],
    message: refusals.noteTooShort.zh,
  })
  .refine(({ note, recordingIds }) => note || recordingIds.length > 0, {
    path: ['note'],
    message: refusals.noEvidence.zh,
  });

/** `step` is the number of decisions that were seen: who was overtaken decides nothing. */
export const excuseDecision = z.object({
  id,
  step: z.int().min(0).max(9),
  accepted: z.boolean(),
  reason: sentence,
});

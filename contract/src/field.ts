import { z } from 'zod';
import { actStep, checklists, stepCorrection, stepInput } from './act-steps.ts';
import { actInput, actRow, evidenceInput } from './cases.ts';
import { phrase } from './phrases.ts';
import { officer, unit } from './roster.ts';
import { id, instant, sentence } from './shapes.ts';
import { actSignatureInput, drawnSignature } from './signatures.ts';

/** Small letters, as the database keeps ids. */
const ownId = id.toLowerCase();

/** What can be tapped on the phone page, by what it becomes. Files go up the line of uploads first and then become links. */
export const fieldKinds = ['act', 'step', 'correction', 'signature', 'film', 'givenUp'] as const;
export type FieldKind = (typeof fieldKinds)[number];

const what = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('act'), act: actInput.extend({ id: ownId }) }),
  z.object({ kind: z.literal('step'), step: stepInput }),
  z.object({ kind: z.literal('correction'), step: stepCorrection }),
  z.object({ kind: z.literal('signature'), signature: actSignatureInput }),
  z.object({ kind: z.literal('film'), film: evidenceInput }),
  z.object({
    kind: z.literal('givenUp'),
    /** The act that it was about, where the house knows it. */
    actId: ownId.nullable(),
    /** What it would have become. */
    instead: z.enum(['act', 'step', 'correction', 'signature', 'film']),
    /** Why the house refused it, if it ever did. */
    refusal: z.string().max(60).nullable(),
    /** What was tapped, as text that anyone can read: a file is told by its name, size and digest. */
    said: z.string().max(200_000),
    reason: sentence,
  }),
]);
export type FieldWhat = z.input<typeof what>;

/**
 * One tap on the phone, as it is sent: `id` is made on the phone, and the same sent twice is entered once. Times of the
 * phone's clock are told beside how far it was off when that was measured last.
 */
export const fieldEntryInput = z.object({
  id: ownId,
  /** This installation of the page. */
  phone: ownId,
  /** Place among all that was tapped on this phone: a clock can be set back, this cannot. */
  ordinal: z.int().min(1),
  /** By the phone's own clock, uncorrected. */
  tappedAt: instant,
  clock: z.object({ offsetMs: z.int(), measuredAt: instant }).nullable(),
  what,
});
export type FieldEntryInput = z.input<typeof fieldEntryInput>;

/** An act as the phone keeps it. */
export const fieldAct = actRow.extend({ steps: z.array(actStep) });
export type FieldAct = z.infer<typeof fieldAct>;

/** What the page needs to work on without network, read whenever there is one. */
export const fieldKit = z.object({
  /** The house's clock at the answer. */
  now: instant,
  units: z.array(unit),
  officers: z.array(officer),
  checklists,
  /** The organ's standard phrases (规范用语) of the day, for every kind of act. */
  phrases: z.array(phrase),
  /** The officer's own acts that began since yesterday, or lie ahead, latest first. */
  acts: z.array(fieldAct),
});
export type FieldKit = z.infer<typeof fieldKit>;

/** How an act's steps and signatures came from a phone, for the page of the act. */
export const fieldTrace = z.object({
  signatures: z.array(drawnSignature),
  entries: z.array(
    z.object({
      id,
      kind: z.enum(fieldKinds),
      subjectId: id.nullable(),
      ordinal: z.int(),
      tappedAt: instant,
      offsetMs: z.int().nullable(),
      arrivedAt: instant,
      sentBy: z.string(),
      givenUp: z
        .object({ instead: z.string(), refusal: z.string().nullable(), said: z.string(), reason: z.string() })
        .nullable(),
    }),
  ),
});
export type FieldTrace = z.infer<typeof fieldTrace>;

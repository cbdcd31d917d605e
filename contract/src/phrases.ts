import { z } from 'zod';
import { type ActType, actType } from './cases.ts';
import { occasions } from './register-kinds.ts';
import { civilDate, id, plausibleDate } from './shapes.ts';

// Standard phrases (规范用语) as whoever reads them aloud asks for them: those of one day, for one kind of act.

export type Occasion = (typeof occasions)[number];

const always: readonly Occasion[] = ['opening', 'identity', 'recordingNotice', 'rights'];
const atTheEnd: readonly Occasion[] = ['refusal', 'resuming', 'closing', 'otherOccasion'];

/** What a kind of act has of its own between its opening and its closing. */
const own: Readonly<Record<ActType, readonly Occasion[]>> = {
  dailyPatrol: [],
  onSiteInspection: ['questioning', 'sampling'],
  evidenceCollection: ['questioning', 'sampling'],
  questioning: ['questioning'],
  sampling: ['sampling'],
  advanceRegistration: ['sampling'],
  service: ['service'],
  retainedService: ['service'],
  publicNoticeService: ['service'],
  hearing: ['questioning'],
  penalty: ['questioning', 'service'],
  caseProcedure: ['questioning', 'sampling', 'coercion', 'service'],
  seal: ['coercion', 'service'],
  detain: ['coercion', 'service'],
  freezeFunds: ['coercion', 'service'],
  libertyRestriction: ['coercion', 'service'],
  forcedDemolition: ['coercion', 'service'],
  substitutePerformance: ['coercion', 'service'],
  licence: ['service'],
  other: ['questioning', 'sampling', 'coercion', 'service'],
};

/** The occasions of a kind of act on which something is said, in the order in which they come. */
export const occasionsOfAct = (type: ActType): readonly Occasion[] => [...always, ...own[type], ...atTheEnd];

/** Levels by which a phrase is laid down, the nearest to the officer first. */
export const phraseLevels = ['ownOrgan', 'county', 'city', 'province'] as const;

export const phrasesAsked = z.object({
  /** The kind of act; without it, the phrases of every occasion. */
  type: actType.optional(),
  /** The day on which they are said; today when left out. */
  on: plausibleDate.optional(),
});
export const phrase = z.object({
  /** The entry of the register, over all its versions. */
  entryId: id,
  occasion: z.enum(occasions),
  text: z.string(),
  level: z.enum(phraseLevels),
  issuedBy: z.string().nullable(),
  from: civilDate,
  until: civilDate.nullable(),
});
export type Phrase = z.infer<typeof phrase>;
/** In force on `on`: in the order of the occasions, of each the nearest level first, the newest of a level first. */
export const phrases = z.object({ on: civilDate, phrases: z.array(phrase) });

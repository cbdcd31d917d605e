import { z } from 'zod';
import { circumstances } from './act-steps.ts';
import { enteredActType } from './cases.ts';
import { refusals } from './refusals.ts';
import { organ } from './roster.ts';
import { civilDate, id, instant, name, plausibleDate } from './shapes.ts';

/** What a matter can be about: the kinds of acts, and what can hold of them, as acts have them. */
export const activity = enteredActType;
export const circumstance = z.enum(circumstances);
/** How strictly film is asked for, weakest first. */
export const filmingDuty = z.enum(['situational', 'whenFeasible', 'mandatory', 'mandatoryContinuous']);
export const filmingMethod = z.enum(['video', 'audio', 'photo']);
export type FilmingMethod = z.infer<typeof filmingMethod>;

const once = (all: readonly string[]) => new Set(all).size === all.length;
const some = <T extends z.ZodType<string>>(word: T) =>
  z.array(word).max(20).refine(once, refusals.repeated.zh);

/** One line of a list: what is filmed (an activity, a circumstance, or every act), how, and what it rests on. */
export const matterRow = z
  .object({
    matter: name,
    activities: z.union([z.literal('all'), some(activity)]),
    circumstances: some(circumstance),
    content: z.string().trim().max(1000),
    link: z.string().trim().max(500),
    methods: some(filmingMethod),
    duty: filmingDuty,
    /** References such as `SX-10(1)`. */
    articles: some(z.string().regex(/^[A-Z][A-Z0-9]*-[0-9a-z.()-]{1,12}$/, refusals.articleForm.zh)),
  })
  .refine((row) => row.activities === 'all' || row.activities.length + row.circumstances.length > 0, {
    path: ['activities'],
    message: refusals.chooseSubject.zh,
  });
export type MatterRow = z.infer<typeof matterRow>;

export const citation = z.object({
  /** Empty for a reference to a text that the house does not have. */
  packId: z.string(),
  article: z.string(),
  title: z.string(),
  titleEn: z.string(),
  label: z.string(),
});
export const shownMatter = matterRow.safeExtend({ citations: z.array(citation) });
export type ShownMatter = z.infer<typeof shownMatter>;

export const matterListKind = z.enum(['avMatters', 'fullProcess']);

/** Where a list stands: whose turn it is, and once approved whether its time has come. */
export const matterStanding = z.enum([
  'draft',
  'review',
  'approval',
  'upcoming',
  'inForce',
  'superseded',
  'withdrawn',
]);
export type MatterStanding = z.infer<typeof matterStanding>;

const step = z.object({ by: z.string(), at: instant }).nullable();

export const matterListSummary = z.object({
  id,
  /** Given with the approval. */
  version: z.int().nullable(),
  /** Counts each change; a command names the one that its sender saw. */
  revision: z.int(),
  standing: matterStanding,
  kind: matterListKind,
  title: z.string(),
  matters: z.int(),
  effectiveFrom: civilDate.nullable(),
  /** The last day of a version that another one followed. */
  effectiveUntil: civilDate.nullable(),
  /** Open to everybody without sign-in. */
  published: z.boolean(),
  drafted: step,
  changed: step,
  submitted: step,
  reviewed: step,
  approved: step,
  withdrawn: step,
  /** What the reviewer or the head said last, or why it was withdrawn. */
  remarks: z.string().nullable(),
});
export type MatterListSummary = z.infer<typeof matterListSummary>;

/** Where a list falls short of the law. `row` counts from 0; null for what no row holds. */
export const matterFault = z.object({
  row: z.int().nullable(),
  field: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
  article: z.string().nullable(),
});
export type MatterFault = z.infer<typeof matterFault>;

export const matterList = matterListSummary.extend({
  rows: z.array(shownMatter),
  faults: z.array(matterFault),
  /** The version that this one follows or would follow. */
  formerId: id.nullable(),
  abilities: z.object({
    edit: z.boolean(),
    review: z.boolean(),
    approve: z.boolean(),
    withdraw: z.boolean(),
  }),
});
export type MatterList = z.infer<typeof matterList>;

export const matterLists = z.object({
  lists: z.array(matterListSummary),
  mayDraft: z.boolean(),
  /** What the law in force today asks for; null where it asks for no list. */
  demanded: z.object({ kind: matterListKind, publish: z.boolean(), citation }).nullable(),
  /** Path of the public page; null while nothing is published. */
  publicPath: z.string().nullable(),
});
export type MatterLists = z.infer<typeof matterLists>;

const revision = z.int().min(1);
const remarks = z.string().trim().max(2000);
export const matterDraftInput = z.object({ from: z.enum(['law', 'current', 'nothing']) });
export const matterChange = z.object({
  id,
  revision,
  title: name,
  publish: z.boolean(),
  effectiveFrom: plausibleDate.nullable(),
  rows: z.array(matterRow).max(300),
});
export const matterStep = z.object({ id, revision });
const decision = matterStep.extend({ agrees: z.boolean(), remarks });
const reasonGiven = (input: { agrees: boolean; remarks: string }) => input.agrees || input.remarks !== '';
const reasonMissing = { path: ['remarks'], message: refusals.whatToMend.zh };
export const matterReview = decision.refine(reasonGiven, reasonMissing);
export const matterApproval = decision
  .extend({
    /** Null: the day of approval. */
    effectiveFrom: plausibleDate.nullable(),
    /** Said in so many words that it applies from a day already past. */
    retroactive: z.boolean(),
  })
  .refine(reasonGiven, reasonMissing);
export const matterWithdrawal = matterStep.extend({ reason: z.string().trim().min(1).max(2000) });

export const publicMattersQuery = z.object({
  organ: organ.shape.code,
  version: z.coerce.number().int().min(1).max(100_000).optional(),
});

/** A list as everybody may read it: no names of people. */
export const publicMatters = z.object({
  organ: z.object({ code: z.string(), name: z.string() }),
  kind: matterListKind,
  title: z.string(),
  version: z.int(),
  standing: z.enum(['inForce', 'superseded']),
  effectiveFrom: civilDate,
  effectiveUntil: civilDate.nullable(),
  approvedOn: civilDate,
  reviewedOn: civilDate,
  matters: z.array(shownMatter),
  /** Published versions, newest first. */
  versions: z.array(
    z.object({ version: z.int(), effectiveFrom: civilDate, effectiveUntil: civilDate.nullable() }),
  ),
});
export type PublicMatters = z.infer<typeof publicMatters>;

import { z } from 'zod';
import { approvalMatters, caseMoveKinds, moveNeeds } from './case-moves.ts';
import { caseStates } from './case-stages.ts';
import { bilingual, citation } from './obligations.ts';
import { roles } from './permissions.ts';
import { refusals } from './refusals.ts';
import { id, instant, plausibleDate, plausibleInstant, sentence } from './shapes.ts';

export const approvalMatter = z.enum(approvalMatters);
export const moveKind = z.enum(caseMoveKinds);
export const decisionOutcomes = ['penalise', 'noPenalty', 'noOffence'] as const;

/** Who has the word in a step of a chain: whoever holds a role, or one person. */
export const chainStep = z.union([
  z.object({ role: z.enum(roles, refusals.choose.zh) }),
  z.object({ accountId: id }),
]);
export type ChainStep = z.infer<typeof chainStep>;
/** A step as it is shown: who, in words. */
const shownStep = z.object({ role: z.enum(roles).nullable(), accountId: id.nullable(), who: z.string() });

export const approvalChain = z.object({
  matter: approvalMatter,
  steps: z.array(shownStep),
  /** 0 while the organ has set none: the head approves. */
  revision: z.int(),
  /** Of decisions: each goes through legal review, whatever the case. */
  reviewAlways: z.boolean(),
  /** Documents of this matter become final only when they were approved. */
  documentsFirst: z.boolean(),
});
export type ApprovalChain = z.infer<typeof approvalChain>;
export const approvalChains = z.object({
  chains: z.array(approvalChain),
  accounts: z.array(z.object({ id, name: z.string() })),
  mayChange: z.boolean(),
});
export const chainInput = z.object({
  matter: approvalMatter,
  revision: z.int(),
  steps: z.array(chainStep).min(1, refusals.chooseSome.zh).max(6),
  reviewAlways: z.boolean(),
  documentsFirst: z.boolean(),
});

const words = z.string().trim().max(2000);
const stated = <const K extends string, S extends z.ZodRawShape>(kinds: readonly K[], shape: S) =>
  z.object({ kind: z.literal(kinds), at: plausibleInstant.nullable(), detail: z.strictObject(shape) });
const measure = { actId: id, stepId: id };

/** A move as somebody states it. `at` null: the moment at which it is made, or approved. */
export const statedMove = z.discriminatedUnion('kind', [
  stated(['refuseFiling', 'withdraw', 'reopen', 'reportCrime', 'approveTransfer'], { reason: sentence }),
  stated(['file', 'conclude', 'close', 'approveRegistration', 'approveMeasure'], { opinion: words }),
  // The fine is left out where the party is only warned.
  stated(['decideOnSpot'], { content: sentence, fine: z.number().positive().max(1e8).optional() }),
  stated(['submitReview'], { reviewerId: id.nullable(), opinion: words }),
  stated(['agreeInReview'], { opinion: words }),
  stated(['returnInReview'], { opinion: sentence }),
  stated(['discuss'], { people: sentence, result: sentence }),
  stated(['giveNotice'], { content: sentence }),
  stated(['hearStatement'], { waived: z.boolean(), content: words }),
  stated(['notifyHearingRight', 'requestHearing', 'notifyHearing'], {}),
  // Said by the party, or so by law: not asked for in time, or not come to.
  stated(['waiveHearing'], { expired: z.boolean(), absent: z.boolean().optional() }),
  stated(['setHearing'], { on: plausibleDate, place: sentence, presiderId: id }),
  stated(['holdHearing'], { report: sentence }),
  stated(['decide'], { outcome: z.enum(decisionOutcomes, refusals.choose.zh), content: sentence }),
  stated(['serve', 'perform'], { note: words, paid: z.boolean().optional() }),
  stated(['transferCase', 'policeFile', 'policeDecline', 'contestRefusal', 'handOverItems'], {
    note: words,
  }),
  stated(['extendMeasure'], { ...measure, reason: sentence }),
  stated(['liftMeasure'], { ...measure, reason: sentence }),
]);
export type StatedMove = z.infer<typeof statedMove>;
/** The sender makes the move's id, and says how many moves were seen. */
export const moveInput = z.object({
  id: id.toLowerCase(),
  caseId: id,
  seen: z.int().min(0),
  move: statedMove,
});
/** Made at once, or waiting for its approval. */
export const moveOutcome = z.object({ id, approvalId: id.nullable() });

const approvalWord = z.object({ by: z.string(), at: instant, agrees: z.boolean(), opinion: z.string() });
export const approvalStates = ['open', 'approved', 'returned', 'withdrawn'] as const;
export const approval = z.object({
  id,
  matter: approvalMatter,
  state: z.enum(approvalStates),
  title: z.string(),
  subject: z.object({ type: z.enum(['move', 'document']), id }),
  /** `at`: the time that was stated for it, for the approver to check; null where it is that of the approval. */
  move: z
    .object({ kind: moveKind, at: instant.nullable(), detail: z.record(z.string(), z.unknown()) })
    .nullable(),
  opinion: z.string(),
  steps: z.array(shownStep),
  words: z.array(approvalWord),
  requestedBy: z.string(),
  requestedAt: instant,
  revision: z.int(),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
});
export type Approval = z.infer<typeof approval>;
export const approvalDecision = z
  .object({ id, revision: z.int(), agrees: z.boolean(), opinion: words })
  .refine((input) => input.agrees || input.opinion !== '', {
    path: ['opinion'],
    message: refusals.whyNot.zh,
  });
export const approvalWithdrawal = z.object({ id, revision: z.int() });

const missing = z.object({
  need: z.enum(Object.keys(moveNeeds) as [keyof typeof moveNeeds]),
  said: bilingual,
  citation: citation.nullable(),
});
/** A move that can be thought of now: what it lacks, and whether the person who asks may make it. */
export const possibleMove = z.object({
  kind: moveKind,
  citation,
  approval: approvalMatter.nullable(),
  missing: z.array(missing),
  /** It leads on to another state. */
  leadsOn: z.boolean(),
  mayMake: z.boolean(),
  /** The approval of it that is open. */
  waiting: id.nullable(),
});
export type PossibleMove = z.infer<typeof possibleMove>;

const madeMove = z.object({
  id,
  kind: moveKind,
  at: instant,
  detail: z.record(z.string(), z.unknown()),
  by: z.string(),
  madeAt: instant,
  approvalId: id.nullable(),
  from: z.enum(caseStates),
  to: z.enum(caseStates),
});
export type ShownMove = z.infer<typeof madeMove>;

/** A coercive measure that serves the case, with its clock in the duties of its act. */
const caseMeasure = z.object({
  actId: id,
  actNumber: z.string(),
  stepId: id,
  kind: z.enum(['measureTaken', 'measureTakenUrgently', 'freezeImposed']),
  at: instant,
  extendedAt: instant.nullable(),
  /** Days of testing that were entered, told to the party or not. */
  testings: z.int(),
  endedAt: instant.nullable(),
});
export type CaseMeasure = z.infer<typeof caseMeasure>;

/** How a case stands: what was done, what is missing for the next link, what waits for whom. */
export const caseCourse = z.object({
  caseId: id,
  state: z.enum(caseStates),
  /** How many moves were made; a command names the number that its sender saw. */
  count: z.int(),
  /** The act that carries the steps of the procedure; null before filing. */
  actId: id.nullable(),
  filedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  review: z.object({
    state: z.enum(['none', 'open', 'agreed', 'returned']),
    required: z.boolean(),
    who: z.string().nullable(),
    since: instant.nullable(),
    opinion: z.string().nullable(),
  }),
  hearing: z.enum(['none', 'rightNotified', 'requested', 'waived', 'set', 'notified', 'held']),
  crime: z.enum(['none', 'reported', 'refused', 'approved', 'transferred', 'policeFiled', 'declined']),
  possible: z.array(possibleMove),
  moves: z.array(madeMove),
  approvals: z.array(approval),
  measures: z.array(caseMeasure),
  /** Who can review: the organ's legal reviewers that do not handle the case. */
  reviewers: z.array(z.object({ id, name: z.string() })),
  mayActOn: z.boolean(),
});
export type ShownCourse = z.infer<typeof caseCourse>;

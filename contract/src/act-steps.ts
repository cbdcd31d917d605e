import { z } from 'zod';
import { bilingual } from './obligations.ts';
import { media } from './on-site.ts';
import { refusals } from './refusals.ts';
import { civilDate, id, instant, plausibleDate, plausibleInstant, sentence } from './shapes.ts';

/*
 * The words of the law that people enter about an act. They are those of the rules' vocabulary, which this room does
 * not import; a test of the server compares them.
 */
export const circumstances = [
  'disputeProne',
  'lifeHealthProperty',
  'personalLiberty',
  'caseHandlingPlace',
] as const;
export const procedures = ['summary', 'ordinary'] as const;
export const deviceChecks = ['performance', 'battery', 'storage'] as const;
export const statementFields = ['time', 'place', 'officers', 'cause', 'subject', 'links', 'acts'] as const;
export type StatementField = (typeof statementFields)[number];
export const interruptionCauses = [
  'deviceFault',
  'damage',
  'lowBattery',
  'lowStorage',
  'weather',
  'obstruction',
  'other',
] as const;
export const breaches = [
  'notRecorded',
  'altered',
  'privatelyKept',
  'disclosed',
  'misused',
  'destroyed',
  'notMaintained',
  'notStored',
  'other',
] as const;
export const restrictionGrounds = ['obstruction', 'stateSecret', 'other'] as const;
export const longTermTriggers = ['partyObjects', 'partyResists', 'massIncident', 'otherImportant'] as const;
export const noteFields = ['takenBy', 'takenAt', 'place'] as const;

/** What can be entered about an act, by the occasion on which people look for it. */
export const stepGroups = {
  onSite: [
    'deviceChecked',
    'arrived',
    'openingStated',
    'recordingNotified',
    'bystandersFilmed',
    'bystandersTold',
    'bystandersRestricted',
    'keyContentFilmed',
    'interrupted',
    'interruptionReported',
    'interruptionExplained',
    'filmingInfeasible',
    'keyLinksFilmed',
    'documentRecorded',
    'fallbackExplained',
    'textSuffices',
    'left',
  ],
  text: ['textItemRecorded'],
  evidence: [
    'evidenceNoted',
    'discFiled',
    'longTermTriggered',
    'volumePeriodSet',
    'registrationStarted',
    'registrationDecided',
    'testing',
  ],
  procedure: [
    'violationFound',
    'violationEnded',
    'caseFiled',
    'hearingRightNotified',
    'hearingRequested',
    'hearingSet',
    'hearingNotified',
    'decisionMade',
    'decisionChanged',
    'publicationWithdrawn',
  ],
  coercion: [
    'measureTaken',
    'measureTakenUrgently',
    'measureReported',
    'measureExtended',
    'measureEnded',
    'freezeImposed',
    'freezeNotified',
    'freezeEnded',
    'demandServed',
    'lateFineImposed',
    'performanceSet',
    'enforcedUrgently',
    'enforcementApplied',
    'enforcementAccepted',
    'enforcementAcceptedForInquiry',
    'enforcementRuled',
  ],
  fine: ['fineCollected', 'fineHandedIn', 'finePaidIn', 'finePaid'],
  service: [
    'decisionServed',
    'noticePosted',
    'remedyExpired',
    'reviewApplied',
    'reviewReceived',
    'simpleReviewReceived',
    'reviewAnswered',
    'reviewAccepted',
    'simpleReviewAccepted',
    'reviewExtended',
    'reviewConcluded',
    'reviewDecided',
    'sued',
    'complaintReceived',
    'complaintAnswered',
  ],
  transfer: [
    'crimeReported',
    'transferDecided',
    'transferApproved',
    'caseTransferred',
    'policeFiled',
    'policeDeclined',
    'refusalContested',
    'itemsHandedOver',
  ],
  information: [
    'informationFormed',
    'informationPublished',
    'informationRequested',
    'unclearRequestReceived',
    'correctionAsked',
    'thirdPartyAsked',
    'thirdPartyAnswered',
    'informationExtended',
    'informationAnswered',
  ],
  accountability: ['breachFound', 'breachHandled'],
} as const;
export type StepGroup = keyof typeof stepGroups;
export type StepKind = (typeof stepGroups)[StepGroup][number];
export const stepKinds: readonly StepKind[] = Object.values(stepGroups).flat();

const one = <const T extends readonly string[]>(list: T) => z.enum(list, refusals.choose.zh);
const some = <const T extends readonly string[]>(list: T) =>
  z
    .array(one(list))
    .min(1, refusals.chooseSome.zh)
    .refine((all) => new Set(all).size === all.length, refusals.chosenTwice.zh);
const item = z.string().regex(/^[a-z][a-zA-Z0-9]{0,59}$/, refusals.choose.zh);
/** Small letters, as the database keeps ids. */
const ownId = id.toLowerCase();
const recording = z.uuid(refusals.chooseRecording.zh).toLowerCase();

/** A step that lasts can have an end; to others `until` is null. */
const lasting = plausibleInstant.nullable();
const momentary = z.null(refusals.momentary.zh);

function step<const K extends readonly StepKind[], D extends z.ZodRawShape, U extends z.ZodType>(
  kinds: K,
  detail: D,
  until: U,
) {
  return z.object({ kind: z.literal(kinds), at: plausibleInstant, until, detail: z.strictObject(detail) });
}

const interrupted = { cause: one(interruptionCauses), voice: z.boolean(), resumed: z.boolean() };
const applied = { item, applicable: z.literal(true) };
const notApplicable = { item, applicable: z.literal(false), reason: sentence };
/** Steps of a moment that end, extend or answer another, and what that can be. */
const answers = {
  breachHandled: ['breachFound'],
  registrationDecided: ['registrationStarted'],
  hearingRequested: ['hearingRightNotified'],
  hearingNotified: ['hearingSet'],
  decisionMade: ['caseFiled'],
  decisionServed: ['decisionMade'],
  publicationWithdrawn: ['decisionChanged'],
  measureReported: ['measureTakenUrgently'],
  measureExtended: ['measureTaken', 'measureTakenUrgently', 'freezeImposed'],
  measureEnded: ['measureTaken', 'measureTakenUrgently'],
  freezeNotified: ['freezeImposed'],
  freezeEnded: ['freezeImposed'],
  demandServed: ['performanceSet'],
  enforcementApplied: ['remedyExpired'],
  enforcementAccepted: ['enforcementApplied'],
  enforcementAcceptedForInquiry: ['enforcementApplied'],
  enforcementRuled: ['enforcementAccepted', 'enforcementAcceptedForInquiry'],
  fineHandedIn: ['fineCollected'],
  finePaidIn: ['fineHandedIn'],
  finePaid: ['decisionServed'],
  reviewApplied: ['decisionServed'],
  reviewAnswered: ['reviewReceived', 'simpleReviewReceived'],
  reviewExtended: ['reviewAccepted'],
  reviewConcluded: ['reviewAccepted', 'simpleReviewAccepted'],
  reviewDecided: ['reviewAccepted', 'simpleReviewAccepted'],
  sued: ['decisionServed', 'reviewDecided'],
  complaintAnswered: ['complaintReceived'],
  transferDecided: ['crimeReported'],
  transferApproved: ['crimeReported'],
  caseTransferred: ['transferApproved'],
  policeFiled: ['caseTransferred'],
  policeDeclined: ['caseTransferred'],
  refusalContested: ['policeDeclined'],
  itemsHandedOver: ['policeFiled'],
  informationPublished: ['informationFormed'],
  thirdPartyAnswered: ['thirdPartyAsked'],
  informationExtended: ['informationRequested'],
  informationAnswered: ['informationRequested'],
} as const satisfies Partial<Record<StepKind, readonly StepKind[]>>;
/** The same of steps that last. */
const spans = {
  testing: ['measureTaken', 'measureTakenUrgently'],
  correctionAsked: ['unclearRequestReceived'],
  thirdPartyAsked: ['informationRequested'],
} as const satisfies Partial<Record<StepKind, readonly StepKind[]>>;
/** What a step of a kind can be about. Where an act has several of these it has to say which, or settles none. */
export const stepsAbout: Partial<Record<StepKind, readonly StepKind[]>> = { ...answers, ...spans };
const answering = Object.keys(answers) as (keyof typeof answers)[];
const about = { about: ownId.optional() };

const plain = [
  'arrived',
  'recordingNotified',
  'bystandersFilmed',
  'bystandersTold',
  'keyLinksFilmed',
  'documentRecorded',
  'fallbackExplained',
  'left',
  'registrationStarted',
  'violationFound',
  'violationEnded',
  'caseFiled',
  'hearingRightNotified',
  'decisionChanged',
  'measureTaken',
  'measureTakenUrgently',
  'freezeImposed',
  'lateFineImposed',
  'fineCollected',
  'noticePosted',
  'remedyExpired',
  'reviewReceived',
  'simpleReviewReceived',
  'reviewAccepted',
  'simpleReviewAccepted',
  'complaintReceived',
  'crimeReported',
  'informationFormed',
  'informationRequested',
  'unclearRequestReceived',
] as const;

/** What is stated of a step: when it was, and what its kind asks for beside that. Other members are faults. */
export const stepStated = z.discriminatedUnion('kind', [
  step(['interrupted'], interrupted, lasting),
  step(['correctionAsked', 'thirdPartyAsked'], about, lasting),
  step(['testing'], { ...about, notifiedAt: plausibleInstant.optional() }, lasting),
  step(['deviceChecked'], { items: some(deviceChecks) }, momentary),
  step(['openingStated'], { items: some(statementFields) }, momentary),
  step(['interruptionReported', 'interruptionExplained'], { about: ownId.nullable() }, momentary),
  step(['breachFound'], { breach: one(breaches), reason: sentence }, momentary),
  step(['bystandersRestricted'], { ground: one(restrictionGrounds), reason: sentence }, momentary),
  step(['filmingInfeasible', 'textSuffices', 'enforcedUrgently'], { reason: sentence }, momentary),
  z.object({
    kind: z.literal(['keyContentFilmed', 'textItemRecorded']),
    at: plausibleInstant,
    until: momentary,
    detail: z.discriminatedUnion('applicable', [z.strictObject(applied), z.strictObject(notApplicable)]),
  }),
  step(['evidenceNoted'], { items: some(noteFields), recording }, momentary),
  step(['discFiled'], { recording }, momentary),
  step(['longTermTriggered'], { trigger: one(longTermTriggers) }, momentary),
  step(
    ['volumePeriodSet'],
    { years: z.union([z.int().min(1).max(100), z.literal('permanent')]), startsOn: plausibleDate },
    momentary,
  ),
  step(['hearingSet', 'performanceSet'], { on: plausibleDate }, momentary),
  step(answering, about, momentary),
  step(plain, {}, momentary),
]);
export type StepStated = z.output<typeof stepStated>;

/** `id` is made by who sends it: the same sent twice is entered once. */
export const stepInput = z.intersection(
  z.object({ id: ownId, actId: ownId, media: media.nullable().optional() }),
  stepStated,
);
/** `replaces` is the version that was seen and is corrected; one that was replaced meanwhile is refused. */
export const stepCorrection = z.intersection(
  z.object({ id: ownId, replaces: ownId, reason: sentence, media: media.nullable().optional() }),
  stepStated,
);
export const stepWithdrawal = z.object({ id: ownId, replaces: ownId, reason: sentence });

/** What a step can say beside its time; which members it has follows from its kind. */
export const stepDetail = z
  .object({
    items: z.array(z.string()),
    item: z.string(),
    applicable: z.boolean(),
    reason: z.string(),
    cause: z.string(),
    breach: z.string(),
    ground: z.string(),
    voice: z.boolean(),
    resumed: z.boolean(),
    about: id.nullable(),
    recording: id,
    trigger: z.string(),
    years: z.union([z.int(), z.literal('permanent')]),
    startsOn: civilDate,
    on: civilDate,
    notifiedAt: instant,
  })
  .partial();
export type StepDetail = z.infer<typeof stepDetail>;

/** A step of an act. `id` is its own over all versions; the last of these holds, unless it is a withdrawal. */
export const actStep = z.object({
  id,
  kind: z.enum(stepKinds),
  versions: z
    .array(
      z.object({
        id,
        at: instant,
        until: instant.nullable(),
        detail: stepDetail,
        /** Where it can be seen or heard, as somebody stated it. */
        media: media.nullable(),
        withdrawn: z.boolean(),
        /** Why it was corrected or withdrawn; null for the first. */
        reason: z.string().nullable(),
        statedBy: z.string(),
        statedAt: instant,
      }),
    )
    .min(1),
});
export type ActStep = z.infer<typeof actStep>;

const checklist = z.array(bilingual.extend({ id: z.string() }));
/** What the organ's law names to be filmed, written down and spoken; empty where it names nothing. */
export const checklists = z.object({
  keyContents: checklist,
  textRecord: checklist,
  statementFields: z.array(z.enum(statementFields)),
});
export type Checklists = z.infer<typeof checklists>;

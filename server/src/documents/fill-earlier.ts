import type { DocumentContent } from '@liuhen/contract';
import { isFilled } from './format.ts';

/** A document that was made before: its kind and what it says. */
export interface Earlier {
  kind: string;
  number: string | null;
  title: string;
  outward: boolean;
  content: DocumentContent;
}

const found = [
  ...[
    'caseSourceRegister',
    'caseFilingApproval',
    'nonFilingApproval',
    'assignmentNotice',
    'caseTransferLetter',
  ],
  ...[
    'crimeTransferLetter',
    'registrationApproval',
    'measureApproval',
    'measureDecision',
    'rectificationOrder',
  ],
  ...['investigationReport', 'priorNotice', 'hearingRightNotice', 'collectiveDiscussion', 'penaltyApproval'],
  ...['penaltyDecision', 'noPenaltyDecision', 'closingReport'],
] as const;
const decided = ['penaltyApproval', 'penaltyDecision', 'onTheSpotPenalty', 'closingReport'] as const;
const punished = [
  ...['investigationReport', 'priorNotice', 'hearingRightNotice'],
  ...['penaltyApproval', 'penaltyDecision', 'onTheSpotPenalty'],
] as const;
const heard = ['hearingNotice', 'hearingRecord', 'hearingReport'] as const;
const held = ['measureApproval', 'measureDecision', 'measureExtension', 'measureLifting'] as const;
const registered = ['registrationApproval', 'registrationNotice', 'registrationDecision'] as const;
const sampled = ['samplingNotice', 'sampleHandlingNotice', 'testCommission'] as const;

/** Between which kinds what a field says goes on: it means the same in all of a group, and in no other. */
const groups: Record<string, readonly (readonly string[])[]> = {
  facts: [found],
  evidence: [found],
  reasons: [['investigationReport', 'priorNotice', 'noPenaltyDecision'], held, registered],
  basis: [['measureApproval', 'measureDecision'], punished],
  proposal: [['investigationReport', 'legalReviewOpinion']],
  intendedPenalty: [['priorNotice', 'hearingRightNotice']],
  penalty: [decided],
  fine: [[...decided, 'demandNotice']],
  discretion: [decided],
  defence: [decided],
  statement: [['defenceRecord', 'defenceReview']],
  hearingAt: [heard],
  hearingPlace: [heard],
  presiderName: [heard],
  openHearing: [heard],
  attendants: [heard],
  measure: [held],
  storage: [held, registered],
  place: [held, registered],
  goods: [held, registered],
  samples: [sampled],
  duty: [['demandNotice', 'enforcementDecision', 'substituteDecision', 'courtApplication']],
};
/** What is the same in all documents of an organ. */
const ofOrgan = ['reviewOrgan', 'court', 'bank', 'account', 'contact', 'contactPhone', 'contactAddress'];

/** Whose number `measureNumber` is, by the kind that names it. */
const numbered: Record<string, readonly string[]> = {
  measureExtension: ['measureDecision'],
  measureLifting: ['measureDecision'],
  registrationDecision: ['registrationNotice'],
  sampleHandlingNotice: ['samplingNotice'],
  goodsList: ['measureDecision', 'registrationNotice'],
};

/** Fields that the earlier documents of the case say, the last one that does first. */
function carried(kind: string, earlier: readonly Earlier[]): DocumentContent {
  const known: DocumentContent = {};
  for (const [field, all] of Object.entries(groups)) {
    const kinds = new Set(all.filter((group) => group.includes(kind)).flat());
    const from = earlier.find((one) => kinds.has(one.kind) && isFilled(one.content[field]));
    const value = from?.content[field];
    if (value !== undefined) known[field] = value;
  }
  return known;
}

/**
 * What documents that are final say of the fields of a new one: `ofCase` those of its case, `ofHouse` those of the
 * organ, both with the last one first.
 */
export function fillFromEarlier(
  kind: string,
  ofCase: readonly Earlier[],
  ofHouse: readonly Pick<Earlier, 'content'>[],
): DocumentContent {
  const known = carried(kind, ofCase);
  for (const field of ofOrgan) {
    const from = [...ofCase, ...ofHouse].find(({ content }) => isFilled(content[field]));
    const value = from?.content[field];
    if (value !== undefined) known[field] = value;
  }
  const numbers = numbered[kind] ?? [];
  const about = ofCase.find((one) => numbers.includes(one.kind) && one.number !== null);
  if (about?.number) known.measureNumber = about.number;
  const out = kind === 'serviceReceipt' ? ofCase.find(({ outward }) => outward) : undefined;
  if (out !== undefined) known.served = `${out.title}${out.number === null ? '' : `（${out.number}）`}`;
  return known;
}

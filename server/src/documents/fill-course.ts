import type { CaseMoveKind, CaseSource, DocumentContent } from '@liuhen/contract';
import { sayingIn } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';

const { nameOf } = sayingIn('zh');

/** A move of a case as the log of its course has it. */
export interface MadeMove {
  kind: CaseMoveKind;
  at: string;
  detail: Readonly<Record<string, unknown>>;
  by: string;
}

/** What a case says of itself beside its moves. */
export interface CaseSaid {
  cause: string;
  party: string | null;
  source: CaseSource | null;
  sourceNote: string | null;
  openedAt: string;
  /** What the line of the list of causes cites. */
  basis: string | null;
  /** Names of accounts that moves name. */
  names: ReadonlyMap<string, string>;
}

type Kinds = readonly CaseMoveKind[];
const textOf = (move: MadeMove | undefined, key: string): string => {
  const value = move?.detail[key];
  return typeof value === 'string' ? value.trim() : '';
};

const closings: Record<string, string> = {
  perform: 'performed',
  transferCase: 'transferred',
  withdraw: 'withdrawn',
};

/** How a case was closed, by the last that was done in it. */
function closedAs(last: (...kinds: Kinds) => MadeMove | undefined): string {
  const move = last('perform', 'transferCase', 'withdraw');
  if (move !== undefined) return closings[move.kind] ?? '';
  const outcome = textOf(last('decide'), 'outcome');
  return outcome === 'noPenalty' ? 'noPenalty' : '';
}

const fromReview = (review: MadeMove | undefined) => ({
  content: textOf(review, 'opinion'),
  reviewResult: review === undefined ? '' : review.kind === 'agreeInReview' ? 'agree' : 'return',
  reviewerName: review?.by ?? '',
});

const fromStatement = (heard: MadeMove | undefined) => {
  const said = textOf(heard, 'content');
  const waived = heard?.detail.waived === true;
  return {
    statement: waived ? '' : said,
    defence: waived ? said || '当事人在规定期限内没有提出陈述、申辩。' : said,
  };
};

/**
 * What the course of a case says of the fields of its documents: where it came from, when it was filed, what the review,
 * the discussion, the party and the decision said. What is not there is left out.
 */
function fillFromCourse(kindId: string, of: CaseSaid, moves: readonly MadeMove[]): DocumentContent {
  const last = (...kinds: Kinds) => moves.findLast(({ kind }) => kinds.includes(kind));
  const dayOf = (...kinds: Kinds) => {
    const at = last(...kinds)?.at;
    return at === undefined ? '' : beijingDate(at);
  };
  const decision = textOf(last('decide', 'decideOnSpot'), 'content');
  const hearing = last('setHearing');
  const said: Record<string, string> = {
    caseSource: of.source === null ? '' : nameOf('names.caseSource', of.source),
    receivedAt: of.openedAt,
    openedAt: last('file')?.at ?? of.openedAt,
    basis: of.basis ?? '',
    ...(kindId === 'legalReviewOpinion' ? fromReview(last('agreeInReview', 'returnInReview')) : {}),
    ...fromStatement(last('hearStatement')),
    members: textOf(last('discuss'), 'people'),
    intendedPenalty: textOf(last('giveNotice'), 'content'),
    penalty: decision,
    duty: decision,
    hearingPlace: textOf(hearing, 'place'),
    presiderName: of.names.get(textOf(hearing, 'presiderId')) ?? '',
    decidedOn: dayOf('decide', 'decideOnSpot'),
    servedOn: dayOf('serve'),
    closedOn: dayOf('close'),
    execution: textOf(last('perform'), 'note'),
    closedAs: closedAs(last),
    extendReason: textOf(last('extendMeasure'), 'reason'),
    liftReason: textOf(last('liftMeasure'), 'reason'),
    volumeName: of.party === null ? '' : `${of.party}${of.cause}案`,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}

/** What the moves say of a field that means another thing in one kind than in the others. */
const ownOf: Record<string, Record<string, readonly [Kinds, string]>> = {
  caseFilingApproval: { opinion: [['file'], 'opinion'] },
  nonFilingApproval: { reasons: [['refuseFiling'], 'reason'] },
  legalReviewOpinion: { proposal: [['submitReview'], 'opinion'] },
  collectiveDiscussion: { conclusion: [['discuss'], 'result'] },
  hearingReport: { conclusion: [['holdHearing'], 'report'] },
  crimeTransferLetter: { reasons: [['reportCrime'], 'reason'] },
  closingReport: { opinion: [['close'], 'opinion'] },
};
/** Kinds whose basis is that of the offence; the others cite what they themselves rest on. */
const byCause = new Set([
  ...['caseFilingApproval', 'investigationReport', 'priorNotice', 'hearingRightNotice'],
  ...['penaltyApproval', 'penaltyDecision', 'onTheSpotPenalty'],
]);
const penaltyLaw = '《中华人民共和国行政处罚法》';
const coercionLaw = '《中华人民共和国行政强制法》';
const restsOn: Record<string, string> = {
  nonFilingApproval: `${penaltyLaw}第五十四条`,
  jurisdictionNotice: `${penaltyLaw}第二十五条第二款`,
  crimeTransferLetter: `${penaltyLaw}第二十七条第一款、《行政执法机关移送涉嫌犯罪案件的规定》第三条`,
  questioningNotice: `${penaltyLaw}第五十五条`,
  samplingNotice: `${penaltyLaw}第五十六条`,
  registrationApproval: `${penaltyLaw}第五十六条`,
  registrationNotice: `${penaltyLaw}第五十六条`,
  registrationDecision: `${penaltyLaw}第五十六条`,
  rectificationOrder: `${penaltyLaw}第二十八条第一款`,
  measureExtension: `${coercionLaw}第二十五条`,
  measureLifting: `${coercionLaw}第二十八条`,
  noPenaltyDecision: `${penaltyLaw}第三十三条`,
  demandNotice: `${coercionLaw}第三十五条、第五十四条`,
  enforcementDecision: `${coercionLaw}第三十七条`,
  substituteDecision: `${coercionLaw}第五十条`,
  courtApplication: `${coercionLaw}第五十三条`,
};

/** What the course says of the fields of one kind. */
export function fillKind(kindId: string, of: CaseSaid, moves: readonly MadeMove[]): DocumentContent {
  const { basis, statement, ...common } = fillFromCourse(kindId, of, moves);
  const cited = byCause.has(kindId) ? basis : restsOn[kindId];
  const own = Object.entries(ownOf[kindId] ?? {}).flatMap(([field, [kinds, key]]) => {
    const text = textOf(
      moves.findLast(({ kind }) => kinds.includes(kind)),
      key,
    );
    return text === '' ? [] : [[field, text] as const];
  });
  return {
    ...common,
    // In the report of a hearing it is what both sides said there.
    ...(statement === undefined || kindId === 'hearingReport' ? {} : { statement }),
    ...(cited === undefined ? {} : { basis: cited }),
    ...(kindId === 'caseSourceRegister' && of.sourceNote ? { facts: of.sourceNote } : {}),
    ...Object.fromEntries(own),
  };
}

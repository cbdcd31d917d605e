import type { StepKind } from './act-steps.ts';
import type { CaseState } from './case-stages.ts';
import type { CaseWeight } from './cases.ts';

/*
 * The course of a case (办案流程) as one table: what each move leads from and to, what has to be there before, on which
 * article, who makes it, whose approval it takes and which step of the act it enters. Pure: the server folds a case's
 * moves with it, `docs/case-procedure.md` is drawn from it.
 */

/** Matters that take an approval, by chains that each organ sets. */
export const approvalMatters = [
  'filing',
  'nonFiling',
  'registration',
  'measure',
  'measureExtension',
  'transfer',
  'decision',
  'closing',
  'withdrawal',
  'reopening',
  'document',
] as const;
export type ApprovalMatter = (typeof approvalMatters)[number];

/** What has to be there before a move, and the article that asks for it; null for what only follows from the others. */
export const moveNeeds = {
  source: 'CF-54.2',
  cause: 'CF-54.2',
  handlers: 'CF-42.1',
  party: 'CF-59.1(1)',
  evidence: 'CF-54.1',
  summary: 'CF-51',
  ordinary: 'CF-54.2',
  reviewSettled: 'CF-58.1',
  noReview: 'CF-58.1',
  reviewOpen: 'CF-58.1',
  discussed: 'CF-57.2',
  noticed: 'CF-44',
  heard: 'CF-45.1',
  rightNotified: 'CF-63.1',
  rightWhereDue: 'CF-63.1',
  hearingSettled: 'CF-64(1)',
  hearingRequested: 'CF-64(1)',
  hearingSet: 'CF-64(2)',
  hearingNotified: 'CF-64(2)',
  measuresEnded: 'QZ-27',
  crimeReported: 'YS-5',
  crimeApproved: 'YS-5',
  crimeTransferred: 'YS-8',
  crimeDeclined: 'YS-9',
  policeFiled: 'YS-12',
  policeAnswered: 'YS-8',
  nothingToPerform: 'CF-66.1',
} as const;
export type MoveNeed = keyof typeof moveNeeds;

interface Move {
  from: readonly CaseState[];
  /** Null: the case stays where it is. */
  to: CaseState | null;
  /** The article that the move rests on. */
  article: string;
  by: 'handler' | 'reviewer';
  approval: ApprovalMatter | null;
  needs: readonly MoveNeed[];
  /** Steps of the law that it enters into the act that carries the procedure, or into that of the measure. */
  steps: readonly StepKind[];
}

const open = ['investigating', 'reviewing'] as const;
const running = [...open, 'decided', 'served'] as const;
const byHandler = { by: 'handler', approval: null, needs: [], steps: [] } as const;

export const caseMoves = {
  file: {
    ...byHandler,
    ...{ from: ['received'], to: 'investigating', article: 'CF-54.2', approval: 'filing' },
    ...{ needs: ['ordinary', 'source', 'cause', 'handlers'], steps: ['caseFiled'] },
  },
  refuseFiling: {
    ...byHandler,
    ...{ from: ['received'], to: 'notFiled', article: 'CF-54.2', approval: 'nonFiling', needs: ['source'] },
  },
  decideOnSpot: {
    ...byHandler,
    ...{ from: ['received'], to: 'decided', article: 'CF-51' },
    ...{ needs: ['summary', 'cause', 'party', 'handlers'], steps: ['decisionMade'] },
  },
  conclude: {
    ...byHandler,
    ...{ from: ['investigating'], to: 'reviewing', article: 'CF-57.1' },
    needs: ['cause', 'party', 'handlers', 'evidence'],
  },
  submitReview: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-58.1', needs: ['noReview'] },
  },
  agreeInReview: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-58.1', by: 'reviewer', needs: ['reviewOpen'] },
  },
  returnInReview: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-58.1', by: 'reviewer', needs: ['reviewOpen'] },
  },
  discuss: { ...byHandler, from: ['reviewing'], to: null, article: 'CF-57.2' },
  giveNotice: { ...byHandler, from: ['reviewing'], to: null, article: 'CF-44', needs: ['party'] },
  hearStatement: { ...byHandler, from: ['reviewing'], to: null, article: 'CF-45.1', needs: ['noticed'] },
  notifyHearingRight: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-63.1', needs: ['party'] },
    steps: ['hearingRightNotified'],
  },
  requestHearing: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-64(1)', needs: ['rightNotified'] },
    steps: ['hearingRequested'],
  },
  waiveHearing: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-64(1)', needs: ['rightNotified'] },
  },
  setHearing: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-64(4)', needs: ['hearingRequested'] },
    steps: ['hearingSet'],
  },
  notifyHearing: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-64(2)', needs: ['hearingSet'] },
    steps: ['hearingNotified'],
  },
  holdHearing: {
    ...byHandler,
    ...{ from: ['reviewing'], to: null, article: 'CF-64(8)', needs: ['hearingNotified'] },
  },
  decide: {
    ...byHandler,
    ...{ from: ['reviewing'], to: 'decided', article: 'CF-57.1', approval: 'decision' },
    needs: [
      ...(['party', 'handlers', 'noticed', 'heard', 'rightWhereDue', 'hearingSettled'] as const),
      ...(['reviewSettled', 'discussed'] as const),
    ],
    steps: ['decisionMade'],
  },
  serve: {
    ...byHandler,
    ...{ from: ['decided'], to: 'served', article: 'CF-61.1', steps: ['decisionServed'] },
  },
  // Made along with a service that is taken back, never by itself.
  unserve: { ...byHandler, from: ['served'], to: 'decided', article: 'CF-61.1' },
  perform: { ...byHandler, from: ['served'], to: 'performed', article: 'CF-66.1' },
  close: {
    ...byHandler,
    ...{ from: ['served', 'performed', 'transferred'], to: 'closed', article: 'CF-47', approval: 'closing' },
    needs: ['nothingToPerform', 'policeAnswered', 'measuresEnded'],
  },
  withdraw: {
    ...byHandler,
    ...{ from: open, to: 'withdrawn', article: 'CF-57.1', approval: 'withdrawal', needs: ['measuresEnded'] },
  },
  reopen: {
    ...byHandler,
    ...{ from: ['closed', 'withdrawn', 'notFiled'], to: 'investigating', article: 'CF-75.2' },
    approval: 'reopening',
  },
  reportCrime: {
    ...byHandler,
    ...{ from: open, to: null, article: 'YS-5', needs: ['handlers'], steps: ['crimeReported'] },
  },
  approveTransfer: {
    ...byHandler,
    ...{ from: open, to: null, article: 'YS-5', approval: 'transfer', needs: ['crimeReported'] },
    steps: ['transferDecided', 'transferApproved'],
  },
  transferCase: {
    ...byHandler,
    ...{ from: open, to: 'transferred', article: 'YS-6', needs: ['crimeApproved'] },
    steps: ['caseTransferred'],
  },
  policeFile: {
    ...byHandler,
    ...{ from: ['transferred'], to: null, article: 'YS-8', needs: ['crimeTransferred'] },
    steps: ['policeFiled'],
  },
  policeDecline: {
    ...byHandler,
    ...{ from: ['transferred'], to: 'investigating', article: 'YS-8', needs: ['crimeTransferred'] },
    steps: ['policeDeclined'],
  },
  contestRefusal: {
    ...byHandler,
    ...{ from: open, to: null, article: 'YS-9', needs: ['crimeDeclined'], steps: ['refusalContested'] },
  },
  handOverItems: {
    ...byHandler,
    ...{ from: ['transferred'], to: null, article: 'YS-12', needs: ['policeFiled'] },
    steps: ['itemsHandedOver'],
  },
  approveRegistration: {
    ...byHandler,
    ...{ from: open, to: null, article: 'CF-56', approval: 'registration' },
  },
  approveMeasure: { ...byHandler, from: running, to: null, article: 'QZ-18(1)', approval: 'measure' },
  extendMeasure: {
    ...byHandler,
    ...{ from: running, to: null, article: 'QZ-25.1', approval: 'measureExtension' },
    steps: ['measureExtended'],
  },
  // Also of a case that only waits to be closed, which an open measure would keep from it.
  liftMeasure: {
    ...byHandler,
    ...{ from: [...running, 'performed', 'transferred'], to: null, article: 'QZ-28' },
    steps: ['measureEnded'],
  },
} as const satisfies Record<string, Move>;
export type CaseMoveKind = keyof typeof caseMoves;
export const caseMoveKinds = Object.keys(caseMoves) as CaseMoveKind[];
export const moveOf = (kind: CaseMoveKind): Move => caseMoves[kind];

/** What the moves of a case have led to. */
export interface CaseCourse {
  state: CaseState;
  filedAt: string | null;
  review: { state: 'none' | 'open' | 'agreed' | 'returned'; at: string | null };
  discussedAt: string | null;
  noticedAt: string | null;
  heardAt: string | null;
  hearing: 'none' | 'rightNotified' | 'requested' | 'waived' | 'set' | 'notified' | 'held';
  crime: 'none' | 'reported' | 'refused' | 'approved' | 'transferred' | 'policeFiled' | 'declined';
  decidedAt: string | null;
  /** Whether the decision asks something of the party. */
  penalised: boolean;
}

/** What is known of a move when the case is folded. */
export interface MadeMove {
  kind: CaseMoveKind;
  at: string;
  /** Of a decision: what was decided. */
  outcome?: string | undefined;
}

const begun: CaseCourse = {
  ...{ state: 'received', filedAt: null, review: { state: 'none', at: null }, discussedAt: null },
  ...{ noticedAt: null, heardAt: null, hearing: 'none', crime: 'none', decidedAt: null, penalised: false },
};
/** What has to be gone through again once a case is taken up anew. */
const anew = (): Partial<CaseCourse> => {
  const { state, filedAt, ...rest } = begun;
  return rest;
};

const effects: { [K in CaseMoveKind]?: (made: MadeMove, before: CaseCourse) => Partial<CaseCourse> } = {
  file: ({ at }) => ({ filedAt: at }),
  conclude: anew,
  reopen: anew,
  submitReview: ({ at }) => ({ review: { state: 'open', at } }),
  agreeInReview: ({ at }) => ({ review: { state: 'agreed', at } }),
  returnInReview: ({ at }) => ({ review: { state: 'returned', at } }),
  discuss: ({ at }) => ({ discussedAt: at }),
  // What is intended may have changed: who was heard before has to be heard again.
  giveNotice: ({ at }) => ({ noticedAt: at, heardAt: null }),
  hearStatement: ({ at }) => ({ heardAt: at }),
  notifyHearingRight: () => ({ hearing: 'rightNotified' }),
  requestHearing: () => ({ hearing: 'requested' }),
  waiveHearing: () => ({ hearing: 'waived' }),
  setHearing: () => ({ hearing: 'set' }),
  notifyHearing: () => ({ hearing: 'notified' }),
  // It is decided on the record of the hearing (CF-65): what was agreed or discussed before does not know it.
  holdHearing: ({ at }, { review }) => ({
    ...{ hearing: 'held', heardAt: at, discussedAt: null },
    review: review.state === 'agreed' ? begun.review : review,
  }),
  decide: ({ at, outcome }) => ({ decidedAt: at, penalised: outcome === 'penalise' }),
  decideOnSpot: ({ at }) => ({ decidedAt: at, penalised: true }),
  reportCrime: () => ({ crime: 'reported' }),
  approveTransfer: ({ outcome }) => ({ crime: outcome === 'refuse' ? 'refused' : 'approved' }),
  transferCase: () => ({ crime: 'transferred' }),
  policeFile: () => ({ crime: 'policeFiled' }),
  policeDecline: () => ({ crime: 'declined' }),
};

/** The moves that hold: a service that was taken back is none, and neither is its taking back. */
export function standingMoves<T extends { kind: string }>(moves: readonly T[]): T[] {
  const standing: T[] = [];
  for (const made of moves) {
    if (made.kind !== 'unserve') standing.push(made);
    else {
      const served = standing.findLastIndex(({ kind }) => kind === 'serve');
      if (served >= 0) standing.splice(served, 1);
    }
  }
  return standing;
}

/** The course of a case after its moves, in their order. `closed`: it was over before it was entered here. */
export function foldMoves(moves: readonly MadeMove[], closed = false): CaseCourse {
  let course: CaseCourse = closed ? { ...begun, state: 'closed' } : begun;
  for (const made of moves) {
    const { to } = moveOf(made.kind);
    course = { ...course, ...effects[made.kind]?.(made, course), state: to ?? course.state };
  }
  return course;
}

/** What else of a case decides whether a move can be made. */
export interface CaseGround {
  summary: boolean;
  hasSource: boolean;
  hasCause: boolean;
  hasParty: boolean;
  /** Officers among the handlers; assistants are none. */
  officers: number;
  /** Acts beside the one that carries the procedure. */
  acts: number;
  weights: readonly CaseWeight[];
  /** Measures that are neither lifted nor decided on. */
  openMeasures: number;
  /** The organ has every decision reviewed. */
  reviewAlways: boolean;
}

const reviewed: readonly CaseWeight[] = ['publicInterest', 'complex', 'otherByLaw'];

/** Whether the case has to go through legal review before it is decided (CF-58): by its weight, its hearing or the organ's rule. */
export const asksReview = (course: CaseCourse, { weights, reviewAlways }: CaseGround): boolean =>
  reviewAlways || course.hearing === 'held' || weights.some((one) => reviewed.includes(one));

const minimumOfficers = 2;
const hearingReached = {
  rightNotified: ['rightNotified', 'requested', 'waived', 'set', 'notified'],
  hearingRequested: ['requested', 'set', 'notified'],
  hearingSet: ['set', 'notified'],
  hearingNotified: ['notified'],
} as const satisfies Partial<Record<MoveNeed, readonly CaseCourse['hearing'][]>>;
const reached = (need: keyof typeof hearingReached, { hearing }: CaseCourse) =>
  (hearingReached[need] as readonly string[]).includes(hearing);

const met: Record<MoveNeed, (course: CaseCourse, ground: CaseGround) => boolean> = {
  source: (_, { hasSource }) => hasSource,
  cause: (_, { hasCause }) => hasCause,
  handlers: (_, { officers }) => officers >= minimumOfficers,
  party: (_, { hasParty }) => hasParty,
  evidence: (_, { acts }) => acts > 0,
  summary: (_, { summary }) => summary,
  ordinary: (_, { summary }) => !summary,
  reviewSettled: (course, ground) =>
    course.review.state === 'agreed' || (course.review.state === 'none' && !asksReview(course, ground)),
  noReview: ({ review }) => review.state !== 'open',
  reviewOpen: ({ review }) => review.state === 'open',
  discussed: ({ discussedAt }, { weights }) => discussedAt !== null || !weights.includes('serious'),
  noticed: ({ noticedAt }) => noticedAt !== null,
  heard: ({ heardAt }) => heardAt !== null,
  rightNotified: (course) => reached('rightNotified', course),
  rightWhereDue: ({ hearing }, { weights }) => !weights.includes('hearingRight') || hearing !== 'none',
  hearingSettled: ({ hearing }) => ['none', 'waived', 'held'].includes(hearing),
  hearingRequested: (course) => reached('hearingRequested', course),
  hearingSet: (course) => reached('hearingSet', course),
  hearingNotified: (course) => reached('hearingNotified', course),
  measuresEnded: (_, { openMeasures }) => openMeasures === 0,
  crimeReported: ({ crime }) => crime === 'reported' || crime === 'refused',
  crimeApproved: ({ crime }) => crime === 'approved',
  crimeTransferred: ({ crime }) => crime === 'transferred',
  crimeDeclined: ({ crime }) => crime === 'declined',
  policeFiled: ({ crime }) => crime === 'policeFiled',
  policeAnswered: ({ state, crime }) => state !== 'transferred' || crime === 'policeFiled',
  nothingToPerform: ({ state, penalised }) => state !== 'served' || !penalised,
};

/** All that is missing for a move, in the order of its needs; the state that it leads from is asked apart. */
export const missingFor = (kind: CaseMoveKind, course: CaseCourse, ground: CaseGround): MoveNeed[] =>
  moveOf(kind).needs.filter((need) => !met[need](course, ground));

/** Whether a move leads from where the case stands. */
export const leadsFrom = (kind: CaseMoveKind, state: CaseState): boolean => moveOf(kind).from.includes(state);

/** What stands between the case and its decision document: that alone is asked before one is issued. */
export const missingForIssue = (course: CaseCourse, ground: CaseGround): MoveNeed[] =>
  ground.summary
    ? []
    : (['reviewSettled', 'discussed'] as const).filter((need) => !met[need](course, ground));

/** The moves by which a case goes on from where it stands, to leave its link. */
export const onward: Readonly<Partial<Record<CaseState, readonly CaseMoveKind[]>>> = {
  received: ['file', 'refuseFiling', 'decideOnSpot'],
  investigating: ['conclude'],
  reviewing: ['decide'],
  decided: ['serve'],
  served: ['perform', 'close'],
  performed: ['close'],
  transferred: ['close'],
};

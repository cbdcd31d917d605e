import type { CaseMoveKind, ShownCourse } from '@liuhen/contract';

/** What a field of a move is, so that a form can draw it. */
export type MoveField =
  | 'reason'
  | 'opinion'
  | 'content'
  | 'reviewerId'
  | 'people'
  | 'result'
  | 'waived'
  | 'expired'
  | 'absent'
  | 'on'
  | 'place'
  | 'presiderId'
  | 'report'
  | 'outcome'
  | 'note'
  | 'paid'
  | 'stepId'
  | 'fine';

const reason = ['reason'] as const;
const opinion = ['opinion'] as const;
const note = ['note'] as const;

/** What each move asks for beside when it was. */
const fieldsOfMove: Readonly<Record<CaseMoveKind, readonly MoveField[]>> = {
  ...{ file: opinion, conclude: opinion, close: opinion, approveRegistration: opinion },
  ...{ approveMeasure: opinion, agreeInReview: opinion, returnInReview: opinion },
  ...{ refuseFiling: reason, withdraw: reason, reopen: reason, reportCrime: reason },
  approveTransfer: reason,
  decideOnSpot: ['content', 'fine'],
  submitReview: ['reviewerId', 'opinion'],
  discuss: ['people', 'result'],
  giveNotice: ['content'],
  hearStatement: ['waived', 'content'],
  ...{ notifyHearingRight: [], requestHearing: [], notifyHearing: [] },
  waiveHearing: ['expired', 'absent'],
  setHearing: ['on', 'place', 'presiderId'],
  holdHearing: ['report'],
  decide: ['outcome', 'content'],
  ...{ serve: note, unserve: note },
  perform: ['note', 'paid'],
  ...{ transferCase: note, policeFile: note, policeDecline: note, contestRefusal: note, handOverItems: note },
  extendMeasure: ['stepId', 'reason'],
  liftMeasure: ['stepId', 'reason'],
};

const optional: readonly MoveField[] = ['opinion', 'note', 'reviewerId', 'fine'];
export const isOptional = (kind: CaseMoveKind, field: MoveField): boolean =>
  (optional.includes(field) && kind !== 'returnInReview') ||
  (kind === 'hearStatement' && field === 'content');

const switches: readonly MoveField[] = ['waived', 'expired', 'absent', 'paid'];
export const isSwitch = (field: MoveField): boolean => switches.includes(field);

/** What a move asks for as the case stands: for whom a hearing is set was not late, who was not called does not stay away. */
export function fieldsNow(kind: CaseMoveKind, hearing: ShownCourse['hearing']): readonly MoveField[] {
  if (kind !== 'waiveHearing') return fieldsOfMove[kind];
  // Who asked may have asked too late.
  if (hearing === 'rightNotified' || hearing === 'requested') return ['expired'];
  return hearing === 'notified' ? ['absent'] : [];
}

/** What was typed, as the server takes it: nothing typed is an empty text, no choice is none. */
export function detailOf(
  kind: CaseMoveKind,
  typed: Readonly<Record<string, unknown>>,
  actOf: (stepId: string) => string,
): Record<string, unknown> {
  const entries = fieldsOfMove[kind].map((field): [string, unknown] => {
    if (isSwitch(field)) return [field, typed[field] === true];
    if (field === 'reviewerId') return [field, typed[field] ?? null];
    if (field === 'fine') return [field, typed[field] ?? undefined];
    return [field, typed[field] ?? ''];
  });
  const detail = Object.fromEntries(entries);
  return 'stepId' in detail ? { ...detail, actId: actOf(String(detail.stepId)) } : detail;
}

import { describe, expect, it } from 'vitest';
import {
  asksReview,
  type CaseGround,
  type CaseMoveKind,
  caseMoveKinds,
  foldMoves,
  leadsFrom,
  type MadeMove,
  missingFor,
  missingForIssue,
  moveOf,
  onward,
  standingMoves,
} from './case-moves.ts';
import { caseStates } from './case-stages.ts';

const ground: CaseGround = {
  ...{ summary: false, hasSource: true, hasCause: true, hasParty: true, officers: 2, acts: 1 },
  ...{ weights: [], openMeasures: 0, reviewAlways: false },
};
const made = (kinds: readonly CaseMoveKind[], outcome = 'penalise'): MadeMove[] =>
  kinds.map((kind, at) => ({
    kind,
    at: `2026-09-${String(at + 1).padStart(2, '0')}T01:00:00.000Z`,
    ...(kind === 'decide' ? { outcome } : {}),
  }));
/** Folds the moves, each of which has to lead from where the one before it led to, with nothing missing. */
function walk(kinds: readonly CaseMoveKind[], on = ground, outcome = 'penalise') {
  kinds.forEach((kind, at) => {
    const course = foldMoves(made(kinds.slice(0, at), outcome));
    expect([kind, leadsFrom(kind, course.state), missingFor(kind, course, on)]).toEqual([kind, true, []]);
  });
  return foldMoves(made(kinds, outcome));
}
const before = (kinds: readonly CaseMoveKind[], kind: CaseMoveKind, on = ground) =>
  missingFor(kind, foldMoves(made(kinds)), on);

describe('a service that was taken back', () => {
  const kinds = ['decide', 'serve', 'liftMeasure', 'unserve', 'serve'] as const;

  it('lets the case wait for its service again', () => {
    const moves = made(['file', 'conclude', 'giveNotice', 'hearStatement', 'decide', 'serve', 'unserve']);
    expect(foldMoves(moves)).toMatchObject({ state: 'decided', decidedAt: '2026-09-05T01:00:00.000Z' });
    expect(leadsFrom('unserve', 'performed')).toBe(false);
  });

  it('is no move that stands, and takes none with it that came between', () => {
    expect(standingMoves(made(kinds)).map(({ kind }) => kind)).toEqual(['decide', 'liftMeasure', 'serve']);
    expect(standingMoves(made(kinds.slice(0, 4))).map(({ kind }) => kind)).toEqual(['decide', 'liftMeasure']);
    expect(standingMoves([])).toEqual([]);
  });
});

describe('the course of a case', () => {
  it('goes through an ordinary penalty from its filing to its closing', () => {
    const course = walk([
      ...(['file', 'conclude', 'giveNotice', 'hearStatement', 'decide', 'serve'] as const),
      ...(['perform', 'close'] as const),
    ]);
    expect(course).toMatchObject({ state: 'closed', filedAt: '2026-09-01T01:00:00.000Z', penalised: true });
  });

  it('files no case of the summary procedure', () => {
    expect(before([], 'file', { ...ground, summary: true, hasSource: false })).toEqual([
      'ordinary',
      'source',
    ]);
  });

  it('is reviewed and discussed anew after a hearing, unless the review is still open', () => {
    const told = ['file', 'conclude', 'giveNotice', 'notifyHearingRight', 'requestHearing'] as const;
    const held = ['setHearing', 'notifyHearing', 'holdHearing'] as const;
    const on = { ...ground, weights: ['serious'] as const };
    const agreed = [...told, 'submitReview', 'agreeInReview', 'discuss', ...held] as const;
    expect(before(agreed, 'decide', on)).toEqual(['reviewSettled', 'discussed']);
    expect(before([...agreed, 'submitReview', 'agreeInReview', 'discuss'], 'decide', on)).toEqual([]);
    expect(foldMoves(made([...told, 'submitReview', ...held])).review.state).toBe('open');
  });

  it('goes through a penalty on the spot, and through a decision that asks nothing of the party', () => {
    expect(walk(['decideOnSpot', 'serve', 'perform', 'close'], { ...ground, summary: true }).state).toBe(
      'closed',
    );
    const noPenalty = [
      'file',
      'conclude',
      'giveNotice',
      'hearStatement',
      'decide',
      'serve',
      'close',
    ] as const;
    expect(walk(noPenalty, ground, 'noPenalty').state).toBe('closed');
    expect(before(noPenalty.slice(0, 6), 'close')).toEqual(['nothingToPerform']);
  });

  it('names all that is missing at once', () => {
    const nothing = { ...ground, hasSource: false, hasCause: false, hasParty: false, officers: 1, acts: 0 };
    expect(before([], 'file', nothing)).toEqual(['source', 'cause', 'handlers']);
    expect(before(['file'], 'conclude', nothing)).toEqual(['cause', 'party', 'handlers', 'evidence']);
    const heavy = { ...ground, weights: ['serious', 'complex', 'hearingRight'] as const };
    expect(before(['file', 'conclude'], 'decide', heavy)).toEqual([
      ...['noticed', 'heard', 'rightWhereDue', 'reviewSettled', 'discussed'],
    ]);
  });

  it('leads through a hearing, after which the case is reviewed whatever it is', () => {
    const upTo = ['file', 'conclude', 'giveNotice', 'notifyHearingRight', 'requestHearing'] as const;
    expect(before(upTo, 'decide')).toEqual(['heard', 'hearingSettled']);
    expect(before(upTo, 'holdHearing')).toEqual(['hearingNotified']);
    const held = [...upTo, 'setHearing', 'notifyHearing', 'holdHearing'] as const;
    expect(before(held, 'decide')).toEqual(['reviewSettled']);
    expect(walk([...held, 'submitReview', 'agreeInReview', 'decide']).state).toBe('decided');
    expect(before([...upTo.slice(0, 4), 'waiveHearing', 'hearStatement'], 'decide')).toEqual([]);
  });

  it('ends a hearing that the party takes back or stays away from, and sets anew one that is put off', () => {
    const notified = [
      ...(['file', 'conclude', 'giveNotice', 'hearStatement', 'notifyHearingRight'] as const),
      ...(['requestHearing', 'setHearing', 'notifyHearing'] as const),
    ];
    for (const upTo of [notified, notified.slice(0, 7), notified.slice(0, 6)])
      expect(walk([...upTo, 'waiveHearing', 'decide']).state).toBe('decided');
    const putOff = [...notified, 'setHearing'] as const;
    expect(before(putOff, 'holdHearing')).toEqual(['hearingNotified']);
    expect(walk([...putOff, 'notifyHearing', 'holdHearing']).hearing).toBe('held');
    expect(before([...notified, 'holdHearing'], 'waiveHearing')).toEqual(['rightNotified']);
    const owed = { ...ground, weights: ['hearingRight'] as const };
    expect(before([...notified, 'holdHearing'], 'decide', owed)).toEqual(['reviewSettled']);
  });

  it('waits for a review that is open or came back, also one that nothing asked for', () => {
    const ready = ['file', 'conclude', 'giveNotice', 'hearStatement'] as const;
    expect(before([...ready, 'submitReview'], 'decide')).toEqual(['reviewSettled']);
    expect(before([...ready, 'submitReview'], 'submitReview')).toEqual(['noReview']);
    expect(before([...ready, 'submitReview', 'returnInReview'], 'decide')).toEqual(['reviewSettled']);
    expect(
      before([...ready, 'submitReview', 'returnInReview', 'submitReview', 'agreeInReview'], 'decide'),
    ).toEqual([]);
    expect(asksReview(foldMoves([]), { ...ground, reviewAlways: true })).toBe(true);
    const open = foldMoves(made([...ready, 'submitReview']));
    expect(missingForIssue(open, ground)).toEqual(['reviewSettled']);
    expect(missingForIssue(open, { ...ground, summary: true })).toEqual([]);
  });

  it('has what was gone through again after it is reopened, and a new notice heard anew', () => {
    const closed = [
      'file',
      'conclude',
      'giveNotice',
      'hearStatement',
      'decide',
      'serve',
      'perform',
      'close',
    ] as const;
    expect(before([...closed, 'reopen', 'conclude'], 'decide')).toEqual(['noticed', 'heard']);
    expect(foldMoves(made([...closed, 'reopen']))).toMatchObject({
      state: 'investigating',
      filedAt: expect.any(String),
    });
    expect(before(['file', 'conclude', 'giveNotice', 'hearStatement', 'giveNotice'], 'decide')).toEqual([
      'heard',
    ]);
  });

  it('hands a suspected crime to the police, and takes the case back when they decline', () => {
    const handed = ['file', 'reportCrime', 'approveTransfer', 'transferCase'] as const;
    expect(walk(handed).state).toBe('transferred');
    expect(before(['file', 'reportCrime'], 'transferCase')).toEqual(['crimeApproved']);
    expect(walk([...handed, 'policeFile', 'handOverItems', 'close']).state).toBe('closed');
    expect(walk([...handed, 'policeDecline', 'contestRefusal', 'conclude']).state).toBe('reviewing');
    const refused = foldMoves([
      ...made(['file', 'reportCrime']),
      { kind: 'approveTransfer', at: '', outcome: 'refuse' },
    ]);
    expect(refused.crime).toBe('refused');
    expect(missingFor('transferCase', refused, ground)).toEqual(['crimeApproved']);
  });

  it('is not ended while a measure stands', () => {
    const sealed = { ...ground, openMeasures: 1 };
    expect(before(['file'], 'withdraw', sealed)).toEqual(['measuresEnded']);
    expect(before(['file', 'reportCrime', 'approveTransfer', 'transferCase'], 'close', sealed)).toEqual([
      'policeAnswered',
      'measuresEnded',
    ]);
    for (const state of moveOf('close').from)
      expect([state, leadsFrom('liftMeasure', state)]).toEqual([state, true]);
  });
});

it('every state is reached from the first, and every move leads from one that is', () => {
  const reached = new Set(['received']);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const kind of caseMoveKinds) {
      const { from, to } = moveOf(kind);
      if (to !== null && from.some((one) => reached.has(one))) reached.add(to);
    }
  }
  expect([...reached].sort()).toEqual([...caseStates].sort());
  for (const [state, kinds] of Object.entries(onward))
    for (const kind of kinds) {
      expect([kind, moveOf(kind).from]).toEqual([kind, expect.arrayContaining([state])]);
      expect(moveOf(kind).to).not.toBeNull();
    }
});

import { describe, expect, it } from 'vitest';
import { type CaseSaid, fillKind, type MadeMove } from './fill-course.ts';

const said: CaseSaid = {
  ...{ cause: '占道经营', party: '顺达商店', source: 'complaint', sourceNote: '群众来信反映占道' },
  ...{ openedAt: '2026-09-08T01:10:00.000Z', basis: '《城市道路管理条例》第四十二条' },
  names: new Map([['a1', '刘主持']]),
};
const move = (
  kind: MadeMove['kind'],
  at: string,
  detail: MadeMove['detail'] = {},
  by = '王建国',
): MadeMove => ({
  ...{ kind, at, detail, by },
});
const course = [
  move('file', '2026-09-09T02:00:00.000Z', { opinion: '符合立案标准' }),
  move('submitReview', '2026-10-12T02:00:00.000Z', { opinion: '拟罚款，送审' }),
  move('agreeInReview', '2026-10-14T08:00:00.000Z', { opinion: '同意' }, '法制审核员'),
  move('discuss', '2026-10-15T07:00:00.000Z', { people: '局长、副局长', result: '一致同意' }),
  move('giveNotice', '2026-10-16T02:00:00.000Z', { content: '拟罚款500元' }),
  move('hearStatement', '2026-10-21T02:00:00.000Z', { waived: false, content: '请求从轻' }),
  move('decide', '2026-10-22T17:00:00.000Z', { outcome: 'penalise', content: '罚款500元' }),
  move('serve', '2026-10-26T02:10:00.000Z', { note: '' }),
  move('perform', '2026-11-06T03:00:00.000Z', { note: '罚款已缴', paid: true }),
];

describe('what the course of a case says of its documents', () => {
  it('nothing that has not happened', () => {
    const fresh = fillKind('closingReport', said, []);
    for (const field of ['decidedOn', 'servedOn', 'closedOn', 'penalty', 'execution', 'closedAs', 'opinion'])
      expect([field, fresh[field]]).toEqual([field, undefined]);
    // Without a filing it is when the case was taken up.
    expect(fresh.openedAt).toBe('2026-09-08T01:10:00.000Z');
  });

  it('the closing report: filed, decided, served and performed, by the days of Beijing', () => {
    expect(fillKind('closingReport', said, course)).toMatchObject({
      ...{ openedAt: '2026-09-09T02:00:00.000Z', decidedOn: '2026-10-23', servedOn: '2026-10-26' },
      ...{ penalty: '罚款500元', execution: '罚款已缴', closedAs: 'performed' },
    });
  });

  it('the source in words, and what was reported', () => {
    expect(fillKind('caseSourceRegister', said, [])).toMatchObject({
      ...{ caseSource: '投诉举报', receivedAt: said.openedAt, facts: '群众来信反映占道' },
    });
    expect(fillKind('caseFilingApproval', said, [])).not.toHaveProperty('facts');
    expect(
      fillKind('caseSourceRegister', { ...said, source: null, sourceNote: null }, []),
    ).not.toHaveProperty('caseSource');
  });

  it('the review says only what its own document asks', () => {
    expect(fillKind('legalReviewOpinion', said, course)).toMatchObject({
      ...{ content: '同意', reviewResult: 'agree', reviewerName: '法制审核员', proposal: '拟罚款，送审' },
    });
    expect(fillKind('publicNotice', said, course)).not.toHaveProperty('content');
    const returned = [...course, move('returnInReview', '2026-10-15T00:00:00.000Z', { opinion: '补充证据' })];
    expect(fillKind('legalReviewOpinion', said, returned)).toMatchObject({ reviewResult: 'return' });
  });

  it('notice, statement, discussion and filing', () => {
    expect(fillKind('priorNotice', said, course)).toMatchObject({ intendedPenalty: '拟罚款500元' });
    expect(fillKind('defenceRecord', said, course)).toMatchObject({ statement: '请求从轻' });
    expect(fillKind('hearingReport', said, course)).not.toHaveProperty('statement');
    expect(fillKind('collectiveDiscussion', said, course)).toMatchObject({
      ...{ members: '局长、副局长', conclusion: '一致同意' },
    });
    expect(fillKind('caseFilingApproval', said, course)).toMatchObject({ opinion: '符合立案标准' });
    const waived = [move('hearStatement', '2026-10-21T02:00:00.000Z', { waived: true, content: '' })];
    expect(fillKind('penaltyDecision', said, waived).defence).toBe('当事人在规定期限内没有提出陈述、申辩。');
    expect(fillKind('defenceRecord', said, waived)).not.toHaveProperty('statement');
  });

  it('cites the offence where it is judged, and otherwise what the document rests on', () => {
    expect(fillKind('penaltyDecision', said, []).basis).toBe(said.basis);
    expect(fillKind('registrationNotice', said, []).basis).toContain('第五十六条');
    expect(fillKind('noPenaltyDecision', said, []).basis).toContain('第三十三条');
    expect(fillKind('testCommission', said, [])).not.toHaveProperty('basis');
    expect(fillKind('penaltyDecision', { ...said, basis: null }, [])).not.toHaveProperty('basis');
  });

  it('the hearing by the name of who presides, and the volume by party and cause', () => {
    const set = move('setHearing', '2026-10-18T02:00:00.000Z', { place: '听证室', presiderId: 'a1' });
    expect(fillKind('hearingNotice', said, [set])).toMatchObject({
      ...{ hearingPlace: '听证室', presiderName: '刘主持' },
    });
    expect(fillKind('volumeCover', said, []).volumeName).toBe('顺达商店占道经营案');
    expect(fillKind('volumeCover', { ...said, party: null }, [])).not.toHaveProperty('volumeName');
  });
});

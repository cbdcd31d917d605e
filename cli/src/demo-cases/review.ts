import { act } from './acts.ts';
import { addParty, type Desk, dayOf, go, hoursAgo, people } from './desk.ts';
import { write } from './papers.ts';

const cause = '未按规定保管会计资料';
const name = '代县滹沱建材有限公司';
const place = '代县演示街9号';
const intended = '拟处罚款人民币8,000元。';

/** A case that weighs so much that its decision waits for the legal review, which is open since yesterday. */
export async function layReview(desk: Desk): Promise<void> {
  const { officer, now } = desk;
  const ago = (days: number, hours = 0) => hoursAgo(now, days * 24 + hours);
  const { id: caseId } = await officer.call('openCase', {
    ...{ ...people(desk), cause, party: null, procedure: 'ordinary', ownNumber: null },
    ...{ source: 'transfer', sourceOn: dayOf(ago(24)), weights: ['complex', 'publicInterest'] },
    ...{ sourceNote: '审计机关移送线索', openedAt: ago(23) },
  });
  await addParty(desk, caseId, 'party', { kind: 'organisation', name, address: place });
  await go(desk, caseId, { kind: 'file', at: ago(22), detail: { opinion: '符合立案标准' } });
  const times = { from: beijing(ago(18, 2)), to: beijing(ago(18)) };
  await act(desk, { ...times, caseId, type: 'evidenceCollection', cause, party: name, place });
  await write(desk, {
    ...{ kind: 'investigationReport', caseId, state: 'final' },
    says: {
      ...{ facts: '该公司2024年度会计凭证缺失三个月，无法说明去向。', evidence: '凭证清单、情况说明。' },
      ...{
        reasons: '资料缺失影响公众利益，情节较重。',
        basis: '《中华人民共和国会计法》第二十三条、第四十条',
      },
      ...{ proposal: intended, date: dayOf(ago(6)) },
    },
  });
  const reviewerId = (await desk.reviewer.call('currentSession', {})).account.id;
  await go(
    desk,
    caseId,
    { kind: 'conclude', at: ago(5), detail: { opinion: '事实已经查清' } },
    { kind: 'giveNotice', at: ago(4), detail: { content: intended } },
    { kind: 'hearStatement', at: ago(2), detail: { waived: true, content: '' } },
    { kind: 'submitReview', at: ago(1), detail: { reviewerId, opinion: '涉及重大公共利益，送法制审核' } },
  );
  await write(desk, {
    ...{ kind: 'penaltyDecision', caseId, state: 'draft' },
    says: { penalty: '处罚款人民币8,000元。', fine: '8000', defence: '当事人没有陈述、申辩。' },
  });
}

/** A moment as the clock of Beijing shows it. */
const beijing = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

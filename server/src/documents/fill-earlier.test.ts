import type { DocumentContent } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { catalogue, kindById } from './catalogue/index.ts';
import { type Earlier, fillFromEarlier } from './fill-earlier.ts';

const made = (kind: string, content: DocumentContent, number: string | null = null): Earlier => {
  const of = kindById(kind);
  if (of === undefined) throw new Error(`no kind ${kind}`);
  return { kind, number, title: of.title.zh, outward: of.outward, content };
};

describe('what earlier documents of a case say', () => {
  it('facts and evidence go on from the last one that says them', () => {
    const earlier = [
      made('priorNotice', { facts: '后来的事实', evidence: ' ' }),
      made('investigationReport', { facts: '起初的事实', evidence: '证据', proposal: '建议罚款' }),
    ];
    expect(fillFromEarlier('penaltyDecision', earlier, [])).toMatchObject({
      facts: '后来的事实',
      evidence: '证据',
    });
    expect(fillFromEarlier('legalReviewOpinion', earlier, [])).toMatchObject({ proposal: '建议罚款' });
  });

  it('a field that means another thing in another kind does not go there', () => {
    const earlier = [made('investigationReport', { facts: '查明的事实', proposal: '建议' })];
    for (const kind of ['hearingReport', 'defenceReview', 'courtApplication'])
      expect(fillFromEarlier(kind, earlier, [])).not.toHaveProperty('facts');
    expect(fillFromEarlier('caseSourceRegister', earlier, [])).not.toHaveProperty('proposal');
    const spot = [made('registrationNotice', { place: '店内', reasons: '可能灭失' })];
    expect(fillFromEarlier('measureDecision', spot, [])).not.toHaveProperty('place');
  });

  it('a decision on registered goods has their list and the number of the notice', () => {
    const goods = [{ name: '秤', quantity: '2台' }];
    const earlier = [made('registrationNotice', { goods, storage: '库房' }, '晋迅登存〔2026〕3号')];
    expect(fillFromEarlier('registrationDecision', earlier, [])).toMatchObject({
      ...{ goods, measureNumber: '晋迅登存〔2026〕3号' },
    });
    expect(fillFromEarlier('measureLifting', earlier, [])).not.toHaveProperty('measureNumber');
  });

  it('a receipt names the last document that goes out', () => {
    const earlier = [
      made('closingReport', {}),
      made('penaltyDecision', {}, '晋迅罚〔2026〕3号'),
      made('priorNotice', {}, '晋迅告〔2026〕1号'),
    ];
    expect(fillFromEarlier('serviceReceipt', earlier, []).served).toBe('行政处罚决定书（晋迅罚〔2026〕3号）');
    expect(fillFromEarlier('serviceReceipt', [], [])).not.toHaveProperty('served');
  });

  it('court, bank and contact are those of the organ’s last document, its own case first', () => {
    const ofHouse = [{ content: { court: '别案的法院', bank: '银行', contact: '某人' } }];
    const ofCase = [made('priorNotice', { contact: '李卫东' })];
    expect(fillFromEarlier('penaltyDecision', ofCase, ofHouse)).toMatchObject({
      ...{ court: '别案的法院', bank: '银行', contact: '李卫东' },
    });
    // Nothing of another case but what is the organ's own.
    const foreign = [{ content: { facts: '别案的事实', party: '别案的当事人' } }];
    expect(fillFromEarlier('penaltyDecision', [], foreign)).toEqual({});
  });

  it('no time and no name of a person goes on by itself', () => {
    const all = catalogue.map(({ id, fields }) =>
      made(id, Object.fromEntries(fields.map((field) => [field.id, 'x']))),
    );
    for (const { id } of catalogue) {
      const filled = Object.keys(fillFromEarlier(id, all, []));
      for (const field of [
        'startedAt',
        'endedAt',
        'date',
        'asked',
        'askedId',
        'partyId',
        'officers',
        'answerBy',
      ])
        expect(filled).not.toContain(field);
    }
  });
});

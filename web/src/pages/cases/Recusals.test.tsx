import type { Recusal } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, wordsIn } from '../../render-for-tests.tsx';
import { sampleId } from '../../samples-for-tests.ts';
import { Recusals } from './Recusals.tsx';

const recusal = (change: Partial<Recusal> = {}): Recusal => ({
  ...{ id: sampleId(1), caseId: sampleId(4), actId: null, officerId: sampleId(5), officer: 'Wang' },
  ...{ raisedBy: 'party', applicant: 'Zhang San', ground: 'relative', reason: 'his brother' },
  ...{ raisedAt: '2026-10-14T02:00:00.000Z', enteredBy: 'Li', enteredAt: '2026-10-14T03:00:00.000Z' },
  ...{ decision: null, decidedBy: null, decidedAt: null, decisionReason: null },
  abilities: { decide: false },
  ...change,
});
const shown = (rows: Recusal[], mayRaise = false, language: 'zh' | 'en' = 'zh') =>
  draw(<Recusals of={{ actId: null, caseId: sampleId(4), officers: [] }} />, {
    ...{ language, roles: ['officer'] },
    answers: [['listRecusals', { caseId: sampleId(4) }, { rows, mayRaise }]],
  });
const granted: Partial<Recusal> = {
  ...{ decision: 'granted', decidedBy: 'Head', decidedAt: '2026-10-15T02:00:00.000Z' },
  decisionReason: 'close kin',
};

describe('recusals', () => {
  it('tell the law where there is none', () => {
    expect(wordsIn(shown([]))).toContain('行政处罚法》第四十三条');
  });
  it('say who asked, why, and that the investigation goes on until it is decided', () => {
    const words = wordsIn(shown([recusal()]));
    expect(words).toContain('Wang');
    expect(words).toContain('尚未决定；决定作出以前不停止调查');
    expect(words).toContain('本案以后的活动');
    expect(words).toMatch(/是当事人的近亲属\n?：\n?his brother/);
    expect(words).toContain('当事人申请 Zhang San，2026-10-14 10:00');
  });
  it('say what was decided, by whom, when and why', () => {
    const words = wordsIn(shown([recusal(granted)]));
    expect(words).toContain('Head于2026-10-15 10:00');
    expect(words).toContain('同意回避');
    expect(words).toContain('close kin');
    expect(words).not.toContain('尚未决定');
  });
  it('of one act are told from those of the case', () => {
    expect(wordsIn(shown([recusal({ caseId: null, actId: sampleId(2) })]))).toContain('本次活动');
  });
  it('name no applicant where an officer withdraws', () => {
    expect(wordsIn(shown([recusal({ raisedBy: 'officer', applicant: null })]))).toContain(
      '执法人员自行回避，',
    );
  });
  it('are raised and decided by those who may, and by nobody else', () => {
    const buttons = (...given: Parameters<typeof shown>) => buttonsIn(shown(...given));
    expect(buttons([], true)).toEqual(['登记回避']);
    expect(buttons([], false)).toEqual([]);
    expect(buttons([recusal({ abilities: { decide: true } })])).toContain('作出决定');
    expect(buttons([recusal()])).not.toContain('作出决定');
  });
  it('have no Chinese word in English', () => {
    expect(chineseIn(shown([recusal(), recusal({ ...granted, id: sampleId(2) })], true, 'en'))).toEqual([]);
    expect(chineseIn(shown([], true, 'en'))).toEqual([]);
  });
});

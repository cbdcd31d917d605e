import { describe, expect, it } from 'vitest';
import { type Coming, sayDecided, sayReminder } from './reminder-words.ts';

const coming = (change: Partial<Coming> = {}): Coming => ({
  ...{ duty: 'store', what: null, dueBefore: '2026-10-15T16:00:00.000Z', provisional: false },
  citation: { packId: 'x', title: '某某办法', titleEn: 'Some Measures', article: 'XX-10', label: '第十条' },
  ...change,
});
const all = (n: number) => Array.from({ length: n }, () => coming());

describe('what people are reminded of', () => {
  it('names the film or act, the duty, its time and its article, in both languages', () => {
    const { zh, en } = sayReminder('20261014 巡查', 24, [coming()]);
    expect(zh).toContain('“20261014 巡查”有 1 项义务24 小时内到期');
    expect(zh).toContain('某某办法');
    expect(zh).toContain('第十条');
    expect(en).toContain('"20261014 巡查", 1 duty due within 24 h');
    expect(en).toContain('Some Measures');
    expect(en).not.toContain('某某办法');
  });
  it('says the last day that is still in time, not the midnight after it', () => {
    expect(sayReminder('x', 24, [coming()]).zh).toMatch(/2026-10-15（周四）24:00/);
  });
  it.each([
    [72, '72 小时内到期', 'due within 72 h'],
    [0, '已过期限', 'past the due time'],
    [-24, '逾期 24 小时以上仍未完成', 'still open 24 h after the due time'],
  ])('lead %d', (lead, zh, en) => {
    const said = sayReminder('x', lead, [coming()]);
    expect(said.zh).toContain(zh);
    expect(said.en).toContain(en);
  });
  it('says that a time is provisional only where it is', () => {
    expect(sayReminder('x', 0, [coming({ provisional: true })]).zh).toContain('暂定');
    expect(sayReminder('x', 0, [coming({ provisional: true })]).en).toContain('provisional');
    expect(sayReminder('x', 0, [coming()]).zh).not.toContain('暂定');
  });
  it('names five at most and counts the others', () => {
    expect(sayReminder('x', 0, all(5)).zh).not.toContain('另有');
    const { zh, en } = sayReminder('x', 0, all(7));
    expect(zh).toContain('有 7 项义务');
    expect(zh).toContain('；另有 2 项。');
    expect(zh.match(/第十条/g)).toHaveLength(5);
    expect(en).toContain('7 duties');
    expect(en).toContain('; and 2 more.');
  });
  it('calls a duty by what is owed where the law says it', () => {
    const what = { zh: '现场笔录', en: 'the record of the scene' };
    expect(sayReminder('x', 0, [coming({ what })]).zh).toContain('现场笔录，截止');
    expect(sayReminder('x', 0, [coming({ what })]).en).toContain('the record of the scene, due');
  });
  it('has a citation without an English title said by the Chinese one', () => {
    const { titleEn: _, ...old } = coming().citation;
    const citation = old as Coming['citation'];
    expect(sayReminder('x', 0, [coming({ citation })]).en).toContain('某某办法');
  });
});

describe('what whoever explained is told', () => {
  it('is that lateness stays where it was accepted, with the opinion', () => {
    const { zh, en } = sayDecided('巡查', { duty: 'store', what: null }, { accepted: true, reason: '属实' });
    expect(zh).toContain('已获准，逾期的事实仍然保留。审批意见：属实');
    expect(en).toContain('accepted; the lateness stays');
  });
  it('is plain where it was refused', () => {
    const { zh, en } = sayDecided(
      '巡查',
      { duty: 'store', what: null },
      { accepted: false, reason: '不属实' },
    );
    expect(zh).toContain('未获准。审批意见：不属实');
    expect(zh).not.toContain('已获准');
    expect(en).toContain('was refused');
  });
});

import { describe, expect, it } from 'vitest';
import { testKeys } from '../../test/numbers.ts';
import { coverNumbers, hideNumbers, showNumbers } from './hidden.ts';

const id = '11010519491231002X';
const content = {
  party: '王某某',
  partyId: id,
  partyPhone: '13800138000',
  askedId: '',
  officers: [{ name: '张三', certificateNo: '140901' }],
};

describe('the numbers in a document', () => {
  it('are kept as cipher text, the rest as it was typed', () => {
    const kept = hideNumbers(testKeys, 'v1', content);
    expect(JSON.stringify(kept)).not.toContain(id);
    expect(JSON.stringify(kept)).not.toContain('13800138000');
    expect(kept).toMatchObject({ party: '王某某', askedId: '', officers: content.officers });
  });

  it('come back as they were, for their own version only', () => {
    const kept = hideNumbers(testKeys, 'v1', content);
    expect(showNumbers(testKeys, 'v1', kept)).toEqual(content);
    expect(() => showNumbers(testKeys, 'v2', kept)).toThrow();
    expect(() => showNumbers(testKeys, 'v1', { ...kept, partyPhone: kept.partyId ?? '' })).toThrow();
  });

  it('are not alike when the same number is kept twice', () => {
    const [a, b] = [hideNumbers(testKeys, 'v1', content), hideNumbers(testKeys, 'v1', content)];
    expect(a.partyId).not.toBe(b.partyId);
  });

  it('are shown as they lie where a version is from before they were hidden', () => {
    expect(showNumbers(testKeys, 'v1', content)).toEqual(content);
  });

  it('leave a form without any of them untouched', () => {
    const plain = { party: '王某某' };
    expect(hideNumbers(testKeys, 'v1', plain)).toBe(plain);
  });
});

describe('the text that is searched', () => {
  it.each([
    [`身份证件号码：${id}，电话：13800138000`, '身份证件号码：110***********002X，电话：138****8000'],
    ['11010519491231002x', '110***********002x'],
    ['号码13912345678。', '号码139****5678。'],
  ])('covers %s', (text, covered) => {
    expect(coverNumbers(text)).toBe(covered);
  });

  it.each([
    ['a wrong check digit', '110105194912310021'],
    ['a credit code', '91350100M000100Y43'],
    ['a longer row of digits', '6222021380013800012345'],
    ['the number of a document', '示交罚〔2026〕140901号'],
    ['a line with its area code', '010-62345678'],
  ])('leaves %s', (_, text) => {
    expect(coverNumbers(text)).toBe(text);
  });
});

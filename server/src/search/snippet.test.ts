import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { hideIdentities } from './identities.ts';
import { markIn, snippetOf } from './snippet.ts';

const said = (pieces: { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('what was found', () => {
  it.each<[text: string, terms: string[], marked: string]>([
    ['忻市监罚〔2026〕12号', ['2026〕12'], '忻市监罚〔[2026〕12]号'],
    ['车牌晋A·12345，停在路口', ['晋a12345'], '车牌[晋A·12345]，停在路口'],
    ['王建国与王建国', ['王建国'], '[王建国]与[王建国]'],
    ['有限公司', ['有限', '限公'], '[有限公]司'],
    ['ＤＣＡＭ０１２', ['dcam'], '[ＤＣＡＭ]０１２'],
    ['𠮷野家', ['𠮷野'], '[𠮷野]家'],
    ['别的', ['王建国'], '别的'],
    ['<b>王建国</b>', ['王建国'], '<b>[王建国]</b>'],
  ])('in %j is marked', (text, terms, marked) => {
    expect(said(markIn(text, terms.map(fold)))).toBe(marked);
  });

  it('is shown with what stands round it, wherever in a long text it is', () => {
    const text = `${'甲乙丙丁'.repeat(300)}当事人\n王建国在场${'戊己庚辛'.repeat(300)}`;
    const shown = said(snippetOf(text, ['王建国']));
    expect(shown).toContain('当事人 [王建国]在场');
    expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
    expect([...shown].length).toBeLessThan(130);
    expect(said(snippetOf(text, ['没有']))).toMatch(/^甲乙丙丁.*…$/);
  });

  it('loses no sign of the text, and every text can be shown', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, fc.string({ maxLength: 3 }), (body, typed) => {
        const composed = body.normalize('NFC');
        const term = fold(typed);
        const pieces = markIn(composed, term === '' ? [] : [term]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(composed);
        for (const piece of snippetOf(composed, term === '' ? [] : [term]))
          expect(piece.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('numbers of persons', () => {
  it.each([
    ['身份证号140902198001010011，电话', '身份证号140***********0011，电话'],
    ['14090219800101001x', '140***********001x'],
    ['编号1409021980010100112233', '编号1409021980010100112233'],
    ['日期20260315', '日期20260315'],
    ['111111198013010011', '111111198013010011'],
  ])('in %s are hidden', (text, hidden) => {
    expect(hideIdentities(text)).toBe(hidden);
  });
});

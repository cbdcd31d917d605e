import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithPlaces } from './fold.ts';
import { gramsAsked, gramsOf } from './grams.ts';

const signs = fc.array(
  fc.constantFrom(...'王建国李有限公司第号〇𠮷野ＡＢａｂcZ019１①ﬁé\u0301，。（）〔〕·-_ \n\t\u0000\ud800𝒜'),
  { maxLength: 40 },
);
const text = fc.oneof(
  signs.map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);

describe('a folded text', () => {
  it.each<[text: string, folded: string]>([
    ['晋A·12345', '晋 a 12345'],
    ['晋a12345', '晋 a 12345'],
    ['忻市监罚〔2026〕12号', '忻市监罚 2026 12号'],
    ['忻市监罚［２０２６］１２号', '忻市监罚 2026 12号'],
    ['第3大队，王建国。', '第 3大队王建国'],
    ['DCAM_0012', ' dcam 0012'],
    ['Cafe\u0301 ﬁlm', ' café film'.replace('éf', 'é f')],
    ['①号', ' 1号'],
    ['1、2', ' 1 2'],
    ['——！', ''],
  ])('%j is %j', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  it('is the same folded twice, holds no sign between words, and knows where each part came from', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const composed = typed.normalize('NFC');
        const { text: folded, places } = foldWithPlaces(composed);
        expect(fold(folded)).toBe(folded);
        expect(folded).not.toMatch(/ {2}| $|[^\p{L}\p{N} ]/u);
        expect(places.length).toBe(folded.length);
        for (const [i, place] of places.entries()) {
          expect(place).toBeLessThan(composed.length);
          expect(place).toBeGreaterThanOrEqual(places[i - 1] ?? 0);
        }
      }),
    );
  });
});

describe('numbers of the index', () => {
  it('of what is asked are among those of every text that holds it', () => {
    fc.assert(
      fc.property(text, text, text, (before, asked, after) => {
        const whole = fold(`${before}，${asked}，${after}`);
        const term = fold(asked);
        if (!whole.includes(term)) return;
        const held = gramsOf(whole);
        for (const gram of gramsAsked(term)) expect(held.has(gram)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are whole 32-bit numbers, as the database keeps them', () => {
    fc.assert(
      fc.property(text, (typed) => {
        for (const gram of gramsOf(fold(typed))) expect(gram | 0).toBe(gram);
      }),
    );
  });

  it('tell a day from its parts, which other days have too', () => {
    const asked = gramsAsked(fold('2024年3月7日'));
    const isAmong = (text: string) => {
      const held = gramsOf(fold(text));
      return [...asked].every((gram) => held.has(gram));
    };
    expect(isAmong('现场检查于2024年3月7日10时进行')).toBe(true);
    expect(isAmong('2024年2月7日立案，2023年3月7日受理，2024年12月3日送达')).toBe(false);
  });

  it('part fields: what ends one and begins the next is no pair', () => {
    const joined = gramsOf('王建\n国庆');
    for (const gram of gramsAsked('建国')) expect(joined.has(gram)).toBe(false);
    expect(gramsOf('王建国').size).toBe(2);
  });
});

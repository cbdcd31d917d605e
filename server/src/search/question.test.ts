import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuestion } from './question.ts';

const termsOf = (typed: string) => {
  const read = readQuestion(typed);
  return read.state === 'asked' ? read.question.terms : read.state;
};

describe('a question', () => {
  it.each<[typed: string, terms: string[] | string]>([
    ['王建国', ['王建国']],
    ['公司　王建国', ['公司', '王建国']],
    ['公司，王建国。', ['公司', '王建国']],
    ['"公司 王建国"', ['公司王建国']],
    ['“Abc 123” 公司', [' abc 123', '公司']],
    ['公司 公司', ['公司']],
    ['王 公司', ['王', '公司']],
    ['忻市监罚〔2026〕12号', ['忻市监罚 2026 12号']],
    ['2026-0012', [' 2026 0012']],
    ['晋A·12345', ['晋 a 12345']],
    ['王', 'tooShort'],
    ['王 李', 'tooShort'],
    ['a 1', 'tooShort'],
    ['', 'nothing'],
    ['——！“”', 'nothing'],
  ])('%j asks for %j', (typed, terms) => {
    expect(termsOf(typed)).toEqual(terms);
  });

  it('is read whatever is typed, and asks for nothing that the database could not take', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...'王建国"“”「」\'\\%_()&|!:*<->;  ，12aA\u0000\ud800'), { maxLength: 60 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readQuestion(text);
        if (read.state !== 'asked') return;
        const { terms, grams } = read.question;
        expect(terms.length).toBeLessThanOrEqual(8);
        expect(grams.length).toBeGreaterThan(0);
        expect(grams.length).toBeLessThanOrEqual(24);
        for (const term of terms) {
          expect(term).toMatch(/^[\p{L}\p{N} ]+$/u);
          expect(term.isWellFormed() && !term.includes('\0')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['140902198001010011', ['140902198001010011']],
    ['14090219800101001x 公司', ['14090219800101001X']],
    ['91140902MA0K12345X', ['91140902MA0K12345X']],
    ['13800138000', ['13800138000']],
    ['140902', []],
    ['王建国', []],
  ])('names the number of a person or firm in %j', (typed, identities) => {
    const read = readQuestion(typed);
    expect(read.state === 'asked' && read.question.identities).toEqual(identities);
  });
});

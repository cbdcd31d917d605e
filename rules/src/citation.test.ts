import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chineseNumeral, labelOf, renderCitation, sourceOf } from './citation.ts';

describe('article numbers', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [19, '十九'],
    [20, '二十'],
    [26, '二十六'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [999, '九百九十九'],
  ])('%i is %s', (number, numeral) => {
    expect(chineseNumeral(number)).toBe(numeral);
  });

  it('never gives two articles one label', () => {
    const labels = Array.from({ length: 999 }, (_, index) => chineseNumeral(index + 1));
    expect(new Set(labels).size).toBe(999);
  });
});

describe('labels', () => {
  it.each([
    ['XZ-11', '第十一条'],
    ['SX-17', '第十七条'],
    ['DPH-4a', '第四条(1)'],
    ['DPH-4b', '第四条(2)'],
    ['XZ-10-1', '第十条之一'],
    ['XZ-10-12.2(3)', '第十条之十二第二款第（三）项'],
  ])('%s is printed %s', (article, label) => {
    expect(labelOf(article)).toBe(label);
  });

  it.each([
    'XZ',
    'XZ-',
    'XZ-0',
    'XZ-011',
    'xz-11',
    'XZ-11ab',
    'XZ 11',
    'XZ-1000',
    'XZ-10-0',
    'XZ-10-1-1',
    '',
  ])('%j is no article id', (article) => {
    expect(labelOf(article)).toBeNull();
  });

  it('belongs to the number in the id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (number) => {
        expect(labelOf(`HD-${number}`)).toBe(`第${chineseNumeral(number)}条`);
      }),
    );
  });
});

it('the text that a reference belongs to, also of an inserted article', () => {
  expect(['DPH-4b', 'XZ-10-1.2'].map(sourceOf)).toEqual(['DPH', 'XZ']);
});

describe('rendering', () => {
  const citation = {
    packId: 'dph',
    title: '某办法',
    titleEn: 'Some Measures',
    article: 'DPH-4b',
    label: '第四条(2)',
  };

  it('puts the title in book marks in Chinese, the article number last in English', () => {
    expect(renderCitation(citation, 'zh')).toBe('《某办法》第四条(2)');
    expect(renderCitation(citation, 'en')).toBe('Some Measures, art. 4b');
    expect(renderCitation({ ...citation, article: 'DPH-10-1.2' }, 'en')).toBe(
      'Some Measures, art. 10-1, para. 2',
    );
  });
});

import { expect, test } from 'vitest';
import { readArticle } from './article-typed.ts';

test.each([
  ['SX-17', 'SX-17'],
  ['SX17', 'SX-17'],
  ['sx-17', 'SX-17'],
  [' ｓｘ－１７ ', 'SX-17'],
  ['sx-10(4)', 'SX-10(4)'],
  ['dph4b', 'DPH-4b'],
  ['第十七条', 'XZ-17'],
  ['第二十条', 'XZ-20'],
  ['十', 'XZ-10'],
  ['第一百零三条', 'XZ-103'],
  ['17', 'XZ-17'],
  ['第17条', 'XZ-17'],
])('%s is %s', (typed, reference) => expect(readArticle(typed, 'xz')).toBe(reference));

test.each(['第条', '查封', 'SX-', 'SX-17-2-1', '第二十十条'])('%s is no article', (typed) =>
  expect(readArticle(typed, 'xz')).toBeNull(),
);

test('without a regulation of its own an organ names the text', () => {
  expect(readArticle('第十七条', null)).toBeNull();
  expect(readArticle('cf60', null)).toBe('CF-60');
});

import { expect, it } from 'vitest';
import { chineseNumeral } from '../citation.ts';
import { dateIn } from './dates.ts';
import { numberOf } from './numeral.ts';

it('reads back every number that headings bear', () => {
  for (let number = 1; number < 1000; number += 1) {
    expect(numberOf(chineseNumeral(number))).toBe(number);
    expect(numberOf(String(number))).toBe(number);
  }
  expect(numberOf('１２')).toBe(12);
});

it.each(['', '一一', '十百', '零', '0', '〇', '1000', '甲'])('takes %j for no number', (text) => {
  expect(numberOf(text)).toBeNull();
});

it.each([
  ['于 2019 年10月 1 日起', '2019-10-01'],
  ['二〇二〇年七月十五日', '2020-07-15'],
  ['二○二○年七月十五日', '2020-07-15'],
  ['２０２１年１２月３１日', '2021-12-31'],
  ['2021年2月30日', null],
])('reads the date in %s', (text, date) => {
  expect(dateIn(text)?.date).toBe(date);
});

it('finds no date where there is none', () => {
  expect(dateIn('2021年')).toBeNull();
});

import type { Term } from '@liuhen/contract';

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** 九十五, 二十五, 十九 … of a number below 100. */
const inChinese = (n: number) =>
  `${n >= 20 ? numerals[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${numerals[n % 10]}`;

const of =
  (zh: string, en: string) =>
  (article: number): Term => ({
    zh: `《中华人民共和国${zh}》第${inChinese(article)}条`,
    en: `${en}, art. ${article}`,
  });

/** Articles that this room cites. Periods are cited by the rules, with their numbers. */
export const penaltyLaw = of('行政处罚法', 'Administrative Penalty Law');
export const coercionLaw = of('行政强制法', 'Administrative Coercion Law');
export const civilProcedure = of('民事诉讼法', 'Civil Procedure Law');

import { type CivilDate, isCivilDate } from '../time/civil.ts';
import { numberOf } from './numeral.ts';

const DATE =
  /([0-9０-９〇○零一二三四五六七八九]{4})\s*年\s*([0-9０-９一二三四五六七八九十]{1,3})\s*月\s*([0-9０-９一二三四五六七八九十]{1,3})\s*日/u;

const yearOf = (text: string) =>
  [...text.normalize('NFKC')]
    .map((digit) => (/\d/.test(digit) ? digit : Math.max(0, '零一二三四五六七八九'.indexOf(digit))))
    .join('');

/** A date as it is written in documents, 2020年7月15日 or 二〇二〇年七月十五日. */
export type WrittenDate = { written: string; date: CivilDate | null };

/** The first date in a text; `date` is null where the text names a day that does not exist. */
export function dateIn(text: string): WrittenDate | null {
  const found = DATE.exec(text);
  if (!found) return null;
  const [written, year = '', month = '', day = ''] = found;
  const two = (numeral: string) => String(numberOf(numeral) ?? 0).padStart(2, '0');
  const date = `${yearOf(year)}-${two(month)}-${two(day)}`;
  return { written, date: isCivilDate(date) ? date : null };
}

/** A line that is a date and nothing else. */
export const isDate = (text: string): boolean => dateIn(text)?.written === text;

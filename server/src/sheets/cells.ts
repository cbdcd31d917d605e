import { toWallClock } from '@liuhen/contract';
import { millisOf } from '../base/clock.ts';

/** What a cell of a written sheet holds. */
export type CellKind = 'text' | 'number' | 'date' | 'instant';
export type CellValue = string | number | null;

const beijing = 8 * 3_600_000;
const day = 86_400_000;
/** 1 January 1970 in the days that sheets count, from the end of 1899. */
const epoch = 25_569;

/** A day, or an instant by the wall clock of Beijing, as sheets count time: it is a date there, which can be sorted. */
export const serialOf = (time: string): number =>
  time.length === 10
    ? millisOf(`${time}T00:00:00Z`) / day + epoch
    : Math.round(millisOf(time) + beijing) / day + epoch;

export const numberFormats: Partial<Record<CellKind, string>> = {
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
};

/** Most characters that a cell of a sheet holds. */
const mostCharacters = 32_767;
// Control characters have no place in XML 1.0, and no use in a sheet.
const unwritable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

const clean = (text: string): string => text.replace(unwritable, '').slice(0, mostCharacters);

/** A cell of an xlsx file. Text stays text there, whatever it begins with: it is written as such and never as a formula. */
export function xlsxCell(kind: CellKind, value: CellValue): CellValue {
  if (value === null || value === '') return null;
  if (kind === 'date' || kind === 'instant') return serialOf(String(value));
  return kind === 'number' ? value : clean(String(value));
}

/** What programs take for the beginning of a formula, also behind blanks and in full width. */
const formula = /^[\s\ufeff]*[=+\-@|＝＋－＠]/;

/** A cell of a CSV file, where a program guesses what is meant: what could be a formula is marked as text (OWASP, CSV injection). */
export function csvCell(kind: CellKind, value: CellValue): string {
  if (value === null) return '';
  if (kind === 'number' || kind === 'date') return String(value);
  if (kind === 'instant') return toWallClock(String(value)).replace('T', ' ');
  const text = clean(String(value));
  return formula.test(text) ? `'${text}` : text;
}

/** A line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;

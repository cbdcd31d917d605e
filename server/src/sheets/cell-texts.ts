import { coverNumber, fromWallClock, type Term } from '@liuhen/contract';

/** A text of a written list with the middle of each long number covered: a telephone is no matter of a list. */
export const coverDigits = (text: string | null): string | null =>
  text === null ? null : text.replaceAll(/\d{7,}/g, coverNumber);

const two = (text: string) => text.padStart(2, '0');

/**
 * A day as people write it (2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105), with or without a time of day by the
 * clock of Beijing. Null for what is none, also for a day that does not exist.
 */
export function readTime(typed: string): { date: string; instant: string } | null {
  const text = typed.normalize('NFKC').trim();
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})(?:[时点]|[:时点](\d{1,2})(?:[:分](\d{1,2}))?[分秒]?))?$/.exec(
      text,
    ) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = match;
  const date = `${year}-${two(month)}-${two(day)}`;
  const instant = fromWallClock(`${date}T${two(hour)}:${two(minute)}:${two(second)}`);
  return instant === null ? null : { date, instant };
}

/** Words of a closed list, in both languages and as programs know them. */
export function readWord<K extends string>(list: Readonly<Record<K, Term>>, typed: string): K | null {
  const text = typed.trim().toLowerCase();
  const found = (Object.entries(list) as [K, Term][]).find(([key, { zh, en }]) =>
    [key.toLowerCase(), zh, en.toLowerCase()].includes(text),
  );
  return found?.[0] ?? null;
}

/** Several in one cell. */
export const readSeveral = (typed: string): string[] =>
  typed
    .split(/[、,，;；/\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The words of a list for a fault, in both languages. */
export const wordsOf = (list: Readonly<Record<string, Term>>): Term => ({
  zh: Object.values(list)
    .map(({ zh }) => zh)
    .join('、'),
  en: Object.values(list)
    .map(({ en }) => en)
    .join(', '),
});

import { findTerm, type Language, sayTerm, type TermKey, type TermValues, termAt } from '@liuhen/contract';

export interface Saying {
  language: Language;
  t: (key: TermKey, values?: TermValues) => string;
  /** Name of a member of a closed list, e.g. `duties.state`. */
  nameOf: (list: string, member: string) => string;
}

/** Says the terms of the contract in one language. */
export function sayingIn(language: Language): Saying {
  return {
    language,
    t: (key, values) => sayTerm(termAt(key), language, values),
    nameOf: (list, member) => {
      const term = findTerm([...list.split('.'), member]);
      return term === null ? member : sayTerm(term, language);
    },
  };
}

/** Size in the decimal units that cards are sold by. */
export function saySize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant by the wall clock of Beijing, `2026-09-25 15:30`. */
export const sayInstant = (instant: string): string => beijing.format(Date.parse(instant));

import { findTerm, type TermKey, termAt } from './catalogue.ts';
import { type Language, sayTerm, type TermValues } from './term.ts';

/** Says terms in one language. */
export interface Saying {
  language: Language;
  /** The wording of a term with its values. */
  t: (key: TermKey, values?: TermValues) => string;
  /** Name of a member of a closed list (`names.role`, `duties.state` …); the member itself when it is newer than this program. */
  nameOf: (list: string, member: string) => string;
  /** The text of a pair that the server sent in both languages. */
  pick: (pair: { zh: string; en: string }) => string;
}

/** How terms are said in this language. */
export function sayingIn(spoken: Language): Saying {
  return {
    language: spoken,
    t: (key, values) => sayTerm(termAt(key), spoken, values),
    nameOf: (list, member) => {
      const term = findTerm([...list.split('.'), member]);
      return term === null ? member : sayTerm(term, spoken);
    },
    pick: (pair) => pair[spoken],
  };
}

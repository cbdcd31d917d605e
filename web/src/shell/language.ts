import { findTerm, type Language, sayTerm, type TermKey, type TermValues, termAt } from '@liuhen/contract';
import { useMemo, useSyncExternalStore } from 'react';
import { makeStore } from './store.ts';

const place = 'liuhen.language';

function rememberedLanguage(): Language {
  return globalThis.localStorage?.getItem(place) === 'en' ? 'en' : 'zh';
}

const language = makeStore<Language>(rememberedLanguage());

/** Changes the language of all pages and remembers it on this computer. */
export function chooseLanguage(next: Language): void {
  globalThis.localStorage?.setItem(place, next);
  language.set(next);
}

/** Says terms in one language. */
export interface Saying {
  language: Language;
  /** The wording of a term with its values. */
  t: (key: TermKey, values?: TermValues) => string;
  /** Name of a member of a closed list (`names.role`, `duties.state` …); the member itself when it is newer than this page. */
  nameOf: (list: string, member: string) => string;
  /** The text of a pair that the server sent in both languages. */
  pick: (pair: { zh: string; en: string }) => string;
}

/** How terms are said in this language; pure. */
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

/** The terms in the language that is chosen now. */
export function useTerms(): Saying {
  const spoken = useSyncExternalStore(language.listen, language.get);
  return useMemo(() => sayingIn(spoken), [spoken]);
}

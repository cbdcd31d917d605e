import { type Language, type Saying, sayingIn } from '@liuhen/contract';
import { useMemo } from 'react';
import { makeStore } from './store.ts';
import { useStore } from './use-store.ts';

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

/** The terms in the language that is chosen now. */
export function useTerms(): Saying {
  const spoken = useStore(language);
  return useMemo(() => sayingIn(spoken), [spoken]);
}

import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** What a store holds now, also where a page is drawn once and to nobody's screen. */
export const useStore = <T>({ listen, get }: Pick<Store<T>, 'listen' | 'get'>): T =>
  useSyncExternalStore(listen, get, get);

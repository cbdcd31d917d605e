import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** The code of a page could not be fetched: the network failed, or the server is away. */
export class PageNotFetched extends Error {}

const fetchFailed = /dynamically imported module|importing a module script|unable to preload/i;

interface Module {
  default: ComponentType;
}

/** Fetches a page's code once more. Chromium keeps a failed address in mind, so it is asked under another one. */
async function fetchAgain(failed: string): Promise<Module> {
  const address = new URL(failed);
  address.searchParams.set('again', String(performance.now()));
  return await import(/* @vite-ignore */ address.href);
}

/** A page whose code is fetched when it is first shown. After a fetch that failed, the next asking fetches anew. */
export function later(load: () => Promise<Module>): () => LazyExoticComponent<ComponentType> {
  let failed: string | null = null;
  const make = () =>
    lazy(async () => {
      try {
        return await (failed === null ? load() : fetchAgain(failed));
      } catch (error) {
        page = make();
        const words = error instanceof Error ? error.message : '';
        if (!fetchFailed.test(words)) throw error;
        failed = /https?:\S+\.js\b/.exec(words)?.[0] ?? null;
        throw new PageNotFetched(words, { cause: error });
      }
    });
  let page = make();
  return () => page;
}

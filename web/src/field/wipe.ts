import { readEntries, wipeAccount } from './store.ts';

/** How much an officer has on this phone that is not with the house. A browser that keeps nothing has nothing. */
export const countUnsent = (account: string): Promise<number> =>
  readEntries(account).then(
    ({ entries, unreadable }) =>
      unreadable.length + entries.filter(({ state }) => state === 'waiting' || state === 'refused').length,
    () => 0,
  );

/** Takes all of an officer off this phone. */
export const wipe = (account: string): Promise<void> => wipeAccount(account).catch(() => undefined);

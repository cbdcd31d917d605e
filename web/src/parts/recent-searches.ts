import { draftOf, readDraft, writeDraft } from './draft.ts';

const most = 8;
const placeOf = (accountId: string | undefined) => draftOf(accountId, 'search');

/** The number of a person stands in no address and is not kept on this computer. */
export const isSecret = (text: string): boolean => /\d{15,17}[\dXx]/.test(text.replace(/[\s-]/g, ''));

/** What a person searched for lately on this computer, the newest first. */
export function recentSearches(accountId: string | undefined): string[] {
  const kept = readDraft<unknown>(placeOf(accountId));
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : [];
}

export function rememberSearch(accountId: string | undefined, text: string): void {
  if (isSecret(text)) return;
  const others = recentSearches(accountId).filter((one) => one !== text);
  writeDraft(placeOf(accountId), [text, ...others].slice(0, most));
}

export const forgetSearches = (accountId: string | undefined): void => writeDraft(placeOf(accountId), []);

/** The name of a draft of one person: on a computer that several use, nobody is shown what another typed. */
export const draftOf = (accountId: string | undefined, ...what: string[]): string =>
  [...what.slice(0, 1), accountId ?? '', ...what.slice(1)].join('.');

/** What was typed into a form and not sent, kept on this computer under a name. Null when there is none. */
export function readDraft<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(`liuhen.draft.${name}`) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export function writeDraft(name: string, typed: unknown): void {
  localStorage.setItem(`liuhen.draft.${name}`, JSON.stringify(typed));
}

export function dropDraft(name: string): void {
  localStorage.removeItem(`liuhen.draft.${name}`);
}

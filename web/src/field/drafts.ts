import { keepValue, readValue } from './store.ts';

type Drafts = Readonly<Record<string, unknown>>;

let owner: string | null = null;
let drafts: Drafts = {};
let writing: Promise<unknown> = Promise.resolve();

/** Reads what an account has typed on this phone and not yet tapped. It lies sealed like all that is kept here. */
export async function openDrafts(account: string): Promise<void> {
  drafts = (await readValue<Drafts>(account, 'drafts')) ?? {};
  owner = account;
}

export const readTyped = <T>(form: string): T | null => (drafts[form] as T | undefined) ?? null;

/** Keeps what is typed into a form; null forgets it. What finds no room is still in the form. */
export function keepTyped(form: string, typed: unknown): void {
  if (owner === null) return;
  const account = owner;
  const { [form]: _, ...others } = drafts;
  drafts = typed === null ? others : { ...others, [form]: typed };
  const now = drafts;
  writing = writing.then(() => keepValue(account, 'drafts', now)).catch(() => undefined);
}

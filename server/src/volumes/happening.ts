import { type Language, sayingIn, type TimelineRow } from '@liuhen/contract';
import type { CaseProof, RecordRules } from '@liuhen/rules';
import type { Reading } from '../base/context.ts';
import type { Law } from '../law/index.ts';
import type { LawOfCase } from './law-of-case.ts';

/** Something that happened in a case, or is owed in it: a line of its time, and what it proves. */
export interface Happening extends Omit<TimelineRow, 'entry'> {
  /** The row of the log's subject that stands behind it; null where several do. */
  sealedAs: string | null;
  /** What it counts as when the items of the record are looked for; null while it proves nothing. */
  proof: Pick<CaseProof, 'type' | 'kind'> | null;
  /** The act it happened in, and which item of a list it names. */
  actId?: string;
  item?: string | undefined;
}

/** The case that is looked at, as each source needs it. */
export interface CaseFrame {
  id: string;
  openedAt: string;
  acts: ReadonlyMap<string, ActOfFrame>;
  /** Film linked to its acts that the person may see. */
  film: readonly string[];
  rules: RecordRules;
  packs: Law['packs'];
  law: LawOfCase;
}

/** `officers`: their names. */
export interface ActOfFrame {
  id: string;
  number: string;
  type: string;
  startedAt: string;
  officers: readonly string[];
}

/** Reads what one part of the house knows of a case, at most `most` of the earliest. */
export type Source = (ctx: Reading, one: CaseFrame, most: number) => Promise<Happening[]>;

const saying = { zh: sayingIn('zh'), en: sayingIn('en') };
/** What `say` makes of the words of each language. */
export const both = (say: (words: (typeof saying)[Language]) => string) => ({
  zh: say(saying.zh),
  en: say(saying.en),
});
/** The name of a member of a closed list. */
export const nameOf = (list: string, member: string) => both((words) => words.nameOf(list, member));
export const plain = (text: string) => ({ zh: text, en: text });
/** Names in a row; null of none. */
export const names = (who: readonly string[]) =>
  who.length === 0 ? null : both(({ t }) => who.join(t('shell.word.comma')));
/** Words in a row, those that are there, with a point between. */
export const joined = (...parts: (string | { zh: string; en: string } | null | undefined)[]) => {
  const said = parts.flatMap((part) => (part ? [typeof part === 'string' ? plain(part) : part] : []));
  const row = (language: Language) =>
    said
      .map((part) => part[language])
      .filter((words) => words !== '')
      .join(' · ');
  return { zh: row('zh'), en: row('en') };
};

import { type Act, type Saying, type StatementField, sayInstant } from '@liuhen/contract';

/** One thing to be said: its field, the words, and whether what it needs was entered. */
export interface Prompt {
  field: StatementField | 'notice';
  words: string;
  missing: boolean;
}

type Known = Pick<Act, 'type' | 'cause' | 'party' | 'place' | 'officers' | 'checklists' | 'duties'>;

const usual: readonly StatementField[] = ['time', 'place', 'officers', 'cause', 'subject'];

/** Whether the law names what is stated; otherwise the usual fields stand in. */
export const isNamed = ({ checklists }: Known): boolean => checklists.statementFields.length > 0;

/**
 * What is read aloud at the beginning, filled from the act, in the order of the organ's law. The notice that people are
 * filmed closes it where the law asks for one.
 */
export function promptsOf(act: Known, organ: string, now: string, saying: Saying): Prompt[] {
  const { t, nameOf } = saying;
  const { checklists, place, party, cause, type, duties } = act;
  const pick = ({ zh, en }: { zh: string; en: string }) => (saying.language === 'zh' ? zh : en);
  const list = (words: readonly string[]) => words.join(t('shell.word.comma'));
  const blank = t('onSite.prompter.missing');
  const named = (of: 'officer' | 'assistant') => act.officers.filter(({ kind }) => kind === of);
  const people = named('officer').map(({ name, certificateNo }) =>
    certificateNo === null ? name : t('onSite.prompter.person', { name, number: certificateNo }),
  );
  const helpers = named('assistant').map(({ name }) => name);
  const officers =
    t('onSite.prompter.officers', {
      organ,
      people: people.length === 0 ? blank : people.join(t('shell.word.semicolon')),
    }) + (helpers.length > 0 ? t('onSite.prompter.assistants', { people: list(helpers) }) : '');
  const links = checklists.keyContents.map(pick);
  const said: Record<StatementField, Omit<Prompt, 'field'>> = {
    time: { words: t('onSite.prompter.time', { at: sayInstant(now) }), missing: false },
    place: { words: t('onSite.prompter.place', { place: place ?? blank }), missing: place === null },
    officers: { words: officers, missing: people.length === 0 },
    cause: { words: t('onSite.prompter.cause', { cause }), missing: false },
    subject: { words: t('onSite.prompter.subject', { party: party ?? blank }), missing: party === null },
    links: {
      words: t('onSite.prompter.links', { links: links.length === 0 ? blank : list(links) }),
      missing: links.length === 0,
    },
    acts: { words: t('onSite.prompter.acts', { type: nameOf('names.actType', type) }), missing: false },
  };
  const fields = isNamed(act) ? checklists.statementFields : usual;
  const prompts: Prompt[] = fields.map((field) => ({ field, ...said[field] }));
  if (duties.some(({ duty }) => duty === 'recordingNotice'))
    prompts.push({ field: 'notice', words: t('onSite.prompter.notice'), missing: false });
  return prompts;
}

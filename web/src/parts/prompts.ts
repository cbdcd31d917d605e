import {
  type ActType,
  type Checklists,
  type Occasion,
  occasionsOfAct,
  type Phrase,
  type Saying,
  type StatementField,
  sayInstant,
} from '@liuhen/contract';

/** One thing to be said: the words, what of the statement it is, and whether what it needs was entered. */
export interface Prompt {
  key: string;
  /** Null for a phrase of the organ that stands beside the fields of the statement. */
  field: StatementField | 'notice' | null;
  words: string;
  missing: boolean;
}

interface Spoken {
  id: string;
  name: string;
  kind: 'officer' | 'assistant';
  certificateNo: string | null;
}

/** What is known of an act when it begins, at the desk or on the phone. */
export interface Opening {
  type: ActType;
  cause: string;
  party: string | null;
  place: string | null;
  officers: readonly Spoken[];
  checklists: Pick<Checklists, 'statementFields' | 'keyContents'>;
  /** Whether people are told that they are filmed. */
  notice: boolean;
  /** The organ's standard phrases of the day, for any kind of act. */
  phrases: readonly Phrase[];
  organ: string;
  now: string;
}

const usual: readonly StatementField[] = ['time', 'place', 'officers', 'cause', 'subject'];

/** Whether the law names what is stated; otherwise the usual fields stand in. */
export const isNamed = ({ statementFields }: Pick<Checklists, 'statementFields'>): boolean =>
  statementFields.length > 0;

const line = (key: string, words: string, missing = false): Omit<Prompt, 'field'> => ({
  key,
  words,
  missing,
});

function whoSpeaks({ officers, organ }: Opening, blank: string, { t }: Saying): Omit<Prompt, 'field'> {
  const named = (of: Spoken['kind']) => officers.filter(({ kind }) => kind === of);
  const people = named('officer').map(({ name, certificateNo }) =>
    certificateNo === null ? name : t('onSite.prompter.person', { name, number: certificateNo }),
  );
  const helpers = named('assistant').map(({ name }) => name);
  const first = t('onSite.prompter.officers', {
    organ,
    people: people.length === 0 ? blank : people.join(t('shell.word.semicolon')),
  });
  const second =
    helpers.length === 0
      ? ''
      : t('onSite.prompter.assistants', { people: helpers.join(t('shell.word.comma')) });
  return line('officers', first + second, people.length === 0);
}

function fieldLine(field: StatementField, opening: Opening, saying: Saying): Omit<Prompt, 'field'> {
  const { t, nameOf, language } = saying;
  const { place, party, cause, type, checklists, now } = opening;
  const blank = t('onSite.prompter.missing');
  switch (field) {
    case 'time':
      return line(field, t('onSite.prompter.time', { at: sayInstant(now) }));
    case 'place':
      return line(field, t('onSite.prompter.place', { place: place ?? blank }), place === null);
    case 'officers':
      return whoSpeaks(opening, blank, saying);
    case 'cause':
      return line(field, t('onSite.prompter.cause', { cause }));
    case 'subject':
      return line(field, t('onSite.prompter.subject', { party: party ?? blank }), party === null);
    case 'links': {
      const links = checklists.keyContents.map((one) => one[language]).join(t('shell.word.comma'));
      return line(field, t('onSite.prompter.links', { links: links || blank }), links === '');
    }
    default:
      return line(field, t('onSite.prompter.acts', { type: nameOf('names.actType', type) }));
  }
}

/** The organ's phrases of these occasions that are said at a kind of act, in their order. */
export function phrasesOf(
  { type, phrases }: Pick<Opening, 'type' | 'phrases'>,
  occasions: readonly Occasion[],
): Phrase[] {
  const said = occasionsOfAct(type);
  return phrases.filter(({ occasion }) => occasions.includes(occasion) && said.includes(occasion));
}

const asPrompt = ({ entryId, text }: Phrase): Prompt => ({
  ...{ key: entryId, field: null, words: text, missing: false },
});

/** The notice that people are filmed: in the organ's own words, or else in ours. */
export function noticeOf(opening: Pick<Opening, 'type' | 'phrases'>, { t }: Pick<Saying, 't'>): Prompt {
  const [own] = phrasesOf(opening, ['recordingNotice']);
  return { ...line('notice', own?.text ?? t('onSite.prompter.notice')), field: 'notice' };
}

/**
 * What is read aloud at the beginning, filled from the act: the organ's own opening, the fields in the order of its law,
 * the notice that people are filmed where the law asks for one, and the rights in the organ's words.
 */
export function promptsOf(opening: Opening, saying: Saying): Prompt[] {
  const fields = isNamed(opening.checklists) ? opening.checklists.statementFields : usual;
  return [
    ...phrasesOf(opening, ['opening', 'identity']).map(asPrompt),
    ...fields.map((field) => ({ ...fieldLine(field, opening, saying), field })),
    ...(opening.notice ? [noticeOf(opening, saying)] : []),
    ...phrasesOf(opening, ['rights']).map(asPrompt),
  ];
}

const atBeginning: readonly Occasion[] = ['opening', 'identity', 'recordingNotice', 'rights'];

/** The organ's phrases for what comes after the beginning: questioning, coercion, refusal, leaving. */
export function laterPhrases(opening: Pick<Opening, 'type' | 'phrases'>): Phrase[] {
  const later = occasionsOfAct(opening.type).filter((one) => !atBeginning.includes(one));
  return phrasesOf(opening, later);
}

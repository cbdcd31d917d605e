import { type Phrase, phraseLevels, type RegisterContent, registerOf } from '@liuhen/contract';

interface Said {
  entryId: string;
  content: RegisterContent;
}

const occasionOrder = registerOf('phrase').fields.occasion?.choices ?? [];

const phraseOf = ({ entryId, content }: Said): Phrase => ({
  entryId,
  occasion: content.occasion as Phrase['occasion'],
  text: String(content.text),
  level: content.level as Phrase['level'],
  issuedBy: (content.issuedBy as string | undefined) ?? null,
  from: String(content.from),
  until: (content.until as string | undefined) ?? null,
});

/** Those that hold on the day, in the order in which they are said; of one occasion the nearest level and the newest first. */
export function phrasesFor(
  said: readonly Said[],
  on: string,
  occasions: readonly Phrase['occasion'][] | null,
): Phrase[] {
  const order: readonly string[] = occasions ?? occasionOrder;
  const place = ({ occasion }: Phrase) => order.indexOf(occasion);
  const level = (one: Phrase) => phraseLevels.indexOf(one.level);
  const newest = (a: Phrase, b: Phrase) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1);
  const tie = (a: Phrase, b: Phrase) => (a.entryId < b.entryId ? -1 : 1);
  return said
    .map(phraseOf)
    .filter((one) => one.from <= on && (one.until === null || one.until >= on) && place(one) !== -1)
    .sort((a, b) => place(a) - place(b) || level(a) - level(b) || newest(a, b) || tie(a, b));
}

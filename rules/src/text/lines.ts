import { NUMERAL, numberOf } from './numeral.ts';

/** One line of a text that is not blank, without the space around it. `apart`: a blank line stands before it. */
export type Line = { line: number; text: string; apart: boolean };
/** What a word processor left in a line and no reader ever saw. */
export type Stripped = { line: number; text: string };

/** Blank for a reader: white space of every kind, the no-break and the ideographic one, and zero-width characters. */
const BLANK = /[\s\u200b-\u200d\u2060]/u;
const BLANKS = new RegExp(BLANK, 'gu');
/** A word processor takes names of forty characters; the bound keeps the search short in a text full of brackets. */
const BOOKMARK = /\[bookmark:[^\]]{0,80}\]/gi;

/** Without the blanks around it. By hand: a pattern would look at every run of blanks inside again and again. */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && BLANK.test(text.charAt(from))) from += 1;
  while (from < to && BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** Takes a text apart into its lines. */
export function linesOf(text: string): { lines: Line[]; stripped: Stripped[] } {
  const lines: Line[] = [];
  const stripped: Stripped[] = [];
  let apart = false;
  text.split(/\r\n|[\n\r\v\f\u2028\u2029]/).forEach((raw, at) => {
    for (const [mark] of raw.matchAll(BOOKMARK)) stripped.push({ line: at + 1, text: mark });
    const seen = trimmed(raw.replaceAll(BOOKMARK, ''));
    if (seen !== '') lines.push({ line: at + 1, text: seen, apart });
    apart = seen === '';
  });
  return { lines, stripped };
}

/** The text without what is blank, to compare what was read with what was given. */
export const inked = (text: string): string => text.replaceAll(BLANKS, '');

/** 第十条之一 is an article of its own, inserted after the tenth by an amendment. */
const INSERTED = '之\\s*(?<inserted>[一二三四五六七八九十]{1,3})';
const ARTICLE = new RegExp(
  `^(?<mark>第\\s*(?<numeral>${NUMERAL})\\s*条(?:\\s*${INSERTED})?)\\s*(?<text>.*)$`,
  'u',
);
/** 第十条第二款, 第十条规定的, 第十条、第十一条: a sentence that goes on, not the heading of an article. */
const REFERS =
  /^(?:第\s*[（(]?[一二三四五六七八九十\d]+[)）]?\s*[款项]|[、，。；至和或及]|规定|所列|所称|中的|的)/u;
const CHAPTER = new RegExp(
  `^(?<mark>第\\s*(?<numeral>${NUMERAL})\\s*(?<level>[编章节]))\\s*(?<text>.*)$`,
  'u',
);
const ITEM =
  /^(?<mark>(?:[-*•·]\s*)?[（(]\s*(?<numeral>[零〇一二三四五六七八九十百]+)\s*[）)])\s*(?<text>.*)$/u;
const BULLET = /^(?<mark>[-*•·])\s+(?<text>.*)$/u;
const POINT = /^(?:[（(]\s*\d+\s*[）)]|\d+\s*[.．、])/u;
const PUNCTUATION = /[，。；：、！？,;:!?]/u;
/** Ends a sentence, a list's item or the beginning of a list; a quotation mark or a bracket may follow. */
const CLOSED = /[。！？；：;:!?…][”’"'）)》」』]*$/u;

export type Marked = { mark: string; number: number; text: string };
export type Level = 'part' | 'chapter' | 'section';

function marked(pattern: RegExp, text: string): (Marked & { groups: Record<string, string> }) | null {
  const groups = pattern.exec(text)?.groups;
  const number = groups && numberOf(groups.numeral ?? '');
  return groups && number ? { mark: groups.mark ?? '', number, text: groups.text ?? '', groups } : null;
}

/** A line that begins an article. A line that only refers to one is not meant. */
export function articleIn(text: string): Marked | null {
  const found = marked(ARTICLE, text);
  return found && !REFERS.test(found.text) ? found : null;
}

/** Which of the articles inserted after its number an article is, by its heading: 第十条之二 → 2, any other → 0. */
export const insertedIn = (mark: string): number =>
  numberOf(new RegExp(`${INSERTED}$`, 'u').exec(mark)?.groups?.inserted ?? '') ?? 0;

const LEVELS: Readonly<Record<string, Level>> = { 编: 'part', 章: 'chapter', 节: 'section' };

/** A line that begins a part, a chapter or a section: number and a title without punctuation. */
export function chapterIn(text: string): (Marked & { level: Level }) | null {
  const found = marked(CHAPTER, text);
  if (!found || found.text.length > 40 || /[。；：;:]/u.test(found.text)) return null;
  return { ...found, level: LEVELS[found.groups.level ?? ''] ?? 'chapter' };
}

/** A line that begins an item of a list. `number` is null for a bare bullet. */
export function itemIn(text: string): { mark: string; number: number | null; text: string } | null {
  const found = marked(ITEM, text);
  if (found) return found;
  const bullet = BULLET.exec(text)?.groups;
  return bullet ? { mark: bullet.mark ?? '', number: null, text: bullet.text ?? '' } : null;
}

/** A line that begins a point of an item: 1. or （1）. */
export const isPoint = (text: string): boolean => POINT.test(text);
export const isClosed = (text: string): boolean => CLOSED.test(text);
/** Few words without punctuation: the title of a chapter whose number is missing looks like this. */
export const isCaption = (text: string): boolean => text.length <= 20 && !PUNCTUATION.test(text);

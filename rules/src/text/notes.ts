import { insertedIn } from './lines.ts';
import { NUMERAL, numberOf } from './numeral.ts';
import type { Article, Heading, Note, NoteKind, Paragraph } from './parsed.ts';

export const note = (kind: NoteKind, line: number | null, zh: string, en: string): Note => ({
  kind,
  line,
  text: { zh, en },
});

/** Paragraphs that a word processor numbers by itself; their numbers are nowhere in the text. */
export const autoNumberedNote = (paragraphs: number): Note =>
  note(
    'autoNumbered',
    null,
    `Word 自动编号的段落有 ${paragraphs} 处，编号没有随文字读出；如有条文或者项因此缺失，请在 Word 中把自动编号转为文字后重新导入`,
    `Word numbers ${paragraphs} paragraphs by itself, and those numbers are not in the text; if articles or items are missing, turn them into text in Word and import again`,
  );

/** Numbers that come twice, are left out or run backwards. */
export function* numberNotes(articles: readonly Article[]): Generator<Note> {
  let before = 0;
  let insertedBefore = 0;
  const met = new Set<string>();
  for (const { number, mark, id, lines } of articles) {
    const inserted = insertedIn(mark);
    const doubled = met.has(`${number} ${inserted}`);
    met.add(`${number} ${inserted}`);
    const follows = inserted === 0 ? number - before : number === before ? inserted - insertedBefore : 2;
    if (doubled)
      yield note(
        'numberDoubled',
        lines.from,
        `条号“${mark}”重复出现，引用时记作 ${id}`,
        `the number ${number} is printed more than once; this one is cited as ${id}`,
      );
    else if (number < before || follows <= 0)
      yield note(
        'numberBackwards',
        lines.from,
        `条号“${mark}”排在第${before}条之后`,
        `the number ${number} follows ${before}`,
      );
    else if (follows > 1)
      yield note(
        'numberGap',
        lines.from,
        `“${mark}”之前缺少条号：上一条为 ${before}`,
        `numbers are missing before ${number}: the one before is ${before}`,
      );
    [before, insertedBefore] = [number, inserted];
  }
}

export function* chapterNotes(chapters: readonly Heading[]): Generator<Note> {
  const last: Record<Heading['level'], number> = { part: 0, chapter: 0, section: 0 };
  for (const { level, number, mark, title, line } of chapters) {
    if (mark === null)
      yield note(
        'chapterNumberInferred',
        line,
        `“${title}”没有印出章号，按顺序推定为第${number}章`,
        `the heading prints no number; by its place it is chapter ${number}`,
      );
    else if (number !== last[level] + 1 && !(level === 'section' && number === 1))
      yield note(
        'chapterNumberOdd',
        line,
        `“${mark}”与上一个编号 ${last[level]} 不连续`,
        `the number ${number} does not follow ${last[level]}`,
      );
    last[level] = number;
    if (level === 'chapter') last.section = 0;
  }
}

const MIXED = /[()]/;

function* listNotes({ items }: Paragraph): Generator<Note> {
  for (const [at, { number, mark, line, text }] of items.entries()) {
    if (number !== at + 1)
      yield note(
        'itemNumberOdd',
        line,
        `“${mark}”应当是第 ${at + 1} 项`,
        `bears the number ${number} but is item ${at + 1}`,
      );
    if (at < items.length - 1 && !/[；;。，,：:]$/u.test(text))
      yield note('itemUnpunctuated', line, '该项末尾没有标点', 'the item ends without punctuation');
  }
}

/** Lists: numbers out of order, half-width brackets, bullets, missing punctuation. */
export function* itemNotes(articles: readonly Article[]): Generator<Note> {
  for (const { paragraphs } of articles) {
    const items = paragraphs.flatMap((paragraph) => paragraph.items);
    const half = items.find(({ mark }) => MIXED.test(mark));
    if (half)
      yield note(
        'bracketsMixed',
        half.line,
        '项的编号使用半角括号，引用时统一为全角',
        'items are numbered in half-width brackets; citations use full-width ones',
      );
    const bullet = items.find(({ mark }) => /^[-*•·]/u.test(mark));
    if (bullet)
      yield note(
        'bulletsStripped',
        bullet.line,
        '项前有列表符号，不计入正文',
        'bullets stand before the items; they are no part of the text',
      );
    for (const paragraph of paragraphs) yield* listNotes(paragraph);
  }
}

const REFERENCE = new RegExp(
  `第\\s*(?<article>${NUMERAL})\\s*条(?<inserted>之[一二三四五六七八九十]{1,3})?(?:第\\s*(?<paragraph>${NUMERAL})\\s*款)?(?:第\\s*[（(]?(?<item>${NUMERAL})[）)]?\\s*项)?`,
  'gu',
);
/** The words before a reference that make it one to this text, or to another. */
const OWN = /本(?:办法|规定|制度|细则|条例|规则|规程|规范|实施细则|实施办法)\s*$/u;
const FOREIGN = /(?:》|法|条例|规定|办法|[、和及或至]|第\S{1,6}条(?:第\S{1,3}款)?)\s*$/u;

/** So many characters before a reference tell whose it is. */
const FEW = 40;

/** Why a reference leads nowhere; null when it leads somewhere. */
function missingIn(articles: readonly Article[], groups: Record<string, string | undefined>) {
  const number = numberOf(groups.article ?? '');
  const inserted = insertedIn(groups.inserted ?? '');
  const targets = articles.filter((one) => one.number === number && insertedIn(one.mark) === inserted);
  if (targets.length === 0) return { zh: '没有这一条', en: 'there is no such article' };
  const paragraph = groups.paragraph === undefined ? null : numberOf(groups.paragraph);
  const most = Math.max(...targets.map(({ paragraphs }) => paragraphs.length));
  if (paragraph !== null && paragraph > most)
    return { zh: `该条只有 ${most} 款`, en: `the article has ${most} paragraph${most === 1 ? '' : 's'}` };
  const item = groups.item === undefined ? null : numberOf(groups.item);
  const lists = targets.flatMap(({ paragraphs }) =>
    paragraph ? paragraphs.slice(paragraph - 1, paragraph) : paragraphs,
  );
  const items = Math.max(0, ...lists.map((one) => one.items.length));
  if (item !== null && item > items)
    return { zh: `该处只有 ${items} 项`, en: `there are ${items} items in that place` };
  return null;
}

/** References of the text to places of its own that do not exist. */
export function* referenceNotes(articles: readonly Article[]): Generator<Note> {
  for (const { paragraphs } of articles) {
    for (const { line, text } of paragraphs.flatMap((one) => [one, ...one.items])) {
      for (const found of text.matchAll(REFERENCE)) {
        const before = text.slice(Math.max(0, found.index - FEW), found.index);
        if (!OWN.test(before) && FOREIGN.test(before)) continue;
        const missing = missingIn(articles, found.groups ?? {});
        if (missing)
          yield note(
            'danglingReference',
            line,
            `引用的“${found[0]}”不存在：${missing.zh}`,
            `refers to a place that does not exist (${found[0]}): ${missing.en}`,
          );
      }
    }
  }
}

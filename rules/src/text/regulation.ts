import { labelOf } from '../citation.ts';
import { dateIn } from './dates.ts';
import { type Head, readHead } from './head.ts';
import {
  articleIn,
  chapterIn,
  insertedIn,
  isCaption,
  isClosed,
  isPoint,
  itemIn,
  type Line,
  linesOf,
} from './lines.ts';
import { chapterNotes, itemNotes, note, numberNotes, referenceNotes } from './notes.ts';
import type {
  Article,
  EffectiveProposal,
  Heading,
  Item,
  Note,
  Paragraph,
  ParsedRegulation,
  Proposal,
} from './parsed.ts';
import { tailOf } from './tail.ts';

type Body = Pick<ParsedRegulation, 'chapters' | 'articles' | 'notes' | 'subtitle'>;

/** `follows`: nothing, such as a heading, stands between the line and what the article has so far. */
function putUnder(article: Article, unit: Line, follows: boolean, joined: (line: number) => void): void {
  const paragraph = article.paragraphs.at(-1);
  const item = itemIn(unit.text);
  if (item) {
    const list = paragraph ?? { number: 1, line: unit.line, text: '', items: [] };
    if (!paragraph) article.paragraphs.push(list);
    const number = item.number ?? list.items.length + 1;
    list.items.push({ number, mark: item.mark, label: '', line: unit.line, text: item.text });
  } else {
    const open: Paragraph | Item | undefined = follows ? (paragraph?.items.at(-1) ?? paragraph) : undefined;
    if (open && isPoint(unit.text)) open.text += `\n${unit.text}`;
    else if (open && !isClosed(open.text)) {
      open.text += unit.text;
      joined(unit.line);
    } else
      article.paragraphs.push({
        number: article.paragraphs.length + 1,
        line: unit.line,
        text: unit.text,
        items: [],
      });
  }
  article.lines.to = unit.line;
}

/** Whether a line without a number is a heading: few words before an article, after a sentence that is complete. */
function isHeading(lines: readonly Line[], at: number, numbered: boolean): boolean {
  const [before, line, next] = [lines[at - 1], lines[at], lines[at + 1]];
  if (!line || !next || !articleIn(next.text) || !isCaption(line.text) || itemIn(line.text)) return false;
  return (numbered || line.text === '附则') && (line.apart || isClosed(before?.text ?? ''));
}

/** Whether the line before is a heading that has its number on a line of its own. */
function untitled({ chapters }: Body, before: Line | undefined): boolean {
  const last = chapters.at(-1);
  return last?.title === '' && last.line === before?.line;
}

function readBody(lines: readonly Line[], head: Head, numbered: boolean): Body {
  const body: Body = { chapters: [], articles: [], notes: [], subtitle: [] };
  const chapter = (heading: Omit<Heading, 'firstArticle'>) =>
    body.chapters.push({ ...heading, firstArticle: body.articles.length + 1 });
  const infer = ({ line, text }: Line) => {
    const before = body.chapters.findLast(({ level }) => level === 'chapter');
    chapter({ level: 'chapter', number: (before?.number ?? 0) + 1, mark: null, title: text, line });
  };
  const joined = (line: number) =>
    body.notes.push(note('lineJoined', line, '断行，已接上一行', 'a broken line, joined to the one before'));
  if (head.caption) infer(head.caption);
  lines.forEach((unit, at) => {
    const { line, text } = unit;
    const begins = articleIn(text);
    const heading = begins ? null : chapterIn(text);
    const article = body.articles.at(-1);
    if (begins) {
      const { mark, number } = begins;
      if (/\s/.test(mark))
        body.notes.push(
          note('headingSpaced', line, `条号“${mark}”中有空格`, 'there is a space inside the number'),
        );
      const one: Article = {
        ...{ id: '', ordinal: body.articles.length + 1, number, label: '', mark },
        ...{ lines: { from: line, to: line }, paragraphs: [] },
      };
      body.articles.push(one);
      if (begins.text !== '') putUnder(one, { ...unit, text: begins.text }, true, joined);
    } else if (heading) {
      const { level, number, mark, text: title } = heading;
      chapter({ level, number, mark, title, line });
    } else if (untitled(body, lines[at - 1]) && isCaption(text))
      Object.assign(body.chapters.at(-1) ?? {}, { title: text });
    else if (isHeading(lines, at, numbered)) infer(unit);
    else if (article) putUnder(article, unit, (body.chapters.at(-1)?.line ?? 0) < article.lines.to, joined);
    else body.subtitle.push(unit);
  });
  return body;
}

/** Gives articles and items the names under which they are cited. */
function nameAll(articles: Article[], prefix: string): void {
  const named = Map.groupBy(articles, ({ number, mark }) => {
    const inserted = insertedIn(mark);
    return `${prefix}-${number}${inserted === 0 ? '' : `-${inserted}`}`;
  });
  for (const [id, twins] of named)
    for (const [at, article] of twins.entries())
      article.id = twins.length === 1 ? id : `${id}${String.fromCharCode(97 + at)}`;
  for (const article of articles) {
    article.label = labelOf(article.id) ?? article.mark;
    for (const { number: at, items } of article.paragraphs) {
      const place = article.paragraphs.length === 1 ? article.id : `${article.id}.${at}`;
      for (const item of items)
        item.label = (labelOf(`${place}(${item.number})`) ?? item.mark).slice(article.label.length);
    }
  }
}

const FROM_DATE = /自(?<date>.{8,16}?日)\s*起\s*(?:施行|实施|执行|生效)/u;
const FROM_ISSUE = /自(?:印发|发布|公布|颁布|下发)之日起\s*(?:施行|实施|执行|生效)/u;

/** The date in the text and where; a date that does not exist is noted and not proposed. */
function dateAt(line: number, text: string, notes: Note[]): Proposal | null {
  const found = dateIn(text);
  if (found && found.date === null)
    notes.push(
      note('dateImpossible', line, `日期“${found.written}”不存在`, `there is no such day: ${found.written}`),
    );
  return found?.date ? { date: found.date, line } : null;
}

function readIssued(head: Head, tail: readonly Line[], notes: Note[]): Proposal | null {
  const dated = [...(head.cover?.lines ?? []), ...head.subtitle, ...tail].filter(({ text }) => dateIn(text));
  const best = dated.findLast(({ text }) => /印发|公布|发布/u.test(text)) ?? dated[0];
  return best
    ? dateAt(best.line, /(?:.*通过)?(?<rest>.*)/su.exec(best.text)?.groups?.rest || best.text, notes)
    : null;
}

function readEffective(
  articles: readonly Article[],
  issued: Proposal | null,
  notes: Note[],
): EffectiveProposal | null {
  const units = articles.flatMap(({ paragraphs }) => paragraphs.flatMap((one) => [one, ...one.items]));
  for (const { line, text } of units.toReversed()) {
    const stated = FROM_DATE.exec(text)?.groups?.date;
    const proposal = stated ? dateAt(line, stated, notes) : null;
    if (proposal) return { rule: 'stated', ...proposal };
    if (FROM_ISSUE.test(text)) {
      if (!issued)
        notes.push(
          note(
            'effectiveFromIssue',
            line,
            '自印发之日起施行，但文本中没有印发日期',
            'in force from the day of issue, which the text does not carry',
          ),
        );
      return { rule: 'fromIssue', date: issued?.date ?? null, line };
    }
  }
  notes.push(
    note('noEffectiveDate', null, '没有规定施行日期的条款', 'no article states since when it applies'),
  );
  return null;
}

function headNotes(head: Head): Note[] {
  const notes: Note[] = [];
  if (!head.numberComplete)
    notes.push(
      note(
        'documentNumberIncomplete',
        head.cover?.lines.find(({ text }) => text.includes('号'))?.line ?? null,
        `发文字号“${head.cover?.number}”没有机关代字`,
        'the document number lacks the code of the issuing organ',
      ),
    );
  if (!head.titleCertain)
    notes.push(
      note('titleUncertain', head.title[0]?.line ?? null, '标题不能确定，请核对', 'the title is uncertain'),
    );
  return notes;
}

/**
 * Reads the text of a regulation. Nothing is corrected and nothing is left out: what is odd about it stands in
 * `notes`, and dates are proposed, never assumed. A text without articles gives none.
 * @param prefix how references to its articles begin, capital letters and digits: `SX` gives `SX-17`.
 */
export function parseRegulation(source: string, prefix: string): ParsedRegulation {
  const { lines, stripped } = linesOf(source);
  const numbered = lines.some(({ text }) => chapterIn(text) !== null);
  const head = readHead(lines, numbered);
  const lastArticle = lines.findLastIndex(({ text }) => articleIn(text) !== null);
  const from = lastArticle < 0 ? lines.length : lastArticle;
  const { end, attachment } = tailOf(lines.slice(from));
  const tail = lines.slice(from + end);
  const { chapters, articles, notes, ...body } = readBody(
    lines.slice(head.length, from + end),
    head,
    numbered,
  );
  nameAll(articles, prefix);
  const all = [
    ...stripped.map(({ line, text }) =>
      note(
        'bookmarkStripped',
        line,
        `已略去书签标记“${text}”`,
        `left out a mark of the word processor: ${text}`,
      ),
    ),
    ...headNotes(head),
    ...notes,
    ...numberNotes(articles),
    ...chapterNotes(chapters),
    ...itemNotes(articles),
    ...referenceNotes(articles),
  ];
  if (attachment)
    all.push(
      note(
        'attachmentNotRead',
        attachment.line,
        '附件不作为条文解析',
        'attachments are not read as articles',
      ),
    );
  const issued = readIssued(head, tail, all);
  const effective = readEffective(articles, issued, all);
  return {
    ...{ cover: head.cover, title: { text: head.title.map(({ text }) => text).join(''), lines: head.title } },
    ...{
      subtitle: [...head.subtitle, ...body.subtitle],
      contents: head.contents,
      chapters,
      articles,
      tail,
      stripped,
      issued,
      effective,
    },
    notes: all.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)),
  };
}

/** Everything that a parse kept of its source, in the order of the source; marks that were stripped are left out. */
export function readBack(parsed: ParsedRegulation): string {
  const body = [
    ...parsed.chapters.map(({ line, mark, title }) => ({ line, text: `${mark ?? ''}${title}` })),
    ...parsed.articles.flatMap(({ mark, lines, paragraphs }) => [
      { line: lines.from, text: mark },
      ...paragraphs.flatMap(({ line, text, items }) => [
        { line, text },
        ...items.map((item) => ({ line: item.line, text: `${item.mark}${item.text}` })),
      ]),
    ]),
  ];
  const { cover, title, subtitle, contents, tail } = parsed;
  return [...(cover?.lines ?? []), ...title.lines, ...subtitle, ...contents, ...body, ...tail]
    .toSorted((a, b) => a.line - b.line)
    .map(({ text }) => text)
    .join('\n');
}

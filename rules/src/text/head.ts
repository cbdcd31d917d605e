import { isDate } from './dates.ts';
import { articleIn, chapterIn, isCaption, type Line } from './lines.ts';
import type { Cover } from './parsed.ts';

const KINDS = '(?:办法|规定|制度|细则|条例|规则|规程|规范|标准|指引|准则|决定|意见|方案|法)';
const TITLE_END = new RegExp(`${KINDS}\\s*(?:[（(][^（）()]{1,16}[）)])?$`, 'u');
const NOT_TITLE = /[。；：、，《》;:]|通知|(?:文件|号)$|^附/u;
const CONTENTS = /^目\s*录$/u;
const DOCUMENT_NUMBER =
  /(?<code>[\u4e00-\u9fa5]*)\s*[〔【［[（(]\s*(?<year>\d{4})\s*[〕】］\])）]\s*第?\s*(?<number>\d+)\s*号/u;

/** What stands before the first article, sorted. `caption`: the title of a first chapter without a number. */
export type Head = {
  cover: Cover | null;
  numberComplete: boolean;
  title: Line[];
  titleCertain: boolean;
  subtitle: Line[];
  contents: Line[];
  caption: Line | null;
  /** How many lines it has; the body begins after them. */
  length: number;
};

/** Where the table of contents ends: at the second line that bears its first heading's number. */
function contentsEnd(lines: readonly Line[], begin: number): number {
  const headings = lines.flatMap(({ text }, at) => {
    const heading = at > begin ? chapterIn(text) : null;
    return heading ? [{ at, key: `${heading.level} ${heading.number}` }] : [];
  });
  return headings.find(({ key }, at) => at > 0 && key === headings[0]?.key)?.at ?? begin + 1;
}

function titleBegin(head: readonly Line[], end: number): number {
  let begin = end;
  while (begin > 0 && end - begin < 2) {
    const before = head[begin - 1]?.text ?? '';
    if (NOT_TITLE.test(before) || isDate(before) || TITLE_END.test(before) || before.length > 30) break;
    begin -= 1;
  }
  return begin;
}

function readCover(lines: Line[]): { cover: Cover | null; numberComplete: boolean } {
  if (lines.length === 0) return { cover: null, numberComplete: true };
  const at = lines.findIndex(({ text }) => text.includes('关于'));
  const begin = lines[at]?.text ?? '';
  const until = lines.findIndex(({ text }, index) => index >= at && /通知|公告|决定$/u.test(text));
  const number = lines.map(({ text }) => DOCUMENT_NUMBER.exec(text)).find((found) => found !== null);
  const before = at >= 0 ? begin.slice(0, begin.indexOf('关于')) || lines[at - 1]?.text : undefined;
  const issuer = before && !NOT_TITLE.test(before) && isCaption(before) ? before : null;
  const titleLines = at < 0 || until < 0 ? [] : lines.slice(at, until + 1).map(({ text }) => text);
  const title = titleLines.join('').slice(titleLines.join('').indexOf('关于')) || null;
  return {
    cover: { issuer, number: number?.[0] ?? null, title, lines },
    numberComplete: number?.groups?.code !== '',
  };
}

/** Sorts what stands before the first article: cover notice, title, contents, and whatever is between. */
export function readHead(lines: readonly Line[], numbered: boolean): Head {
  const begins = lines.findIndex(({ text }) => articleIn(text) || chapterIn(text) || CONTENTS.test(text));
  const toc = begins >= 0 && CONTENTS.test(lines[begins]?.text ?? '') ? begins : -1;
  const tocEnd = toc < 0 ? -1 : contentsEnd(lines, toc);
  const length = lines.findIndex(
    ({ text }, at) => articleIn(text) || ((at < toc || at >= tocEnd) && chapterIn(text)),
  );
  const all = lines.slice(0, length < 0 ? lines.length : length);
  const contents = toc < 0 ? [] : all.slice(toc, tocEnd);
  const head = all.filter((line) => !contents.includes(line));
  const last = head.findLastIndex(({ text }) => TITLE_END.test(text) && !NOT_TITLE.test(text));
  const end = Math.max(last, 0);
  const begin = titleBegin(head, end);
  const after = head.slice(end + 1);
  const final = after.at(-1);
  const next = lines[all.length];
  const caption =
    final && next && articleIn(next.text) && isCaption(final.text) && (numbered || final.text === '总则')
      ? final
      : null;
  return {
    ...readCover(head.slice(0, begin)),
    title: head.slice(begin, end + 1),
    titleCertain: last >= 0,
    subtitle: caption ? after.slice(0, -1) : after,
    contents,
    caption,
    length: all.length,
  };
}

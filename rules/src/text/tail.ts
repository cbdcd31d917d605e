import { dateIn, isDate } from './dates.ts';
import { isCaption, isClosed, type Line } from './lines.ts';

const PRINTED = /印发$|^(?:抄送|主送|承办|校对)|^[-—]?\s*\d{1,3}\s*[-—]?$/u;
const ATTACHMENT = /^附\s*(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*(?:[：:].*)?$/u;

const isFooter = ({ text }: Line) =>
  isDate(text) || (PRINTED.test(text) && (dateIn(text) !== null || !isClosed(text)));

/**
 * Where the last article ends among `lines`, and whether attachments follow. A signature counts only before a date.
 */
export function tailOf(lines: readonly Line[]): { end: number; attachment: Line | null } {
  const attached = lines.findIndex(
    ({ text }, at) => at > 0 && ATTACHMENT.test(text) && isClosed(lines[at - 1]?.text ?? ''),
  );
  let end = attached < 0 ? lines.length : attached;
  for (; end > 1; end -= 1) {
    const line = lines[end - 1];
    const after = lines[end];
    if (!line) break;
    const signature = after !== undefined && isDate(after.text) && isCaption(line.text);
    if (!isFooter(line) && !signature) break;
  }
  return { end, attachment: lines[attached] ?? null };
}

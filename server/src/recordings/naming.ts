import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { believableInstant } from './believable.ts';

const longestName = 255;
// Directions and joiners that make a name look other than it is (Unicode TR 36), and byte order marks.
const unseen = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Reads a file name's bytes: UTF-8 where they are valid UTF-8, otherwise GB 18030 (GBK is a part of it). */
export function decodeName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'gb18030');
}

/** The longest beginning of a text that has at most so many bytes in UTF-8 and splits no character. */
function cutToBytes(text: string, bytes: number): string {
  let length = 0;
  let kept = '';
  for (const sign of text) {
    length += Buffer.byteLength(sign);
    if (length > bytes) break;
    kept += sign;
  }
  return kept;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return (
    cutToBytes(name.slice(0, name.length - ending.length), longestName - ending.length).trimEnd() + ending
  );
}

/**
 * Makes a sender's file name safe to store, show and write: the last part of a path, without control and
 * direction signs, NFC, at most 255 bytes of UTF-8, never empty. Chinese stays as it is.
 * `changed` tells that the result is not what was sent.
 */
export function sanitizeName(raw: string | Buffer): { name: string; changed: boolean } {
  const sent = typeof raw === 'string' ? raw : decodeName(raw);
  const clean = sent.toWellFormed().replace(unseen, '').normalize('NFC');
  const last = clean
    .split(/[/\\]/)
    .map((part) => part.trim())
    .findLast((part) => !/^\.*$/.test(part));
  const name = shorten(last ?? '未命名');
  return { name, changed: name !== sent };
}

/** A file-name pattern of a device model, compiled. */
export interface NamePattern {
  /** As the administrator wrote it, e.g. `DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]`. */
  template: string;
  expression: RegExp;
}

export interface NamePatternFault {
  code:
    | 'empty'
    | 'tooLong'
    | 'bracket'
    | 'unknownToken'
    | 'twice'
    | 'touching'
    | 'timeWithoutDate'
    | 'tellsNothing'
    | 'sign';
  /** Where in the template, counted from 0. */
  at: number;
  /** For the administrator, in Chinese. */
  message: string;
}

/** What a name tells by its pattern. */
export interface ParsedName {
  pattern: string;
  deviceNo?: string;
  userId?: string;
  /** The device's own clock, local, `YYYY-MM-DDTHH:mm:ss`. */
  localStart?: string;
  /** Whether the officer pressed the mark key; only where the pattern has such a part. */
  important?: boolean;
}

const tokens = new Map([
  ['deviceId', { expression: '[\\p{L}\\p{N}-]{1,40}', fixed: false }],
  ['userId', { expression: '[\\p{L}\\p{N}-]{1,40}', fixed: false }],
  ['date', { expression: '\\d{8}', fixed: true }],
  ['time', { expression: '\\d{6}', fixed: true }],
  ['seq', { expression: '\\d{1,9}', fixed: false }],
]);
const tokenNames = '<deviceId> <userId> <date> <time> <seq>';
const longestTemplate = 200;

type Part = { at: number } & (
  | { is: 'text'; text: string }
  | { is: 'token'; name: string }
  | { is: 'open' }
  | { is: 'close' }
);

function split(template: string): Part[] {
  return [...template.matchAll(/<([^<>[\]]*)>|\[|\]|[^<[\]]+|</g)].map((match): Part => {
    const at = match.index;
    if (match[0] === '[') return { at, is: 'open' };
    if (match[0] === ']') return { at, is: 'close' };
    if (match[1] !== undefined) return { at, is: 'token', name: match[1] };
    return { at, is: 'text', text: match[0] };
  });
}

function checkBrackets(parts: Part[]): NamePatternFault[] {
  const faults: NamePatternFault[] = [];
  let open: number | null = null;
  for (const part of parts) {
    if (part.is === 'open' && open !== null)
      faults.push({ code: 'bracket', at: part.at, message: '方括号里不能再套方括号' });
    if (part.is === 'open') open = part.at;
    if (part.is === 'close' && open === null)
      faults.push({ code: 'bracket', at: part.at, message: '“]”前面没有“[”' });
    if (part.is === 'close') open = null;
    if (part.is === 'text' && /[<>]/.test(part.text))
      faults.push({ code: 'bracket', at: part.at, message: '尖括号没有成对，字段请写成 <date> 这样' });
    if (part.is === 'text' && /[/\\\p{Cc}]/u.test(part.text))
      faults.push({ code: 'sign', at: part.at, message: '文件名里不会有斜杠和控制字符' });
  }
  if (open !== null) faults.push({ code: 'bracket', at: open, message: '“[”没有对应的“]”' });
  return faults;
}

function checkTokens(parts: Part[]): NamePatternFault[] {
  const faults: NamePatternFault[] = [];
  const seen = new Set<string>();
  let before: string | null = null; // name of the token just before, if one is
  for (const part of parts) {
    if (part.is === 'token') {
      const token = tokens.get(part.name);
      if (token === undefined)
        faults.push({
          code: 'unknownToken',
          at: part.at,
          message: `不认识字段 <${part.name}>，可用的有 ${tokenNames}`,
        });
      if (seen.has(part.name))
        faults.push({ code: 'twice', at: part.at, message: `<${part.name}> 出现了两次` });
      const touches = before !== null && !(token?.fixed && tokens.get(before)?.fixed);
      if (touches)
        faults.push({
          code: 'touching',
          at: part.at,
          message: `<${part.name}> 与前一个字段之间要有分隔符，否则分不开`,
        });
      seen.add(part.name);
    }
    if (part.is === 'token') before = part.name;
    if (part.is === 'text') before = null;
  }
  if (seen.has('time') && !seen.has('date'))
    faults.push({
      code: 'timeWithoutDate',
      at: 0,
      message: '有 <time> 就要有 <date>，只有时刻定不了拍摄时间',
    });
  if (!['deviceId', 'userId', 'date'].some((name) => seen.has(name)))
    faults.push({ code: 'tellsNothing', at: 0, message: '至少要有 <deviceId>、<userId>、<date> 中的一个' });
  return faults;
}

const escapeText = (text: string) =>
  text.replace(/[.*+?^${}()|[\]\\-]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);

/** One sign class per token and no nesting: matching stays within a bounded number of steps whatever the name. */
function compile(parts: Part[]): RegExp {
  let source = '';
  let open = -1;
  parts.forEach((part, i) => {
    const next = parts[i + 1];
    if (part.is === 'open') {
      open = i;
      source +=
        next?.is === 'text' && parts[i + 2]?.is === 'close' && /IMP/i.test(next.text)
          ? '(?<important>'
          : '(?:';
    } else if (part.is === 'close') source += open >= 0 ? ')?' : '';
    else if (part.is === 'text') source += escapeText(part.text);
    else source += `(?<${part.name}>${tokens.get(part.name)?.expression ?? ''})`;
  });
  // A copy made beside the first is called "name (1)" or "name(1)".
  return new RegExp(`^${source}(?: ?\\(\\d{1,3}\\))?$`, 'iu');
}

/** Compiles a template, or names all its faults at once. */
export function parseNamePattern(
  template: string,
): { pattern: NamePattern } | { faults: NamePatternFault[] } {
  if (template.trim() === '') return { faults: [{ code: 'empty', at: 0, message: '请填写文件名格式' }] };
  if (template.length > longestTemplate)
    return {
      faults: [{ code: 'tooLong', at: longestTemplate, message: `格式最多 ${longestTemplate} 个字符` }],
    };
  const parts = split(template);
  const faults = [...checkBrackets(parts), ...checkTokens(parts)].sort((a, b) => a.at - b.at);
  if (faults.length > 0) return { faults };
  return { pattern: { template, expression: compile(parts) } };
}

/** A day that the calendar has: 31 June is no name of ours, and Date.parse would roll it over to July. */
function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1990 && day >= 1 && day <= days;
}

/** `20260915`, `100211` → `2026-09-15T10:02:11`; null when there is no such day or time. */
function readLocal(date: string, time: string): string | null {
  const [, y, mo, d] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const [, h, mi, s] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(time) ?? [];
  return h !== undefined && isDay(Number(y), Number(mo), Number(d))
    ? `${y}-${mo}-${d}T${h}:${mi}:${s}`
    : null;
}

const farFuture = '9000-01-01T00:00:00.000Z';
const isBelievable = (local: string | undefined, now: string): boolean =>
  local !== undefined && believableInstant(`${local}+08:00`, now) !== null;

/**
 * Reads device number, user number, local start and the mark key out of a file name by the first pattern that
 * fits, or null. The ending counts for nothing; capitals neither. A date without a time tells no start, nor does one
 * that lies more than a year after `now` (a device whose clock is off: its number and user still count).
 */
export function parseFileName(
  name: string,
  patterns: readonly NamePattern[],
  now: string = farFuture,
): ParsedName | null {
  const stem = name.replace(/\.[^.]{1,8}$/, '');
  if (stem.length > 255) return null;
  for (const { template, expression } of patterns) {
    const groups = expression.exec(stem)?.groups;
    if (groups === undefined) continue;
    const local = groups.date === undefined ? undefined : readLocal(groups.date, groups.time ?? '000000');
    if (local === null) continue;
    const told = groups.time !== undefined && isBelievable(local, now);
    return {
      pattern: template,
      ...(groups.deviceId === undefined ? {} : { deviceNo: groups.deviceId }),
      ...(groups.userId === undefined ? {} : { userId: groups.userId }),
      ...(told && local !== undefined ? { localStart: local } : {}),
      ...(expression.source.includes('(?<important>') ? { important: groups.important !== undefined } : {}),
    };
  }
  return null;
}

function compileDefault(template: string): NamePattern {
  const parsed = parseNamePattern(template);
  if ('faults' in parsed) throw new Error(`default pattern ${template}: ${parsed.faults[0]?.message}`);
  return parsed.pattern;
}

/** What body cameras and phones write when nobody has configured anything else. */
export const defaultNamePatterns: readonly NamePattern[] = [
  'DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]',
  'VID_<date>_<time>[_<seq>]',
  'IMG_<date>_<time>[_<seq>]',
].map(compileDefault);

import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { type NamePattern, parseNamePattern } from '../devices/index.ts';
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
  if ('faults' in parsed) throw new Error(`default pattern ${template}: ${parsed.faults[0]?.said.zh}`);
  return parsed.pattern;
}

/** What body cameras and phones write when nobody has configured anything else. */
export const defaultNamePatterns: readonly NamePattern[] = [
  'DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]',
  'VID_<date>_<time>[_<seq>]',
  'IMG_<date>_<time>[_<seq>]',
  // The phone page names its voice notes and written ones so.
  'AUD_<date>_<time>[_<seq>]',
  'NOTE_<date>_<time>[_<seq>]',
].map(compileDefault);

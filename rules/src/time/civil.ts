import { FactsError } from '../errors.ts';

/** A civil date in Beijing, `YYYY-MM-DD`. */
export type CivilDate = string;
/** An instant, RFC 3339 with an offset; what this room returns always carries `+08:00`. */
export type Instant = string;
/** A sentence in both languages of the product. */
export type Bilingual = { zh: string; en: string };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Beijing has kept UTC+8 without summer time since 1991, before any regulation in the packs. */
const BEIJING_MS = 8 * HOUR_MS;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))$/;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Dates met before, as day numbers: an act names few, a year's acts a few hundred. */
const known = new Map<CivilDate, number>();
const MOST_KNOWN = 20_000;

/** Whether the text is a date that exists, between the years 1900 and 2899. */
export function isCivilDate(text: string): boolean {
  return known.has(text) || dateExists(text);
}

function dateExists(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1900 && year < 2900 && day >= 1 && day <= monthLength(year, month);
}

/** Days since 1970-01-01, by arithmetic alone. @throws FactsError when the date does not exist. */
export function dayNumber(date: CivilDate): number {
  const met = known.get(date);
  if (met !== undefined) return met;
  const number = countDays(date);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(date, number);
  return number;
}

function countDays(date: CivilDate): number {
  if (!dateExists(date)) throw new FactsError(date, 'a date YYYY-MM-DD that exists');
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return daysTo(year, month, day);
}

function daysTo(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1; // the year begins in March, so the leap day comes last
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear -
    719_468
  );
}

/** The date that lies `days` days since 1970-01-01. Inverse of `dayNumber`. */
export function dateOf(days: number): CivilDate {
  const fromMarch = days + 719_468;
  const era = Math.floor(fromMarch / 146_097);
  const dayOfEra = fromMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date `days` days after (before, when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOf(dayNumber(date) + days);
}

/** The corresponding day so many months later, or the last day of that month where it has none (民法典 art. 202). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  dayNumber(date);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [on, index] = [year + Math.floor((month - 1 + months) / 12), (((month - 1 + months) % 12) + 12) % 12];
  const last = Math.min(day, monthLength(on, index + 1));
  return `${String(on).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}-${String(last).padStart(2, '0')}`;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: CivilDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

const [T, COLON, DASH, PLUS, ZERO, EIGHT, DOT, Z] = [0x54, 0x3a, 0x2d, 0x2b, 0x30, 0x38, 0x2e, 0x5a];

/** Whether an instant has the form that this room itself writes, Beijing time to the second. */
const isPlain = (instant: Instant): boolean =>
  instant.length === 25 &&
  instant.charCodeAt(10) === T &&
  instant.charCodeAt(19) === PLUS &&
  instant.charCodeAt(20) === ZERO &&
  instant.charCodeAt(21) === EIGHT &&
  instant.endsWith(':00');

/** Whether an instant has the form in which the house stores it, UTC with milliseconds. */
const isStored = (instant: Instant): boolean =>
  instant.length === 24 &&
  instant.charCodeAt(10) === T &&
  instant.charCodeAt(19) === DOT &&
  instant.charCodeAt(23) === Z;

/** The number that two digits of a text make; far below zero when they are none, so that whole numbers stay whole. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000;
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

/** Day numbers of the first days of all months from 1900 to 2899, and of the one after. */
const monthStarts = Int32Array.from({ length: 12_001 }, (_, at) =>
  daysTo(1900 + Math.floor(at / 12), (at % 12) + 1, 1),
);

/** The milliseconds of an instant in one of the two forms that are met most, without a pattern; null for any other. */
function knownMs(instant: Instant): number | null {
  if (isPlain(instant)) {
    const ms = wholeSeconds(instant);
    return ms === null ? null : ms - BEIJING_MS;
  }
  if (!isStored(instant)) return null;
  const [ms, millis] = [wholeSeconds(instant), twoDigits(instant, 20) * 10 + instant.charCodeAt(22) - ZERO];
  const ends = instant.charCodeAt(22) >= ZERO && instant.charCodeAt(22) <= ZERO + 9;
  return ms === null || millis < 0 || !ends ? null : ms + millis;
}

/** Reads date and clock of a text that has them in their places; null where they are none. */
function wholeSeconds(instant: Instant): number | null {
  if (instant.charCodeAt(13) !== COLON || instant.charCodeAt(16) !== COLON) return null;
  if (instant.charCodeAt(4) !== DASH || instant.charCodeAt(7) !== DASH) return null;
  const year = twoDigits(instant, 0) * 100 + twoDigits(instant, 2);
  const month = twoDigits(instant, 5);
  const day = twoDigits(instant, 8);
  const h = twoDigits(instant, 11);
  const m = twoDigits(instant, 14);
  const s = twoDigits(instant, 17);
  if (!(year >= 1900 && year < 2900 && month >= 1 && month <= 12 && day >= 1)) return null;
  const at = (year - 1900) * 12 + month - 1;
  const days = (monthStarts[at] ?? 0) + day - 1;
  if (days >= (monthStarts[at + 1] ?? 0)) return null;
  if (!(h >= 0 && h < 24 && m >= 0 && m < 60 && s >= 0 && s < 60)) return null;
  return days * DAY_MS + (h * 3600 + m * 60 + s) * 1000;
}

/**
 * Milliseconds since 1970-01-01T00:00Z. Digits finer than a millisecond are cut off, never rounded up,
 * so that 23:59:59.9999 stays on its day.
 * @throws FactsError when the text is not RFC 3339 with an offset.
 */
export function epochMs(instant: Instant): number {
  const known = knownMs(instant);
  if (known !== null) return known;
  const parts = INSTANT.exec(instant);
  const [, date = '', hour, minute, second, fraction = '', , sign, offsetHour, offsetMinute] = parts ?? [];
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const [oh, om] = [Number(offsetHour ?? 0), Number(offsetMinute ?? 0)];
  if (!parts || !isCivilDate(date) || h > 23 || m > 59 || s > 59 || oh > 23 || om > 59) {
    throw new FactsError(instant, 'an instant such as 2026-09-25T15:30:00+08:00');
  }
  const offset = (sign === '-' ? -1 : 1) * (oh * 60 + om) * 60_000;
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  return dayNumber(date) * DAY_MS + h * HOUR_MS + m * 60_000 + s * 1000 + millis - offset;
}

/** An instant in UTC with milliseconds, `2026-09-25T07:30:00.000Z`. @throws FactsError when it cannot be read. */
export function utcInstant(instant: Instant): Instant {
  const ms = epochMs(instant);
  const hour = isPlain(instant) ? twoDigits(instant, 11) - 8 : -1;
  // the same day in both, so no date has to be counted
  if (hour >= 0) return `${instant.slice(0, 11)}${two(hour)}${instant.slice(13, 19)}.000Z`;
  const shifted = beijingInstant(ms - BEIJING_MS);
  return shifted.length === 25 ? `${shifted.slice(0, 19)}.000Z` : `${shifted.slice(0, 23)}Z`;
}

/** Whether the text is RFC 3339 with an offset, of a day that exists. */
export function isInstant(text: string): boolean {
  try {
    epochMs(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * An instant in milliseconds and in Beijing time, read once.
 * @throws FactsError when the text is not RFC 3339 with an offset.
 */
export function readInstant(instant: Instant): { ms: number; at: Instant } {
  const ms = epochMs(instant);
  return { ms, at: isPlain(instant) ? instant : beijingInstant(ms) };
}

/** Renders milliseconds since 1970-01-01T00:00Z as Beijing time with `+08:00`; milliseconds only when there are some. */
export function beijingInstant(ms: number): Instant {
  const local = ms + BEIJING_MS;
  const days = Math.floor(local / DAY_MS);
  const rest = local - days * DAY_MS;
  const [h, m, s] = [
    Math.floor(rest / HOUR_MS),
    Math.floor(rest / 60_000) % 60,
    Math.floor(rest / 1000) % 60,
  ] as const;
  const millis = rest % 1000;
  return `${dateOf(days)}T${two(h)}:${two(m)}:${two(s)}${millis === 0 ? '' : `.${String(millis).padStart(3, '0')}`}+08:00`;
}

/** The Beijing date on which an instant falls. */
export function beijingDate(instant: Instant): CivilDate {
  const ms = epochMs(instant);
  return isPlain(instant) ? instant.slice(0, 10) : dateOf(Math.floor((ms + BEIJING_MS) / DAY_MS));
}

/** The same as days since 1970-01-01. */
export const beijingDay = (instant: Instant): number => Math.floor((epochMs(instant) + BEIJING_MS) / DAY_MS);

/** 00:00 Beijing time at the beginning of the date. */
export function midnightOf(date: CivilDate): Instant {
  return beijingInstant(dayNumber(date) * DAY_MS - BEIJING_MS);
}

/** The instant `hours` hours later, to the millisecond. */
export function laterByHours(instant: Instant, hours: number): Instant {
  return beijingInstant(epochMs(instant) + hours * HOUR_MS);
}

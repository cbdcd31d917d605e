/** Days from 1970-01-01 to a day of the Gregorian calendar (Hinnant, chrono-compatible date algorithms). */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const yearOfEra = y - era * 400;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

const daysOf = (year: number, month: number): number =>
  (month === 12 ? daysTo(year + 1, 1, 1) : daysTo(year, month + 1, 1)) - daysTo(year, month, 1);

/**
 * Milliseconds since 1970 of a moment as RFC 3339 writes it in UTC with milliseconds; NaN for everything else, a leap
 * second too. Dates are not parsed by the platform.
 */
export function millisOf(at: unknown): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/.exec(String(at));
  if (typeof at !== 'string' || match === null) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = match
    .slice(1)
    .map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return (((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milli;
}

/** Whether a value is a text that is such a moment. */
export const isMoment = (value: unknown): boolean => !Number.isNaN(millisOf(value));

/** The moment of whole seconds since 1970. Throws RangeError beyond the year 9999. */
export function momentOfSeconds(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > 253_402_300_799)
    throw new RangeError('no moment');
  const days = Math.floor(seconds / 86_400);
  let year = 1970 + Math.floor(days / 366);
  while (daysTo(year + 1, 1, 1) <= days) year += 1;
  let month = 1;
  while (month < 12 && daysTo(year, month + 1, 1) <= days) month += 1;
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const time = [seconds / 3600, seconds / 60, seconds].map(Math.floor);
  const [hour = 0, minute = 0, second = 0] = time;
  return `${pad(year, 4)}-${pad(month)}-${pad(days - daysTo(year, month, 1) + 1)}T${pad(hour % 24)}:${pad(minute % 60)}:${pad(second % 60)}.000Z`;
}

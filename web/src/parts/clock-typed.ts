const typed =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})秒?|分)?)?$/;

/**
 * What somebody typed as a time, `YYYY-MM-DDTHH:mm:ss`, or as a date, `YYYY-MM-DD`: nobody types seconds, and some paste
 * 2026年9月5日 9:05. Null for what is no time, and for a day that the calendar does not have.
 */
export function readTypedClock(text: string, dateOnly: boolean): string | null {
  const [found, year = '', month = '', day = '', hour, minute = '', second = '0'] =
    typed.exec(text.trim()) ?? [];
  if (found === undefined || (hour === undefined) !== dateOnly) return null;
  const two = (part: string) => part.padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const clock = dateOnly ? '00:00:00' : [hour ?? '', minute, second].map(two).join(':');
  const read = Date.parse(`${date}T${clock}Z`);
  // 30 February is read as 2 March: a day that does not come out again is no day.
  if (Number.isNaN(read) || !new Date(read).toISOString().startsWith(`${date}T${clock}`)) return null;
  return dateOnly ? date : `${date}T${clock}`;
}

/** Whether the second of two times by the wall clock is before the first; never where one is not typed. */
export const isReversed = (first: unknown, second: unknown): boolean =>
  typeof first === 'string' && typeof second === 'string' && first !== '' && second !== '' && second < first;

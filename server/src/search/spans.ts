import { beijingDate, millisOf, plusMillis } from '../base/clock.ts';
import { gramOfKind, gramOfTime } from './grams.ts';

/** A stretch of time from `from` until just before `until`; null: without an end on that side. */
export interface Span {
  from: string | null;
  until: string | null;
}

const dayMillis = 86_400_000;
/** Beyond so many the whole kind is asked: it costs no more. */
const mostDays = 62;
const mostMonths = 240;

function daysOf(from: string, until: string): string[] {
  const days: string[] = [];
  const last = beijingDate(plusMillis(until, -1));
  for (let at = from; days.at(-1) !== last && days.length <= mostDays; at = plusMillis(at, dayMillis))
    days.push(beijingDate(at));
  return days;
}

function monthsOf(from: string, until: string): string[] {
  const last = beijingDate(plusMillis(until, -1)).slice(0, 7);
  const months = [beijingDate(from).slice(0, 7)];
  while (months.at(-1) !== last && months.length <= mostMonths) {
    const [year = 0, month = 0] = (months.at(-1) ?? '').split('-').map(Number);
    months.push(month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`);
  }
  return months;
}

/** The numbers of the index one of which every row of the kind in this span has; rows just outside may have it too. */
export function gramsOfSpan(organId: string, kind: string, { from, until }: Span): number[] {
  const whole = [gramOfKind(organId, kind)];
  if (from === null || until === null || millisOf(from) >= millisOf(until)) return whole;
  const isShort = millisOf(until) - millisOf(from) < (mostDays - 2) * dayMillis;
  const times = isShort ? daysOf(from, until) : monthsOf(from, until);
  return times.length > (isShort ? mostDays : mostMonths)
    ? whole
    : times.map((time) => gramOfTime(organId, kind, time));
}

/** How many rows a span may bring before it is as wide as it should be. */
const enough = 800;
const widest = 8;

/**
 * The span before one that was looked through: as long again, and up to eight times as long where little was found. What
 * is common is so looked for among the newest, and what is rare soon in all there is. Null: `oldest` was reached.
 */
export function spanBefore(
  { from, until }: { from: string; until: string },
  found: number,
  oldest: string,
): Span | null {
  if (from <= oldest) return null;
  const times = Math.max(1, Math.min(widest, enough / Math.max(1, found)));
  const length = Math.max(millisOf(until) - millisOf(from), dayMillis) * times;
  const start = millisOf(from) - length <= millisOf(oldest) ? null : plusMillis(from, -length);
  return { from: start, until: from };
}

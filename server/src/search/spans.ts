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

/**
 * The numbers of the index one of which every row of the kind in this span has, of an organ or of one of its units; rows
 * just outside may have it too.
 */
export function gramsOfSpan(ofId: string, kind: string, { from, until }: Span): number[] {
  const whole = [gramOfKind(ofId, kind)];
  if (from === null || until === null || millisOf(from) >= millisOf(until)) return whole;
  const isShort = millisOf(until) - millisOf(from) < (mostDays - 2) * dayMillis;
  const times = isShort ? daysOf(from, until) : monthsOf(from, until);
  return times.length > (isShort ? mostDays : mostMonths)
    ? whole
    : times.map((time) => gramOfTime(ofId, kind, time));
}

/** How many rows a span should bring. */
const enough = 1000;

interface Ended {
  from: string;
  until: string;
}
const lengthOf = ({ from, until }: Ended): number => Math.max(millisOf(until) - millisOf(from), dayMillis);

/**
 * The span before one that was looked through, as long as it takes to bring enough at the rate of that one: where nothing
 * was found, all there is. `widest`: at most so many times as long. Null: `oldest` was reached.
 */
export function spanBefore(span: Ended, found: number, oldest: string, widest: number): Span | null {
  if (span.from <= oldest) return null;
  const times = Math.max(1, Math.min(widest, enough / Math.max(found, 0.001)));
  const start = millisOf(span.from) - lengthOf(span) * times;
  return {
    from: start <= millisOf(oldest) ? null : plusMillis(span.from, start - millisOf(span.from)),
    until: span.from,
  };
}

/** The newest eighth of a span that brought too much; null where it is a day or less. */
export function newestOf(span: Ended): Span | null {
  if (lengthOf(span) <= dayMillis) return null;
  return { from: plusMillis(span.until, -Math.max(dayMillis, lengthOf(span) / 8)), until: span.until };
}

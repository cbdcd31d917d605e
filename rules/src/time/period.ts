import type { PeriodTime } from '../pack/duration.ts';
import type { Calendar } from './calendar.ts';
import {
  addDays,
  addMonths,
  beijingDate,
  beijingDay,
  type CivilDate,
  dateOf,
  dayNumber,
  type Instant,
} from './civil.ts';
import {
  addHours,
  type CountingStep,
  closeOn,
  type Deadline,
  describeDay,
  nthDayAfter,
  nthWorkdayAfter,
  rollForward,
} from './deadline.ts';
import { sayDate } from './words.ts';

/** Days that do not count, both ends included. */
export type Span = { from: CivilDate; to: CivilDate };
/** What moved the end of a period: spans that do not count, an approved extension and when it was approved. */
export type Changes = { excluded: readonly Span[]; extension: { at: Instant; time: PeriodTime } | null };

const unchanged: Changes = { excluded: [], extension: null };

const countedOn = (on: CivilDate, ordinal: number | null, zh: string, en: string): CountingStep => ({
  on,
  counted: true,
  ordinal,
  reason: { code: 'lastDay', zh, en },
});
const passedOn = (
  on: CivilDate,
  code: 'dayOfEvent' | 'excluded' | 'extended' | 'targetDay',
  zh: string,
  en: string,
) => ({ on, counted: false, ordinal: null, reason: { code, zh, en } }) satisfies CountingStep;

const firstDay = (on: CivilDate) =>
  passedOn(on, 'dayOfEvent', '起算当日，不计入', 'the day it begins: not counted');

/**
 * The end of `months` months after a date: the corresponding day, or the last of a month that has none (民法典
 * art. 202). `roll` as for days.
 * @throws FactsError when the date does not exist.
 */
export function monthsAfter(
  calendar: Calendar,
  date: CivilDate,
  months: number,
  roll: 'none' | 'forward',
): Deadline {
  const last = addMonths(date, months);
  const short = last.slice(8) !== date.slice(8);
  const steps = [
    firstDay(date),
    countedOn(
      last,
      null,
      `满${months}个月${short ? '，没有对应日，以月末日为准' : ''}`,
      `${months} months are over${short ? ': no corresponding day, so the last of the month' : ''}`,
    ),
  ];
  return roll === 'none' ? closeOn(last, 'final', steps) : rollForward(calendar, last, steps);
}

/**
 * The end of the latest day on which something can be done so that `n` full working days lie strictly between it and
 * `target`: the stricter reading of "n days before".
 * @throws RangeError when n is not a positive integer. @throws FactsError when the date does not exist.
 */
export function latestDateWithNFullWorkdaysBefore(
  calendar: Calendar,
  target: CivilDate,
  n: number,
): Deadline {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} is not a number of working days`);
  const steps: CountingStep[] = [
    passedOn(target, 'targetDay', '确定的日期，不计入', 'the day set: not counted'),
  ];
  let status: Deadline['status'] = 'final';
  let on = target;
  for (let ordinal = 0; ordinal < n; ) {
    on = addDays(on, -1);
    const day = calendar.dayOf(on);
    if (day.working) ordinal += 1;
    if (!day.covered) status = 'provisional';
    steps.push({ on, counted: day.working, ordinal: day.working ? ordinal : null, reason: describeDay(day) });
  }
  const latest = addDays(on, -1);
  steps.push({
    ...{ on: latest, counted: false, ordinal: null },
    reason: {
      code: 'latestDay',
      zh: `最迟在这一天，其后有${n}个完整工作日`,
      en: `the latest day: ${n} full working days follow`,
    },
  });
  return closeOn(latest, status, steps);
}

/** Spans that overlap or touch are one, so that no day is left out twice. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && span.from <= addDays(last.to, 1)) {
      if (span.to > last.to) result[result.length - 1] = { from: last.from, to: span.to };
    } else result.push(span);
  }
  return result;
}

/** The end so far, as a civil day, and what is known about it. */
type Running = { last: CivilDate; status: Deadline['status']; steps: CountingStep[]; spans: Span[] };

function passExcluded(running: Running, begin: CivilDate): void {
  for (let span = running.spans[0]; span && span.from <= running.last; span = running.spans[0]) {
    running.spans.shift();
    const from = span.from > begin ? span.from : addDays(begin, 1);
    const days = dayNumber(span.to) - dayNumber(from) + 1;
    if (days < 1) continue;
    running.last = addDays(running.last, days);
    running.steps.push(
      passedOn(
        from,
        'excluded',
        `至${sayDate(span.to)}共${days}日不计入`,
        `to ${span.to}: ${days} days not counted`,
      ),
      countedOn(running.last, null, '不计入的日子往后顺推', 'moved on by the days not counted'),
    );
  }
}

function countWorkdays(calendar: Calendar, running: Running, n: number): void {
  const off = (on: CivilDate) => running.spans.some((span) => span.from <= on && on <= span.to);
  let on = running.last;
  for (let ordinal = 0; ordinal < n; ) {
    on = addDays(on, 1);
    const day = calendar.dayOf(on);
    if (!day.covered) running.status = 'provisional';
    if (day.working && off(on)) {
      running.steps.push(passedOn(on, 'excluded', '不计入期限的时间', 'time that does not count'));
      continue;
    }
    if (day.working) ordinal += 1;
    running.steps.push({
      ...{ on, counted: day.working, ordinal: day.working ? ordinal : null },
      reason: describeDay(day),
    });
  }
  running.last = on;
}

function advance(calendar: Calendar, running: Running, time: PeriodTime, begin: CivilDate): void {
  if (time.rule === 'workingDays') {
    countWorkdays(calendar, running, time.value);
    return;
  }
  const { value } = time;
  running.last = time.rule === 'months' ? addMonths(running.last, value) : addDays(running.last, value);
  const unit = time.rule === 'months' ? { zh: `满${value}个月`, en: `${value} months` } : null;
  running.steps.push(
    countedOn(running.last, unit ? null : value, unit?.zh ?? `第${value}日`, unit?.en ?? `day ${value}`),
  );
  passExcluded(running, begin);
}

/**
 * The end of a period that begins with an event and was changed by others. An extension counts on from the last day
 * there was, when it was approved by then; approved later it changes nothing. Hours take no changes.
 * @throws FactsError when a date or an instant cannot be read.
 */
function changedPeriod(
  calendar: Calendar,
  from: Instant,
  time: PeriodTime,
  roll: 'none' | 'forward',
  changes: Changes,
): Deadline {
  const begin = beijingDate(from);
  const running: Running = {
    ...{ last: begin, status: 'final', steps: [firstDay(begin)] },
    spans: joined(changes.excluded),
  };
  advance(calendar, running, time, begin);
  const { extension } = changes;
  if (extension) {
    const approved = beijingDate(extension.at);
    if (approved <= running.last) {
      running.steps.push(passedOn(approved, 'extended', '批准延长', 'extension approved'));
      advance(calendar, running, extension.time, begin);
    }
  }
  if (roll === 'none' || time.rule === 'workingDays')
    return closeOn(running.last, running.status, running.steps);
  return rollForward(calendar, running.last, running.steps);
}

function plainPeriod(
  calendar: Calendar,
  date: CivilDate,
  time: PeriodTime,
  roll: 'none' | 'forward',
): Deadline {
  switch (time.rule) {
    case 'workingDays':
      return nthWorkdayAfter(calendar, date, time.value, 'dayOfEvent');
    case 'months':
      return monthsAfter(calendar, date, time.value, roll);
    default:
      return nthDayAfter(calendar, date, time.value, roll, 'dayOfEvent');
  }
}

/** How many counts are remembered for one time: those of many years, and no more than some megabytes. */
const REMEMBERED = 20_000;
/** Counts of one calendar by the time that was counted, then by the day. */
type Counts = {
  forward: WeakMap<PeriodTime, Dated<number>>;
  none: WeakMap<PeriodTime, Dated<number>>;
  before: Dated<string>;
};
type Dated<Key> = Map<Key, Deadline>;
const remembered = new WeakMap<Calendar, Counts>();

function countsOf(calendar: Calendar): Counts {
  let counts = remembered.get(calendar);
  if (!counts) {
    counts = { forward: new WeakMap(), none: new WeakMap(), before: new Map() };
    remembered.set(calendar, counts);
  }
  return counts;
}

function keep<Key>(dated: Dated<Key>, key: Key, deadline: Deadline): Deadline {
  if (dated.size >= REMEMBERED) dated.clear();
  dated.set(key, deadline);
  return deadline;
}

/**
 * The end of a period that begins with an event. The day of the event is not counted; hours run from its instant.
 * The answer is remembered with the value `time` and shared between callers: neither may be changed.
 * @throws FactsError when a date or an instant cannot be read.
 */
export function periodAfter(
  calendar: Calendar,
  from: Instant,
  time: PeriodTime,
  roll: 'none' | 'forward',
  changes: Changes = unchanged,
): Deadline {
  if (time.rule === 'hours') return addHours(from, time.value);
  if (changes.excluded.length > 0 || changes.extension)
    return changedPeriod(calendar, from, time, roll, changes);
  const day = beijingDay(from);
  const times = countsOf(calendar)[roll];
  let dated = times.get(time);
  if (!dated) {
    dated = new Map();
    times.set(time, dated);
  }
  return dated.get(day) ?? keep(dated, day, plainPeriod(calendar, dateOf(day), time, roll));
}

/** The latest day with so many full working days before `target`, remembered like `periodAfter`. */
export function periodBefore(calendar: Calendar, target: CivilDate, n: number): Deadline {
  const { before } = countsOf(calendar);
  const key = `${target} ${n}`;
  return before.get(key) ?? keep(before, key, latestDateWithNFullWorkdaysBefore(calendar, target, n));
}

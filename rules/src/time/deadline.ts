import type { Calendar, Day } from './calendar.ts';
import {
  addDays,
  type Bilingual,
  type CivilDate,
  epochMs,
  type Instant,
  laterByHours,
  midnightOf,
  weekdayOf,
} from './civil.ts';

export type StepCode =
  | 'sameDay'
  | 'hoursBegin'
  | 'hoursEnd'
  | 'dayOfCompletion'
  | 'dayOfReturn'
  | 'dayOfEvent'
  | 'targetDay'
  | 'latestDay'
  | 'excluded'
  | 'extended'
  | 'lastDay'
  | 'workday'
  | 'makeUpWorkday'
  | 'holiday'
  | 'weekend';

/** One link of a count, so that an officer can check it with a finger on the calendar. */
export type CountingStep = {
  /** A civil date, or an instant where hours are counted. */
  on: CivilDate | Instant;
  counted: boolean;
  /** Which working day it is, from 1; null when it is not one of those counted. */
  ordinal: number | null;
  reason: Bilingual & { code: StepCode };
  /** The calendar was asked whether this last day is worked, though the reason says no more than that it is the last. */
  asked?: true;
};

export type Deadline = {
  /** End of the time allowed. For day rules the midnight that closes the last day; for hours the exact instant. */
  dueBefore: Instant;
  /**
   * Whether the instant `dueBefore` itself is still in time. A day ends before its closing midnight; hours are up
   * to and with the last one (民法典 art. 1259: 以内 includes the figure itself).
   */
  inclusive: boolean;
  /** `provisional` when a day in the count lies outside the loaded notices: it may move when the notice comes. */
  status: 'final' | 'provisional';
  steps: CountingStep[];
};

const WEEKDAYS: readonly Bilingual[] = [
  { zh: '周日', en: 'Sunday' },
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
];

/** Says in words what a calendar answered about a day. */
export function describeDay(day: Day): CountingStep['reason'] {
  const weekday = WEEKDAYS[weekdayOf(day.date)] ?? { zh: '', en: '' };
  const name = day.name ?? weekday;
  const open = day.covered
    ? { zh: '', en: '' }
    : { zh: '（当年放假安排未载入，暂按此计）', en: ' (notice of that year not loaded)' };
  switch (day.kind) {
    case 'weekday':
      return {
        code: 'workday',
        zh: `${weekday.zh}，工作日${open.zh}`,
        en: `${weekday.en}, a working day${open.en}`,
      };
    case 'makeUp':
      return {
        code: 'makeUpWorkday',
        zh: `${weekday.zh}，${name.zh}调休上班，算工作日`,
        en: `${weekday.en}, worked in exchange for ${name.en}: a working day`,
      };
    case 'holiday':
      return {
        code: 'holiday',
        zh: `${weekday.zh}，${name.zh}放假，不算${open.zh}`,
        en: `${weekday.en}, ${name.en} holiday: not counted${open.en}`,
      };
    case 'weekend':
      return {
        code: 'weekend',
        zh: `${weekday.zh}，休息日，不算${open.zh}`,
        en: `${weekday.en}, day of rest: not counted${open.en}`,
      };
  }
}

const FIRST_DAY = {
  dayOfCompletion: { zh: '完成当日，不计入', en: 'day of completion: not counted' },
  dayOfReturn: { zh: '返回单位当日，不计入', en: 'day of return: not counted' },
  dayOfEvent: { zh: '起算当日，不计入', en: 'the day it begins: not counted' },
};

/**
 * The end of a civil day, 24:00 Beijing time. Always final: no calendar is asked.
 * @throws FactsError when the date does not exist.
 */
export function endOfDay(date: CivilDate): Deadline {
  const reason = {
    code: 'sameDay',
    zh: '完成当日，当天24:00截止',
    en: 'day of completion: due by its end, 24:00',
  } as const;
  return {
    dueBefore: midnightOf(addDays(date, 1)),
    inclusive: false,
    status: 'final',
    steps: [{ on: date, counted: true, ordinal: null, reason }],
  };
}

/**
 * `hours` hours after an instant, to the millisecond; holidays and nights run on. Always final.
 * @throws FactsError when the instant cannot be read.
 */
export function addHours(from: Instant, hours: number): Deadline {
  const begin = laterByHours(from, 0);
  const end = laterByHours(from, hours);
  return {
    dueBefore: end,
    inclusive: true,
    status: 'final',
    steps: [
      {
        on: begin,
        counted: false,
        ordinal: null,
        reason: { code: 'hoursBegin', zh: '从此刻起算', en: 'the hours begin' },
      },
      {
        on: end,
        counted: true,
        ordinal: null,
        reason: {
          code: 'hoursEnd',
          zh: `满${hours}小时`,
          en: `${hours} h are over`,
        },
      },
    ],
  };
}

/**
 * The end of the n-th working day after a date; the date itself is not counted, whatever day it is
 * (民法典 art. 201: counting begins on the next day). `first` names what happened on it.
 * @throws RangeError when n is not a positive integer. @throws FactsError when the date does not exist.
 */
export function nthWorkdayAfter(
  calendar: Calendar,
  date: CivilDate,
  n: number,
  first: keyof typeof FIRST_DAY = 'dayOfCompletion',
): Deadline {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} is not a number of working days`);
  const steps: CountingStep[] = [
    { on: date, counted: false, ordinal: null, reason: { code: first, ...FIRST_DAY[first] } },
  ];
  let status: Deadline['status'] = 'final';
  let on = date;
  for (let ordinal = 0; ordinal < n; ) {
    on = addDays(on, 1);
    const day = calendar.dayOf(on);
    if (day.working) ordinal += 1;
    if (!day.covered) status = 'provisional';
    steps.push({ on, counted: day.working, ordinal: day.working ? ordinal : null, reason: describeDay(day) });
  }
  return closeOn(on, status, steps);
}

/**
 * The end of the n-th calendar day after a date; the date itself is not counted. `roll: 'forward'` moves a last day
 * that is no working day to the next one (民法典 art. 203), each day passed over being a step.
 * @throws RangeError when n is not a positive integer. @throws FactsError when the date does not exist.
 */
export function nthDayAfter(
  calendar: Calendar,
  date: CivilDate,
  n: number,
  roll: 'none' | 'forward',
  first: keyof typeof FIRST_DAY = 'dayOfCompletion',
): Deadline {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} is not a number of days`);
  const last = addDays(date, n);
  const steps: CountingStep[] = [
    { on: date, counted: false, ordinal: null, reason: { code: first, ...FIRST_DAY[first] } },
    {
      on: last,
      counted: true,
      ordinal: n,
      reason: { code: 'lastDay', zh: `第${n}日`, en: `day ${n}` },
    },
  ];
  return roll === 'none' ? closeOn(last, 'final', steps) : rollForward(calendar, last, steps);
}

/** Moves a last day that is no working day to the next one. */
export function rollForward(calendar: Calendar, last: CivilDate, steps: readonly CountingStep[]): Deadline {
  const rolled = [...steps];
  let status: Deadline['status'] = 'final';
  let on = last;
  for (;;) {
    const day = calendar.dayOf(on);
    if (!day.covered) status = 'provisional';
    if (on === last && day.working) {
      const counted = rolled.pop();
      if (counted) rolled.push({ ...counted, asked: true });
    } else rolled.push({ on, counted: day.working, ordinal: null, reason: describeDay(day) });
    if (day.working) return closeOn(on, status, rolled);
    on = addDays(on, 1);
  }
}

/** The midnight that closes a day, as the end of a time. */
export const closeOn = (day: CivilDate, status: Deadline['status'], steps: CountingStep[]): Deadline => ({
  ...{ dueBefore: midnightOf(addDays(day, 1)), inclusive: false, status, steps },
});

/** Whether something done at `at` was done in time. @throws FactsError when the instant cannot be read. */
export function isInTime(due: Pick<Deadline, 'dueBefore' | 'inclusive'>, at: Instant): boolean {
  const [limit, done] = [epochMs(due.dueBefore), epochMs(at)];
  return due.inclusive ? done <= limit : done < limit;
}

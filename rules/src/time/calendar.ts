import { z } from 'zod';
import { readDocument } from '../document.ts';
import { CalendarError, type Fault } from '../errors.ts';
import { addDays, type Bilingual, type CivilDate, dayNumber, isCivilDate, weekdayOf } from './civil.ts';

const date = z
  .string()
  .refine(isCivilDate, { message: 'must be a date YYYY-MM-DD that exists', abort: true });
const name = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** A span of days off, both ends included. */
const span = z
  .strictObject({ from: date, to: date })
  .refine(
    ({ from, to }) => from <= to && dayNumber(to) - dayNumber(from) < 20,
    'must run forward and last under 20 days',
  );

const notice = z
  .strictObject({
    kind: z.literal('notice'),
    year: z.int().min(2004).max(2899),
    title: z.string().min(1),
    /** Where the State Council's General Office published it. */
    sources: z.array(z.url()).min(1),
    holidays: z.array(z.strictObject({ name, off: span, makeUp: z.array(date) })).min(1),
  })
  .superRefine((file, context) => {
    const seen = new Set<CivilDate>();
    file.holidays.forEach((holiday, index) => {
      const check = (day: CivilDate, path: PropertyKey[]) => {
        if (!belongsTo(file.year, day)) {
          context.addIssue({
            code: 'custom',
            path,
            message: `${day} is outside ${file.year} and the December before it`,
          });
        }
        if (seen.has(day)) context.addIssue({ code: 'custom', path, message: `${day} is named twice` });
        seen.add(day);
      };
      for (const day of daysOf(holiday.off)) check(day, ['holidays', index, 'off']);
      holiday.makeUp.forEach((day, at) => {
        check(day, ['holidays', index, 'makeUp', at]);
        if (!isWeekend(day)) {
          context.addIssue({
            code: 'custom',
            path: ['holidays', index, 'makeUp', at],
            message: `${day} is no Saturday or Sunday: it is a working day without being made up`,
          });
        }
      });
    });
  });

const statutoryMinimum = z.strictObject({
  kind: z.literal('statutoryMinimum'),
  title: z.string().min(1),
  /** The same date each year from `since` on: month and day. */
  yearly: z.array(
    z.strictObject({ day: z.string().regex(/^\d{2}-\d{2}$/, 'must be MM-DD'), since: z.int(), name }),
  ),
  /** Dates that follow the moon or the sun and have to be listed. */
  listed: z.array(z.strictObject({ day: date, name })),
});

const calendarFile = z.discriminatedUnion('kind', [notice, statutoryMinimum]);

/** One notice of the State Council: the days of a year that differ from the plain week. */
export type CalendarYear = z.infer<typeof notice>;
/** The holidays that the statute fixes without any notice: a lower bound for years that no loaded notice covers. */
export type StatutoryMinimum = z.infer<typeof statutoryMinimum>;
export type CalendarFile = CalendarYear | StatutoryMinimum;

export type Day = {
  date: CivilDate;
  working: boolean;
  /** Whether a loaded notice decides about this day. When false the answer is the best one so far, not the final one. */
  covered: boolean;
  kind: 'weekday' | 'weekend' | 'holiday' | 'makeUp';
  /** The holiday a day off or a make-up day belongs to. */
  name: Bilingual | null;
};

export type Calendar = {
  /** What kind of day it is. @throws FactsError when the date does not exist. */
  dayOf(date: CivilDate): Day;
  /** Years whose notice is loaded, ascending. */
  coveredYears: readonly number[];
};

function isWeekend(day: CivilDate): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** A notice decides about its own year; now and then it also moves days of the December before. */
function belongsTo(year: number, day: CivilDate): boolean {
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`);
}

function daysOf(off: { from: CivilDate; to: CivilDate }): CivilDate[] {
  const length = dayNumber(off.to) - dayNumber(off.from) + 1;
  return Array.from({ length: Math.max(0, Math.min(length, 20)) }, (_, index) => addDays(off.from, index));
}

/**
 * Reads the text of a file of `calendars/`: a yearly notice or the statutory minimum.
 * @throws CalendarError with every fault: its path, its line and what is expected there.
 */
export function parseCalendar(yamlText: string): CalendarFile {
  const reading = readDocument<CalendarFile>(yamlText, calendarFile);
  if (reading.value === null) throw new CalendarError(reading.faults);
  return reading.value;
}

function namedDays(years: readonly CalendarYear[]): Map<CivilDate, Pick<Day, 'working' | 'kind' | 'name'>> {
  const named = new Map<CivilDate, Pick<Day, 'working' | 'kind' | 'name'>>();
  for (const year of years) {
    for (const holiday of year.holidays) {
      for (const day of daysOf(holiday.off))
        named.set(day, { working: false, kind: 'holiday', name: holiday.name });
      for (const day of holiday.makeUp) named.set(day, { working: true, kind: 'makeUp', name: holiday.name });
    }
  }
  return named;
}

function statutoryName(minimum: StatutoryMinimum | undefined, day: CivilDate): Bilingual | null {
  const listed = minimum?.listed.find((entry) => entry.day === day);
  const yearly = minimum?.yearly.find(
    (entry) => day.endsWith(`-${entry.day}`) && Number(day.slice(0, 4)) >= entry.since,
  );
  return (listed ?? yearly)?.name ?? null;
}

/**
 * Builds the working-day calendar from any number of notices and at most one statutory minimum, in any order.
 * A later year's notice prevails where it moves days of the December before. Sources: 全国年节及纪念日放假办法 and
 * the yearly notices under its art. 7.
 * @throws CalendarError when a year comes twice.
 */
export function makeCalendar(files: readonly CalendarFile[]): Calendar {
  const years = files.filter((file) => file.kind === 'notice').toSorted((a, b) => a.year - b.year);
  const minimums = files.filter((file) => file.kind === 'statutoryMinimum');
  const faults: Fault[] = years
    .filter((year, index) => years[index - 1]?.year === year.year)
    .map((year) => ({
      path: 'year',
      line: null,
      article: null,
      message: `the notice of ${year.year} is given twice`,
      zh: `${year.year}年的通知重复`,
    }));
  if (minimums.length > 1)
    faults.push({
      path: 'kind',
      line: null,
      article: null,
      message: 'the statutory minimum is given twice',
      zh: '法定节假日文件重复',
    });
  if (faults.length > 0) throw new CalendarError(faults);
  const named = namedDays(years);
  const covered = new Set(years.map((year) => year.year));
  return {
    coveredYears: [...covered],
    dayOf(day) {
      const weekend = isWeekend(day);
      const inCoverage = covered.has(Number(day.slice(0, 4)));
      const plain: Day = {
        date: day,
        working: !weekend,
        covered: inCoverage,
        kind: weekend ? 'weekend' : 'weekday',
        name: null,
      };
      const special = named.get(day);
      if (special) return { ...plain, ...special, covered: true };
      const statutory = inCoverage ? null : statutoryName(minimums[0], day);
      return statutory ? { ...plain, working: false, kind: 'holiday', name: statutory } : plain;
    },
  };
}

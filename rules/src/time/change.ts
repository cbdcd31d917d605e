import { z } from 'zod';
import { readDocument } from '../document.ts';
import { CalendarError, type Fault } from '../errors.ts';
import { sayIssue } from '../fault-words.ts';
import { type Calendar, type CalendarFile, type CalendarYear, type Day, makeCalendar } from './calendar.ts';
import { addDays, type Bilingual, type CivilDate, dayNumber, isCivilDate, weekdayOf } from './civil.ts';

type Issue = { path: PropertyKey[]; said: Bilingual };

const longestSpan = 20;
const name = z.strictObject({ zh: z.string().trim().min(1).max(50), en: z.string().trim().min(1).max(50) });
const date = z.string().max(40);
const holiday = z.strictObject({
  name,
  off: z.strictObject({ from: date, to: date }),
  makeUp: z.array(date).max(10).default([]),
});

const noticeChange = z.strictObject({
  kind: z.literal('notice'),
  year: z.int().min(2004).max(2899),
  holidays: z.array(holiday).min(1).max(20),
});
const daysChange = z.strictObject({
  kind: z.literal('days'),
  days: z
    .array(z.strictObject({ date, working: z.boolean(), name }))
    .min(1)
    .max(100),
});

const change = z.discriminatedUnion('kind', [noticeChange, daysChange]).superRefine((given, context) => {
  const issues = given.kind === 'notice' ? faultsOfNotice(given) : faultsOfDays(given);
  for (const { path, said } of issues)
    context.addIssue({ code: 'custom', path, message: said.en, params: { zh: said.zh } });
});

/** What an organ decides about its calendar: a whole year's notice, or single days. */
export type CalendarChange = z.infer<typeof change>;

const isWeekend = (day: CivilDate) => weekdayOf(day) % 6 === 0;

const unreal = (day: string): Bilingual => ({
  zh: `“${day}”不是存在的日期，应写作 YYYY-MM-DD`,
  en: `"${day}" is no date that exists (YYYY-MM-DD)`,
});
const twice = (day: string): Bilingual => ({
  zh: `${day} 出现了两次，不能既休息又上班或重复列出`,
  en: `${day} is named twice`,
});

/** The days of a holiday as they are written: its span and its make-up days, each with its place. */
function daysNamed(year: number, given: z.infer<typeof holiday>, at: PropertyKey[]): [Issue[], DayAt[]] {
  const { from, to } = given.off;
  const issues: Issue[] = [];
  const off = [...at, 'off'];
  for (const end of ['from', 'to'] as const)
    if (!isCivilDate(given.off[end])) issues.push({ path: [...off, end], said: unreal(given.off[end]) });
  const days: DayAt[] = [];
  if (issues.length === 0) {
    const length = dayNumber(to) - dayNumber(from) + 1;
    if (length < 1 || length > longestSpan)
      issues.push({
        path: off,
        said: { zh: '放假起止应从早到晚，且不超过 20 天', en: 'must run forward, 20 days at most' },
      });
    else for (let i = 0; i < length; i++) days.push({ day: addDays(from, i), path: off });
  }
  given.makeUp.forEach((day, i) => {
    const path = [...at, 'makeUp', i];
    if (!isCivilDate(day)) issues.push({ path, said: unreal(day) });
    else {
      days.push({ day, path });
      if (!isWeekend(day))
        issues.push({
          path,
          said: {
            zh: `${day} 不是周六或周日，本来就是工作日，不能作为补班日`,
            en: `${day} is no Saturday or Sunday: it is no make-up day`,
          },
        });
    }
  });
  const outside = days.filter(({ day }) => !day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`));
  for (const { day, path } of outside)
    issues.push({
      path,
      said: {
        zh: `${day} 不在 ${year} 年及其前一年 12 月之内`,
        en: `${day} is outside ${year} and the December before it`,
      },
    });
  return [issues, days];
}

type DayAt = { day: CivilDate; path: PropertyKey[] };

function repeated(days: readonly DayAt[]): Issue[] {
  const seen = new Set<CivilDate>();
  return days.flatMap(({ day, path }) => {
    if (seen.has(day)) return [{ path, said: twice(day) }];
    seen.add(day);
    return [];
  });
}

function faultsOfNotice({ year, holidays }: z.infer<typeof noticeChange>): Issue[] {
  const read = holidays.map((one, i) => daysNamed(year, one, ['holidays', i]));
  return [...read.flatMap(([issues]) => issues), ...repeated(read.flatMap(([, days]) => days))];
}

function faultsOfDays({ days }: z.infer<typeof daysChange>): Issue[] {
  const at = days.map(({ date }, i) => ({ day: date, path: ['days', i, 'date'] as PropertyKey[] }));
  const wrong = at
    .filter(({ day }) => !isCivilDate(day))
    .map(({ day, path }) => ({ path, said: unreal(day) }));
  return [...wrong, ...repeated(at.filter(({ day }) => isCivilDate(day)))];
}

const said = ({ zh, en }: Bilingual) => ({ message: en, zh });

/**
 * Reads a change as a form gives it.
 * @throws CalendarError with every fault at its place, in Chinese and in English.
 */
export function readCalendarChange(given: unknown): CalendarChange {
  const read = change.safeParse(given);
  if (read.success) return read.data;
  const faults: Fault[] = read.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    line: null,
    article: null,
    ...said(sayIssue(issue, undefined)),
  }));
  throw new CalendarError(faults);
}

const pasted = z.looseObject({
  kind: z.enum(['notice', 'days']),
  title: z.string().max(200).optional(),
  sources: z.array(z.string().max(500)).optional(),
});

/** A change that was written as YAML, in the form of `calendars/`; title and sources stand beside it. */
type PastedChange = { change: CalendarChange; title: string | null; source: string | null };

/**
 * Reads a change from YAML text: a notice as in `calendars/`, or `kind: days`.
 * @throws CalendarError with every fault, its place and its line.
 */
export function parseCalendarChange(yamlText: string): PastedChange {
  const outer = readDocument(yamlText, pasted);
  if (outer.value === null) throw new CalendarError(outer.faults);
  const { title, sources, ...content } = outer.value;
  const inner = readDocument<CalendarChange>(
    yamlText,
    z.preprocess(() => content, change),
  );
  if (inner.value === null) throw new CalendarError(inner.faults);
  return { change: inner.value, title: title ?? null, source: sources?.[0] ?? null };
}

/**
 * The calendar of the files with changes laid over it. Changes come in the order of their standing: of two notices of a
 * year, and of two that name a day, the later one prevails; single days prevail over every notice.
 */
export function changeCalendar(files: readonly CalendarFile[], changes: readonly CalendarChange[]): Calendar {
  const notices = new Map<number, CalendarYear>();
  for (const file of files) if (file.kind === 'notice') notices.set(file.year, file);
  for (const one of changes)
    if (one.kind === 'notice') notices.set(one.year, { ...one, title: '', sources: [] });
  const rest = files.filter((file) => file.kind !== 'notice');
  const under = makeCalendar([...rest, ...notices.values()]);
  const named = new Map(
    changes.flatMap((one) => (one.kind === 'days' ? one.days : [])).map((day) => [day.date, day]),
  );
  if (named.size === 0) return under;
  return {
    coveredYears: under.coveredYears,
    dayOf(date): Day {
      const plain = under.dayOf(date);
      const special = named.get(date);
      if (special === undefined) return plain;
      const { working, name } = special;
      const kind = working ? (isWeekend(date) ? 'makeUp' : 'weekday') : 'holiday';
      return { date, working, covered: true, kind, name };
    },
  };
}

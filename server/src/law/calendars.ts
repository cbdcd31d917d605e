import { createHash } from 'node:crypto';
import {
  type Calendar,
  type CalendarChange,
  type CalendarFile,
  type CountingStep,
  changeCalendar,
} from '@liuhen/rules';

/** A change that was approved and since when, with that which it supersedes. */
export interface ApprovedChange {
  id: string;
  scope: 'house' | 'organ';
  content: CalendarChange;
  decidedAt: string;
  supersedes: string | null;
}

/** The working days of an organ, as the changes approved until some moment have them. */
export interface Calendars {
  calendar: Calendar;
  /** Changes that stand, in the order of their standing: those of the house, then the organ's own. */
  standing: readonly ApprovedChange[];
  /**
   * What decided the days of a count, e.g. `2026@1f3a9c2b7e10+change:<id>`; null where no calendar was asked. Equal
   * versions mean equal days.
   */
  versionOf(steps: readonly CountingStep[]): string | null;
  /** The same as it was at an instant: neither changes that were approved nor files that came later are in it. */
  asOf(instant: string): Calendars;
}

/** Files that came with an earlier version of the house, and when those of a later one took their place. */
export interface FormerFiles {
  files: readonly CalendarFile[];
  until: string;
}

/**
 * Builds the calendars of an organ from the product's files and its approved changes, in any order; `former`: what
 * stood before those files, the oldest first.
 */
export function makeCalendars(
  latest: readonly CalendarFile[],
  approved: readonly ApprovedChange[],
  former: readonly FormerFiles[] = [],
): Calendars {
  const inTime = approved.toSorted((a, b) => (a.decidedAt + a.id < b.decidedAt + b.id ? -1 : 1));
  const made = new Map<string, Calendars>();
  const after = (count: number, edition: number): Calendars => {
    const key = `${count}/${edition}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const files = former[edition]?.files ?? latest;
    const standing = standingOf(inTime.slice(0, count));
    const contents = standing.map((change) => change.content);
    const calendars: Calendars = {
      calendar: changeCalendar(files, contents),
      standing,
      versionOf: (steps) => sayVersion(files, standing, steps),
      asOf: (instant) => {
        const stood = former.findIndex(({ until }) => instant < until);
        const decided = inTime.filter((change) => change.decidedAt <= instant).length;
        return after(decided, stood === -1 ? former.length : stood);
      },
    };
    made.set(key, calendars);
    return calendars;
  };
  return after(inTime.length, former.length);
}

function standingOf(changes: readonly ApprovedChange[]): ApprovedChange[] {
  const gone = new Set(changes.map((change) => change.supersedes));
  const left = changes.filter((change) => !gone.has(change.id));
  return [...left.filter(({ scope }) => scope === 'house'), ...left.filter(({ scope }) => scope === 'organ')];
}

/** Steps that say when a count began, or that ran by the clock: whatever day it was, it made no difference. */
const unasking = new Set<string>([
  'sameDay',
  'hoursBegin',
  'hoursEnd',
  'dayOfCompletion',
  'dayOfReturn',
  'dayOfEvent',
]);

const digests = new WeakMap<CalendarFile, string>();

function digestOf(file: CalendarFile): string {
  const known = digests.get(file);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 12);
  digests.set(file, digest);
  return digest;
}

function sayVersion(
  files: readonly CalendarFile[],
  standing: readonly ApprovedChange[],
  steps: readonly CountingStep[],
): string | null {
  const days = new Set(steps.filter((step) => !unasking.has(step.reason.code)).map((step) => step.on));
  if (days.size === 0) return null;
  const years = new Set([...days].map((day) => Number(day.slice(0, 4))));
  const named = (content: CalendarChange | CalendarFile) =>
    content.kind === 'days'
      ? content.days.some((day) => days.has(day.date))
      : content.kind === 'notice' && (years.has(content.year) || movesDecember(content, days));
  const changed = new Set(standing.flatMap(({ content }) => (content.kind === 'notice' ? content.year : [])));
  const noticed = new Set(files.flatMap((file) => (file.kind === 'notice' ? file.year : [])));
  const open = [...years].some((year) => !changed.has(year) && !noticed.has(year));
  return [
    ...files.filter((file) => file.kind === 'notice' && !changed.has(file.year) && named(file)),
    ...files.filter((file) => open && file.kind === 'statutoryMinimum'),
  ]
    .map((file) => `${file.kind === 'notice' ? file.year : 'statute'}@${digestOf(file)}`)
    .sort()
    .concat(standing.filter(({ content }) => named(content)).map(({ id }) => `change:${id}`))
    .join('+');
}

/** Whether a notice moves days of the December before that are among these. */
function movesDecember(
  notice: Extract<CalendarChange, { kind: 'notice' }>,
  days: ReadonlySet<string>,
): boolean {
  const before = [...days].filter((day) => day.startsWith(`${notice.year - 1}-12-`));
  return before.some((day) =>
    notice.holidays.some(({ off, makeUp }) => makeUp.includes(day) || (off.from <= day && day <= off.to)),
  );
}

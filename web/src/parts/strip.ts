import { beijingParts, type CountingStep, type Duty } from '@liuhen/contract';

/** A day of the calendar strip. Days that the count does not name are drawn plain. */
export interface StripDay {
  date: string;
  mark: NonNullable<CountingStep['mark']> | 'plain' | 'outside';
  counted: boolean;
  ordinal: number | null;
  isDue: boolean;
  reason: CountingStep['reason'] | null;
}
/** A week from Monday on; null stands for the weeks of a long count that are left out. */
export type StripWeek = StripDay[] | null;

const dayMillis = 86_400_000;
/** Weeks that are drawn at either end of a long count. */
const shownAtEnds = 3;

const numberOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMillis);
const dateOf = (number: number) => new Date(number * dayMillis).toISOString().slice(0, 10);
/** 0 = Monday … 6 = Sunday; day 0 was a Thursday. */
const weekdayOf = (number: number) => (((number + 3) % 7) + 7) % 7;

/** The last day on which it can be done: the day that a closing midnight ends. */
const dueDay = ({ dueBefore }: Pick<Duty, 'dueBefore'>): string | null =>
  dueBefore === null ? null : beijingParts(Date.parse(dueBefore) - 1).date;

/** The weeks that a count in days runs through; empty for one in hours or none. */
export function stripOf(duty: Pick<Duty, 'steps' | 'dueBefore'>): StripWeek[] {
  const named = new Map(duty.steps.filter(({ on }) => on.length === 10).map((step) => [step.on, step]));
  const due = dueDay(duty);
  if (named.size === 0 || due === null) return [];
  const numbers = [...named.keys(), due].map(numberOf);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const weeks: StripDay[][] = [];
  for (let monday = first - weekdayOf(first); monday <= last; monday += 7)
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const number = monday + index;
        const date = dateOf(number);
        const step = named.get(date);
        return {
          ...{ date, isDue: date === due, reason: step?.reason ?? null },
          mark: step?.mark ?? (number < first || number > last ? 'outside' : 'plain'),
          counted: step?.counted ?? false,
          ordinal: step?.ordinal ?? null,
        };
      }),
    );
  return weeks.length <= 2 * shownAtEnds + 1
    ? weeks
    : [...weeks.slice(0, shownAtEnds), null, ...weeks.slice(-shownAtEnds)];
}

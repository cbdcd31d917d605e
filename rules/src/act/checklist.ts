import { type Entered, later, type Time } from './act.ts';
import type { Checklist } from './law.ts';
import type { Part } from './obligation.ts';

/** What is entered about an item: when, and whether it applies to the act. */
export type Mark = { time: Time; applies: boolean; reason: string | null };
/** A checklist looked through. `done`: when the last missing item came; null while one is missing. */
export type Ticked = { parts: Part[]; done: Time | null; found: number; lacking: number };

/** By the place of the item in its checklist; those of other items are left out. */
type Marks = (Mark | undefined)[];

/** Marks of steps that name several items each: the first to name one counts. */
export function marksOfItems(list: Checklist, steps: readonly Entered[]): Marks {
  const marks: Marks = [];
  for (const entered of steps) {
    const mark: Mark = { time: entered, applies: true, reason: null };
    for (const id of entered.step.detail.items ?? []) {
      const place = list.places.get(id);
      if (place !== undefined) marks[place] ??= mark;
    }
  }
  return marks;
}

/** Marks of steps that name one item each. That it was recorded prevails over a claim that it does not apply. */
export function marksOfItem(list: Checklist, steps: readonly Entered[]): Marks {
  const marks: Marks = [];
  for (const entered of steps) {
    const { item, applicable, reason } = entered.step.detail;
    const place = item === undefined ? undefined : list.places.get(item);
    if (place === undefined) continue;
    const applies = applicable !== false;
    const known = marks[place];
    if (!known || (applies && !known.applies))
      marks[place] = { time: entered, applies, reason: reason?.trim() || null };
  }
  return marks;
}

/**
 * Looks through a checklist. An item that is said not to apply needs a reason, else it is missing. One that gathers all
 * else (its id begins with `other`) is missed by nobody who entered nothing for it.
 */
export function tick({ items, unmarked, lacking: before }: Checklist, marks: Marks): Ticked {
  if (marks.length === 0) return { parts: unmarked, done: null, found: 0, lacking: before };
  const parts: Part[] = [];
  let [found, lacking] = [0, 0];
  let last: Time | null = null;
  for (const [place, { present, missing, catchAll, unentered }] of items.entries()) {
    const mark = marks[place];
    if (!mark && catchAll) parts.push(unentered);
    else if (!mark || (!mark.applies && mark.reason === null)) {
      parts.push(missing);
      lacking += 1;
    } else {
      if (mark.applies) found += 1;
      parts.push(mark.applies ? present : { ...present, state: 'notApplicable', reason: mark.reason });
      last = later(last, mark.time);
    }
  }
  return { parts, done: lacking === 0 ? last : null, found, lacking };
}

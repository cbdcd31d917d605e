import { type Entered, later, type Time } from './act.ts';
import type { Template } from './law.ts';
import type { Part } from './obligation.ts';

/** What is entered about an item: when, and whether it applies to the act. */
export type Mark = { time: Time; applies: boolean; reason: string | null };
/** A checklist looked through. `done`: when the last missing item came; null while one is missing. */
export type Ticked = { parts: Part[]; done: Time | null; found: number; lacking: number };

/** Marks of steps that name several items each: the first to name one counts. */
export function marksOfItems(steps: readonly Entered[]): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const entered of steps)
    for (const id of entered.step.detail.items ?? [])
      if (!marks.has(id)) marks.set(id, { time: entered, applies: true, reason: null });
  return marks;
}

/** Marks of steps that name one item each. That it was recorded prevails over a claim that it does not apply. */
export function marksOfItem(steps: readonly Entered[]): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const entered of steps) {
    const { item, applicable, reason } = entered.step.detail;
    if (item === undefined) continue;
    const applies = applicable !== false;
    const known = marks.get(item);
    if (!known || (applies && !known.applies))
      marks.set(item, { time: entered, applies, reason: reason?.trim() || null });
  }
  return marks;
}

/**
 * Looks through a checklist. An item that is said not to apply needs a reason, else it is missing. One that gathers all
 * else (its id begins with `other`) is missed by nobody who entered nothing for it.
 */
export function tick(templates: readonly Template[], marks: ReadonlyMap<string, Mark>): Ticked {
  const parts: Part[] = [];
  let [found, lacking] = [0, 0];
  let last: Time | null = null;
  for (const { id, present, missing, catchAll, unentered } of templates) {
    const mark = marks.get(id);
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

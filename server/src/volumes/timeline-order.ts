import { type TimelineKind, volumeShapes } from '@liuhen/contract';
import { DomainError, faultAt } from '../base/errors.ts';
import type { Happening } from './happening.ts';

interface Asked {
  kinds?: string | undefined;
  stage?: string | undefined;
  after?: string | undefined;
  limit: number;
}

const isKind = (given: string): given is TimelineKind => volumeShapes.timelineKind.safeParse(given).success;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
/** By time; of what is at one moment the longer first, so that an act stands before what happened in it. */
export const inTime = (a: Happening, b: Happening): number =>
  compare(a.at, b.at) || compare(b.until ?? b.at, a.until ?? a.at) || compare(a.key, b.key);

const markOf = ({ at, key }: Happening) => `${at}_${key}`;

function kindsOf(given: string | undefined): ReadonlySet<TimelineKind> | null {
  if (given === undefined || given === '') return null;
  const kinds = given.split(',');
  if (kinds.every(isKind)) return new Set(kinds);
  throw new DomainError('input.invalid', {}, [
    faultAt('kinds', { zh: '没有这一类', en: 'There is no such kind' }),
  ]);
}

/** Where a page ended: at its last line, or where that stood that is no longer there. */
function placeOf(line: readonly Happening[], mark: string): number {
  const at = line.findIndex((one) => markOf(one) === mark);
  if (at !== -1) return at;
  const moment = mark.slice(0, mark.indexOf('_'));
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(moment))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return line.findLastIndex((one) => one.at <= moment);
}

/**
 * A page of the line of time: what is of the chosen kinds and stage, after the mark. The counts are those of the stage,
 * whatever kinds are chosen. Throws input.invalid for a mark that is of no line.
 */
export function pageOfTime(happenings: readonly Happening[], { kinds, stage, after, limit }: Asked) {
  const chosen = kindsOf(kinds);
  const inStage = happenings.filter((one) => stage === undefined || one.stage === stage);
  const counts: Partial<Record<TimelineKind, number>> = {};
  for (const { kind } of inStage) counts[kind] = (counts[kind] ?? 0) + 1;
  const line = inStage.filter(({ kind }) => chosen === null || chosen.has(kind)).sort(inTime);
  const before = after === undefined ? -1 : placeOf(line, after);
  const rows = line.slice(before + 1, before + 1 + limit);
  const last = rows.at(-1);
  return { rows, counts, next: last && before + 1 + limit < line.length ? markOf(last) : null };
}

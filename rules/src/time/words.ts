import type { CivilDate } from './civil.ts';

/** 2026-10-08 → 2026年10月8日. */
export function sayDate(date: CivilDate): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

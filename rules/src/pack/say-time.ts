import type { Bilingual } from '../time/civil.ts';
import type { KeepingTime, PeriodTime, StorageTime } from './duration.ts';

const units = {
  hours: ['小时', 'hour'],
  workingDays: ['个工作日', 'working day'],
  days: ['日', 'day'],
  months: ['个月', 'month'],
  years: ['年', 'year'],
} as const;

/** A length of time in words: 2 个工作日, 2 working days. */
export function sayTime(time: StorageTime | PeriodTime | KeepingTime): Bilingual {
  if (time.rule === 'sameDay') return { zh: '当日', en: 'the same day' };
  if (time.rule === 'permanent') return { zh: '永久', en: 'permanently' };
  const [zh, en] = units[time.rule];
  return { zh: `${time.value} ${zh}`, en: `${time.value} ${en}${time.value === 1 ? '' : 's'}` };
}

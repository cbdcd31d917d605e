import { type CalendarFile, type Day, isCivilDate, makeCalendar } from '@liuhen/rules';

/** Every date of a year, in order. */
export function datesOf(year: number): string[] {
  const dates = Array.from({ length: 12 * 31 }, (_, i) => {
    const [month, day] = [Math.floor(i / 31) + 1, (i % 31) + 1];
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  });
  return dates.filter(isCivilDate);
}

/** The days of a year that the statute gives as holidays, without any notice. */
export function statutoryDaysOf(files: readonly CalendarFile[], year: number): Day[] {
  const statute = makeCalendar(files.filter((file) => file.kind === 'statutoryMinimum'));
  return datesOf(year)
    .map((date) => statute.dayOf(date))
    .filter(({ kind }) => kind === 'holiday');
}

import type { Saying } from './saying.ts';

const hour = 3_600_000;
const second = 1000;
const minute = 60_000;
const day = 24 * hour;
/** Beijing has no summer time and is eight hours before UTC all year. */
const beijing = 8 * hour;

/** Parts of an instant by the wall clock of Beijing, whatever zone the browser is in. */
export function beijingParts(millis: number): {
  date: string;
  time: string;
  seconds: string;
  weekday: number;
} {
  const local = new Date(millis + beijing);
  // Split, not counted off: years after 9999, of clocks gone wrong, have more digits.
  const [date = '', clock = ''] = local.toISOString().split('T');
  return {
    date,
    time: clock.slice(0, 5),
    seconds: clock.slice(0, 8),
    weekday: local.getUTCDay(),
  };
}

/** `2026-09-25 15:30` in Beijing; a dash for what is not known. */
export function sayInstant(instant: string | null | undefined, withSeconds = false): string {
  if (!instant) return '—';
  const parts = beijingParts(Date.parse(instant));
  return `${parts.date} ${withSeconds ? parts.seconds : parts.time}`;
}

/** From one instant to another in Beijing: the day once, seconds where the minutes do not tell them apart. */
export function sayFromTo(from: string, until: string | null): string {
  if (until === null || until === from) return sayInstant(from);
  const [begin, end] = [beijingParts(Date.parse(from)), beijingParts(Date.parse(until))];
  if (begin.date !== end.date) return `${sayInstant(from)} – ${sayInstant(until)}`;
  const clock = begin.time === end.time ? 'seconds' : 'time';
  return `${begin.date} ${begin[clock]} – ${end[clock]}`;
}

/** `2026-09-25 15:30:15` in Beijing, as the sentences of a duty say it: seconds where there are some, nothing finer. */
export function sayExact(instant: string | null): string {
  if (instant === null) return '—';
  const { date, seconds } = beijingParts(Date.parse(instant));
  return `${date} ${withoutZero(seconds)}`;
}

const withoutZero = (clock: string): string => clock.replace(/^(\d\d:\d\d):00$/, '$1');

/** Name of the weekday, Sunday = 0. */
export function sayWeekday(weekday: number, { nameOf }: Pick<Saying, 'nameOf'>): string {
  return nameOf('duties.weekday', `d${weekday}`);
}

/** The due time as law says it: an exclusive midnight is 24:00 of the day before, with its weekday. */
export function sayDue(dueBefore: string, saying: Pick<Saying, 't' | 'nameOf'>): string {
  const millis = Date.parse(dueBefore);
  const exact = beijingParts(millis);
  // Only the very midnight closes a day: hours that are up with it have their bound a millisecond after.
  const atMidnight = (millis + beijing) % day === 0;
  const shown = atMidnight
    ? { ...beijingParts(millis - 1), time: '24:00' }
    : { ...exact, time: withoutZero(exact.seconds) };
  return saying.t('duties.dueExact', {
    date: shown.date,
    weekday: sayWeekday(shown.weekday, saying),
    time: shown.time,
  });
}

/** A span of time in words, rounded down, two units at most. */
export function saySpan(millis: number, { t }: Pick<Saying, 't'>): string {
  const span = Math.abs(millis);
  const [days, hours] = [Math.floor(span / day), Math.floor((span % day) / hour)];
  const minutes = Math.floor((span % hour) / minute);
  if (days >= 10 || (days > 0 && hours === 0)) return t('duties.span.days', { n: days });
  if (days > 0) return t('duties.span.daysHours', { n: days, m: hours });
  if (hours >= 6 || (hours > 0 && minutes === 0)) return t('duties.span.hours', { n: hours });
  if (hours > 0) return t('duties.span.hoursMinutes', { n: hours, m: minutes });
  return minutes > 0 ? t('duties.span.minutes', { n: minutes }) : t('duties.span.moment');
}

/** A span of film in words, to the second below an hour: what was not filmed for eleven seconds is told as that. */
export function sayRun(millis: number, saying: Pick<Saying, 't'>): string {
  const total = Math.round(Math.abs(millis) / second);
  const [minutes, seconds] = [Math.floor(total / 60), total % 60];
  if (minutes >= 60 || (minutes > 0 && seconds === 0)) return saySpan(total * second, saying);
  return minutes > 0
    ? saying.t('duties.span.minutesSeconds', { n: minutes, m: seconds })
    : saying.t('duties.span.seconds', { n: seconds });
}

/** Length of a film: `1 小时 46 分`, `2 分 05 秒` in figures below a minute boundary: `1:46:05`. */
export function sayLength(durationMs: number | null): string {
  if (durationMs === null) return '—';
  const total = Math.round(durationMs / 1000);
  const [h, m, s] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Size in the decimal units that cards and disks are sold by. */
export function saySize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [value, power] = [bytes, 0];
  // The unit is chosen by what will be printed: 999 700 is 1.0 MB, not 1000 KB.
  while (power < units.length - 1 && Math.round(value) >= 1000) {
    value /= 1000;
    power += 1;
  }
  const digits = power === 0 || Number(value.toFixed(1)) >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power]}`;
}

/** What an input of type datetime-local shows for an instant: Beijing wall clock with seconds. */
export function toWallClock(instant: string | null): string {
  if (instant === null) return '';
  const parts = beijingParts(Date.parse(instant));
  return `${parts.date}T${parts.seconds}`;
}

/** The instant of a Beijing wall-clock text `YYYY-MM-DDTHH:mm[:ss]`; null for an empty or broken one. */
export function fromWallClock(text: string | null | undefined): string | null {
  if (!text || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return null;
  const local = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  // 30 February is read as 2 March: a day that does not come out again is no day.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(text)) return null;
  return new Date(local - beijing).toISOString();
}

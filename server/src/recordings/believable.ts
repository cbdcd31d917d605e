import { millisOf, plusMillis } from '../base/clock.ts';
import type { Probe } from './probe.ts';

const earliest = '1990-01-01T00:00:00.000Z';
const yearMillis = 366 * 86_400_000;
/** No camera records a month in one piece; what claims to be longer has a broken or forged header. */
const longestMillis = 31 * 86_400_000;
const mostPixels = 1_000_000;
const longestWord = 300;

/** An instant at which something can have been filmed: from 1990 to a year from now (clocks run fast). Null otherwise. */
export function believableInstant(instant: string | null, now: string): string | null {
  if (instant === null) return null;
  const at = millisOf(instant);
  return at >= millisOf(earliest) && at <= millisOf(plusMillis(now, yearMillis)) ? instant : null;
}

const clocksDifferMillis = 5 * 60_000;

/** Whether a time of use lies after a moment at which the film was already there, by more than clocks may differ. */
export const isAhead = (instant: string, moment: string): boolean =>
  millisOf(instant) > millisOf(moment) + clocksDifferMillis;

const within = (value: number | null, most: number): number | null =>
  value !== null && value >= 0 && value <= most ? value : null;
const whole = (value: number | null, most: number): number | null => {
  const kept = within(value, most);
  return kept === null ? null : Math.round(kept);
};
/** A word that the database can hold: without NUL and halves of signs. */
const word = (value: string | null): string | null =>
  value === null ? null : value.replaceAll('\0', '').slice(0, longestWord).toWellFormed();

/** What a probe tells, less what cannot be: a hostile header must not stop the line or be sealed as a fact. */
export function believeProbe(probe: Probe, now: string): Probe {
  const createdAt = believableInstant(probe.createdAt, now);
  return {
    ...probe,
    streams: probe.streams.slice(0, 100).map((stream) => ({
      ...stream,
      codec: word(stream.codec) ?? '',
      width: whole(stream.width, mostPixels),
      height: whole(stream.height, mostPixels),
      frameRate: within(stream.frameRate, 1e6),
    })),
    durationMs: whole(probe.durationMs, longestMillis),
    width: whole(probe.width, mostPixels),
    height: whole(probe.height, mostPixels),
    frameRate: within(probe.frameRate, 1e6),
    createdAt,
    createdAtStated: createdAt === null ? null : probe.createdAtStated,
    container: word(probe.container),
    mime: word(probe.mime),
    make: word(probe.make),
    deviceModel: word(probe.deviceModel),
    deviceSerial: word(probe.deviceSerial),
    pages: whole(probe.pages, 1e6),
  };
}

import type { ActStep, Media, TimeAxis } from '@liuhen/contract';

type Span = { from: string; to: string };

const millis = (instant: string) => Date.parse(instant);
export const lengthOf = ({ from, to }: Span): number => millis(to) - millis(from);
export const lengthOfAll = (spans: readonly Span[]): number =>
  spans.reduce((sum, span) => sum + lengthOf(span), 0);

/** The whole that is drawn: the reach, and what of the films lies before and after it. */
export function drawnSpan({ from, to, lanes }: TimeAxis): Span {
  const films = lanes.flatMap((lane) => lane.films);
  const edge = (pick: (...all: number[]) => number, own: string, of: readonly string[]) =>
    new Date(pick(millis(own), ...of.map(millis))).toISOString();
  return {
    from: edge(
      Math.min,
      from,
      films.map((film) => film.from),
    ),
    to: edge(
      Math.max,
      to,
      films.map((film) => film.to),
    ),
  };
}

/** Where something lies in what is drawn, in per cent of its width. What lasts no time is a point. */
export function placeIn(drawn: Span, { from, to }: Span): { left: number; width: number } {
  const whole = Math.max(lengthOf(drawn), 1);
  const share = (at: string) => Math.min(100, Math.max(0, ((millis(at) - millis(drawn.from)) / whole) * 100));
  return { left: share(from), width: Math.max(share(to) - share(from), 0) };
}

const minute = 60_000;
const paces = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((minutes) => minutes * minute);

/** Full minutes or hours at which a time is written, at most so many. */
export function ticksOf(drawn: Span, most = 6): string[] {
  const pace = paces.find((one) => lengthOf(drawn) / one <= most) ?? lengthOf(drawn);
  const ticks: string[] = [];
  for (let at = Math.ceil(millis(drawn.from) / pace) * pace; at <= millis(drawn.to); at += pace)
    ticks.push(new Date(at).toISOString());
  return ticks;
}

/** The films that run at an instant and may be seen, with the second of each. */
export function filmsAt({ lanes }: TimeAxis, at: string): Media[] {
  return lanes.flatMap(({ films }) =>
    films.flatMap((film): Media[] => {
      if (film.recordingId === null || at < film.from || at >= film.to) return [];
      return [{ recordingId: film.recordingId, second: secondOf(film, at) }];
    }),
  );
}

/** The second of a film at which an instant lies. */
export const secondOf = ({ from }: Pick<Span, 'from'>, at: string): number =>
  Math.max(0, Math.round((millis(at) - millis(from)) / 1000));

/** Where a step can be seen: as somebody stated it, otherwise by its time and the true time of a film. */
export function seenAt(axis: TimeAxis | null, version: ActStep['versions'][number]): Media | null {
  return version.media ?? (axis && (filmsAt(axis, version.at)[0] ?? null));
}

/** A second of a film as a player shows it, `H:MM:SS` or `M:SS`. */
export function saySecond(second: number): string {
  const whole = Math.floor(second);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A stretch of time, in milliseconds since 1970, from its beginning up to its end. */
export type Span = { from: number; to: number };
/** A stretch that is filmed more than once, and how many times at most. */
export type Overlap = Span & { times: number };
/** An interruption as it was entered; without an end it lasts as long as the gap it lies in. */
export type Stop = { id: string; cause: string | null; from: number; to: number | null };
/** A piece of a gap with the interruption that explains it; null where none does. */
export type Piece = Span & { stop: Stop | null };

/** Times are known to the second: where one film ends and the next begins within one, nothing is missing. */
export const TOLERANCE_MS = 1000;
/** Steps are entered to the minute: what lies within one of an edge is at that edge. */
const NEAR_MS = 60_000;

/** How film lies in a stretch of time: what of it is filmed, what more than once, and what is missing. */
export type Axis = { covered: Span[]; overlaps: Overlap[]; gaps: Span[] };

const byStart = (a: Span, b: Span) => a.from - b.from || a.to - b.to;

/**
 * Lays films, each in true time, on one axis. `covered` and `gaps` lie in order, apart, and together make up `reach`, but
 * for seams shorter than the tolerance, which count as covered. Films outside are left out, those across its ends are cut.
 */
export function layFilms(films: readonly Span[], reach: Span): Axis {
  const cut = films
    .map(({ from, to }) => ({ from: Math.max(from, reach.from), to: Math.min(to, reach.to) }))
    .filter(({ from, to }) => to > from)
    .toSorted(byStart);
  const covered: Span[] = [];
  const gaps: Span[] = [];
  let reached = reach.from;
  const miss = (to: number) => {
    if (to > reached + TOLERANCE_MS) gaps.push({ from: reached, to });
    else if (to > reached) cover({ from: reached, to });
  };
  const cover = ({ from, to }: Span) => {
    const last = covered.at(-1);
    if (last && last.to === from) last.to = to;
    else covered.push({ from, to });
  };
  for (const { from, to } of cut) {
    if (from > reached) {
      miss(from);
      reached = from;
    }
    if (to > reached) {
      cover({ from: reached, to });
      reached = to;
    }
  }
  miss(reach.to);
  return { covered, overlaps: overlapsOf(cut), gaps };
}

/** Where films lie over each other: from the edges at which one begins or ends. */
function overlapsOf(films: readonly Span[]): Overlap[] {
  const edges = films
    .flatMap(({ from, to }) => [
      { at: from, step: 1 },
      { at: to, step: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.step - b.step);
  const overlaps: Overlap[] = [];
  let depth = 0;
  for (const [place, { at, step }] of edges.entries()) {
    depth += step;
    const to = edges[place + 1]?.at ?? at;
    if (depth < 2 || to <= at) continue;
    const last = overlaps.at(-1);
    if (last && last.to === at) {
      last.to = to;
      last.times = Math.max(last.times, depth);
    } else overlaps.push({ from: at, to, times: depth });
  }
  return overlaps;
}

/** The part of a gap that an interruption explains. */
function within(gap: Span, { from: began, to: ended }: Stop): Span | null {
  if (began >= gap.to || (ended === null ? began < gap.from - NEAR_MS : ended <= gap.from)) return null;
  const from = began <= gap.from + NEAR_MS ? gap.from : began;
  const to = ended === null || ended >= gap.to - NEAR_MS ? gap.to : Math.max(ended, from);
  return to > from ? { from, to } : null;
}

/** A gap in pieces: what an interruption explains, and what is left between. `stops` lie in the order of time. */
export function explainGap(gap: Span, stops: readonly Stop[]): Piece[] {
  const pieces: Piece[] = [];
  let told = gap.from;
  const leave = (to: number) => {
    if (to > told) pieces.push({ from: told, to, stop: null });
  };
  for (const stop of stops) {
    const part = within(gap, stop);
    if (!part || part.to <= told) continue;
    leave(part.from);
    pieces.push({ from: Math.max(told, part.from), to: part.to, stop });
    told = part.to;
  }
  leave(gap.to);
  return pieces;
}

import type { ClockCheck } from './entry.ts';

/** Two readings of one moment: the clock on the wall, which people set, and the one that only runs. */
export interface Moment {
  wall: number;
  mono: number;
}

/** What the last comparison with the house's clock gave; `moment` is of this life of the page only. */
export interface Compared extends ClockCheck {
  moment: Moment | null;
}

/**
 * Compares the clocks: the house's moment lies between asking and answer. An answer that took long says little; the
 * error is half of that at most.
 */
export function compareClocks(asked: Moment, answered: Moment, house: string): Compared {
  const took = Math.max(0, answered.mono - asked.mono);
  const offsetMs = Math.round(answered.wall - took / 2 - Date.parse(house));
  return { offsetMs, measuredAt: house, moment: answered };
}

/** A wall clock that ran this much less than the other was set back. A phone that slept runs more, never less. */
const jumpMillis = 2_000;

/** By how much the wall clock was set back since the comparison; 0 when it was not, or nobody can tell. */
export function setBack(compared: Compared | null, now: Moment): number {
  if (!compared?.moment) return 0;
  const less = now.mono - compared.moment.mono - (now.wall - compared.moment.wall);
  return less > jumpMillis ? Math.round(less) : 0;
}

/** The house's time of a moment on this phone, as well as it can be known; in milliseconds since 1970. */
export function houseTime(compared: Compared | null, now: Moment): number {
  if (compared === null) return now.wall;
  return now.wall + setBack(compared, now) - compared.offsetMs;
}

/** The only place where the house asks what time it is. Instants are RFC 3339 texts in UTC with milliseconds. */
export interface Clock {
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Milliseconds since 1970 of an instant. */
export function millisOf(instant: string): number {
  return Date.parse(instant);
}

/** The instant so many milliseconds after another. */
export function plusMillis(instant: string, millis: number): string {
  return new Date(Date.parse(instant) + millis).toISOString();
}

/** Brings any text that names an instant (PostgreSQL's, an offset one) into the house's form. */
export function toInstant(text: string): string {
  return new Date(text).toISOString();
}

/** Civil date in Beijing (UTC+8, no summer time since 1991) of an instant, `YYYY-MM-DD`. */
export function beijingDate(instant: string): string {
  return plusMillis(instant, 8 * 3_600_000).slice(0, 10);
}

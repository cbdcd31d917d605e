import { z } from 'zod';
import { refusals } from './refusals.ts';

// A page whose content policy forbids eval reports each try; schemas are interpreted instead.
if ('document' in globalThis) z.config({ jitless: true });

/** An instant as the contract carries it: RFC 3339 in UTC. Pages show Beijing time. */
export const instant = z.iso.datetime({ offset: true });

const earliest = Date.UTC(1990, 0, 1) - 8 * 3_600_000;
const latest = Date.UTC(2200, 0, 1) - 8 * 3_600_000;

/**
 * Whether something that people enter can have happened then: since 1990, and at most a year from now. Without a `now`
 * only what no clock at all would allow is refused.
 */
export function isPlausible(instant: string, now?: string): boolean {
  const at = Date.parse(instant);
  if (now === undefined) return at >= earliest && at < latest;
  const inAYear = new Date(now);
  inAYear.setUTCFullYear(inAYear.getUTCFullYear() + 1);
  return at >= earliest && at <= inAYear.getTime();
}

/** Of what is no time at all it is said once, that it is none. */
const isNoTime = (text: string) => Number.isNaN(Date.parse(text));
/** An instant that somebody enters. The house compares it with its clock too, which the contract has none of. */
export const plausibleInstant = instant.refine(
  (at) => isNoTime(at) || isPlausible(at),
  refusals.implausible.zh,
);
/** A civil date in Beijing, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();
/** A civil date that somebody enters. */
export const plausibleDate = civilDate.refine(
  (on) => isNoTime(on) || isPlausible(`${on}T00:00:00+08:00`),
  refusals.implausible.zh,
);
export const id = z.uuid();
export const hexDigest = z.string().regex(/^[0-9a-f]{64}$/);
export const name = z.string().trim().min(1).max(100);
/** Free text a person types; never empty. */
export const sentence = z.string().trim().min(1).max(2000);
export const withId = z.object({ id });
export const nothing = z.object({});

/** What a page of a list is asked with. */
export const keyset = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Wraps rows of one page: `next` is an opaque keyset cursor, null on the last page. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}

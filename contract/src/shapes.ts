import { z } from 'zod';

// A page whose content policy forbids eval reports each try; schemas are interpreted instead.
if ('document' in globalThis) z.config({ jitless: true });

/** An instant as the contract carries it: RFC 3339 in UTC. Pages show Beijing time. */
export const instant = z.iso.datetime({ offset: true });
/** A civil date in Beijing, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();
export const id = z.uuid();
export const hexDigest = z.string().regex(/^[0-9a-f]{64}$/);
export const name = z.string().trim().min(1).max(100);
/** Free text a person types; never empty. */
export const sentence = z.string().trim().min(1).max(2000);
export const withId = z.object({ id });
export const nothing = z.object({});

/** Wraps rows of one page: `next` is an opaque keyset cursor, null on the last page. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}

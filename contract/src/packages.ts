import { z } from 'zod';
import { hexDigest, id, instant, keyset, page, sentence } from './shapes.ts';

export const packageKinds = ['case', 'act', 'recordings'] as const;

/** An order: what goes in, for whom and what for. `id` is made by who orders, so that one sent twice is one. */
export const packageOrder = z.object({
  id,
  kind: z.enum(packageKinds),
  ids: z.array(id).min(1).max(500),
  recipient: z.string().trim().min(1).max(200),
  purpose: sentence,
});

/** `waiting`, `building`: under way. `ready`: can be downloaded. `failed`: `fault` says why. */
export const packageStates = ['waiting', 'building', 'ready', 'failed'] as const;

export const packageRow = z.object({
  id,
  kind: z.enum(packageKinds),
  title: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  state: z.enum(packageStates),
  /** Bytes read and verified so far, of how many. */
  done: z.int(),
  total: z.int(),
  /** SHA-256 of the description, hex: what people compare. */
  digest: hexDigest.nullable(),
  /** Bytes of the archive. */
  size: z.int().nullable(),
  fault: z.object({ zh: z.string(), en: z.string() }).nullable(),
  orderedBy: z.string(),
  orderedAt: instant,
  handedOut: z.int(),
});
export type PackageRow = z.infer<typeof packageRow>;
export const packagePage = page(packageRow);
export const packageQuery = keyset.extend({ subject: id.optional() });

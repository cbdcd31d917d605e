import { utf8 } from '../bytes.ts';
import { isMoment, millisOf } from '../instant.ts';
import type { PackageEntry } from './entries.ts';
import type { Findings } from './findings.ts';
import type { ReadNote } from './log.ts';
import type { SeenKey } from './signers.ts';

/** Somebody outside saw the checkpoint at this time: everything in it is older. */
export interface TimeBound {
  by: string;
  kind: 'stamp' | 'cosignature';
  at: string;
  /** By how much its clock may be off, as it says itself. */
  accuracyMillis: number;
}

/** Verifies a time stamp (RFC 3161) with certificates that are trusted; rejects when it is not good. */
export type CheckTimestamp = (
  response: Uint8Array,
  message: Uint8Array,
  trusted: readonly Uint8Array[],
) => Promise<{ at: string; authority: string; accuracyMillis: number | null }>;

/** Clocks of two honest parties differ by less than this. */
const tolerance = 5 * 60_000;

/** Who outside the organ saw the checkpoint when: stamps of trusted authorities, cosignatures of trusted witnesses. */
export async function readBounds(
  read: ReadNote | null,
  stamps: readonly { path: string; bytes: Uint8Array }[],
  keys: readonly SeenKey[],
  certificates: readonly Uint8Array[],
  check: CheckTimestamp | undefined,
  findings: Findings,
): Promise<TimeBound[]> {
  const bounds: TimeBound[] = [];
  for (const { role, trusted, signature, at, name } of keys)
    if (role === 'witness' && trusted && signature === 'good' && at !== null)
      bounds.push({ by: name, kind: 'cosignature', at, accuracyMillis: 0 });
  for (const { path, bytes } of stamps) {
    try {
      if (read === null || check === undefined || certificates.length === 0)
        throw new Error('no checkpoint, no trusted certificate, or nothing to check it with');
      const { at, authority, accuracyMillis } = await check(bytes, utf8(read.note.text), certificates);
      if (!isMoment(at)) throw new Error('no moment');
      bounds.push({ by: authority, kind: 'stamp', at, accuracyMillis: accuracyMillis ?? 0 });
    } catch (error) {
      findings.add('time.stampUnusable', path, error);
    }
  }
  return bounds.sort((a, b) => millisOf(a.at) - millisOf(b.at));
}

/** Compares the organ's own clock with those outside, and with itself along the log. */
export function checkTime(
  bounds: readonly TimeBound[],
  entries: readonly PackageEntry[],
  findings: Findings,
): void {
  if (bounds.length === 0) findings.add('time.none');
  const earliest = Math.min(...bounds.map(({ at, accuracyMillis }) => millisOf(at) + accuracyMillis));
  let latest = Number.NEGATIVE_INFINITY;
  for (const { index, entry, proven } of entries) {
    if (!proven) continue;
    const at = millisOf(entry.at);
    if (at > earliest + tolerance) findings.add('time.after', index);
    if (at < latest - tolerance) findings.add('time.backwards', index);
    latest = Math.max(latest, at);
  }
}

import type { Json } from './canonical.ts';
import { parseVerifierKey } from './note.ts';
import { type InclusionReceipt, verifyReceipt } from './receipt.ts';

/** The verifier key that the payload of `key.rotated` names; null for any other payload. */
function namedIn(payload: Json): string | null {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null;
  const { verifier_key: key, revokes } = payload;
  return typeof key === 'string' && revokes === false ? key : null;
}

function isOfLog(verifierKey: string, origin: string): boolean {
  try {
    return parseVerifierKey(verifierKey).name === origin;
  } catch {
    return false;
  }
}

/**
 * The keys of a log that a reader may trust who trusts one of them, that one first. A key that is replaced signs, last of
 * all, a checkpoint over the entry `key.rotated` that names its successor; each receipt shows one such step. A key that
 * replaces a revoked one is reached by no receipt: its reader has to be told.
 */
export function followKeys(trusted: string, receipts: readonly InclusionReceipt[]): string[] {
  const keys = [trusted];
  const { name } = parseVerifierKey(trusted);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? trusted;
    for (const receipt of receipts) {
      const { ok, entry } = verifyReceipt(receipt, [key]);
      const next = namedIn(receipt.payload);
      if (!ok || entry?.kind !== 'key.rotated' || next === null) continue;
      if (!keys.includes(next) && isOfLog(next, name)) keys.push(next);
    }
  }
  return keys;
}

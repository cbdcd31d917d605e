import { fromBase64, utf8 } from './bytes.ts';
import type { Json } from './canonical.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { type Entry, parseEntry, verifyPayload } from './entry.ts';
import { leafHash } from './hash.ts';
import { verifyInclusion } from './tree.ts';

/** All that is needed to check one entry without its keeper. */
export interface InclusionReceipt {
  /** Canonical text of the entry. */
  entry: string;
  /** Hex. */
  salt: string;
  payload: Json;
  index: number;
  size: number;
  /** Base64, leaf side first. */
  proof: string[];
  /** Signed note. */
  checkpoint: string;
}

/** The checks in their order; each stands on the ones before it. */
export const receiptChecks = ['entry', 'payload', 'signature', 'inclusion'] as const;

export interface ReceiptCheck {
  check: (typeof receiptChecks)[number];
  ok: boolean;
  /** What was wrong; empty when nothing was. */
  detail: string;
}

export interface VerifiedReceipt {
  ok: boolean;
  checks: ReceiptCheck[];
  /** Null unless that check passed. */
  entry: Entry | null;
  checkpoint: Checkpoint | null;
  /** Names of the trusted keys that signed the checkpoint. */
  signedBy: string[];
}

/** Checks a receipt with the keys a reader trusts, in the order in which a judge would ask. Never throws. */
export function verifyReceipt(receipt: InclusionReceipt, verifierKeys: readonly string[]): VerifiedReceipt {
  const checks: ReceiptCheck[] = [];
  const attempt = <T>(check: ReceiptCheck['check'], work: () => T): T | null => {
    try {
      const value = work();
      checks.push({ check, ok: true, detail: '' });
      return value;
    } catch (error) {
      checks.push({ check, ok: false, detail: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  const entry = attempt('entry', () => parseEntry(receipt.entry));
  attempt('payload', () => verifyPayload(requirePresent(entry), receipt.salt, receipt.payload));
  const opened = attempt('signature', () => openCheckpoint(receipt.checkpoint, verifierKeys));
  attempt('inclusion', () => {
    const { size, root } = requirePresent(opened).checkpoint;
    if (size !== receipt.size) throw new Error('the checkpoint speaks of another size');
    const proof = receipt.proof.map(fromBase64);
    verifyInclusion({ index: receipt.index, size, root, proof, leafHash: leafHash(utf8(receipt.entry)) });
  });
  return {
    ok: checks.every((check) => check.ok),
    checks,
    entry,
    checkpoint: opened?.checkpoint ?? null,
    signedBy: opened?.verified ?? [],
  };
}

function requirePresent<T>(value: T | null): T {
  if (value === null) throw new Error('an earlier check failed');
  return value;
}

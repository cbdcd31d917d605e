import { fromBase64, utf8 } from './bytes.ts';
import type { Json } from './canonical.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { verifyInclusion } from './claims.ts';
import { type Entry, parseEntry, verifyPayload } from './entry.ts';
import { leafHash } from './hash.ts';

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
  /** One Chinese sentence: what was compared, or what is wrong and what that means. */
  detail: string;
  /** Technical cause in English; empty when the check passed. */
  fault: string;
}

export interface VerifiedReceipt {
  /** Whether every check passed. */
  ok: boolean;
  checks: ReceiptCheck[];
  /** Null unless that check passed. */
  entry: Entry | null;
  checkpoint: Checkpoint | null;
  /** Names of the trusted keys that signed the checkpoint. */
  signedBy: string[];
}

/** What each failed check means to somebody who has to decide whether to believe the record. */
const failures: Record<ReceiptCheck['check'], string> = {
  entry: '这份回执里的存证条目不完整或被改动过，不能作为依据，请向出具单位重新索取回执。',
  payload: '记录内容与存证时封存的摘要不一致，内容或随机盐可能被改动过，请核对原件。',
  signature: '日志检查点没有您所信任密钥的有效签名，无法确认出自这本日志，请核对验证密钥后再查。',
  inclusion: '不能证明这条存证收在已签名的日志里，请重新索取回执；若仍不通过，请要求出具单位说明。',
};

/** Checks a receipt with the keys a reader trusts, in the order in which a judge would ask. Never throws. */
export function verifyReceipt(receipt: InclusionReceipt, verifierKeys: readonly string[]): VerifiedReceipt {
  const checks: ReceiptCheck[] = [];
  const attempt = <T>(
    check: ReceiptCheck['check'],
    work: () => T,
    describe: (value: T) => string,
  ): T | null => {
    try {
      const value = work();
      checks.push({ check, ok: true, detail: describe(value), fault: '' });
      return value;
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      checks.push({ check, ok: false, detail: failures[check], fault });
      return null;
    }
  };
  const entry = attempt(
    'entry',
    () => parseEntry(receipt.entry),
    (read) => `存证条目格式正确：${read.kind}，记于 ${read.at}（系统时间，世界协调时）。`,
  );
  attempt(
    'payload',
    () => verifyPayload(requirePresent(entry), receipt.salt, receipt.payload),
    () => '记录内容与存证时封存的摘要一致，封存后没有改动。',
  );
  const opened = attempt(
    'signature',
    () => openCheckpoint(receipt.checkpoint, verifierKeys),
    ({ checkpoint, verified }) =>
      `日志检查点签名有效：${checkpoint.origin}，共 ${checkpoint.size} 条，签名方：${verified.join('、')}。`,
  );
  attempt(
    'inclusion',
    () => proveIncluded(receipt, requirePresent(opened).checkpoint),
    () => `这条存证收在已签名的日志里，是 ${receipt.size} 条中的第 ${receipt.index + 1} 条。`,
  );
  return {
    ok: checks.every((check) => check.ok),
    checks,
    entry,
    checkpoint: opened?.checkpoint ?? null,
    signedBy: opened?.verified ?? [],
  };
}

/** Proves that the entry of a receipt lies in the tree of a checkpoint that is believed. Throws when it does not. */
export function proveIncluded(
  receipt: Omit<InclusionReceipt, 'checkpoint'>,
  { size, root }: Checkpoint,
): void {
  if (size !== receipt.size) throw new Error('the checkpoint speaks of another size');
  const proof = receipt.proof.map((hash) => fromBase64(hash));
  verifyInclusion({ index: receipt.index, size, root, proof, leafHash: leafHash(utf8(receipt.entry)) });
}

function requirePresent<T>(value: T | null): T {
  if (value === null) throw new Error('an earlier check failed');
  return value;
}

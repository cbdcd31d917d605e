import {
  type Checkpoint,
  emptyRoot,
  equalBytes,
  fromBase64,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  VerificationError,
  verifyConsistency,
} from '@liuhen/proof';
import { keysOf, type LogKeys } from './log-keys.ts';

/** What a log asks a witness to cosign (C2SP tlog-witness). */
export interface Submission {
  oldSize: number;
  proof: Uint8Array[];
  note: string;
  /** The log showed it at its own address just now; a note that somebody sent may be an old one sent again. */
  shownByLog?: boolean;
}

/** What a witness remembers of a log: the last checkpoint that it cosigned. */
export interface Seen {
  size: number;
  root: Uint8Array;
  note: string;
}

/**
 * `fork`: another tree of the same size. `older`: a tree smaller than the one cosigned, shown by the log itself. `unproven`:
 * nothing shows that the larger tree continues the cosigned one.
 */
export const refusalKinds = ['fork', 'older', 'unproven'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** What becomes of a submission; `status` is that of the protocol. */
export type Verdict =
  | { status: 200; checkpoint: Checkpoint; text: string }
  | { status: 400 | 403 | 404 }
  /** `known` is the size that the witness stands at. */
  | { status: 409; known: number; refused: RefusalKind | null }
  | { status: 422; refused: 'unproven' };

const mostProofLines = 63;

/** Reads the body of add-checkpoint; null when it has another form. */
export function readSubmission(body: string): Submission | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, end).split('\n');
  const digits = /^old (0|[1-9]\d*)$/.exec(first)?.[1];
  const oldSize = Number(digits);
  if (end < 0 || digits === undefined || !Number.isSafeInteger(oldSize) || hashes.length > mostProofLines)
    return null;
  try {
    const proof = hashes.map((line) => fromBase64(line));
    const note = body.slice(end + 2);
    parseCheckpoint(parseNote(note).text);
    return proof.every((hash) => hash.length === 32) ? { oldSize, proof, note } : null;
  } catch (error) {
    if (error instanceof VerificationError) return null;
    throw error;
  }
}

function isConsistent(seen: Seen | null, { size, root }: Checkpoint, proof: readonly Uint8Array[]): boolean {
  if (seen === null || seen.size === 0)
    return proof.length === 0 && (size > 0 || equalBytes(root, emptyRoot()));
  try {
    verifyConsistency({ oldSize: seen.size, oldRoot: seen.root, newSize: size, newRoot: root, proof });
    return true;
  } catch (error) {
    if (error instanceof VerificationError) return false;
    throw error;
  }
}

/**
 * Whether a checkpoint that the log itself signed gives a reason to keep it as evidence against the log. A smaller one says
 * nothing when somebody sent it: every log has signed smaller ones, and anybody may have read them.
 */
function suspicion(
  seen: Seen | null,
  { size, root }: Checkpoint,
  shownByLog: boolean,
): Exclude<RefusalKind, 'unproven'> | null {
  if (seen === null || size > seen.size) return null;
  if (size === seen.size) return equalBytes(root, seen.root) ? null : 'fork';
  return shownByLog ? 'older' : null;
}

/** The checkpoint when one of these keys signed it in the name of its origin; null otherwise. */
export function signedBy(note: string, keys: readonly string[]): Checkpoint | null {
  const { origin } = parseCheckpoint(parseNote(note).text);
  try {
    return openCheckpoint(note, keysOf(origin, keys)).checkpoint;
  } catch (error) {
    if (error instanceof VerificationError) return null;
    throw error;
  }
}

/** Judges a submission by what the witness remembers. */
export function judge(
  { oldSize, proof, note, shownByLog = false }: Submission,
  keys: Pick<LogKeys, 'logs' | 'former'>,
  seen: Seen | null,
): Verdict {
  const { text } = parseNote(note);
  if (keysOf(parseCheckpoint(text).origin, keys.logs).length === 0) return { status: 404 };
  const known = seen?.size ?? 0;
  const checkpoint = signedBy(note, keys.logs);
  if (checkpoint === null) {
    // A key that was replaced signs nothing new: what it shows now is of before.
    const former = signedBy(note, keys.former);
    if (former === null || former.size > known) return { status: 403 };
    return { status: 409, known, refused: suspicion(seen, former, shownByLog) };
  }
  if (oldSize > checkpoint.size) return { status: 400 };
  const refused = suspicion(seen, checkpoint, shownByLog);
  if (oldSize !== known || refused !== null) return { status: 409, known, refused };
  if (!isConsistent(seen, checkpoint, proof)) return { status: 422, refused: 'unproven' };
  return { status: 200, checkpoint, text };
}

import { equalBytes } from '../bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { parseCosignerKey, readCosignatures } from '../cosignature.ts';
import { momentOfSeconds } from '../instant.ts';
import { formatNote, type Note, parseNote, parseVerifierKey, verifyNote } from '../note.ts';
import type { Findings } from './findings.ts';

/** A checkpoint as it was read, whoever signed it. */
export interface ReadNote {
  text: string;
  note: Note;
  checkpoint: Checkpoint;
}

/** Throws VerificationError. */
export function readNote(text: string): ReadNote {
  const note = parseNote(text);
  return { text, note, checkpoint: parseCheckpoint(note.text) };
}

/** What a key did with a checkpoint. */
export interface Signed {
  name: string;
  role: 'log' | 'witness';
  signature: 'good' | 'wrong' | 'none';
  /** When a witness says that it cosigned. */
  at: string | null;
}

/** A witness's key says of itself that it is one; every other key is that of a log. Throws VerificationError for none. */
export function readKey(key: string): { name: string; keyId: Uint8Array; role: Signed['role'] } {
  try {
    return { ...parseCosignerKey(key), role: 'witness' };
  } catch {
    return { ...parseVerifierKey(key), role: 'log' };
  }
}

/** What a key signed: its line may be missing, or wrong, and one that is wrong makes all of them worth nothing. */
export function signedBy(read: ReadNote | null, key: string): Signed {
  const { name, keyId, role } = readKey(key);
  const isOwn = (line: Note['signatures'][number]): boolean =>
    line.name === name && equalBytes(line.keyId, keyId);
  const signatures = read?.note.signatures.filter(isOwn) ?? [];
  if (read === null || signatures.length === 0) return { name, role, signature: 'none', at: null };
  try {
    if (role === 'log') verifyNote(formatNote({ text: read.note.text, signatures }), [key]);
    const [first] = role === 'witness' ? readCosignatures(read.text, [key]) : [];
    return { name, role, signature: 'good', at: first ? momentOfSeconds(first.time) : null };
  } catch {
    return { name, role, signature: 'wrong', at: null };
  }
}

/** Two checkpoints of one log and one size that do not agree, both signed by its key: proof against its keeper. */
export interface Fork {
  size: number;
  /** The note of the package. */
  here: string;
  /** The note that the reader brought. */
  there: string;
}

/** Compares the checkpoint of the package with others that the reader has of the same log. */
export function compareCheckpoints(
  here: ReadNote,
  others: readonly string[],
  logKeys: readonly string[],
  findings: Findings,
): Fork[] {
  const forks: Fork[] = [];
  for (const [i, text] of others.entries())
    findings.attempt('log.otherUnusable', i + 1, () => {
      const there = readNote(text);
      const { origin, size, root } = there.checkpoint;
      const signed = logKeys.some((key) => signedBy(there, key).signature === 'good');
      if (origin !== here.checkpoint.origin || !signed)
        throw new Error('not a checkpoint signed by this log');
      if (size > here.checkpoint.size) findings.add('log.grown', size);
      else if (size < here.checkpoint.size) findings.add('log.earlier', size);
      else if (!equalBytes(root, here.checkpoint.root)) {
        findings.add('log.fork', size);
        forks.push({ size, here: here.text, there: text });
      }
    });
  return forks;
}

import { equalBytes, fromUtf8 } from '../bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.ts';
import { parseAnyEntry } from '../entry.ts';
import { formatNote, type Note, parseNote, parseVerifierKey, verifyNote } from '../note.ts';
import type { InclusionReceipt } from '../receipt.ts';
import { hasDigest, isIncluded, type PackageEntry } from './entries.ts';
import type { Findings } from './findings.ts';
import { receiptMembers, shape } from './shape.ts';

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

/** Whether a verifier key signed a note: its line may be missing, or wrong. */
export function signatureBy(note: Note, key: string): 'good' | 'wrong' | 'none' {
  const { name, keyId } = parseVerifierKey(key);
  const signatures = note.signatures.filter((line) => line.name === name && equalBytes(line.keyId, keyId));
  if (signatures.length === 0) return 'none';
  try {
    verifyNote(formatNote({ text: note.text, signatures }), [key]);
    return 'good';
  } catch {
    return 'wrong';
  }
}

const isReceipt = shape(receiptMembers);

/** Reads log/seal.json, the receipt of the entry package.described. Null when it is none or its payload is another. */
export function readSeal(
  bytes: Uint8Array,
  tree: Checkpoint | null,
  findings: Findings,
): PackageEntry | null {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    const wrong = isReceipt(value);
    if (wrong !== null) throw new Error(`not a receipt: ${wrong}`);
    const { entry: leaf, index, payload, proof, salt, size } = value as Omit<InclusionReceipt, 'checkpoint'>;
    const entry = parseAnyEntry(leaf);
    const ofPackage = entry.kind === 'package.described' && entry.subject.startsWith('evidence_package/');
    if (!ofPackage) throw new Error(`an entry of another kind: ${entry.kind}`);
    const included = tree !== null && size === tree.size && isIncluded(leaf, index, proof, tree);
    if (tree !== null && !included) findings.add('seal.inclusion', index);
    const fits = hasDigest(entry, salt, payload);
    if (!fits) findings.add('seal.payload', index);
    return fits ? { index, entry, payload, proven: included } : null;
  } catch (error) {
    findings.add('seal.form', '', error);
    return null;
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
  for (const [i, text] of others.entries()) {
    try {
      const there = readNote(text);
      const { origin, size, root } = there.checkpoint;
      const signed = logKeys.some((key) => signatureBy(there.note, key) === 'good');
      if (origin !== here.checkpoint.origin || !signed)
        throw new Error('not a checkpoint signed by this log');
      if (size > here.checkpoint.size) findings.add('log.grown', size);
      else if (size < here.checkpoint.size) findings.add('log.earlier', size);
      else if (!equalBytes(root, here.checkpoint.root)) {
        findings.add('log.fork', size);
        forks.push({ size, here: here.text, there: text });
      }
    } catch (error) {
      findings.add('log.otherUnusable', i + 1, error);
    }
  }
  return forks;
}

import { fromBase64, toBase64 } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { verifyNote } from './note.ts';

/** What a log says of itself at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
  /** Further lines, opaque. */
  extensions?: readonly string[];
}

function requireLine(line: string, what: string): void {
  const control = [...line].some((sign) => sign < ' ');
  if (line === '' || control || !line.isWellFormed())
    throw new VerificationError('checkpoint', `${what} is one line that is not empty`);
}

/** The text that is signed: origin, size, root, each on its line. Throws VerificationError 'checkpoint'. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  requireLine(origin, 'the origin');
  for (const line of extensions) requireLine(line, 'an extension');
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32)
    throw new VerificationError('checkpoint', 'a checkpoint has a whole size and a root of 32 bytes');
  return `${[origin, String(size), toBase64(root), ...extensions].join('\n')}\n`;
}

/** Reads the text of a checkpoint; only the one form of each value is accepted. Throws VerificationError 'checkpoint'. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', digits = '', encoded = '', ...rest] = text.split('\n');
  const size = Number(digits);
  if (!/^(?:0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(size))
    throw new VerificationError('checkpoint', 'the size of a checkpoint is a whole number below 2^53');
  const extensions = rest.slice(0, -1);
  const root = fromBase64(encoded, 'checkpoint');
  const checkpoint = { origin, size, root, ...(extensions.length > 0 ? { extensions } : {}) };
  if (formatCheckpoint(checkpoint) !== text)
    throw new VerificationError('checkpoint', 'every line of a checkpoint ends with a newline');
  return checkpoint;
}

/**
 * Verifies a signed checkpoint with trusted keys, one of which must be the log's own (its name is the origin).
 * Throws VerificationError 'note', 'signature' or 'checkpoint'.
 */
export function openCheckpoint(
  note: string,
  verifierKeys: readonly string[],
): { checkpoint: Checkpoint; verified: string[] } {
  const { text, verified } = verifyNote(note, verifierKeys);
  const checkpoint = parseCheckpoint(text);
  if (!verified.includes(checkpoint.origin))
    throw new VerificationError('signature', 'the log itself has not signed the checkpoint');
  return { checkpoint, verified };
}

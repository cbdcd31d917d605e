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

/** The text that is signed: origin, size, root, each on its line. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  if (origin === '' || [origin, ...extensions].some((line) => line === '' || line.includes('\n'))) {
    throw new VerificationError('checkpoint', 'a line of a checkpoint is neither empty nor broken');
  }
  return `${[origin, String(size), toBase64(root), ...extensions].join('\n')}\n`;
}

/** Reads the text of a checkpoint; throws VerificationError 'checkpoint'. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', digits = '', encoded = '', ...rest] = text.split('\n');
  const size = Number(digits);
  const extensions = rest.slice(0, -1);
  if (
    !text.endsWith('\n') ||
    origin === '' ||
    !/^(0|[1-9]\d*)$/.test(digits) ||
    !Number.isSafeInteger(size)
  ) {
    throw new VerificationError('checkpoint', 'not a checkpoint');
  }
  const root = fromBase64(encoded);
  if (root.length !== 32 || extensions.includes(''))
    throw new VerificationError('checkpoint', 'not a checkpoint');
  return { origin, size, root, ...(extensions.length > 0 ? { extensions } : {}) };
}

/** Verifies a signed checkpoint with trusted keys, one of which must be the log's own (its name is the origin). */
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

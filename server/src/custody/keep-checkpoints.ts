import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing } from '../base/errors.ts';

const separator = '\n\f\n';

/**
 * A copy of signed checkpoints outside the database, so that a log which was cut or rewritten inside it is found.
 * Only ever appended to. Copy the file to another machine or print it to be safe from this machine's administrator too.
 */
export interface CheckpointShelf {
  /** Returns once the note is durable. */
  add(note: string): Promise<void>;
  /** All notes as they lie in the file, also one that was only half written. */
  all(): Promise<string[]>;
}

export function openCheckpointShelf(folder: string): CheckpointShelf {
  const path = join(folder, 'checkpoints.txt');
  return {
    add: (note) => append(path, note),
    all: async () => {
      let text = await readWhole(path);
      if (!text.endsWith(separator)) {
        await sleep(100); // one may just be written
        text = await readWhole(path);
      }
      return text.split(separator).filter((note) => note.trim() !== '');
    },
  };
}

async function readWhole(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return separator;
    throw error;
  }
}

/** Appends durably. After a note that a power cut left half written it begins anew, so that only that one is lost. */
async function append(path: string, note: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, separator.length);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const last = buffer.toString('latin1');
    // A note holds no form feed: where the power went after one, only the end of the separator is missing.
    const missing = last.endsWith('\f') ? '\n' : separator;
    const torn = size > 0 && last !== separator;
    await file.appendFile((torn ? missing : '') + note + separator);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** How long a newer checkpoint may lie in the database alone. */
const keepEveryMillis = 1000;

/** Keeps the newest checkpoint elsewhere: at once, or when one was kept less than a second ago, once that has passed. */
export function keepNewest(keep: (note: string) => Promise<void>, failed: (error: unknown) => void) {
  let newest: string | null = null;
  let keptAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = (): Promise<void> => {
    timer = null;
    writing = writing.then(async () => {
      const note = newest;
      if (note === null) return;
      newest = null;
      keptAt = performance.now();
      try {
        await keep(note);
      } catch (error) {
        newest ??= note;
        failed(error);
      }
    });
    return writing;
  };
  return {
    /** Takes a newer checkpoint; returns when it is kept, or at once when it has to wait its turn. */
    add: async (note: string): Promise<void> => {
      newest = note;
      const wait = keepEveryMillis - (performance.now() - keptAt);
      if (wait <= 0) await write();
      else timer ??= setTimeout(() => void write(), wait);
    },
    /** Keeps what still waits. */
    close: async (): Promise<void> => {
      if (timer !== null) clearTimeout(timer);
      await write();
    },
  };
}

import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../base/errors.ts';

const separator = '\n\f\n';

/**
 * A copy of signed checkpoints outside the database, so that a log which was cut or rewritten inside it is found.
 * Only ever appended to. Copy the file to another machine or print it to be safe from this machine's administrator too.
 */
export interface CheckpointShelf {
  add(note: string): Promise<void>;
  all(): Promise<string[]>;
}

export function openCheckpointShelf(folder: string): CheckpointShelf {
  const path = join(folder, 'checkpoints.txt');
  return {
    add: (note) => appendFile(path, note + separator, { mode: 0o600 }),
    all: async () => {
      try {
        return (await readFile(path, 'utf8')).split(separator).filter((note) => note.trim() !== '');
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
  };
}

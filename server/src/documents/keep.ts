import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { NumberKeys } from '../base/number-keys.ts';
import type { Vault } from '../base/vault.ts';
import type { Law } from '../law/index.ts';
import type { Filler } from './autofill.ts';
import type { TextReader } from './ocr.ts';
import type { Printer } from './print/printer.ts';

/** What documents need of the house beside the database. */
export interface DocumentHouse {
  /** What the gate before a decision is judged by. */
  law: Pick<Law, 'packs'>;
  /** What the personal numbers in documents are hidden with. */
  keys: NumberKeys;
  vault: Vault;
  printer: Printer;
  reader: TextReader;
  /** What later rooms say of the fields of documents. */
  fillers?: readonly Filler[];
  /** A folder for what is on its way into the vault. */
  workFolder: string;
}

/**
 * Keeps bytes in the vault before anything is promised of them: the worst that a fault leaves is an object that no row
 * names.
 */
export async function keepBytes(
  { vault, workFolder }: Pick<DocumentHouse, 'vault' | 'workFolder'>,
  bytes: Uint8Array,
): Promise<{ sha256: string; size: number }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(workFolder, { recursive: true });
  const staged = join(workFolder, randomUUID());
  try {
    await writeFile(staged, bytes, { mode: 0o600 });
    await vault.keep(staged, sha256);
  } finally {
    await rm(staged, { force: true });
  }
  return { sha256, size: bytes.length };
}

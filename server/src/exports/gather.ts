import {
  canonicalBytes,
  type Description,
  type Json,
  parseCheckpoint,
  parseDescription,
  parseNote,
} from '@liuhen/proof';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import type { Vault } from '../base/vault.ts';
import type { Archived } from './archived.ts';
import { avMetadata } from './av-metadata.ts';
import type { BagFile } from './bag.ts';
import { peopleOf, recordFiles, verdictsOf } from './describe.ts';
import { lastRows, type TakenEntry, takeEntries } from './entries.ts';
import { filesOf, oneLine, type VaultFile } from './files.ts';
import { membersOf, type Selection } from './select.ts';
import { readVaultFile } from './store.ts';

/** All that goes into a package, as the log of a size has it. */
export interface Content {
  entries: TakenEntry[];
  files: VaultFile[];
  records: ReturnType<typeof recordFiles>;
  verdicts: Description['verdicts'];
  /** What archival descriptions are made of. */
  archived: Archived;
  asOf: Description['asOf'];
}

/** Reads what belongs to a selection from what was sealed before the log had `size` entries. */
export async function gather(
  tx: Tx,
  { organId, selection, size }: { organId: string; selection: Selection; size: number },
): Promise<Content> {
  const entries = await takeEntries(tx, organId, await membersOf(tx, selection), size);
  const rows = lastRows(entries);
  const asOf = await checkpointOf(tx, size);
  const organ = await tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organId)
    .executeTakeFirstOrThrow();
  const files = filesOf(rows);
  const archived = {
    ...{ rows, entries, people: await peopleOf(tx, entries), origin: asOf.origin },
    organ: { id: organId, name: oneLine(organ.name) },
  };
  return {
    ...{ entries, files, archived },
    records: [...recordFiles(rows), ...avMetadata(archived, files)],
    verdicts: verdictsOf(rows, asOf.at),
    asOf: { size, at: asOf.at },
  };
}

async function checkpointOf(tx: Tx, size: number): Promise<{ origin: string; at: string }> {
  const { rows } = await sql<{ note: string; signed_at: string }>`
    select note, signed_at from custody_checkpoint where size = ${size}`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error(`no checkpoint of size ${size}`);
  return {
    origin: parseCheckpoint(parseNote(row.note).text).origin,
    at: new Date(row.signed_at).toISOString(),
  };
}

/** A file whose bytes are not those that were sealed. */
export class FileFault extends Error {
  readonly path: string;
  readonly why: 'missing' | 'altered';
  constructor(path: string, why: 'missing' | 'altered') {
    super(`${path} is ${why}`);
    this.path = path;
    this.why = why;
  }
}

/** Reads every file from the vault and compares it with what was sealed. Throws FileFault for the first that differs. */
export async function readFiles(
  vault: Vault,
  content: Content,
  onBytes: (count: number) => Promise<void>,
): Promise<BagFile[]> {
  const files: BagFile[] = [];
  for (const { path, sha256, bytes } of content.files) {
    if ((await vault.stat(sha256)) === null) throw new FileFault(path, 'missing');
    const read = await readVaultFile(vault, path, sha256, onBytes);
    if (read.sha256 !== sha256 || read.size !== bytes) throw new FileFault(path, 'altered');
    files.push(read);
  }
  return files;
}

/** The description of a package over these files, in its canonical bytes, as the verifier takes it. */
export function describe(
  content: Content,
  files: readonly BagFile[],
  subject: Description['subject'],
): { description: Description; bytes: Uint8Array } {
  const { entries, verdicts, asOf, records } = content;
  const { people, origin, organ } = content.archived;
  const told = new Map<string, Pick<Description['files'][number], 'mime' | 'role' | 'of' | 'name'>>();
  for (const { path, mime, role, of, name } of content.files) told.set(path, { mime, role, of, name });
  for (const { path, mime, name } of records) told.set(path, { mime, role: 'record', of: null, name });
  const described = files.flatMap(({ path, size, sha256, sm3 }) => {
    const one = told.get(path);
    return one === undefined ? [] : [{ path, bytes: size, sha256, sm3, ...one }];
  });
  const description: Description = {
    ...{ format: 'liuhen-evidence-package', version: 1, origin, asOf, organ, subject, people, verdicts },
    files: described.sort((a, b) => (a.path < b.path ? -1 : 1)),
    entries: entries.map(({ index }) => index),
  };
  const bytes = canonicalBytes(description as unknown as Json);
  return { description: parseDescription(bytes), bytes };
}

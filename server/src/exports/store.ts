import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { Vault } from '../base/vault.ts';
import type { BagFile, ListedFile } from './bag.ts';

/** A file of a bag over bytes that are here. */
export function fileOf(path: string, content: Uint8Array): BagFile {
  const digest = (name: string): string => createHash(name).update(content).digest('hex');
  const both = { sha256: digest('sha256'), sm3: digest('sm3'), crc32: crc32(content) };
  return { path, size: content.length, ...both, content };
}

/** The same of an object of the vault, read once. `onBytes` hears how many bytes came. */
export async function readVaultFile(
  vault: Vault,
  path: string,
  sha256: string,
  onBytes: (count: number) => Promise<void>,
): Promise<BagFile> {
  const [sha, sm3] = [createHash('sha256'), createHash('sm3')];
  let [size, crc] = [0, 0];
  for await (const piece of await vault.read(sha256)) {
    const bytes = piece as Buffer;
    sha.update(bytes);
    sm3.update(bytes);
    crc = crc32(bytes, crc);
    size += bytes.length;
    await onBytes(bytes.length);
  }
  return { path, size, sha256: sha.digest('hex'), sm3: sm3.digest('hex'), crc32: crc, content: null };
}

/** Puts files of a package down; one that is there from an earlier attempt is replaced. */
export async function keepFiles(
  tx: Tx,
  { id, organId }: { id: string; organId: string },
  files: readonly BagFile[],
): Promise<void> {
  for (const { path, size, sha256, sm3, crc32: crc, content } of files)
    await sql`insert into evidence_package_file (package_id, organ_id, path, size, sha256, sm3, crc32, content)
      values (${id}, ${organId}, ${path}, ${size}, ${sha256}, ${sm3}, ${crc}, ${content && Buffer.from(content)})
      on conflict (package_id, path) do update set size = excluded.size, sha256 = excluded.sha256,
        sm3 = excluded.sm3, crc32 = excluded.crc32, content = excluded.content`.execute(tx);
}

/** `made`: for this package, and kept beside it; the bytes of all others lie in the vault. */
export type StoredFile = ListedFile & { made: boolean };

/** What is known of the files of a package, in the order of the archive: the description and the lists come first. */
export async function listFiles(tx: Tx, id: string): Promise<StoredFile[]> {
  const { rows } = await sql<StoredFile>`
    select path, size, sha256, sm3, crc32, content is not null as made from evidence_package_file where package_id = ${id}
    order by path like 'data/%', path collate "C"`.execute(tx);
  return rows;
}

/** The bytes of a file that was made for a package. Throws notFound. */
export async function readMade(tx: Tx, id: string, path: string): Promise<Uint8Array> {
  const row = await tx
    .selectFrom('evidence_package_file')
    .select('content')
    .where('package_id', '=', id)
    .where('path', '=', path)
    .executeTakeFirst();
  return found(row?.content);
}

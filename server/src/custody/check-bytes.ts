import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import type { Vault } from '../base/vault.ts';
import { type HouseFinding, makeFinding } from './findings.ts';

interface Kept {
  subject: string;
  organId: string;
  sha256: string;
  sm3: string | null;
  size: number;
}

/** What the vault must hold: originals with both digests, derivatives, documents and their scans. */
export async function listKept(tx: Tx): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select 'recording/' || id as subject, organ_id as "organId", sha256, sm3, size from recording
    union all
    select 'derivative/' || id, organ_id, sha256, null, size from derivative where state = 'ready'
    union all
    select 'document/' || id, organ_id, pdf_sha256, null, pdf_size from document where pdf_sha256 is not null
    union all
    select 'document/' || id, organ_id, signed_sha256, null, signed_size from document where signed_sha256 is not null
    union all
    select 'document_scan/' || min(id::text), organ_id, sha256, null, max(size) from document_scan
      group by organ_id, sha256
    union all
    select 'sheet_import/' || id, organ_id, sha256, null, size from sheet_import`.execute(tx);
  return rows;
}

/** Reads every byte again and compares size, SHA-256 and SM3 with what was registered. */
export async function checkBytes(
  vault: Vault,
  kept: readonly Kept[],
  progress: (done: number, total: number) => void,
): Promise<{ findings: HouseFinding[]; objects: number; bytes: number }> {
  const total = kept.reduce((sum, one) => sum + one.size, 0);
  const findings: HouseFinding[] = [];
  let done = 0;
  for (const one of kept) {
    const finding = await checkOne(vault, one, (bytes) => progress(done + bytes, total));
    if (finding !== null) findings.push(finding);
    done += one.size;
    progress(done, total);
  }
  return { findings, objects: kept.length, bytes: done };
}

async function checkOne(
  vault: Vault,
  one: Kept,
  progress: (bytes: number) => void,
): Promise<HouseFinding | null> {
  try {
    if ((await vault.stat(one.sha256)) === null)
      return makeFinding('bytes.missing', one.subject, {}, one.organId);
    const wrong = await compareBytes(vault, one, progress);
    if (wrong.length === 0) return null;
    return makeFinding('bytes.altered', one.subject, { fields: wrong.join(', ') }, one.organId);
  } catch (error) {
    // A bad sector of one file says nothing of the others.
    const reason = error instanceof Error ? error.message : String(error);
    return makeFinding('bytes.unreadable', one.subject, { reason }, one.organId);
  }
}

async function compareBytes(vault: Vault, one: Kept, progress: (bytes: number) => void): Promise<string[]> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  let size = 0;
  for await (const piece of await vault.read(one.sha256)) {
    sha256.update(piece as Buffer);
    if (one.sm3 !== null) sm3.update(piece as Buffer);
    size += (piece as Buffer).length;
    progress(size);
    await breathe(); // requests are served between pieces
  }
  const wrong = size === one.size ? [] : ['size'];
  if (sha256.digest('hex') !== one.sha256) wrong.push('SHA-256');
  if (one.sm3 !== null && sm3.digest('hex') !== one.sm3) wrong.push('SM3');
  return wrong;
}

/** How many objects of the vault nothing on record names: left by a crash or by bytes that are just arriving, no damage. */
export async function countOrphans(vault: Vault, kept: readonly Kept[]): Promise<number> {
  const named = new Set(kept.map((one) => one.sha256));
  let orphans = 0;
  for await (const sha256 of vault.list()) if (!named.has(sha256)) orphans++;
  return orphans;
}

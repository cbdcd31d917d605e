import {
  type InclusionReceipt,
  type Json,
  proveConsistencyFromTiles,
  proveInclusionFromTiles,
} from '@liuhen/proof';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import { fastSha256 } from './fast-hash.ts';
import { readTile } from './tiles.ts';

interface Checkpoint {
  size: number;
  root: Buffer;
  note: string;
  signed_at: string;
}

/** The newest signed checkpoint; null while the log is empty. */
export async function latestCheckpoint(ctx: Pick<Reading, 'tx'>): Promise<Checkpoint | null> {
  const { rows } =
    await sql<Checkpoint>`select size, root, note, signed_at from custody_checkpoint order by size desc limit 1`.execute(
      ctx.tx,
    );
  return rows[0] ?? null;
}

/** The last entry about a row; notFound when it has none that the caller may see. */
export async function lastEntryOf(
  ctx: Pick<Reading, 'tx'>,
  subjectId: string,
  kind: string,
): Promise<number> {
  const { rows } = await sql<{ entry_id: number }>`
    select entry_id from custody_entry where subject_id = ${subjectId} and kind = ${kind} order by entry_id desc limit 1`.execute(
    ctx.tx,
  );
  return found(rows[0]).entry_id;
}

/** All that somebody needs to check an entry without us: entry, salt, payload, inclusion proof, checkpoint. */
export async function proveEntry(ctx: Reading, entryId: number): Promise<InclusionReceipt> {
  const { rows } = await sql<{ leaf: string; leaf_index: number | null; salt: string; payload: string }>`
    select e.leaf, l.leaf_index, p.salt, p.payload from custody_entry e
    join custody_payload p using (entry_id) left join custody_leaf l using (entry_id) where e.entry_id = ${entryId}`.execute(
    ctx.tx,
  );
  const entry = found(rows[0]);
  if (entry.leaf_index === null) throw new DomainError('log.unknownSize');
  const checkpoint = found(await latestCheckpoint(ctx));
  const proof = await proveInclusionFromTiles(entry.leaf_index, checkpoint.size, tileReader(ctx), fastSha256);
  return {
    entry: entry.leaf,
    salt: entry.salt,
    payload: JSON.parse(entry.payload) as Json,
    index: entry.leaf_index,
    size: checkpoint.size,
    proof: proof.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: checkpoint.note,
  };
}

/** Proves that the log of size `from` is the beginning of the log of size `to` (both sizes of signed checkpoints). */
export async function proveGrowth(ctx: Reading, { from, to }: { from: number; to: number }) {
  const [oldCheckpoint, newCheckpoint] = [await checkpointAt(ctx, from), await checkpointAt(ctx, to)];
  if (from > to) throw new DomainError('log.unknownSize');
  const proof = from === to ? [] : await proveConsistencyFromTiles(from, to, tileReader(ctx), fastSha256);
  return { proof: proof.map((hash) => Buffer.from(hash).toString('base64')), oldCheckpoint, newCheckpoint };
}

async function checkpointAt(ctx: Pick<Reading, 'tx'>, size: number): Promise<string> {
  const { rows } = await sql<{
    note: string;
  }>`select note from custody_checkpoint where size = ${size}`.execute(ctx.tx);
  if (rows[0] === undefined) throw new DomainError('log.unknownSize');
  return rows[0].note;
}

function tileReader(ctx: Pick<Reading, 'tx'>) {
  return (level: number, index: number, width: number) => readTile(ctx.tx, level, index, width);
}

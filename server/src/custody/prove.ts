import {
  consistencyNodes,
  type InclusionReceipt,
  inclusionNodes,
  type Json,
  joinSubtrees,
  type NodeAddress,
  tileNode,
  toBase64,
  VerificationError,
} from '@liuhen/proof';
import { sql } from 'kysely';
import { personOf, type Reading } from '../base/context.ts';
import { sendText } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { type Attested, attestedAt } from './attested.ts';
import { fastSha256, hashBytes, rootOfHashes } from './fast-hash.ts';
import { mayReadPayload } from './policy.ts';
import type { SealedTable } from './subjects.ts';
import { readTiles, readTilesOfPath, type TilePart, tileWidth } from './tiles.ts';

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

interface SealedEntry {
  leaf: string;
  /** Null, as the payload is, when it was erased. */
  salt: string | null;
  payload: string | null;
  erased: { at: string; basis: string; reason: string } | null;
}

const sealedEntryText = `
  select e.leaf, p.salt, p.payload, case when x.id is null then null else
      jsonb_build_object('at', x.decided_at, 'basis', x.basis, 'reason', x.reason) end as erased
  from custody_entry e left join custody_payload p using (entry_id)
    left join payload_erasure x on x.entry_id = e.entry_id and x.state = 'approved'
  where e.entry_id = $1`;

/** What a receipt says of the payload: null with an empty salt where it was erased, and then under which law. */
function sealedParts({ salt, payload, erased }: SealedEntry) {
  const told = erased && { erased: { ...erased, at: new Date(erased.at).toISOString() } };
  return { salt: salt ?? '', payload: payload === null ? null : (JSON.parse(payload) as Json), ...told };
}

/** A receipt of what may have been erased since. */
type Receipt = InclusionReceipt & { erased?: NonNullable<SealedEntry['erased']> };

/** All that somebody needs to check an entry without us: entry, salt, payload, inclusion proof, checkpoint. */
export async function proveEntry(ctx: Reading, entryId: number): Promise<Receipt> {
  const [[asked], read] = await Promise.all([
    sendText<SealedEntry>(ctx.tx, sealedEntryText, [entryId]),
    readTilesOfPath(ctx.tx, entryId),
  ]);
  const entry = found(asked);
  if (read[0] === undefined) throw new DomainError('log.unknownSize');
  const { leaf_index: index, size, note } = read[0];
  const tiles = new Map(read.map(({ level, tile, hashes }) => [placeOf(level, tile), hashes]));
  return {
    entry: entry.leaf,
    ...sealedParts(entry),
    ...{ index, size, proof: joinGroups(inclusionNodes(index, size), tiles) },
    checkpoint: note,
  };
}

/** The same in the tree of a size that was signed, for an entry within it. */
export async function proveEntryAt(
  ctx: Pick<Reading, 'tx'>,
  entryId: number,
  { index, size }: { index: number; size: number },
): Promise<Receipt> {
  const entry = found((await sendText<SealedEntry>(ctx.tx, sealedEntryText, [entryId]))[0]);
  return {
    entry: entry.leaf,
    ...sealedParts(entry),
    ...{ index, size, proof: await proveThroughTiles(ctx, size, inclusionNodes(index, size)) },
    checkpoint: await checkpointAt(ctx, size),
  };
}

/** The same, with who outside attested it. */
export async function proveAttested(
  ctx: Reading,
  entryId: number,
): Promise<Receipt & { attested: Attested[] }> {
  const receipt = await proveEntry(ctx, entryId);
  return { ...receipt, attested: await attestedAt(ctx, receipt.index) };
}

/** The same for whoever may read the log: salt and payload only when they may read what the entry is about. */
export async function proveEntryTo(
  ctx: Reading,
  entryId: number,
): Promise<Receipt & { withheld?: true; attested: Attested[] }> {
  const receipt = await proveAttested(ctx, entryId);
  if (receipt.erased !== undefined) return receipt;
  const subject = /"subject":"([^"]+)"/.exec(receipt.entry)?.[1];
  if (subject !== undefined && mayReadPayload(personOf(ctx), subject, receipt.payload)) return receipt;
  return { ...receipt, salt: '', payload: null, withheld: true };
}

/** The same of the last entry about a row: it sealed the row as it is now. Throws notFound. */
export async function proveRow(ctx: Reading, table: SealedTable, id: string) {
  const { rows } = await sql<{ entry_id: number }>`
    select entry_id from custody_entry where subject_type = ${table} and subject_id = ${id}
    order by entry_id desc limit 1`.execute(ctx.tx);
  return proveAttested(ctx, found(rows[0]).entry_id);
}

/** Proves that the log of size `from` is the beginning of the log of size `to` (both sizes of signed checkpoints). */
export async function proveGrowth(ctx: Reading, { from, to }: { from: number; to: number }) {
  const [oldCheckpoint, newCheckpoint] = [await checkpointAt(ctx, from), await checkpointAt(ctx, to)];
  if (from > to) throw new DomainError('log.unknownSize');
  const proof = await proveThroughTiles(ctx, to, consistencyNodes(from, to));
  return { proof, oldCheckpoint, newCheckpoint };
}

/** Proves that the log of any size `from`, also one never signed, is the beginning of that of size `to`. Base64, from > 0. */
export const proveFromSize = (ctx: Pick<Reading, 'tx'>, from: number, to: number): Promise<string[]> =>
  proveThroughTiles(ctx, to, consistencyNodes(from, to));

async function checkpointAt(ctx: Pick<Reading, 'tx'>, size: number): Promise<string> {
  const { rows } = await sql<{
    note: string;
  }>`select note from custody_checkpoint where size = ${size}`.execute(ctx.tx);
  if (rows[0] === undefined) throw new DomainError('log.unknownSize');
  return rows[0].note;
}

/** The hashes of a proof in a tree of `size`; the tiles in which these lie are known beforehand and asked for together. */
async function proveThroughTiles(
  ctx: Pick<Reading, 'tx'>,
  size: number,
  groups: readonly NodeAddress[][],
): Promise<string[]> {
  const wanted = new Map<string, TilePart>();
  for (const { level, index } of groups.flat()) {
    const { tileLevel, tileIndex } = tileNode(level, index);
    const width = Math.min(tileWidth, Math.floor(size / tileWidth ** tileLevel) - tileIndex * tileWidth);
    wanted.set(placeOf(tileLevel, tileIndex), { level: tileLevel, index: tileIndex, width });
  }
  const read = wanted.size === 0 ? [] : await readTiles(ctx.tx, [...wanted.values()]);
  return joinGroups(groups, new Map([...wanted.keys()].map((place, i) => [place, read[i]])));
}

const placeOf = (level: number, tile: number) => `${level}/${tile}`;

/** One hash for each group of neighbouring subtrees, from the tiles that hold them. */
function joinGroups(
  groups: readonly NodeAddress[][],
  tiles: ReadonlyMap<string, Buffer | null | undefined>,
): string[] {
  const hashOf = ({ level, index }: NodeAddress): Buffer => {
    const { tileLevel, tileIndex, levelWithinTile, offset } = tileNode(level, index);
    const bytes = hashBytes * 2 ** levelWithinTile;
    const hashes = tiles.get(placeOf(tileLevel, tileIndex))?.subarray(offset * bytes, (offset + 1) * bytes);
    if (hashes?.length !== bytes) throw new VerificationError('tile', 'the tile is too short');
    return rootOfHashes(hashes);
  };
  return groups.map((nodes) => toBase64(joinSubtrees(nodes.map(hashOf), fastSha256)));
}

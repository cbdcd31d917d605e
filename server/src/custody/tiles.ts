import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';

/** Hashes in a full tile (C2SP tlog-tiles: height 8). */
export const tileWidth = 256;
const hashBytes = 32;

/**
 * Reads the first `width` hashes of a tile: level 0 are the leaves, level n the roots of complete subtrees of 256^n
 * leaves. They come as one long value, because a row each would cost more than all that is done with them.
 */
export async function readTile(tx: Tx, level: number, index: number, width: number): Promise<Uint8Array[]> {
  const first = index * tileWidth;
  const { rows } =
    level === 0
      ? await sql<{ hashes: Buffer | null }>`
          select string_agg(leaf_hash, ''::bytea order by leaf_index) as hashes from custody_leaf
          where leaf_index >= ${first} and leaf_index < ${first + width}`.execute(tx)
      : await sql<{ hashes: Buffer | null }>`
          select string_agg(hash, ''::bytea order by node_index) as hashes from custody_node
          where level = ${level} and node_index >= ${first} and node_index < ${first + width}`.execute(tx);
  const hashes = rows[0]?.hashes ?? Buffer.alloc(0);
  return Array.from({ length: hashes.length / hashBytes }, (_, i) =>
    hashes.subarray(i * hashBytes, (i + 1) * hashBytes),
  );
}

import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';

/** Hashes in a full tile (C2SP tlog-tiles: height 8). */
export const tileWidth = 256;

/** Reads the first `width` hashes of a tile: level 0 are the leaves, level n the roots of complete subtrees of 256^n leaves. */
export async function readTile(tx: Tx, level: number, index: number, width: number): Promise<Uint8Array[]> {
  const first = index * tileWidth;
  const rows =
    level === 0
      ? await sql<{ hash: Buffer }>`select leaf_hash as hash from custody_leaf
          where leaf_index >= ${first} and leaf_index < ${first + width} order by leaf_index`.execute(tx)
      : await sql<{ hash: Buffer }>`select hash from custody_node
          where level = ${level} and node_index >= ${first} and node_index < ${first + width} order by node_index`.execute(
          tx,
        );
  return rows.rows.map((row) => row.hash);
}

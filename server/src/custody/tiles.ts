import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { hashBytes } from './fast-hash.ts';

/** Hashes in a full tile (C2SP tlog-tiles: height 8). */
export const tileWidth = 256;

/** The first `width` hashes of a tile: level 0 are the leaves, level n the roots of complete subtrees of 256^n leaves. */
export interface TilePart {
  level: number;
  index: number;
  width: number;
}

/**
 * Reads tiles, all in one question. The hashes of a tile come one after the other as one long value, because a row each
 * would cost more than all that is done with them. A tile that is too short comes as short as it is.
 */
export async function readTiles(tx: Tx, parts: readonly TilePart[]): Promise<Buffer[]> {
  const firsts = parts.map(({ index }) => index * tileWidth);
  const { rows } = await sql<{ hashes: Buffer | null }>`
    select (
      select string_agg(hash, ''::bytea order by place) from (
        select leaf_index as place, leaf_hash as hash from custody_leaf
        where level = 0 and leaf_index >= first and leaf_index < first + width
        union all
        select node_index, hash from custody_node n
        where n.level = wanted.level and node_index >= first and node_index < first + width
      ) found
    ) as hashes
    from unnest(${parts.map(({ level }) => level)}::smallint[], ${firsts}::bigint[],
      ${parts.map(({ width }) => width)}::bigint[]) with ordinality as wanted(level, first, width, turn)
    order by turn`.execute(tx);
  return rows.map(({ hashes }) => hashes ?? Buffer.alloc(0));
}

/** Hashes that lie one after the other, each by itself. */
export const cutHashes = (hashes: Buffer): Uint8Array[] =>
  Array.from({ length: hashes.length / hashBytes }, (_, i) =>
    hashes.subarray(i * hashBytes, (i + 1) * hashBytes),
  );

/** Reads one tile. */
export async function readTile(tx: Tx, level: number, index: number, width: number): Promise<Buffer> {
  const [tile = Buffer.alloc(0)] = await readTiles(tx, [{ level, index, width }]);
  return tile;
}

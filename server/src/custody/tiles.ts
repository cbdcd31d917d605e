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
 * The hashes of the tile that a row named `wanted` asks for, by its level, the place of its first hash and its width.
 * They come one after the other as one long value, because a row each would cost more than all that is done with them.
 */
const hashesOfWanted = sql<Buffer | null>`(
  select string_agg(hash, ''::bytea order by place) from (
    select leaf_index as place, leaf_hash as hash from custody_leaf
    where wanted.level = 0 and leaf_index >= wanted.first and leaf_index < wanted.first + wanted.width
    union all
    select node_index, hash from custody_node n
    where n.level = wanted.level and node_index >= wanted.first and node_index < wanted.first + wanted.width
  ) found
)`;

/** Reads tiles, all in one question. A tile that is too short comes as short as it is. */
export async function readTiles(tx: Tx, parts: readonly TilePart[]): Promise<Buffer[]> {
  const firsts = parts.map(({ index }) => index * tileWidth);
  const { rows } = await sql<{ hashes: Buffer | null }>`
    select ${hashesOfWanted} as hashes
    from unnest(${parts.map(({ level }) => level)}::smallint[], ${firsts}::bigint[],
      ${parts.map(({ width }) => width)}::bigint[]) with ordinality as wanted(level, first, width, turn)
    order by turn`.execute(tx);
  return rows.map(({ hashes }) => hashes ?? Buffer.alloc(0));
}

export interface TileOfPath {
  /** Place of the leaf, and the newest checkpoint: the same in all rows. */
  leaf_index: number;
  size: number;
  note: string;
  level: number;
  tile: number;
  hashes: Buffer | null;
}

/**
 * An entry's place in the tree, the newest checkpoint, and at each level the tiles in which an inclusion proof lies: that
 * above the leaf and the last one. One question, so that all is of one moment: the checkpoint covers the place.
 */
export async function readTilesOfPath(tx: Tx, entryId: number): Promise<TileOfPath[]> {
  const { rows } = await sql<TileOfPath>`
    with place as materialized (
      select l.leaf_index, c.size, c.note from custody_leaf l
      join custody_checkpoint c on c.size = (select max(size) from custody_checkpoint)
      where l.entry_id = ${entryId}
    ), wanted as materialized (
      select distinct level, tile, tile * ${tileWidth} as first,
        least(${tileWidth}, (size >> (8 * level)) - tile * ${tileWidth}) as width
      from place, generate_series(0, 7) as level,
        lateral (values (leaf_index >> (8 * (level + 1))), (size >> (8 * (level + 1)))) as above(tile)
      where size >> (8 * level) > 0
    )
    select place.*, wanted.level, wanted.tile, ${hashesOfWanted} as hashes from place, wanted where wanted.width > 0`.execute(
    tx,
  );
  return rows;
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

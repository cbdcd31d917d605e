import type { FieldPlaces } from '../base/binary-copy.ts';
import type { Tx } from '../base/context.ts';
import { copyOut } from '../base/database.ts';
import { agrees } from './columns-of-text.ts';
import { hashBytes, hashInto } from './fast-hash.ts';
import { type HouseFinding, makeFinding } from './findings.ts';

/** Entries read at a time: whole tiles, few enough that requests hardly wait while they are hashed. */
export const span = 4096;

/** A stretch of the log. */
export interface Span {
  /** In the order of the log. */
  leaves: { ids: number[]; hashes: Buffer };
  /** In the order of their ids, which mostly is that of the log. */
  entries: {
    ids: number[];
    /** As the texts now are. */
    hashes: Buffer;
    /** Places of those whose columns say something else than their text. */
    contradicting: Set<number>;
  };
}

/**
 * Reads a stretch and hashes its entries as they come, so that the database works on the next one meanwhile. All is
 * asked before this returns.
 */
export async function readSpan(tx: Tx, first: number): Promise<Span> {
  const stretch = `from custody_leaf where leaf_index >= ${first} and leaf_index < ${first + span}`;
  const leafHashes = Buffer.alloc(span * hashBytes);
  const hashes = Buffer.alloc(span * hashBytes);
  const leafIds: number[] = [];
  const ids: number[] = [];
  const contradicting = new Set<number>();
  const leaves = copyOut(
    tx,
    `select entry_id, leaf_hash ${stretch} order by leaf_index`,
    2,
    (row, places) => {
      const [from, to] = [places[2] ?? 0, places[3] ?? 0];
      if (to - from === hashBytes) row.copy(leafHashes, leafIds.length * hashBytes, from, to);
      leafIds.push(readId(row, places));
    },
  );
  const entries = copyOut(
    tx,
    `select entry_id, leaf, actor, at, kind, organ_id, subject_type, subject_id from custody_entry
       where entry_id = any(array(select entry_id ${stretch})) order by entry_id`,
    8,
    (row, places) => {
      const [from, to] = [places[2] ?? 0, places[3] ?? 0];
      if (!agrees(row, places)) contradicting.add(ids.length);
      row[from - 1] = 0; // the last byte of the text's length becomes the prefix of a leaf (RFC 6962 §2.1)
      hashInto(hashes, ids.length * hashBytes, row.subarray(from - 1, to));
      ids.push(readId(row, places));
    },
  );
  await Promise.all([leaves, entries]);
  return {
    leaves: { ids: leafIds, hashes: leafHashes.subarray(0, leafIds.length * hashBytes) },
    entries: { ids, hashes: hashes.subarray(0, ids.length * hashBytes), contradicting },
  };
}

/** Ids are safe integers: an identity that counts from one. */
const readId = (row: Buffer, places: FieldPlaces) =>
  row.readInt32BE(places[0]) * 2 ** 32 + row.readUInt32BE((places[0] ?? 0) + 4);

/** Hashes of a stretch's entries in the order of the log. A missing one stands in the tree as nothing, so that all that follows is found too. */
export function compareSpan(
  { leaves, entries }: Span,
  { first, expected }: { first: number; expected: number },
  findings: HouseFinding[],
): Buffer {
  const { ids, hashes, contradicting } = entries;
  const inOrder = leaves.ids.length === ids.length && leaves.ids.every((id, i) => id === ids[i]);
  if (inOrder && ids.length === expected && contradicting.size === 0 && leaves.hashes.equals(hashes))
    return hashes;
  const places = new Map(ids.map((id, place) => [id, place]));
  const present: Buffer[] = [];
  for (const [i, id] of leaves.ids.entries()) {
    const place = places.get(id);
    if (place === undefined) continue;
    const hash = hashes.subarray(place * hashBytes, (place + 1) * hashBytes);
    present.push(hash);
    if (!leaves.hashes.subarray(i * hashBytes, (i + 1) * hashBytes).equals(hash))
      findings.push(makeFinding('log.entryEdited', String(first + i)));
    if (contradicting.has(place)) findings.push(makeFinding('log.columns', String(first + i)));
  }
  if (present.length !== expected)
    findings.push(makeFinding('log.entryMissing', `${first}–${first + expected - 1}`));
  return Buffer.concat(present);
}

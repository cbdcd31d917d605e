import type { Tx } from '../base/context.ts';
import { sendText } from '../base/database.ts';
import { hashBytes, hashInto } from './fast-hash.ts';
import { type HouseFinding, makeFinding } from './findings.ts';

/** Entries read at a time: whole tiles, few enough that requests hardly wait while they are hashed. */
export const span = 4096;

/** A stretch of the log. All comes as a few long values, because a row each would cost more than the hashing. */
export interface Span {
  leafCount: number;
  /** Entry ids in the order of the log, with commas. */
  leafIds: string | null;
  hashes: Buffer | null;
  /** How many of these entries there are. */
  n: number;
  /** Entry ids in their own order, which mostly is the order of the log. */
  ids: string | null;
  texts: string | null;
  /** Those whose columns say something else than their text, the time left aside. */
  contradicting: string | null;
  /** What the column of the time says, in microseconds since 2000, eight bytes each. */
  times: Buffer | null;
}

const emptySpan: Span = {
  ...{ leafCount: 0, leafIds: null, hashes: null },
  ...{ n: 0, ids: null, texts: null, contradicting: null, times: null },
};

const [beforeActor, beforeAt] = ['{"actor":"', '","alg":"sha256","at":"'];
const atLength = '2026-01-01T00:00:00.000Z'.length;
/** From the time to the end of the digest. */
const middleLength = atLength + '","digest":"sha256:'.length + 64;

/**
 * The text of an entry as its columns have it, with the time and the digest as the text has them. Members are in the
 * order of the alphabet (RFC 8785): actor, alg, at, digest, kind, organ, subject, v. Writing a time costs the database
 * more than all else here, so it is compared where the text is hashed.
 */
const asColumnsSay = `concat('${beforeActor}', actor, '${beforeAt}',
    substr(leaf, ${beforeActor.length + beforeAt.length + 1} + length(actor), ${middleLength}), '","kind":"', kind,
    '","organ":', coalesce('"' || organ_id || '"', 'null'), ',"subject":"', subject_type, '/', subject_id, '","v":1}')`;

const spanText = `
    with l as materialized (
      select entry_id, leaf_hash from custody_leaf
      where leaf_index >= $1::bigint and leaf_index < $2::bigint order by leaf_index
    ), e as (
      select * from custody_entry where entry_id = any(array(select entry_id from l)) order by entry_id
    )
    select * from
      (select count(*) as "leafCount", string_agg(entry_id::text, ',') as "leafIds",
        string_agg(leaf_hash, ''::bytea) as hashes from l) leaves,
      (select count(*) as n, string_agg(entry_id::text, ',') as ids, string_agg(leaf, E'\\n') as texts,
        string_agg(timestamptz_send(at), ''::bytea) as times,
        string_agg(entry_id::text, ',') filter (where leaf <> ${asColumnsSay}) as contradicting from e) entries`;

/** Asked in one statement that is sent before this returns, so that the database reads the next span while this one is hashed. */
export async function readSpan(tx: Tx, first: number): Promise<Span> {
  const [read] = await sendText<Span>(tx, spanText, [first, first + span]);
  return read ?? emptySpan;
}

/** Hashes of the entries as they now are. A missing one stands in the tree as nothing, so that all that follows is found too. */
export function hashSpan(
  read: Span,
  { first, expected }: { first: number; expected: number },
  findings: HouseFinding[],
): Uint8Array[] {
  const lines = linesOf(read);
  const hashes = hashLines(lines);
  const places = placesOf(read);
  const present = places.filter((place) => place !== undefined);
  if (present.length !== expected)
    findings.push(makeFinding('log.entryMissing', `${first}–${first + expected - 1}`));
  const mistimed = findMistimed(lines, read.times);
  const same = read.leafIds === read.ids && read.hashes?.equals(hashes);
  if (!same || read.contradicting !== null || mistimed.size > 0) {
    const contradicting = new Set(read.contradicting?.split(','));
    const ids = read.leafIds?.split(',') ?? [];
    for (const [i, place] of places.entries()) {
      if (place === undefined) continue;
      const hash = hashes.subarray(place * hashBytes, (place + 1) * hashBytes);
      if (!read.hashes?.subarray(i * hashBytes, (i + 1) * hashBytes).equals(hash))
        findings.push(makeFinding('log.entryEdited', String(first + i)));
      if (mistimed.has(place) || contradicting.has(ids[i] ?? ''))
        findings.push(makeFinding('log.columns', String(first + i)));
    }
  }
  return present.map((place) => hashes.subarray(place * hashBytes, (place + 1) * hashBytes));
}

/** Where among the entries those of the leaves stand, in the order of the log. */
function placesOf({ leafIds, ids, n }: Span): (number | undefined)[] {
  if (leafIds === ids) return [...Array(n).keys()];
  const places = new Map((ids?.split(',') ?? []).map((id, i) => [id, i]));
  return (leafIds?.split(',') ?? []).map((id) => places.get(id));
}

const [newLine, quote] = [10, 34];

/** The texts in UTF-8, each after a byte that can become the prefix of a leaf, and where each begins with that byte. */
interface Lines {
  bytes: Buffer;
  /** One more than there are texts: the last is the end. */
  starts: Uint32Array;
}

function linesOf({ n, texts }: Span): Lines {
  const bytes = texts === null ? Buffer.alloc(0) : Buffer.from(`\n${texts}`);
  const starts = new Uint32Array(n + 1).fill(bytes.length);
  for (let i = 0, start = 0; i < n && start !== -1; i++) {
    starts[i] = start;
    start = bytes.indexOf(newLine, start + 1);
  }
  return { bytes, starts };
}

/** Leaf hashes of all texts, one after the other. */
function hashLines({ bytes, starts }: Lines): Buffer {
  const n = starts.length - 1;
  const hashes = Buffer.alloc(n * hashBytes);
  for (let i = 0; i < n; i++) {
    const [start = 0, end = 0] = [starts[i], starts[i + 1]];
    if (start === end) continue;
    bytes[start] = 0;
    hashInto(hashes, i * hashBytes, bytes.subarray(start, end));
  }
  return hashes;
}

/** Places of the texts that name another time than the column. */
function findMistimed({ bytes, starts }: Lines, times: Buffer | null): Set<number> {
  const mistimed = new Set<number>();
  if (times === null) return mistimed;
  const atOf = makeInstantReader(times);
  for (let i = 0; i < starts.length - 1; i++) {
    const actor = (starts[i] ?? 0) + 1 + beforeActor.length;
    const at = bytes.indexOf(quote, actor) + beforeAt.length;
    if (bytes.toString('latin1', at, at + atLength) !== atOf(i)) mistimed.add(i);
  }
  return mistimed;
}

const micros2000 = 946_684_800_000_000;

/** Reads PostgreSQL's binary instants; neighbours are often the same. */
function makeInstantReader(times: Buffer): (i: number) => string {
  let [last, text] = [Number.NaN, ''];
  return (i) => {
    const micros = times.readInt32BE(i * 8) * 2 ** 32 + times.readUInt32BE(i * 8 + 4) + micros2000;
    if (micros !== last) {
      last = micros;
      const date = new Date(micros / 1000);
      text = micros % 1000 === 0 && !Number.isNaN(date.valueOf()) ? date.toISOString() : 'never';
    }
    return text;
  };
}

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
  actors: string | null;
  /** What the columns say must stand after the digest. */
  ends: string | null;
  /** Microseconds since 2000, eight bytes each. */
  times: Buffer | null;
}

const emptySpan: Span = {
  ...{ leafCount: 0, leafIds: null, hashes: null },
  ...{ n: 0, ids: null, texts: null, actors: null, ends: null, times: null },
};

/** Members of an entry's text are in the order of the alphabet (RFC 8785): actor, alg, at, digest, kind, organ, subject, v. */
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
        string_agg(actor, E'\\n') as actors, string_agg('","kind":"' || kind || '","organ":' || coalesce('"' || organ_id || '"', 'null')
          || ',"subject":"' || subject_type || '/' || subject_id || '","v":1}', E'\\n') as ends,
        string_agg(timestamptz_send(at), ''::bytea) as times from e) entries`;

/** Asked in one statement that is sent before this returns, so that the database reads the next span while this one is hashed. */
export async function readSpan(tx: Tx, first: number): Promise<Span> {
  const [read] = await sendText<Span>(tx, spanText, [first, first + span]);
  return read ?? emptySpan;
}

/** Hashes of the entries as they now are, one after the other. A missing one stands in the tree as nothing, so that all that follows is found too. */
export function hashSpan(
  read: Span,
  { first, expected }: { first: number; expected: number },
  findings: HouseFinding[],
): Buffer {
  const hashes = hashTexts(read);
  const contradicting = new Set(findContradicting(read));
  const inOrder = read.leafIds === read.ids;
  if (inOrder && read.n === expected && contradicting.size === 0 && read.hashes?.equals(hashes))
    return hashes;
  const present: Buffer[] = [];
  for (const [i, place] of placesOf(read).entries()) {
    if (place === undefined) continue;
    const hash = hashes.subarray(place * hashBytes, (place + 1) * hashBytes);
    present.push(hash);
    if (!read.hashes?.subarray(i * hashBytes, (i + 1) * hashBytes).equals(hash))
      findings.push(makeFinding('log.entryEdited', String(first + i)));
    if (contradicting.has(place)) findings.push(makeFinding('log.columns', String(first + i)));
  }
  if (present.length !== expected)
    findings.push(makeFinding('log.entryMissing', `${first}–${first + expected - 1}`));
  return Buffer.concat(present);
}

/** Where among the entries those of the leaves stand, in the order of the log. */
function placesOf({ leafIds, ids }: Span): (number | undefined)[] {
  const places = new Map((ids?.split(',') ?? []).map((id, i) => [id, i]));
  return (leafIds?.split(',') ?? []).map((id) => places.get(id));
}

const newLine = 10;

/** Leaf hashes of all texts, one after the other. The byte before each text becomes the prefix that makes it a leaf. */
function hashTexts({ n, texts }: Span): Buffer {
  const hashes = Buffer.alloc(n * hashBytes);
  if (texts === null) return hashes;
  const bytes = Buffer.from(`\n${texts}`);
  for (let i = 0, start = 0; i < n && start < bytes.length; i++) {
    const next = bytes.indexOf(newLine, start + 1);
    const end = next === -1 ? bytes.length : next;
    bytes[start] = 0;
    hashInto(hashes, i * hashBytes, bytes.subarray(start, end));
    start = end;
  }
  return hashes;
}

const [afterBrace, afterActor, afterAt] = ['{"actor":"', '","alg":"sha256","at":"', '","digest":"sha256:'];
const digestLength = 64;

/** Places of the entries whose columns say something else than their text. */
function findContradicting(read: Span): number[] {
  const { n, texts, actors, ends, times } = read;
  if (texts === null || actors === null || ends === null || times === null) return [];
  const [actor, end] = [actors.split('\n'), ends.split('\n')];
  const headOf = makeHeads(actor, times);
  if (actor.length === n && end.length === n && texts === textsFrom(texts, end, headOf)) return [];
  // A line break within a column is none of ours: the lines no longer belong together.
  const text = texts.split('\n');
  const whole = [text, actor, end].every((lines) => lines.length === n);
  return [...Array(n).keys()].filter((i) => !whole || !isMadeOf(text[i] ?? '', headOf(i), end[i] ?? ''));
}

/** The texts as the columns would have them, with the digests that stand there. One comparison of all is cheaper than one for each. */
function textsFrom(texts: string, end: readonly string[], headOf: (i: number) => string): string {
  const parts: string[] = [];
  let place = 0;
  for (const [i, tail] of end.entries()) {
    const head = headOf(i);
    const digest = place + head.length;
    parts.push(`${i === 0 ? '' : '\n'}${head}`, texts.slice(digest, digest + digestLength), tail);
    place = digest + digestLength + tail.length + 1;
  }
  return parts.join('');
}

/** Whether a text begins with this head and, after a digest, ends like this. */
const isMadeOf = (text: string, head: string, end: string): boolean =>
  text.length === head.length + digestLength + end.length && text.startsWith(head) && text.endsWith(end);

/** What must stand before the digests; neighbours are often of one hand and one instant. */
function makeHeads(actor: readonly string[], times: Buffer): (i: number) => string {
  const atOf = makeInstantReader(times);
  return (i) => `${afterBrace}${actor[i] ?? ''}${afterActor}${atOf(i)}${afterAt}`;
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

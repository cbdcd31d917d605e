import { fromBase64, fromUtf8, utf8 } from '../bytes.ts';
import { canonicalize, type Json } from '../canonical.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { verifyInclusion } from '../claims.ts';
import { type AnyEntry, parseAnyEntry, payloadDigest } from '../entry.ts';
import { leafHash } from '../hash.ts';
import type { Findings } from './findings.ts';
import { list, matching, shape, whole } from './shape.ts';
import type { PackageSource, SourceFile } from './source.ts';

/** An entry of the package with what it sealed. */
export interface PackageEntry {
  index: number;
  entry: AnyEntry;
  /** Null when it was erased. */
  payload: Json;
  /** Whether entry, payload and inclusion were all proven. */
  proven: boolean;
}

/** A payload is a row; one of a mebibyte is none. All lines together are kept in memory while stories are told. */
const longestLine = 4 * 2 ** 20;
const mostBytes = 512 * 2 ** 20;

const isText = (value: unknown): string | null => (typeof value === 'string' ? null : '');
const isLine = shape({
  entry: isText,
  index: whole,
  payload: () => null,
  proof: list(isText),
  salt: matching(/^(?:[0-9a-f]{2})*$/),
});

interface EntryLine {
  entry: string;
  index: number;
  payload: Json;
  proof: string[];
  salt: string;
}

/** Lines of a file, each without its newline. Throws when one is too long or the last has no end. */
async function* linesOf(source: PackageSource, file: SourceFile): AsyncIterable<string> {
  let rest = new Uint8Array();
  let read = 0;
  for await (const piece of source.open(file)) {
    read += piece.length;
    if (read > mostBytes) throw new Error(`more than ${mostBytes} bytes`);
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield fromUtf8(join(rest, piece.subarray(from, end)));
      rest = new Uint8Array();
      from = end + 1;
    }
    rest = join(rest, piece.subarray(from));
    if (rest.length > longestLine) throw new Error('a line is too long');
  }
  if (rest.length > 0) throw new Error('the last line has no end');
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

/** Whether a leaf lies at `index` of the tree that the checkpoint names. */
export function isIncluded(leaf: string, index: number, proof: readonly string[], tree: Checkpoint): boolean {
  try {
    const hashes = proof.map((hash) => fromBase64(hash));
    const { size, root } = tree;
    verifyInclusion({ index, size, root, proof: hashes, leafHash: leafHash(utf8(leaf)) });
    return true;
  } catch {
    return false;
  }
}

export function hasDigest(entry: AnyEntry, salt: string, payload: Json): boolean {
  try {
    return payloadDigest(salt, payload) === entry.digest;
  } catch {
    return false;
  }
}

/**
 * Reads log/entries.jsonl: every line in its one form, its payload the sealed one, its place in the tree proven.
 * An erased payload is null with an empty salt; that it was told why is looked at once all lines are known.
 */
export async function readEntries(
  source: PackageSource,
  file: SourceFile,
  tree: Checkpoint | null,
  findings: Findings,
): Promise<PackageEntry[]> {
  const found: PackageEntry[] = [];
  let number = 0;
  let last = -1;
  try {
    for await (const text of linesOf(source, file)) {
      number += 1;
      const read = readLine(text);
      if (read === null || read.index <= last) {
        findings.add('entries.form', number);
        continue;
      }
      last = read.index;
      const checked = checkLine(read, tree, findings);
      if (checked !== null) found.push(checked);
    }
  } catch (error) {
    findings.add('entries.form', number + 1, error);
  }
  const told = tellErasures(found, findings);
  return told;
}

function readLine(text: string): EntryLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) === null && canonicalize(value as Json) === text ? (value as EntryLine) : null;
  } catch {
    return null;
  }
}

function checkLine(read: EntryLine, tree: Checkpoint | null, findings: Findings): PackageEntry | null {
  const { entry: leaf, index, payload, proof, salt } = read;
  let entry: AnyEntry;
  try {
    entry = parseAnyEntry(leaf);
  } catch (error) {
    findings.add('entry.form', index, error);
    return null;
  }
  const included = tree !== null && isIncluded(leaf, index, proof, tree);
  if (tree !== null && !included) findings.add('entry.inclusion', index);
  const erased = payload === null && salt === '';
  const fits = erased || hasDigest(entry, salt, payload);
  if (!fits) findings.add('entry.payload', index);
  return { index, entry, payload: fits ? payload : null, proven: included && fits };
}

/** Finds for every erased payload the entry that tells of it: without one it was not erased but withheld. */
function tellErasures(entries: PackageEntry[], findings: Findings): PackageEntry[] {
  const told = new Set<unknown>();
  for (const { entry, payload, proven } of entries)
    if (entry.kind === 'payload.erased' && proven) told.add(memberOf(payload, 'erased_entry'));
  for (const one of entries) {
    if (one.payload !== null || !one.proven) continue;
    if (told.has(one.index)) findings.add('entry.erased', one.index);
    else {
      findings.add('entry.withheld', one.index);
      one.proven = false;
    }
  }
  return entries;
}

/** A member of a payload; undefined where there is none. */
export function memberOf(payload: Json, name: string): Json | undefined {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

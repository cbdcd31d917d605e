import { fromUtf8 } from '../bytes.ts';
import { canonicalize, type Json } from '../canonical.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { type AnyEntry, parseAnyEntry, verifyPayload } from '../entry.ts';
import { type InclusionReceipt, proveIncluded } from '../receipt.ts';
import type { Findings } from './findings.ts';
import { list, matching, shape, text, whole } from './shape.ts';

/** An entry of the package with what it sealed. */
export interface PackageEntry {
  index: number;
  entry: AnyEntry;
  /** Null when it was erased. */
  payload: Json;
  /** Whether entry, payload and inclusion were all proven. */
  proven: boolean;
}

type Receipt = Omit<InclusionReceipt, 'checkpoint'>;

const lineMembers = {
  ...{ entry: text, index: whole, proof: list(text) },
  payload: (value: unknown) => value as Json,
  /** Empty where the payload was erased. */
  salt: matching(/^(?:[0-9a-f]{2})*$/),
};
const readLine = shape(lineMembers);

/** Members of a receipt (custody-log, section 6) but for its signed checkpoint. */
export const receiptMembers = { ...lineMembers, size: whole, salt: matching(/^(?:[0-9a-f]{2})+$/) };
const readReceipt = shape(receiptMembers);

function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** Whether an entry lies in the tree and sealed this payload. */
function prove(
  what: 'entry' | 'seal',
  entry: AnyEntry,
  receipt: Receipt,
  tree: Checkpoint | null,
  findings: Findings,
): PackageEntry {
  const { index, payload, salt } = receipt;
  const included = tree !== null && passes(() => proveIncluded(receipt, tree));
  if (tree !== null && !included) findings.add(`${what}.inclusion`, index);
  const erased = payload === null && salt === '';
  const fits = erased || passes(() => verifyPayload(entry, salt, payload));
  if (!fits) findings.add(`${what}.payload`, index);
  return { index, entry, payload: fits ? payload : null, proven: included && fits };
}

/** Reads log/seal.json, the receipt of the entry package.described. Throws for what is none. */
export function readSeal(bytes: Uint8Array, tree: Checkpoint | null, findings: Findings): PackageEntry {
  const receipt = readReceipt(JSON.parse(fromUtf8(bytes)), 'seal');
  const entry = parseAnyEntry(receipt.entry);
  if (entry.kind !== 'package.described' || !entry.subject.startsWith('evidence_package/'))
    throw new Error(`an entry of another kind: ${entry.kind} of ${entry.subject}`);
  return prove('seal', entry, receipt, tree, findings);
}

/** A payload is a row; one of a mebibyte is none. */
const longestLine = 4 * 2 ** 20;
const mostLines = 1_000_000;

/** Lines without their newline. Throws where one has no end, is too long or too many. */
function* linesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  let from = 0;
  for (let lines = 0; from < bytes.length; lines++) {
    const end = bytes.indexOf(10, from);
    if (end < 0) throw new Error('the last line has no end');
    if (end - from > longestLine || lines >= mostLines) throw new Error('too long a line, or too many');
    yield bytes.subarray(from, end);
    from = end + 1;
  }
}

function parseLine(bytes: Uint8Array, last: number): ReturnType<typeof readLine> {
  const text = fromUtf8(bytes);
  const value: unknown = JSON.parse(text);
  const line = readLine(value, 'line');
  if (canonicalize(value as Json) !== text) throw new Error('a line has its canonical text');
  if (line.index <= last) throw new Error('lines ascend');
  return line;
}

/**
 * Reads log/entries.jsonl: every line in its one form, its payload the sealed one, its place in the tree proven.
 * An erased payload is null with an empty salt; that it was told why is looked at once all lines are known.
 */
export function readEntries(bytes: Uint8Array, tree: Checkpoint | null, findings: Findings): PackageEntry[] {
  const entries: PackageEntry[] = [];
  let number = 0;
  let last = -1;
  try {
    for (const each of linesOf(bytes)) {
      number += 1;
      const line = findings.attempt('entries.form', number, () => parseLine(each, last));
      if (line === null) continue;
      last = line.index;
      const entry = findings.attempt('entry.form', last, () => parseAnyEntry(line.entry));
      if (entry) entries.push(prove('entry', entry, { ...line, size: tree?.size ?? 0 }, tree, findings));
    }
  } catch (error) {
    findings.add('entries.form', number + 1, error);
  }
  return tellErasures(entries, findings);
}

/** Finds for every erased payload the entry that tells of it: without one it was not erased but withheld. */
function tellErasures(entries: PackageEntry[], findings: Findings): PackageEntry[] {
  const told = new Set<unknown>();
  for (const { entry, payload, proven } of entries)
    if (entry.kind === 'payload.erased' && proven) told.add(memberOf(payload, 'erased_entry'));
  return entries.map((one) => {
    if (one.payload !== null || !one.proven) return one;
    const erased = told.has(one.index);
    findings.add(erased ? 'entry.erased' : 'entry.withheld', one.index);
    return { ...one, proven: erased };
  });
}

/** A member of a payload; undefined where there is none. */
export function memberOf(payload: Json, name: string): Json | undefined {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

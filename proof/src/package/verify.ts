import { fromUtf8, toHex } from '../bytes.ts';
import type { Json } from '../canonical.ts';
import { sha256 } from '../hash.ts';
import { checkBag, digestFiles, type OpenBag, openBag } from './contents.ts';
import { type Description, logFolder, reportPath } from './description.ts';
import { memberOf, type PackageEntry, readEntries } from './entries.ts';
import { Findings, type Verdict, type VerdictName } from './findings.ts';
import { readKeys, type SeenAuthority, seeAuthorities } from './keys.ts';
import { compareCheckpoints, type Fork, type ReadNote, readNote, readSeal } from './log.ts';
import { checkSigners, type PackageTrust, type SeenKey, seeKeys } from './signers.ts';
import type { FileDigests, PackageSource, SourceFile } from './source.ts';
import { type Item, itemsOf } from './story.ts';
import { type CheckTimestamp, checkTime, readBounds, type StampFile, type TimeBound } from './time.ts';

export interface VerifyOptions {
  /** Reads a file once into its digests; how, and on which thread, is the caller's. */
  digest(file: SourceFile, onBytes: (count: number) => void): Promise<FileDigests>;
  /** How many files are digested at once; 1 when absent. */
  atOnce?: number;
  progress?(done: number, total: number, path: string): void;
  /** Without it, no time stamp counts. */
  checkTimestamp?: CheckTimestamp;
  /** Signed checkpoints of the same log that the reader has from elsewhere. */
  checkpoints?: readonly string[];
  /** Digest of the package that the reader was told, hex. */
  expected?: string;
}

export interface PackageReport {
  verdicts: Record<VerdictName, Verdict>;
  /** SHA-256 of data/package.json, hex: what people compare. Null when it is not there. */
  digest: string | null;
  description: Description | null;
  /** The signed text of the checkpoint and what it says; null when there is none. */
  checkpoint: { note: string; origin: string; size: number; root: Uint8Array } | null;
  /** The entry package.described. */
  sealed: PackageEntry | null;
  keys: SeenKey[];
  authorities: SeenAuthority[];
  bounds: TimeBound[];
  forks: Fork[];
  entries: PackageEntry[];
  items: Item[];
  bytes: number;
  files: number;
}

/**
 * Verifies an evidence package with what the reader trusts, and gives four verdicts apart with all that was found.
 * Never throws for a package, however it was made; rejects only when `options` themselves do.
 */
export async function verifyPackage(
  source: PackageSource,
  trust: PackageTrust,
  options: VerifyOptions,
): Promise<PackageReport> {
  const findings = new Findings();
  const bag = await openBag(source, findings);
  const digest = bag.descriptionBytes && toHex(sha256(bag.descriptionBytes));
  if (options.expected !== undefined && options.expected.toLowerCase() !== digest)
    findings.add('description.other', digest ?? '');

  const log = await openLog(bag, trust, options, findings);
  const digests = await digestFiles(bag, options, findings);
  checkBag(bag, digests, digest, findings);
  checkSeal(log.seal, bag, digests, digest, findings);
  checkBound(bag.description, log.entries, findings);
  const items = itemsOf(bag.description, log.entries);
  const verdicts = {
    content: findings.verdict('content'),
    log: findings.verdict('log'),
    time: findings.verdict('time'),
    signers: findings.verdict('signers'),
  };
  const { read, seal, keys, authorities, bounds, forks, entries } = log;
  const checkpoint = read && { note: read.text, ...read.checkpoint };
  const { description, bytes } = bag;
  const told = { description, checkpoint, sealed: seal, keys, authorities, bounds, forks, entries, items };
  return { verdicts, digest, ...told, bytes, files: source.files.length };
}

interface OpenLog {
  read: ReadNote | null;
  seal: PackageEntry | null;
  keys: SeenKey[];
  authorities: SeenAuthority[];
  bounds: TimeBound[];
  forks: Fork[];
  entries: PackageEntry[];
}

const smallFile = 2 ** 20;

async function openLog(
  bag: OpenBag,
  trust: PackageTrust,
  options: VerifyOptions,
  findings: Findings,
): Promise<OpenLog> {
  const read = await openCheckpoint(bag, findings);
  const tree = read?.checkpoint ?? null;
  const keyBytes = await bag.read(`${logFolder}keys.json`, smallFile, 'keys.form');
  const carried = readKeys(keyBytes, findings);
  const keys = seeKeys(read, carried, trust, findings);
  checkSigners(read, keys, trust, findings);

  const sealBytes = await bag.read(`${logFolder}seal.json`, smallFile, 'seal.form');
  const seal = sealBytes && readSeal(sealBytes, tree, findings);
  const file = bag.files.get(`${logFolder}entries.jsonl`);
  if (file === undefined) findings.add('entries.form', '', 'log/entries.jsonl is not there');
  const entries = file ? await readEntries(bag.source, file, tree, findings) : [];
  checkIndexes(bag.description, entries, seal, findings);

  const stamps = await readStamps(bag);
  const { seen: authorities, certificates } = seeAuthorities(carried, trust, findings);
  const bounds = await readBounds(read, stamps, keys, certificates, options.checkTimestamp, findings);
  checkTime(bounds, seal ? [...entries, seal] : entries, findings);
  // What a former key signed that the reader trusts is a checkpoint of this log as well.
  const logKeys = keys.filter(
    ({ role, signature, trusted }) => role === 'log' && (trusted || signature === 'good'),
  );
  const signing = logKeys.map(({ key }) => key);
  const forks = read ? compareCheckpoints(read, options.checkpoints ?? [], signing, findings) : [];
  return { read, seal, keys, authorities, bounds, forks, entries };
}

async function openCheckpoint(bag: OpenBag, findings: Findings): Promise<ReadNote | null> {
  const bytes = await bag.read(`${logFolder}checkpoint`, smallFile, 'checkpoint.form');
  if (bytes === null) return null;
  try {
    const read = readNote(fromUtf8(bytes));
    const { origin, size } = read.checkpoint;
    const described = bag.description;
    if (described && origin !== described.origin) findings.add('checkpoint.origin', origin);
    if (described && size <= described.asOf.size) findings.add('checkpoint.size', size);
    return read;
  } catch (error) {
    findings.add('checkpoint.form', '', error);
    return null;
  }
}

/** The lines are exactly those described, and all were sealed before the content was read. */
function checkIndexes(
  description: Description | null,
  entries: readonly PackageEntry[],
  seal: PackageEntry | null,
  findings: Findings,
): void {
  if (description === null) return;
  const described = new Set(description.entries);
  const found = new Set(entries.map(({ index }) => index));
  for (const index of described) if (!found.has(index)) findings.add('entries.missing', index);
  for (const index of found) {
    if (!described.has(index)) findings.add('entries.extra', index);
    if (index >= description.asOf.size) findings.add('entries.late', index);
  }
  if (seal !== null && seal.index < description.asOf.size) findings.add('entries.late', seal.index);
}

async function readStamps(bag: OpenBag): Promise<StampFile[]> {
  const stamps: StampFile[] = [];
  const paths = [...bag.files.keys()].filter((path) => path.startsWith(`${logFolder}timestamps/`));
  for (const path of paths.slice(0, 100)) {
    const bytes = await bag.read(path, smallFile, 'file.unreadable');
    if (bytes !== null) stamps.push({ path, bytes });
  }
  return stamps;
}

/** The description, the report and the verifier are those whose digests were sealed. */
function checkSeal(
  seal: PackageEntry | null,
  bag: OpenBag,
  digests: ReadonlyMap<string, FileDigests>,
  digest: string | null,
  findings: Findings,
): void {
  const sealed = (name: string): Json | undefined => memberOf(seal?.payload ?? null, name);
  const size = bag.description?.asOf.size;
  if (digest === null || sealed('description_sha256') !== digest || sealed('as_of_size') !== size)
    findings.add('description.notSealed', digest ?? '');
  const isSealed = (path: string, name: string): boolean => {
    const found = digests.get(path)?.sha256;
    return found !== undefined && found === sealed(name);
  };
  if (!isSealed(reportPath, 'report_sha256')) findings.add('report.changed', reportPath);
  if (!isSealed('verify.html', 'verifier_sha256')) findings.add('verifier.changed', 'verify.html');
}

const digestMembers = ['sha256', 'pdf_sha256', 'signed_sha256'];

/** Every file that is not a record is one whose digest was sealed for what it is a file of. */
function checkBound(
  description: Description | null,
  entries: readonly PackageEntry[],
  findings: Findings,
): void {
  const bound = new Set<string>();
  for (const { entry, payload, proven } of entries) {
    if (!proven) continue;
    for (const name of digestMembers) bound.add(`${entry.subject} ${String(memberOf(payload, name))}`);
  }
  for (const { path, role, of, sha256: digest } of description?.files ?? [])
    if (role !== 'record' && !bound.has(`${of} ${digest}`)) findings.add('file.unbound', path);
}

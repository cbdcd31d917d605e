import { fromUtf8 } from '../bytes.ts';
import type { Json } from '../canonical.ts';
import { verifierPath } from './bag.ts';
import { checkBag, type Digesting, digestFiles, type OpenBag, openBag } from './contents.ts';
import { type Description, logFolder, reportPath } from './description.ts';
import { memberOf, type PackageEntry, readEntries, readSeal } from './entries.ts';
import { Findings, type Verdict, type VerdictName } from './findings.ts';
import { readKeys, type SeenAuthority, seeAuthorities } from './keys.ts';
import { compareCheckpoints, type Fork, readNote } from './log.ts';
import { checkSigners, type PackageTrust, type SeenKey, seeKeys } from './signers.ts';
import type { FileDigests, PackageSource } from './source.ts';
import { type Item, itemsOf } from './story.ts';
import { type CheckTimestamp, checkTime, readBounds, type TimeBound } from './time.ts';

export interface VerifyOptions extends Digesting {
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
  const { description, digest, bytes } = bag;
  if (options.expected !== undefined && options.expected.toLowerCase() !== digest)
    findings.add('description.other', digest ?? '');
  const log = await openLog(bag, trust, options, findings);
  const digests = await digestFiles(bag, options, findings);
  checkBag(bag, digests, findings);
  checkSeal(log.sealed, bag, digests, findings);
  checkBound(description, log.entries, findings);
  const items = itemsOf(description, log.entries);
  const verdicts = {
    content: findings.verdict('content'),
    log: findings.verdict('log'),
    time: findings.verdict('time'),
    signers: findings.verdict('signers'),
  };
  return { verdicts, digest, description, ...log, items, bytes, files: source.files.length };
}

const smallFile = 2 ** 20;
const entriesFile = 256 * 2 ** 20;

async function openLog(
  bag: OpenBag,
  trust: PackageTrust,
  options: VerifyOptions,
  findings: Findings,
): Promise<Omit<PackageReport, 'verdicts' | 'digest' | 'description' | 'items' | 'bytes' | 'files'>> {
  const { description } = bag;
  const noteBytes = await bag.read(`${logFolder}checkpoint`, smallFile, 'checkpoint.form');
  const read = noteBytes && findings.attempt('checkpoint.form', '', () => readNote(fromUtf8(noteBytes)));
  const tree = read?.checkpoint ?? null;
  if (description && tree && tree.origin !== description.origin)
    findings.add('checkpoint.origin', tree.origin);
  if (description && tree && tree.size <= description.asOf.size) findings.add('checkpoint.size', tree.size);

  const carried = readKeys(await bag.read(`${logFolder}keys.json`, smallFile, 'keys.form'), findings);
  const keys = seeKeys(read, carried, trust, findings);
  checkSigners(read, keys, trust, findings);

  const sealBytes = await bag.read(`${logFolder}seal.json`, smallFile, 'seal.form');
  const sealed = sealBytes && findings.attempt('seal.form', '', () => readSeal(sealBytes, tree, findings));
  const lines = await bag.read(`${logFolder}entries.jsonl`, entriesFile, 'entries.form');
  const entries = lines ? readEntries(lines, tree, findings) : [];
  checkIndexes(description, entries, sealed, findings);

  const { seen: authorities, certificates } = seeAuthorities(carried, trust, findings);
  const stamps = await readStamps(bag);
  const bounds = await readBounds(read, stamps, keys, certificates, options.checkTimestamp, findings);
  checkTime(bounds, sealed ? [...entries, sealed] : entries, findings);
  // What a former key signed that the reader trusts is a checkpoint of this log as well.
  const logKeys = keys.filter(
    ({ role, signature, trusted }) => role === 'log' && (trusted || signature === 'good'),
  );
  const signing = logKeys.map(({ key }) => key);
  const forks = read ? compareCheckpoints(read, options.checkpoints ?? [], signing, findings) : [];
  const checkpoint = read && { note: read.text, ...read.checkpoint };
  return { checkpoint, sealed, keys, authorities, bounds, forks, entries };
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

async function readStamps(bag: OpenBag): Promise<{ path: string; bytes: Uint8Array }[]> {
  const stamps: { path: string; bytes: Uint8Array }[] = [];
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
  { description, digest }: OpenBag,
  digests: ReadonlyMap<string, FileDigests>,
  findings: Findings,
): void {
  const sealed = (name: string): Json | undefined => memberOf(seal?.payload ?? null, name);
  const size = description?.asOf.size;
  if (digest === null || sealed('description_sha256') !== digest || sealed('as_of_size') !== size)
    findings.add('description.notSealed', digest ?? '');
  const isSealed = (path: string, name: string): boolean => {
    const found = digests.get(path)?.sha256;
    return found !== undefined && found === sealed(name);
  };
  if (!isSealed(reportPath, 'report_sha256')) findings.add('report.changed', reportPath);
  if (!isSealed(verifierPath, 'verifier_sha256')) findings.add('verifier.changed', verifierPath);
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

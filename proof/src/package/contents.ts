import { equalBytes, toHex, utf8 } from '../bytes.ts';
import { VerificationError } from '../errors.ts';
import { sha256 } from '../hash.ts';
import {
  bagDeclaration,
  declarationPath,
  formatBagInfo,
  infoPath,
  manifestPath,
  parseManifest,
  sm3Path,
  tagFiles,
  tagManifestPath,
} from './bag.ts';
import { type Description, descriptionPath, isSafePath, parseDescription } from './description.ts';
import type { FindingCode, Findings } from './findings.ts';
import { type FileDigests, type PackageSource, readWhole, type SourceFile } from './source.ts';

/** The bag with its lists read; nothing of it is verified yet. */
export interface OpenBag {
  /** By path; unsafe paths are not in it, and of two files of one path only the first. */
  files: Map<string, SourceFile>;
  /** Bytes of all files. */
  bytes: number;
  /** Path → digest (hex); empty when the list is missing or cannot be read. */
  manifest: Map<string, string>;
  tags: Map<string, string>;
  sm3: Map<string, string>;
  /** Null when missing, as are those below; so is a description that cannot be read. */
  info: Uint8Array | null;
  description: Description | null;
  /** SHA-256 of the description, hex: that of the package. */
  digest: string | null;
  /** Reads a small file whole; where it is missing or cannot be read that is found under `code`. */
  read(path: string, most: number, code: FindingCode): Promise<Uint8Array | null>;
}

const mostFiles = 200_000;
const listFile = 64 * 2 ** 20;

/** Looks at every path, reads the declaration, the manifests and the description. */
export async function openBag(source: PackageSource, findings: Findings): Promise<OpenBag> {
  const files = sortFiles(source, findings);
  const read: OpenBag['read'] = async (path, most, code) => {
    const file = files.get(path);
    try {
      if (file === undefined) throw new Error('not there');
      return await readWhole(source, file, most);
    } catch (error) {
      const tooLarge = error instanceof VerificationError && error.code === 'tooLarge';
      findings.add(tooLarge ? 'file.tooLarge' : code, path, error);
      return null;
    }
  };
  const declaration = await read(declarationPath, 1000, 'bag.declaration');
  if (declaration !== null && !equalBytes(declaration, utf8(bagDeclaration)))
    findings.add('bag.declaration', declarationPath);
  const readList = async (path: string): Promise<Map<string, string>> => {
    const bytes = await read(path, listFile, 'bag.manifestMissing');
    const list = bytes && findings.attempt('bag.manifestForm', path, () => parseManifest(bytes));
    return list ?? new Map();
  };
  const lists = { manifest: await readList(manifestPath), tags: await readList(tagManifestPath) };
  const sm3 = await readList(sm3Path);
  const info = await read(infoPath, 100_000, 'bag.info');
  const bytes = await read(descriptionPath, listFile, 'description.form');
  const description = bytes && readDescription(bytes, findings);
  const digest = bytes && toHex(sha256(bytes));
  return { files, bytes: bytesOf(files.values()), ...lists, sm3, info, description, digest, read };
}

function readDescription(bytes: Uint8Array, findings: Findings): Description | null {
  try {
    return parseDescription(bytes);
  } catch (error) {
    const newer = error instanceof VerificationError && error.code === 'descriptionVersion';
    findings.add(newer ? 'description.version' : 'description.form', descriptionPath, error);
    return null;
  }
}

function sortFiles(source: PackageSource, findings: Findings): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  if (source.files.length > mostFiles) findings.add('bag.tooMany', source.files.length);
  const folded = new Set<string>();
  for (const file of source.files.slice(0, mostFiles)) {
    // Two paths that differ only in case are one file on many systems.
    const key = file.path.toLowerCase();
    if (!isSafePath(file.path)) findings.add('path.unsafe', file.path);
    else if (folded.has(key)) findings.add('path.double', file.path);
    else files.set(file.path, file);
    folded.add(key);
  }
  return files;
}

const bytesOf = (files: Iterable<SourceFile>): number => {
  let bytes = 0;
  for (const file of files) bytes += file.bytes;
  return bytes;
};

export interface Digesting {
  /** Reads a file once into its digests; how, and on which thread, is the caller's. */
  digest(file: SourceFile, onBytes: (count: number) => void): Promise<FileDigests>;
  /** How many files are digested at once; 1 when absent. */
  atOnce?: number;
  progress?(done: number, total: number, path: string): void;
}

/** Digests every file once, several at a time where the caller can. */
export async function digestFiles(
  { files, bytes }: OpenBag,
  { digest, atOnce = 1, progress }: Digesting,
  findings: Findings,
): Promise<Map<string, FileDigests>> {
  const digests = new Map<string, FileDigests>();
  // Large files first, so that the last thread is not left alone with one.
  const waiting = [...files.values()].sort((a, b) => a.bytes - b.bytes);
  let done = 0;
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const { path } = file;
      const onBytes = (count: number): void => {
        done += count;
        progress?.(done, bytes, path);
      };
      try {
        digests.set(path, await digest(file, onBytes));
      } catch (error) {
        findings.add('file.unreadable', path, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work));
  return digests;
}

const isPayload = (path: string): boolean => path.startsWith('data/');

/** The bag is whole: every file listed and as listed, none besides, and all lists agree with the description. */
export function checkBag(bag: OpenBag, digests: ReadonlyMap<string, FileDigests>, findings: Findings): void {
  const compare = (path: string, listed: Partial<FileDigests>): void => {
    const found = digests.get(path);
    if (!bag.files.has(path)) findings.add('file.missing', path);
    if (found === undefined) return;
    const { sha256: digest = found.sha256, bytes = found.bytes, sm3 = found.sm3 } = listed;
    if (found.sha256 !== digest || found.bytes !== bytes) findings.add('file.changed', path);
    if (found.sm3 !== null && found.sm3 !== sm3) findings.add('file.sm3', path);
  };
  const strange = (list: string, path: string): void =>
    findings.add('bag.manifestForm', list, `${path} does not belong there`);
  for (const [path, digest] of bag.manifest)
    if (isPayload(path)) compare(path, { sha256: digest });
    else strange(manifestPath, path);
  for (const [path, digest] of bag.tags)
    if (tagFiles.includes(path) && path !== tagManifestPath) compare(path, { sha256: digest });
    else strange(tagManifestPath, path);
  for (const path of bag.sm3.keys()) if (!bag.manifest.has(path)) strange(sm3Path, path);
  for (const file of bag.description?.files ?? []) compare(file.path, file);
  checkListed(bag, digests, findings);

  const payload = [...bag.files.values()].filter(({ path }) => isPayload(path));
  const oxum = { files: payload.length, bytes: bytesOf(payload) };
  const { description, digest, info } = bag;
  if (description && digest && info && !equalBytes(info, utf8(formatBagInfo(description, digest, oxum))))
    findings.add('bag.info', infoPath);
}

const ownPlace =
  /^data\/(?:package\.json|report\.pdf|log\/(?:checkpoint|entries\.jsonl|keys\.json|seal\.json|timestamps\/[A-Za-z0-9._-]+\.tsr))$/;

/** Every file that is there is in the lists, and has a place in a package. */
function checkListed(
  { files, description, manifest, tags, sm3 }: OpenBag,
  digests: ReadonlyMap<string, FileDigests>,
  findings: Findings,
): void {
  const described = new Set(description?.files.map(({ path }) => path));
  for (const path of files.keys()) {
    const placed = description === null || described.has(path) || ownPlace.test(path);
    const listed = isPayload(path) ? manifest.has(path) && placed : tags.has(path);
    if (!listed && path !== tagManifestPath) findings.add('file.extra', path);
    const found = digests.get(path);
    if (found === undefined || !isPayload(path)) continue;
    if (found.sm3 === null) findings.add('sm3.off');
    else if (sm3.get(path) !== found.sm3) findings.add('file.sm3', path);
  }
}

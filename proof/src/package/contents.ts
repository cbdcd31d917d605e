import { fromUtf8 } from '../bytes.ts';
import { VerificationError } from '../errors.ts';
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
import {
  type Description,
  descriptionPath,
  isSafePath,
  logFolder,
  parseDescription,
  reportPath,
} from './description.ts';
import type { FindingCode, Findings } from './findings.ts';
import { type FileDigests, type PackageSource, readWhole, type SourceFile } from './source.ts';

/** The bag with its lists read; nothing of it is verified yet. */
export interface OpenBag {
  source: PackageSource;
  /** By path; unsafe paths are not in it, and of two files of one path only the first. */
  files: Map<string, SourceFile>;
  /** Path → SHA-256, empty when the manifest is missing or cannot be read. */
  payload: Map<string, string>;
  tags: Map<string, string>;
  /** Path → SM3. */
  sm3: Map<string, string>;
  info: string;
  descriptionBytes: Uint8Array | null;
  description: Description | null;
  /** Bytes of all files. */
  bytes: number;
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
  if (declaration !== null && textOf(declaration) !== bagDeclaration)
    findings.add('bag.declaration', declarationPath);
  const readList = async (path: string): Promise<Map<string, string>> => {
    const bytes = await read(path, listFile, 'bag.manifestMissing');
    try {
      return bytes === null ? new Map() : parseManifest(bytes);
    } catch (error) {
      findings.add('bag.manifestForm', path, error);
      return new Map();
    }
  };
  const lists = { payload: await readList(manifestPath), tags: await readList(tagManifestPath) };
  const sm3 = await readList(sm3Path);
  const info = await read(infoPath, 100_000, 'bag.info');
  const descriptionBytes = await read(descriptionPath, listFile, 'description.form');
  const description = descriptionBytes && readDescription(descriptionBytes, findings);
  const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes, 0);
  const told = { info: info === null ? '' : textOf(info), descriptionBytes, description };
  return { source, files, ...lists, sm3, ...told, bytes, read };
}

/** Text of bytes that may be anything. */
function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
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

/** Digests every file once, several at a time where the caller can. */
export async function digestFiles(
  bag: OpenBag,
  options: {
    digest(file: SourceFile, onBytes: (count: number) => void): Promise<FileDigests>;
    atOnce?: number;
    progress?(done: number, total: number, path: string): void;
  },
  findings: Findings,
): Promise<Map<string, FileDigests>> {
  const digests = new Map<string, FileDigests>();
  // Large files first, so that the last thread is not left alone with one.
  const waiting = [...bag.files.values()].sort((a, b) => a.bytes - b.bytes);
  let done = 0;
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const { path } = file;
      const onBytes = (count: number): void => {
        done += count;
        options.progress?.(done, bag.bytes, path);
      };
      try {
        digests.set(path, await options.digest(file, onBytes));
      } catch (error) {
        findings.add('file.unreadable', path, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.atOnce ?? 1) }, work));
  return digests;
}

/** The bag is whole: every file listed and as listed, none besides, and all lists agree with the description. */
export function checkBag(
  bag: OpenBag,
  digests: ReadonlyMap<string, FileDigests>,
  digest: string | null,
  findings: Findings,
): void {
  const isPayload = (path: string): boolean => path.startsWith('data/');
  const compare = (path: string, sha256: string): void => {
    const found = digests.get(path);
    if (!bag.files.has(path)) findings.add('file.missing', path);
    else if (found !== undefined && found.sha256 !== sha256) findings.add('file.changed', path);
  };
  for (const [path, sha256] of bag.payload)
    if (isPayload(path)) compare(path, sha256);
    else findings.add('bag.manifestForm', manifestPath, `${path} is not below data/`);
  for (const [path, sha256] of bag.tags)
    if (tagFiles.includes(path) && path !== tagManifestPath) compare(path, sha256);
    else findings.add('bag.manifestForm', tagManifestPath, `${path} is no file of a bag of ours`);
  for (const path of bag.files.keys()) {
    const listed = isPayload(path) ? bag.payload : bag.tags;
    if (path !== tagManifestPath && !listed.has(path)) findings.add('file.extra', path);
  }
  checkSm3(bag, digests, isPayload, findings);
  checkInfo(bag, digest, isPayload, findings);
  checkDescribed(bag, digests, findings);
}

function checkSm3(
  bag: OpenBag,
  digests: ReadonlyMap<string, FileDigests>,
  isPayload: (path: string) => boolean,
  findings: Findings,
): void {
  for (const path of bag.sm3.keys())
    if (!bag.payload.has(path)) findings.add('bag.manifestForm', sm3Path, `${path} is not in the manifest`);
  for (const [path, found] of digests) {
    if (!isPayload(path)) continue;
    if (found.sm3 === null) findings.add('sm3.off');
    else if (bag.sm3.get(path) !== found.sm3) findings.add('file.sm3', path);
  }
}

function checkInfo(
  bag: OpenBag,
  digest: string | null,
  isPayload: (path: string) => boolean,
  findings: Findings,
): void {
  if (bag.description === null || digest === null) return;
  const payload = [...bag.files.values()].filter(({ path }) => isPayload(path));
  const oxum = { files: payload.length, bytes: payload.reduce((sum, { bytes }) => sum + bytes, 0) };
  if (bag.info !== formatBagInfo(bag.description, digest, oxum)) findings.add('bag.info', infoPath);
}

const logFiles = ['checkpoint', 'entries.jsonl', 'keys.json', 'seal.json'].map(
  (name) => `${logFolder}${name}`,
);
const stampPath = /^data\/log\/timestamps\/[A-Za-z0-9._-]+\.tsr$/;

function checkDescribed(bag: OpenBag, digests: ReadonlyMap<string, FileDigests>, findings: Findings): void {
  if (bag.description === null) return;
  const known = new Set([descriptionPath, reportPath, ...logFiles]);
  for (const { path, bytes, sha256, sm3 } of bag.description.files) {
    known.add(path);
    const found = digests.get(path);
    if (!bag.files.has(path)) findings.add('file.missing', path);
    else if (found !== undefined && (found.sha256 !== sha256 || found.bytes !== bytes))
      findings.add('file.changed', path);
    if (found !== undefined && found.sm3 !== null && found.sm3 !== sm3) findings.add('file.sm3', path);
  }
  for (const path of bag.files.keys())
    if (path.startsWith('data/') && !known.has(path) && !stampPath.test(path))
      findings.add('file.extra', path);
}

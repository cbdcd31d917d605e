import { createHash } from 'node:crypto';
import {
  digestStream,
  type PackageReport,
  type PackageSource,
  type PackageTrust,
  type SourceFile,
  type StreamHasher,
  type VerifyOptions,
  verdictNames,
  verifyPackage,
} from '../src/index.ts';
import { readVectors } from './samples.ts';

/** A case of the vectors: what is done to the package, what the reader brings, what must be found. */
export interface PackageCase {
  name: string;
  changes: Record<string, string | null>;
  reader: {
    keys: string[];
    revoked: string[];
    fingerprints: string[];
    witnesses: number;
    checkpoints: string[];
    expected: string | null;
    sm3: boolean;
  };
  outcomes: string[];
  findings: string[];
}

export const packageVectors = readVectors<{ files: Record<string, string>; cases: PackageCase[] }>(
  'evidence-package.json',
);

/** The files of the package of the vectors after a change; null takes one away. */
export function packageFiles(changes: Record<string, Uint8Array | null> = {}): [string, Uint8Array][] {
  const own = Object.entries(packageVectors.files).map(
    ([path, text]) => [path, Buffer.from(text, 'base64')] as const,
  );
  const all: Record<string, Uint8Array | null> = { ...Object.fromEntries(own), ...changes };
  return Object.entries(all).filter((row): row is [string, Uint8Array] => row[1] !== null);
}

/** A source in memory that gives every file in small pieces, so that no line and no file comes whole. */
export function sourceOf(files: readonly [string, Uint8Array][], piece = 7): PackageSource {
  const bytes = new Map<SourceFile, Uint8Array>();
  for (const [path, content] of files) bytes.set({ path, bytes: content.length }, content);
  return {
    files: [...bytes.keys()],
    open: async function* (file) {
      const whole = bytes.get(file) ?? new Uint8Array();
      for (let at = 0; at < whole.length; at += piece) yield whole.subarray(at, at + piece);
    },
  };
}

const hasher = (algorithm: string): StreamHasher => {
  const hash = createHash(algorithm);
  return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') };
};

const nobody: PackageTrust = { keys: [], fingerprints: [], witnesses: 0, certificates: [] };

export const verify = (
  source: PackageSource,
  trust: Partial<PackageTrust> = {},
  options: Partial<VerifyOptions> & { sm3?: boolean } = {},
): Promise<PackageReport> =>
  verifyPackage(
    source,
    { ...nobody, ...trust },
    {
      digest: (file, onBytes) => {
        const sm3 = options.sm3 === false ? null : hasher('sm3');
        return digestStream(source.open(file), hasher('sha256'), sm3, onBytes);
      },
      ...options,
    },
  );

/** All that was found, as `code at`, sorted. */
export const foundIn = (report: PackageReport): string[] =>
  verdictNames
    .flatMap((name) => report.verdicts[name].findings.map(({ code, at }) => `${code} ${at}`))
    .sort();

export const outcomesOf = (report: PackageReport): string[] =>
  verdictNames.map((name) => report.verdicts[name].outcome);

import { fromUtf8 } from '../bytes.ts';
import { VerificationError } from '../errors.ts';
import type { Description } from './description.ts';

/** A line of a manifest: the digest (hex) of a file of the bag. */
export interface ManifestLine {
  path: string;
  digest: string;
}

export const manifestPath = 'manifest-sha256.txt';
export const tagManifestPath = 'tagmanifest-sha256.txt';
export const sm3Path = 'digests-sm3.txt';
export const declarationPath = 'bagit.txt';
export const infoPath = 'bag-info.txt';

/** The files beside data/; a bag of ours has no others. */
export const tagFiles: readonly string[] = [
  ...[declarationPath, infoPath, manifestPath, tagManifestPath, sm3Path],
  ...['README.txt', 'verify.html', 'verify.mjs'],
];

/** Text of bagit.txt (RFC 8493 §2.1.1). */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Only these three signs are escaped (RFC 8493 §2.1.3). */
const escaped: Record<string, string> = { '%': '%25', '\n': '%0A', '\r': '%0D' };

/** Writes a manifest, or the list of SM3 digests: ascending by the UTF-16 code units of the path. */
export function formatManifest(lines: readonly ManifestLine[]): string {
  const sorted = [...lines].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted
    .map(({ path, digest }) => `${digest}  ${path.replace(/[%\r\n]/g, (sign) => escaped[sign] ?? sign)}\n`)
    .join('');
}

/**
 * Reads a manifest into path → digest. Stricter than RFC 8493, so that no two programs read it differently: small
 * letters, two spaces, every path once, no other escape. Throws VerificationError 'manifest' with the number of the line.
 */
export function parseManifest(bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  const lines = fromUtf8(bytes).split('\n');
  if (lines.pop() !== '') throw new VerificationError('manifest', 'the last line has no end');
  for (const [i, line] of lines.entries()) {
    const match = /^([0-9a-f]{64}) {2}([^\r]+)$/.exec(line);
    const path = (match?.[2] ?? '').replace(/%(?:25|0A|0D)/g, (code) => decodeURIComponent(code));
    const again = path.replace(/[%\r\n]/g, (sign) => escaped[sign] ?? sign);
    if (match === null || again !== match[2])
      throw new VerificationError('manifest', `line ${i + 1} is no line of a manifest`);
    if (found.has(path)) throw new VerificationError('manifest', `line ${i + 1} names a file again`);
    found.set(path, match[1] ?? '');
  }
  return found;
}

/** Sum of the bytes and number of the files below data/ (RFC 8493 §2.2.2). */
export interface PayloadOxum {
  bytes: number;
  files: number;
}

/**
 * Text of bag-info.txt: nothing in it is free, all follows from the description, its digest and the files that are
 * there, so that an edited one is found out.
 */
export function formatBagInfo(
  description: Description,
  digest: string,
  { bytes, files }: PayloadOxum,
): string {
  return [
    `Source-Organization: ${description.organ.name}`,
    `External-Description: ${description.subject.title}`,
    `Bagging-Date: ${description.asOf.at.slice(0, 10)}`,
    `External-Identifier: sha256:${digest}`,
    `Payload-Oxum: ${bytes}.${files}`,
    '',
  ].join('\n');
}

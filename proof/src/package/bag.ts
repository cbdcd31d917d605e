import { fromUtf8 } from '../bytes.ts';
import { VerificationError } from '../errors.ts';
import type { Description } from './description.ts';

export const manifestPath = 'manifest-sha256.txt';
export const tagManifestPath = 'tagmanifest-sha256.txt';
export const sm3Path = 'digests-sm3.txt';
export const declarationPath = 'bagit.txt';
export const infoPath = 'bag-info.txt';
export const verifierPath = 'verify.html';

/** The files beside data/; a bag of ours has no others. */
export const tagFiles: readonly string[] = [
  ...[declarationPath, infoPath, manifestPath, tagManifestPath, sm3Path],
  ...['README.txt', verifierPath, 'verify.mjs'],
];

/** Text of bagit.txt (RFC 8493 §2.1.1). */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Only these three signs are escaped (RFC 8493 §2.1.3). */
const escapePath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');

/** Writes a manifest, or the list of SM3 digests (hex): ascending by the UTF-16 code units of the path. */
export const formatManifest = (lines: readonly { path: string; digest: string }[]): string =>
  [...lines]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, digest }) => `${digest}  ${escapePath(path)}\n`)
    .join('');

/**
 * Reads a manifest into path → digest. Stricter than RFC 8493, so that no two programs read it differently: small
 * letters, two spaces, every path once, no other escape. Throws VerificationError 'manifest' with the number of the line.
 */
export function parseManifest(bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  const lines = fromUtf8(bytes).split('\n');
  if (lines.pop() !== '') throw new VerificationError('manifest', 'the last line has no end');
  for (const [i, line] of lines.entries()) {
    const [, digest = '', escaped = ''] = /^([0-9a-f]{64}) {2}(.+)$/s.exec(line) ?? [];
    const path = escaped.replace(/%(?:25|0A|0D)/g, (code) => decodeURIComponent(code));
    if (path === '' || escapePath(path) !== escaped)
      throw new VerificationError('manifest', `line ${i + 1} is no line of a manifest`);
    if (found.has(path)) throw new VerificationError('manifest', `line ${i + 1} names a file again`);
    found.set(path, digest);
  }
  return found;
}

/**
 * Text of bag-info.txt: nothing in it is free, all follows from the description, its digest and the number and bytes of
 * the files below data/ (RFC 8493 §2.2.2), so that an edited one is found out.
 */
export const formatBagInfo = (
  { organ, subject, asOf }: Description,
  digest: string,
  { bytes, files }: { bytes: number; files: number },
): string =>
  [
    `Source-Organization: ${organ.name}`,
    `External-Description: ${subject.title}`,
    `Bagging-Date: ${asOf.at.slice(0, 10)}`,
    `External-Identifier: sha256:${digest}`,
    `Payload-Oxum: ${bytes}.${files}`,
    '',
  ].join('\n');

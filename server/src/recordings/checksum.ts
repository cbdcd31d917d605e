import { DomainError } from '../base/errors.ts';
import type { DigestAlgorithm } from './digest.ts';

/** Algorithms offered in Tus-Checksum-Algorithm; SHA-1 is the one every client may rely on. */
export const checksumAlgorithms = ['sha1', 'sha256', 'md5', 'sm3'] as const;

export interface Checksum {
  algorithm: DigestAlgorithm;
  /** Lower-case hex. */
  digest: string;
}

/** Reads an Upload-Checksum header (tus 1.0.0, checksum extension): `<algorithm> <base64>`; null when there is none. */
export function parseChecksum(header: string | undefined): Checksum | null {
  if (header === undefined) return null;
  const [algorithm = '', encoded = ''] = header.trim().split(/\s+/);
  const known = checksumAlgorithms.find((one) => one === algorithm.toLowerCase());
  if (known === undefined || encoded === '') throw new DomainError('upload.checksumUnknown', { algorithm });
  return { algorithm: known, digest: Buffer.from(encoded, 'base64').toString('hex') };
}

import { hash } from 'node:crypto';
import { canonicalize, type Json } from '@liuhen/proof';

/** SHA-256 by the platform's library: the same digests as proof's own, several times faster. */
export const fastSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** proof's payloadDigest by the platform's library. Throws for what proof's own would not take as a salt. */
export function fastPayloadDigest(salt: string, payload: Json): string {
  if (!/^(?:[0-9a-f]{2}){16,}$/i.test(salt)) throw new Error('a salt has at least 16 bytes in hex');
  const bytes = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(canonicalize(payload))]);
  return `sha256:${hash('sha256', bytes)}`;
}

import { hash } from 'node:crypto';

/** SHA-256 by the platform's library: the same digests as proof's own, several times faster. */
export const fastSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

export const hashBytes = 32;

/** Writes a SHA-256 to a place in a buffer: three times cheaper than a value of its own for each. */
export function hashInto(target: Buffer, place: number, bytes: Uint8Array): void {
  target.write(hash('sha256', bytes, 'binary'), place, 'binary');
}

/** Root of the complete tree over hashes that lie one after the other, as many as a power of two (RFC 6962 §2.1). */
export function rootOfHashes(hashes: Uint8Array): Buffer {
  const level = Buffer.from(hashes); // pair after pair is hashed in place, until one is left
  const pair = Buffer.alloc(1 + 2 * hashBytes, 1); // the prefix of an inner node
  for (let width = level.length / hashBytes; width > 1; width /= 2) {
    for (let i = 0; i < width; i += 2) {
      level.copy(pair, 1, i * hashBytes, (i + 2) * hashBytes);
      hashInto(level, (i / 2) * hashBytes, pair);
    }
  }
  return level.subarray(0, hashBytes);
}

/** proof's payloadDigest of a payload in its canonical text, by the platform's library. Throws for what proof's own would not take as a salt. */
export function fastPayloadDigest(salt: string, payload: string): string {
  if (!/^(?:[0-9a-f]{2}){16,}$/i.test(salt)) throw new Error('a salt has at least 16 bytes in hex');
  const bytes = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(payload)]);
  return `sha256:${hash('sha256', bytes)}`;
}

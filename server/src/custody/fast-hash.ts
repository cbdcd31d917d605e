import { hash } from 'node:crypto';

/** SHA-256 by the platform's library: the same digests as proof's own, several times faster. */
export const fastSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

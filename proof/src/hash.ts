import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from './bytes.ts';

export { sm3 } from './sm3.ts';

/** A hash function of 32 bytes: SHA-256, or a faster implementation of the same that a server brings along. */
export type Hasher = (bytes: Uint8Array) => Uint8Array;

export const sha256: Hasher = (bytes) => nobleSha256(bytes);

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** Hash of a leaf's bytes (RFC 6962 §2.1): the prefix keeps leaves and nodes apart. 32 bytes. */
export const leafHash = (leaf: Uint8Array, hasher: Hasher = sha256): Uint8Array =>
  hasher(concatBytes(leafPrefix, leaf));

/** Hash of an inner node of its two children (RFC 6962 §2.1). 32 bytes. */
export const nodeHash = (left: Uint8Array, right: Uint8Array, hasher: Hasher = sha256): Uint8Array =>
  hasher(concatBytes(nodePrefix, left, right));

/** Root of the tree without leaves. */
export const emptyRoot = (hasher: Hasher = sha256): Uint8Array => hasher(new Uint8Array());

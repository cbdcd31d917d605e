/**
 * The definitions of RFC 6962 §2.1 written down as they stand: recursive, slow, over node:crypto.
 * It shares nothing with proof/src, so that a vector or a test that compares the two can find a fault in either.
 */
import { createPrivateKey, createPublicKey, hash, sign } from 'node:crypto';

export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  hash('sha256', Buffer.concat(parts), 'buffer');

export const leafHash = (leaf: Uint8Array): Buffer => sha256(Buffer.of(0), leaf);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** Largest power of two smaller than n. */
function split(n: number): number {
  let k = 1;
  while (2 * k < n) k = 2 * k;
  return k;
}

function first(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) throw new Error('no leaves');
  return only;
}

/** Merkle tree hash, of leaf hashes. */
export function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return first(leaves);
  const k = split(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** PATH(m, D[n]): the inclusion proof of leaf m, leaf side first. */
export function inclusion(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...inclusion(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...inclusion(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** PROOF(m, D[n]) for 0 < m: the consistency proof between the first m leaves and all of them. */
export const consistency = (m: number, leaves: readonly Buffer[]): Buffer[] => subproof(m, leaves, true);

function subproof(m: number, leaves: readonly Buffer[], known: boolean): Buffer[] {
  if (m === leaves.length) return known ? [] : [treeHash(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), known), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}

/** Leaf i of the logs that the vectors and the tests speak of: the text `leaf <i>`. */
export const sampleLeaf = (i: number): Buffer => Buffer.from(`leaf ${i}`);

/** Hashes of the first `size` sample leaves. */
export const sampleLeafHashes = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, i) => leafHash(sampleLeaf(i)));

/** Bytes of the tile at (level, index) of the tree over these leaf hashes: roots of runs of 256^level leaves. */
export function tile(leaves: readonly Buffer[], level: number, index: number): Buffer {
  const span = 256 ** level;
  const from = index * 256;
  const whole = Math.min(Math.floor(leaves.length / span) - from, 256);
  const hashes = Array.from({ length: whole }, (_, i) =>
    treeHash(leaves.slice((from + i) * span, (from + i + 1) * span)),
  );
  return Buffer.concat(hashes);
}

/** An Ed25519 key made of 32 bytes of seed that say nothing: these keys guard nothing. */
export function sampleKey(name: string): { name: string; publicKey: Buffer; keyId: Buffer; verifierKey: string } & {
  sign(message: Uint8Array): Buffer;
} {
  const seed = sha256(Buffer.from(`seed of ${name}`));
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(1), publicKey]);
  const keyId = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  const verifierKey = `${name}+${keyId.toString('hex')}+${typed.toString('base64')}`;
  return { name, publicKey, keyId, verifierKey, sign: (message) => sign(null, message, key) };
}

/** The same for a witness, by the definition of cosignature/v1: another algorithm byte, a time before the signature. */
export function sampleWitness(name: string): { name: string; publicKey: Buffer; keyId: Buffer; verifierKey: string } & {
  sign(message: Uint8Array): Buffer;
} {
  const { publicKey, sign } = sampleKey(name);
  const typed = Buffer.concat([Buffer.of(4), publicKey]);
  const keyId = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  return { name, publicKey, keyId, sign, verifierKey: `${name}+${keyId.toString('hex')}+${typed.toString('base64')}` };
}

/** The line that a sample witness adds to a note over this text at a time in seconds since 1970. */
export function sampleCosignature(text: string, name: string, time: number): string {
  const { keyId, sign } = sampleWitness(name);
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  const signature = sign(Buffer.from(`cosignature/v1\ntime ${time}\n${text}`));
  return `\u2014 ${name} ${Buffer.concat([keyId, stamp, signature]).toString('base64')}\n`;
}

/** A note over a text by these sample keys. */
export function sampleNote(text: string, names: readonly string[]): string {
  const lines = names.map((name) => {
    const key = sampleKey(name);
    const blob = Buffer.concat([key.keyId, key.sign(Buffer.from(text))]);
    return `\u2014 ${name} ${blob.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

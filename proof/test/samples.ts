import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadNode } from '../src/tree.ts';
import { sampleLeafHashes, treeHash } from '../vectors/naive.ts';

/** Hashes of the leaves `leaf 0` to `leaf 1499`; a tree of the tests is the beginning of these. */
export const sampleHashes = sampleLeafHashes(1500);

/** Subtrees of the sample leaves, computed by the recursive definition. Remembers them, or tests would take minutes. */
const known = new Map<string, Buffer>();
export const readSampleNode: ReadNode = (level, index) => {
  const key = `${level}/${index}`;
  const span = 2 ** level;
  const hash = known.get(key) ?? treeHash(sampleHashes.slice(index * span, (index + 1) * span));
  known.set(key, hash);
  return hash;
};

/** A committed file of vectors; the shape is the maker's. */
export const readVectors = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'vectors', name), 'utf8')) as T;

/** These bytes with one bit turned over. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % bytes.length;
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
  return flipped;
}

/** This text with the sign at `at` replaced by another of the same kind (digit, small or capital letter, any other). */
export function otherSign(text: string, at: number): string {
  const sign = text[at] ?? '';
  const next = (low: string, count: number) =>
    String.fromCharCode(low.charCodeAt(0) + ((sign.charCodeAt(0) - low.charCodeAt(0) + 1) % count));
  let other = sign === '~' ? '!' : '~';
  if (/[0-9]/.test(sign)) other = next('0', 10);
  if (/[a-z]/.test(sign)) other = next('a', 26);
  if (/[A-Z]/.test(sign)) other = next('A', 26);
  return text.slice(0, at) + other + text.slice(at + 1);
}

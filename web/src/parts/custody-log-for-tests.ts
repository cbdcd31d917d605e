/** Logs of the tests: an honest one, a forger's, and a browser before them. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Input, Output } from '@liuhen/contract';
import {
  consistencyProof,
  ed25519KeyId,
  entryText,
  formatCheckpoint,
  formatVerifierKey,
  inclusionProof,
  type Json,
  leafHash,
  payloadDigest,
  rootFromLeafHashes,
  signNote,
  toBase64,
  utf8,
} from '@liuhen/proof';
import type { Checking, ShownRecording } from './custody-check.ts';
import type { LogMemory } from './custody-memory.ts';

export const origin = 'log.example/liuhen';
export const now = '2026-10-14T02:00:00.000Z';
const salt = '0f'.repeat(32);
const ids = {
  organ: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10',
  actor: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11',
};

export const makeKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
export const [key, otherKey] = [makeKey(), makeKey()];

function keyPair(privateKey: KeyObject) {
  const raw = privateKey.export({ format: 'jwk' }).x ?? '';
  const publicKey = new Uint8Array(Buffer.from(raw, 'base64url'));
  const signer = {
    name: origin,
    keyId: ed25519KeyId(origin, publicKey),
    sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)),
  };
  return { signer, verifierKey: formatVerifierKey(origin, publicKey) };
}

export const idOf = (n: number) => `0b0e7c6e-9a55-4a8e-8f6e-${String(n).padStart(12, '0')}`;
export const digestOf = (name: string) => Buffer.from(name.padEnd(32, '.')).toString('hex');

/** What a page shows of a recording, and its sealed row. */
export const filmOf = (n: number, name: string): ShownRecording => ({
  ...{ id: idOf(n), name, originalName: null, kind: 'video', mime: 'video/mp4', size: 1000 + n },
  ...{ sha256: digestOf(name), sm3: digestOf(`${name} sm3`), registeredAt: now },
  ...{ container: 'mp4', durationMs: 20_500, metadataCreatedAt: null, gps: { lat: 38.4, lon: 112.7 } },
});
export function rowOf(n: number, filmName: string): Json {
  const { originalName, registeredAt, container, durationMs, metadataCreatedAt, gps, ...same } = filmOf(
    n,
    filmName,
  );
  return {
    ...same,
    ...{ original_name: originalName, registered_at: registeredAt.replace('Z', '+00:00') },
    probe: { container, durationMs, createdAt: metadataCreatedAt, gps, make: null },
    relative_path: 'card/DCIM',
  };
}

/** A log of recordings, or of other rows, with these names, signed: what an honest server holds, or a forger. */
export function makeLog(names: readonly string[], privateKey = key, table = 'recording') {
  const { signer, verifierKey } = keyPair(privateKey);
  const payloads = names.map((name, n) => rowOf(n, name));
  const leaves = payloads.map((payload, n) =>
    entryText({
      ...{ v: 1, alg: 'sha256', kind: 'recording.registered', at: now, ...ids },
      subject: `${table}/${idOf(n)}`,
      digest: payloadDigest(salt, payload),
    }),
  );
  const hashes = leaves.map((leaf) => leafHash(utf8(leaf)));
  const rootOf = (from: number, to: number) => rootFromLeafHashes(hashes.slice(from, to));
  const readNode = (level: number, index: number) => rootOf(index * 2 ** level, (index + 1) * 2 ** level);
  const noteOf = (size: number) =>
    signNote(formatCheckpoint({ origin, size, root: rootOf(0, size) }), [signer]);
  const prove = async (proof: Promise<Uint8Array[]>) => (await proof).map((hash) => toBase64(hash));
  return {
    ...{ verifierKey, noteOf, size: names.length },
    memory: (size: number): LogMemory => ({
      ...{ verifierKey, size, checkpoint: noteOf(size), since: '2026-01-01T00:00:00.000Z' },
    }),
    consistency: async (from: number, to: number): Promise<Output<'proveConsistency'>> => ({
      proof: await prove(consistencyProof(from, to, readNode)),
      ...{ oldCheckpoint: noteOf(from), newCheckpoint: noteOf(to) },
    }),
    receipt: async (index: number, size = names.length): Promise<Output<'proveRecording'>> => ({
      ...{ entry: leaves[index] ?? '', salt, payload: payloads[index] ?? null, index, size },
      proof: await prove(inclusionProof(index, size, readNode)),
      checkpoint: noteOf(size),
    }),
  };
}
type Log = ReturnType<typeof makeLog>;

export const names = Array.from({ length: 23 }, (_, n) => `film ${n}`);
export const log = makeLog(names);
/** The same log up to its twelfth entry, and another past after it, signed by the same key. */
export const fork = makeLog(names.map((name, n) => (n < 12 ? name : `${name} changed`)));

interface Answers {
  state?: Partial<Output<'logState'>>;
  keys?: Output<'logKeys'>['keys'];
  receipt?: Partial<Output<'proveRecording'>>;
  consistency?: (from: number, to: number) => Promise<Output<'proveConsistency'>>;
}

/** A browser with this memory before a server that shows this log, with some of its answers changed. */
export function browse(shown: Log, size: number, memory: LogMemory | null, answers: Answers = {}) {
  const asked: string[] = [];
  const written: LogMemory[] = [];
  const state: Output<'logState'> = {
    ...{ origin, verifierKey: shown.verifierKey, size, root: '', signedAt: now, waiting: 0 },
    checkpoint: size === 0 ? null : shown.noteOf(size),
    lastVerification: null,
    ...answers.state,
  };
  const answer = async (name: string, input: Record<string, number>): Promise<unknown> => {
    asked.push(name);
    if (name === 'logState') return state;
    if (name === 'logKeys') return { keys: answers.keys ?? [] };
    if (name === 'proveConsistency')
      return (answers.consistency ?? shown.consistency)(input.from ?? 0, input.to ?? 0);
    return { ...(await shown.receipt(5, size)), ...answers.receipt };
  };
  const checking: Checking = {
    call: (name, input: Input<typeof name>) =>
      answer(name, input as Record<string, number>) as Promise<Output<typeof name>>,
    now,
    read: () => memory,
    write: (next) => void written.push(next),
  };
  return { checking, asked, written };
}

/** The same log signed by another key from its first entry on: its checkpoints have the same roots. */
export const successor = makeLog(names, otherKey);

/** What a server tells of the key that came after: a receipt under a key, over an entry that names one. */
export function namingKey(by: KeyObject, verifierKey: string, revokes = false): Output<'logKeys'>['keys'] {
  const payload = { verifier_key: verifierKey, revokes, reason: '' };
  const entry = entryText({
    ...{ v: 1, alg: 'sha256', kind: 'key.rotated', at: now, actor: 'system', organ: null },
    ...{ subject: `log_key/${idOf(1)}`, digest: payloadDigest(salt, payload) },
  });
  const text = formatCheckpoint({ origin, size: 1, root: leafHash(utf8(entry)) });
  const checkpoint = signNote(text, [keyPair(by).signer]);
  const receipt = { entry, salt, payload, index: 0, size: 1, proof: [], checkpoint };
  return [{ verifierKey, since: now, replacing: { reason: '', revokes }, receipt }];
}

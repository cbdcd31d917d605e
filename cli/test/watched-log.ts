import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Output } from '@liuhen/contract';
import {
  consistencyProof,
  ed25519KeyId,
  encodeEntryBundle,
  entryText,
  formatCheckpoint,
  formatVerifierKey,
  type InclusionReceipt,
  inclusionProof,
  leafHash,
  parseTilePath,
  payloadDigest,
  rootFromLeafHashes,
  type Signer,
  signNote,
  toBase64,
} from '@liuhen/proof';

/** A key made of its name, or of another word: these keys guard nothing. */
export function makeSigner(name: string, word = name): { signer: Signer; verifierKey: string } {
  const seed = createHash('sha256').update(`seed of ${word}`).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  return {
    signer: { name, keyId: ed25519KeyId(name, publicKey), sign: (message) => sign(null, message, key) },
    verifierKey: formatVerifierKey(name, publicKey),
  };
}

/** A log in memory that tests may bend: what it says at an address is what its leaves are just then. */
export class WatchedLog {
  readonly origin: string;
  verifierKey = '';
  /** What /log/keys says: the receipts of successions, newest first. */
  readonly #successions: InclusionReceipt[] = [];
  #signer: Signer;
  #leaves: Uint8Array[];

  constructor(origin: string, leaves: readonly string[] = [], word = origin) {
    this.origin = origin;
    this.#signer = makeSigner(origin, word).signer;
    this.verifierKey = makeSigner(origin, word).verifierKey;
    this.#leaves = leaves.map((leaf) => Buffer.from(leaf));
  }

  get size(): number {
    return this.#leaves.length;
  }

  append(...leaves: string[]): this {
    this.#leaves.push(...leaves.map((leaf) => Buffer.from(leaf)));
    return this;
  }

  /** Back to its first leaves: yesterday's database. */
  cut(size: number): this {
    this.#leaves = this.#leaves.slice(0, size);
    return this;
  }

  /** Changes its key as `liuhen rotate-key` does: the old one signs last over the entry that names the new one. */
  async rotate(word: string): Promise<this> {
    const { signer, verifierKey } = makeSigner(this.origin, word);
    const [salt, payload] = ['0f'.repeat(16), { verifier_key: verifierKey, revokes: false }];
    const entry = entryText({
      ...{ v: 1, alg: 'sha256', kind: 'key.rotated', at: '2026-10-14T02:00:00.000Z', actor: 'system' },
      ...{ organ: null, subject: `log_key/00000000-0000-4000-8000-000000000000` },
      digest: payloadDigest(salt, payload),
    });
    const [index, size] = [this.size, this.size + 1];
    this.append(entry);
    const proof = (await inclusionProof(index, size, this.#subtrees(size))).map((hash) => toBase64(hash));
    this.#successions.unshift({ entry, salt, payload, index, size, proof, checkpoint: this.note() });
    [this.#signer, this.verifierKey] = [signer, verifierKey];
    return this;
  }

  #hashes(size = this.size): Uint8Array[] {
    return this.#leaves.slice(0, size).map((leaf) => leafHash(leaf));
  }

  note(size = this.size): string {
    const root = rootFromLeafHashes(this.#hashes(size));
    return signNote(formatCheckpoint({ origin: this.origin, size, root }), [this.#signer]);
  }

  #subtrees(size: number) {
    return (level: number, index: number) =>
      rootFromLeafHashes(this.#hashes(size).slice(index * 2 ** level, (index + 1) * 2 ** level));
  }

  proof(from: number, to = this.size): Promise<Uint8Array[]> {
    return consistencyProof(from, to, this.#subtrees(to));
  }

  /** Body of add-checkpoint; the proof is the right one unless another is given. */
  async submission(from: number, to = this.size, proof?: readonly Uint8Array[]): Promise<string> {
    const hashes = proof ?? (from === 0 ? [] : await this.proof(from, to));
    return `old ${from}\n${hashes.map((hash) => `${toBase64(hash)}\n`).join('')}\n${this.note(to)}`;
  }

  #keysOnRecord(): Output<'logKeys'>['keys'] {
    const since = '2026-10-14T02:00:00.000Z';
    const replacing = { reason: 'test', revokes: false };
    return this.#successions.map((receipt) => ({
      ...{ verifierKey: this.verifierKey, since, replacing },
      receipt: receipt as Output<'logKeys'>['keys'][number]['receipt'],
    }));
  }

  /** What lies at a path below the prefix of the log; null: nothing. */
  read(path: string): Uint8Array | null {
    if (path === 'checkpoint') return Buffer.from(this.note());
    if (path === 'keys') return Buffer.from(JSON.stringify({ keys: this.#keysOnRecord() }));
    const { level, index, width } = parseTilePath(path);
    const first = index * 256;
    if (level === 'entries') {
      const entries = this.#leaves.slice(first, first + width);
      return entries.length === width ? encodeEntryBundle(entries) : null;
    }
    const span = 256 ** level;
    if ((first + width) * span > this.size) return null;
    const hashes = this.#hashes();
    return Buffer.concat(
      Array.from({ length: width }, (_, i) =>
        rootFromLeafHashes(hashes.slice((first + i) * span, (first + i + 1) * span)),
      ),
    );
  }
}

export interface ServedLog {
  url: string;
  /** What was asked for since the start. */
  asked: string[];
  /** Notes that were brought back to it. */
  brought: string[];
  /** What it answers instead, when something. */
  instead: (path: string) => Uint8Array | number | null;
  /** How far its clock is off, in seconds. */
  aheadSeconds: number;
  close(): Promise<void>;
}

/** Serves a log over HTTP as files. `port` 0 takes a free one. */
export async function serveLog(log: () => WatchedLog): Promise<ServedLog> {
  const served: ServedLog = {
    ...{ url: '', asked: [], brought: [], instead: () => null, aheadSeconds: 0 },
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
  const server: Server = createServer((request, response) => {
    response.setHeader('date', new Date(Date.now() + served.aheadSeconds * 1000).toUTCString());
    const path = (request.url ?? '').slice('/log/'.length);
    served.asked.push(path);
    if (request.method === 'POST') {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        served.brought.push(body);
        response.writeHead(204).end();
      });
      return;
    }
    const other = served.instead(path);
    if (typeof other === 'number') return void response.writeHead(other).end();
    const bytes = other ?? log().read(path);
    if (bytes === null) return void response.writeHead(404).end();
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
  return served;
}

/** Waits until something is so; the timeout of the test ends it otherwise. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The canonical text of an entry that says nothing: no. `i` of a log. */
export function entryAt(i: number, kind = 'unit.created'): string {
  const id = i.toString(16).padStart(12, '0');
  const at = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
  const digest = createHash('sha256').update(String(i)).digest('hex');
  const subject = `unit/00000000-0000-4000-8000-${id}`;
  return `{"actor":"system","alg":"sha256","at":"${at}","digest":"sha256:${digest}","kind":"${kind}","organ":null,"subject":"${subject}","v":1}`;
}

export const entriesTo = (size: number): string[] => Array.from({ length: size }, (_, i) => entryAt(i));

import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  canonicalize,
  ed25519KeyId,
  formatCheckpoint,
  formatVerifierKey,
  inclusionProof,
  type Json,
  leafHash,
  parseCheckpoint,
  parseNote,
  payloadDigest,
  rootFromLeafHashes,
  type Signer,
  signNote,
  toBase64,
  utf8,
} from '@liuhen/proof';
import { regenerate } from '../../proof/vectors/package.ts';
import { changed, type Files, hexOf } from './bag.ts';

/** A key in the name of a log, made by somebody who is not its keeper. */
export function foreignKey(origin: string): { signer: Signer; verifierKey: string; pem: string } {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = createPrivateKey(pem);
  const publicKey = new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
  return {
    verifierKey: formatVerifierKey(origin, publicKey),
    signer: {
      name: origin,
      keyId: ed25519KeyId(origin, publicKey),
      sign: (message) => sign(null, message, key),
    },
    pem,
  };
}

interface Line {
  entry: string;
  index: number;
  payload: Json;
  proof: string[];
  salt: string;
}

const textOf = (files: Files, path: string): string => files[path]?.toString() ?? '';

/** What the checkpoint of a package says. */
export const checkpointIn = (files: Files) =>
  parseCheckpoint(parseNote(textOf(files, 'data/log/checkpoint')).text);

/** A line whose payload is another: a new salt, a new digest, another leaf. */
function resealed(line: Line, payload: Json): Line {
  if (canonicalize(payload) === canonicalize(line.payload)) return line;
  const salt = randomBytes(16).toString('hex');
  const entry = { ...(JSON.parse(line.entry) as Record<string, Json>), digest: payloadDigest(salt, payload) };
  return { ...line, payload, salt, entry: canonicalize(entry) };
}

/** Digests of what was replaced, old to new. */
type Renamed = [old: string, now: string][];

const renamedIn = (text: string, renamed: Renamed): string =>
  renamed.reduce((now, [old, other]) => now.replaceAll(old, other), text);

function replaceFile(files: Files, path: string, bytes: Buffer, renamed: Renamed): Files {
  const before = files[path] ?? Buffer.of();
  for (const algorithm of ['sha256', 'sm3'] as const)
    renamed.push([hexOf(algorithm, before), hexOf(algorithm, bytes)]);
  return changed(files, { [path]: bytes });
}

/** The lists made anew, and the seal with a digest of the description as it is now; the tree stays. */
export function withSeal(files: Files): Files {
  const seal = JSON.parse(textOf(files, 'data/log/seal.json')) as Line;
  const digest = hexOf('sha256', files['data/package.json'] ?? Buffer.of());
  const made = resealed(seal, { ...(seal.payload as object), description_sha256: digest });
  return regenerate(changed(files, { 'data/log/seal.json': JSON.stringify({ ...seal, ...made }) }));
}

/**
 * The package as a forger makes it who forgets nothing: one file is another, and every digest of it in records, entries,
 * description, seal and lists is changed with it; the leaves that changed are put into a tree, which he signs.
 */
export async function forgePackage(
  files: Files,
  { path, bytes }: { path: string; bytes: Buffer },
  signer: Signer,
  verifierKey: string,
): Promise<Files> {
  const renamed: Renamed = [];
  let made = replaceFile(files, path, bytes, renamed);
  for (const record of Object.keys(made).filter((one) => one.startsWith('data/records/')))
    made = replaceFile(made, record, Buffer.from(renamedIn(textOf(made, record), renamed)), renamed);
  made = changed(made, { 'data/package.json': renamedIn(textOf(made, 'data/package.json'), renamed) });
  const rename = (payload: Json): Json => JSON.parse(renamedIn(JSON.stringify(payload), renamed)) as Json;
  const lines = textOf(made, 'data/log/entries.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .map((line) => resealed(line, rename(line.payload)));
  const seal = JSON.parse(textOf(withSeal(made), 'data/log/seal.json')) as Line;
  const { origin, size } = checkpointIn(files);
  const hashes = Array.from({ length: size }, (_, i) => leafHash(utf8(`of no concern ${i}`)));
  for (const { index, entry } of [...lines, seal]) hashes[index] = leafHash(utf8(entry));
  const read = (level: number, index: number) =>
    rootFromLeafHashes(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));
  const proven = async (line: Line): Promise<string> => {
    const proof = await inclusionProof(line.index, size, read);
    return canonicalize({ ...line, proof: proof.map((hash) => toBase64(hash)) });
  };
  const entries = await Promise.all(lines.map(proven));
  const keys = JSON.parse(textOf(files, 'data/log/keys.json')) as { log: string[] };
  return regenerate(
    changed(made, {
      'data/log/entries.jsonl': entries.map((line) => `${line}\n`).join(''),
      'data/log/seal.json': await proven(seal),
      'data/log/checkpoint': signNote(formatCheckpoint({ origin, size, root: rootFromLeafHashes(hashes) }), [
        signer,
      ]),
      'data/log/keys.json': JSON.stringify({ ...keys, log: [verifierKey] }),
    }),
  );
}

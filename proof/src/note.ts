import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, equalBytes, fromBase64, toBase64, toHex, utf8 } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { sha256 } from './hash.ts';
import { isSm2PublicKey, verifySm2 } from './sm2.ts';

/** How a key signs: Ed25519 (RFC 8032), or SM2 with SM3 (GM/T 0003). */
export type KeyAlgorithm = 'ed25519' | 'sm2';

interface Algorithm {
  /** What stands before the key where its kind is told (C2SP signed-note, signature types). */
  type: Uint8Array;
  isKey: (publicKey: Uint8Array) => boolean;
  verify: (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;
}

/** SM2 has no byte of its own in C2SP: 0xff and a longer name, as is recommended there. */
const algorithms: Record<KeyAlgorithm, Algorithm> = {
  ed25519: {
    type: Uint8Array.of(0x01),
    isKey: (publicKey) => publicKey.length === 32,
    // The strict equation of RFC 8032, so that every verifier comes to the same answer.
    verify: (signature, message, publicKey) =>
      ed25519.verify(signature, message, publicKey, { zip215: false }),
  },
  sm2: {
    type: concatBytes(Uint8Array.of(0xff), utf8('sm2-with-sm3/gmt0003')),
    isKey: isSm2PublicKey,
    verify: verifySm2,
  },
};
const algorithmNames = ['ed25519', 'sm2'] as const;

/** Something that signs notes in a name; the key may lie in a file, an agent or a hardware module. */
export interface Signer {
  name: string;
  /** Four bytes. */
  keyId: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export interface NoteSignature {
  name: string;
  keyId: Uint8Array;
  signature: Uint8Array;
}

export interface Note {
  /** Ends with a newline. */
  text: string;
  signatures: NoteSignature[];
}

/** More signatures than any note of ours will have; a longer one only costs its reader time. */
const mostSignatures = 64;

/** Throws VerificationError 'note' unless a key may have this name. */
export function requireName(name: string): void {
  if (!/^[^\p{White_Space}\p{Cc}+]+$/u.test(name) || !name.isWellFormed())
    throw new VerificationError('note', 'a key name has no space and no plus sign');
}

/** Key id (C2SP signed-note): the first four bytes of SHA-256(name, newline, algorithm byte, key). */
export function keyId(name: string, algorithmByte: number, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(algorithmByte), publicKey)).slice(0, 4);
}

function idOf(name: string, algorithm: KeyAlgorithm, publicKey: Uint8Array): Uint8Array {
  const typed = concatBytes(algorithms[algorithm].type, publicKey);
  return keyId(name, typed[0] ?? 0, typed.subarray(1));
}

/** Key id of an Ed25519 key of 32 bytes. */
export const ed25519KeyId = (name: string, publicKey: Uint8Array): Uint8Array =>
  idOf(name, 'ed25519', publicKey);

/** Key id of an SM2 key: the uncompressed point, 65 bytes. */
export const sm2KeyId = (name: string, publicKey: Uint8Array): Uint8Array => idOf(name, 'sm2', publicKey);

/** Text form of a verifier key, `<name>+<key id>+<base64>`: what a reader is told to trust. Throws VerificationError 'note'. */
export function formatVerifierKey(
  name: string,
  publicKey: Uint8Array,
  algorithm: KeyAlgorithm = 'ed25519',
): string {
  requireName(name);
  const { type, isKey } = algorithms[algorithm];
  if (!isKey(publicKey)) throw new VerificationError('note', `not a public key of ${algorithm}`);
  const typed = concatBytes(type, publicKey);
  return `${name}+${toHex(idOf(name, algorithm, publicKey))}+${toBase64(typed)}`;
}

export interface VerifierKey {
  name: string;
  algorithm: KeyAlgorithm;
  keyId: Uint8Array;
  publicKey: Uint8Array;
}

/** The three parts of the text form of a key, the id not yet compared. Throws VerificationError 'note'. */
export function splitVerifierKey(text: string): { name: string; id: string; typed: Uint8Array } {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  const [name, id, encoded] = [match?.[1] ?? '', match?.[2] ?? '', match?.[3] ?? ''];
  requireName(name);
  return { name, id, typed: fromBase64(encoded, 'note') };
}

const beginsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  equalBytes(bytes.subarray(0, start.length), start);

/** Reads a verifier key; throws VerificationError 'note' when its id is not that of its key, or the algorithm is unknown. */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, typed } = splitVerifierKey(text);
  const algorithm = algorithmNames.find((one) => beginsWith(typed, algorithms[one].type));
  if (algorithm === undefined) throw new VerificationError('note', 'a verifier key of an unknown algorithm');
  const { type, isKey } = algorithms[algorithm];
  const publicKey = typed.subarray(type.length);
  if (!isKey(publicKey)) throw new VerificationError('note', `not a public key of ${algorithm}`);
  const ownId = idOf(name, algorithm, publicKey);
  if (toHex(ownId) !== id) throw new VerificationError('note', 'the key id is not that of the key');
  return { name, algorithm, keyId: ownId, publicKey };
}

function requireText(text: string): void {
  // Control characters, newline apart, could make a note look other than it is.
  const forbidden = [...text].some((sign) => sign !== '\n' && sign < ' ');
  if (!text.endsWith('\n') || forbidden || !text.isWellFormed())
    throw new VerificationError(
      'note',
      'a note is Unicode without control characters and ends with a newline',
    );
}

/** Writes a note (C2SP signed-note): the text, an empty line, one line for each signature. Throws VerificationError 'note'. */
export function formatNote({ text, signatures }: Note): string {
  requireText(text);
  if (signatures.length < 1 || signatures.length > mostSignatures)
    throw new VerificationError('note', `a note has 1 to ${mostSignatures} signatures`);
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

/** One signature as a line of a note, with its newline. Throws VerificationError 'note'. */
export function formatSignatureLine({ name, keyId: id, signature }: NoteSignature): string {
  requireName(name);
  if (id.length !== 4 || signature.length === 0)
    throw new VerificationError('note', 'a signature has a key id of four bytes and is not empty');
  return `— ${name} ${toBase64(concatBytes(id, signature))}\n`;
}

/** Signs a text that ends with a newline. Throws VerificationError 'note'. */
export function signNote(text: string, signers: readonly Signer[]): string {
  requireText(text);
  const message = utf8(text);
  return formatNote({
    text,
    signatures: signers.map((signer) => ({
      name: signer.name,
      keyId: signer.keyId,
      signature: signer.sign(message),
    })),
  });
}

/** Reads 1 to 64 lines of signatures, as they end a note or come from a witness. Throws VerificationError 'note'. */
export function parseSignatureLines(text: string): NoteSignature[] {
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > mostSignatures) throw new VerificationError('note', 'the note has too many signatures');
  if (!text.endsWith('\n')) throw new VerificationError('note', 'a signature line ends with a newline');
  return lines.map(parseSignature);
}

function parseSignature(line: string): NoteSignature {
  const match = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
  const bytes = match === null ? new Uint8Array() : fromBase64(match[2] ?? '', 'note');
  if (match === null || bytes.length < 5) throw new VerificationError('note', 'not a signature line');
  const name = match[1] ?? '';
  requireName(name);
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** Takes a note apart without verifying anything: never show its text before `verifyNote`. Throws VerificationError 'note'. */
export function parseNote(note: string): Note {
  requireText(note);
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0) throw new VerificationError('note', 'not a signed note');
  return { text: note.slice(0, cut + 1), signatures: parseSignatureLines(note.slice(cut + 2)) };
}

function isSigned(
  signature: Uint8Array,
  message: Uint8Array,
  { algorithm, publicKey }: VerifierKey,
): boolean {
  try {
    return algorithms[algorithm].verify(signature, message, publicKey);
  } catch {
    return false;
  }
}

/**
 * Verifies a note against the keys a reader trusts. Signatures of unknown keys are passed over (witnesses unknown to
 * the reader); a wrong one of a known key, or none of a known key, throws VerificationError 'signature'. `verified`
 * names each signer once, however often it signed.
 */
export function verifyNote(
  note: string,
  verifierKeys: readonly string[],
): { text: string; verified: string[] } {
  const { text, signatures } = parseNote(note);
  const keys = verifierKeys.map(parseVerifierKey);
  const message = utf8(text);
  const verified = new Set<string>();
  for (const { name, keyId: id, signature } of signatures) {
    const known = keys.filter((key) => key.name === name && equalBytes(key.keyId, id));
    if (known.length === 0) continue;
    if (!known.some((key) => isSigned(signature, message, key)))
      throw new VerificationError('signature', `the signature of ${name} is wrong`);
    verified.add(name);
  }
  if (verified.size === 0) throw new VerificationError('signature', 'no signature of a known key');
  return { text, verified: [...verified] };
}

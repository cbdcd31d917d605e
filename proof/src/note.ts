import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, equalBytes, fromBase64, toBase64, toHex, utf8 } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { sha256 } from './hash.ts';

/** Algorithm byte of Ed25519 (C2SP signed-note). */
const ed25519Algorithm = 0x01;

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

function requireName(name: string): void {
  if (name === '' || /[\s+]/u.test(name))
    throw new VerificationError('note', 'a key name has no space and no plus sign');
}

/** Key id of an Ed25519 key: the first four bytes of SHA-256(name, newline, 0x01, key). */
export function ed25519KeyId(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(ed25519Algorithm), publicKey)).slice(0, 4);
}

/** Text form of a verifier key, `<name>+<key id>+<base64>`: what a reader is told to trust. */
export function formatVerifierKey(name: string, publicKey: Uint8Array): string {
  requireName(name);
  return `${name}+${toHex(ed25519KeyId(name, publicKey))}+${toBase64(concatBytes(Uint8Array.of(ed25519Algorithm), publicKey))}`;
}

/** Reads a verifier key; throws VerificationError 'note' when its id is not that of its key, or the algorithm is unknown. */
export function parseVerifierKey(text: string): { name: string; keyId: Uint8Array; publicKey: Uint8Array } {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  const key = match === null ? new Uint8Array() : fromBase64(match[3] ?? '');
  if (match === null || key.length !== 33 || key[0] !== ed25519Algorithm)
    throw new VerificationError('note', 'not a verifier key for Ed25519');
  const [name, publicKey] = [match[1] ?? '', key.subarray(1)];
  const keyId = ed25519KeyId(name, publicKey);
  if (toHex(keyId) !== match[2]) throw new VerificationError('note', 'the key id is not that of the key');
  return { name, keyId, publicKey };
}

/** Signs a text that ends with a newline (C2SP signed-note). */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new VerificationError('note', 'the text of a note ends with a newline');
  const lines = signers.map((signer) => {
    requireName(signer.name);
    return `— ${signer.name} ${toBase64(concatBytes(signer.keyId, signer.sign(utf8(text))))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Takes a note apart without verifying anything. */
export function parseNote(note: string): Note {
  const cut = note.lastIndexOf('\n\n');
  // Control characters, newline apart, could make a note look other than it is.
  const forbidden = [...note].some((sign) => sign !== '\n' && sign < ' ');
  if (cut < 0 || !note.endsWith('\n') || forbidden) throw new VerificationError('note', 'not a signed note');
  const lines = note
    .slice(cut + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0) throw new VerificationError('note', 'the note has no signature');
  return { text: note.slice(0, cut + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const match = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
  const bytes = match === null ? new Uint8Array() : fromBase64(match[2] ?? '');
  if (match === null || bytes.length < 5) throw new VerificationError('note', 'not a signature line');
  return { name: match[1] ?? '', keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/**
 * Verifies a note against the keys a reader trusts. Signatures of unknown keys are passed over (witnesses unknown to
 * the reader); a wrong one of a known key, or none of a known key, throws VerificationError 'signature'.
 */
export function verifyNote(
  note: string,
  verifierKeys: readonly string[],
): { text: string; verified: string[] } {
  const { text, signatures } = parseNote(note);
  const keys = verifierKeys.map(parseVerifierKey);
  const verified = signatures.flatMap(({ name, keyId, signature }) => {
    const key = keys.find((one) => one.name === name && equalBytes(one.keyId, keyId));
    if (key === undefined) return [];
    if (!isSigned(signature, utf8(text), key.publicKey))
      throw new VerificationError('signature', `the signature of ${name} is wrong`);
    return [name];
  });
  if (verified.length === 0) throw new VerificationError('signature', 'no signature of a known key');
  return { text, verified };
}

function isSigned(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey);
  } catch {
    return false;
  }
}

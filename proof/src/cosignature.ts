import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, equalBytes, toBase64, toHex, utf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { VerificationError } from './errors.ts';
import { keyId, type NoteSignature, parseNote, requireName, type Signer, splitVerifierKey } from './note.ts';

/** Algorithm byte of a cosignature with Ed25519 and its time (C2SP tlog-cosignature, cosignature/v1). */
const cosignatureAlgorithm = 0x04;

const timeBytes = 8;
const cosignatureBytes = timeBytes + 64;

/** Key id by which a witness cosigns with this Ed25519 key of 32 bytes. */
export const cosignerKeyId = (name: string, publicKey: Uint8Array): Uint8Array =>
  keyId(name, cosignatureAlgorithm, publicKey);

/** What a reader is told of a witness that it trusts. */
export interface CosignerKey {
  name: string;
  keyId: Uint8Array;
  publicKey: Uint8Array;
}

/** Text form of a witness's key, `<name>+<key id>+<base64>`; its kind is in it, so it is never taken for a log's. */
export function formatCosignerKey(name: string, publicKey: Uint8Array): string {
  requireName(name);
  if (publicKey.length !== 32) throw new VerificationError('note', 'an Ed25519 key has 32 bytes');
  const typed = concatBytes(Uint8Array.of(cosignatureAlgorithm), publicKey);
  return `${name}+${toHex(cosignerKeyId(name, publicKey))}+${toBase64(typed)}`;
}

/** Reads the key of a witness; throws VerificationError 'note' for any other, also for that of a log. */
export function parseCosignerKey(text: string): CosignerKey {
  const { name, id, typed } = splitVerifierKey(text);
  if (typed.length !== 33 || typed[0] !== cosignatureAlgorithm)
    throw new VerificationError('note', 'not the key of a witness');
  const publicKey = typed.subarray(1);
  const ownId = cosignerKeyId(name, publicKey);
  if (toHex(ownId) !== id) throw new VerificationError('note', 'the key id is not that of the key');
  return { name, keyId: ownId, publicKey };
}

function requireTime(time: number): void {
  if (!Number.isSafeInteger(time) || time < 0)
    throw new VerificationError('signature', 'the time of a cosignature is in whole seconds since 1970');
}

/** What a witness signs: a header, its time in seconds since 1970, the text of the checkpoint with its last newline. */
export function cosignedMessage(text: string, time: number): Uint8Array {
  requireTime(time);
  parseCheckpoint(text);
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Cosigns the text of a checkpoint; `time` in seconds since 1970. Throws VerificationError 'checkpoint' or 'signature'. */
export function cosign(text: string, signer: Signer, time: number): NoteSignature {
  const signature = signer.sign(cosignedMessage(text, time));
  const stamped = new Uint8Array(timeBytes);
  new DataView(stamped.buffer).setBigUint64(0, BigInt(time));
  return { name: signer.name, keyId: signer.keyId, signature: concatBytes(stamped, signature) };
}

/** A cosignature that is right. */
export interface Cosigned {
  name: string;
  /** The trusted key, as it was given. */
  verifierKey: string;
  /** By the witness's own clock, in seconds since 1970. */
  time: number;
}

/** The time in a signature of a witness, before anybody verified it. Throws VerificationError 'signature'. */
export function cosignatureTime({ name, signature }: NoteSignature): number {
  if (signature.length !== cosignatureBytes)
    throw new VerificationError('signature', `the cosignature of ${name} has the wrong length`);
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength);
  const time = Number(view.getBigUint64(0));
  requireTime(time);
  return time;
}

function isCosigned(text: string, cosignature: NoteSignature, { publicKey }: CosignerKey): boolean {
  const message = cosignedMessage(text, cosignatureTime(cosignature));
  try {
    // The strict equation of RFC 8032, as for all signatures here.
    return ed25519.verify(cosignature.signature.subarray(timeBytes), message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** Verifies one cosignature of a checkpoint's text by one key; throws VerificationError 'signature'. Gives its time. */
export function verifyCosignature(text: string, cosignature: NoteSignature, key: CosignerKey): number {
  const ofKey = cosignature.name === key.name && equalBytes(cosignature.keyId, key.keyId);
  if (!ofKey || !isCosigned(text, cosignature, key))
    throw new VerificationError('signature', `the cosignature of ${cosignature.name} is wrong`);
  return cosignatureTime(cosignature);
}

/**
 * Which trusted witnesses cosigned a checkpoint, and when: the earliest first. Signatures of the log and of unknown keys
 * are passed over, so it says nothing of the log's own (`openCheckpoint` does); a wrong one of a trusted witness throws
 * VerificationError 'signature'. A witness that cosigned more than once is told each time.
 */
export function readCosignatures(note: string, witnessKeys: readonly string[]): Cosigned[] {
  const { text, signatures } = parseNote(note);
  parseCheckpoint(text);
  const keys = [...new Set(witnessKeys)].map((verifierKey) => ({
    verifierKey,
    key: parseCosignerKey(verifierKey),
  }));
  const cosigned: Cosigned[] = [];
  for (const signature of signatures) {
    const known = keys.filter(
      ({ key }) => key.name === signature.name && equalBytes(key.keyId, signature.keyId),
    );
    if (known.length === 0) continue;
    const time = cosignatureTime(signature);
    // The id of a key is short: two keys of one name can share it.
    const by = known.find(({ key }) => isCosigned(text, signature, key));
    if (by === undefined)
      throw new VerificationError('signature', `the cosignature of ${signature.name} is wrong`);
    cosigned.push({ name: by.key.name, verifierKey: by.verifierKey, time });
  }
  return cosigned.sort(
    (a, b) => a.time - b.time || (a.verifierKey < b.verifierKey ? -1 : Number(a.verifierKey > b.verifierKey)),
  );
}

/** `needed` of these witnesses have to cosign before a reader believes that everybody sees the same log. */
export interface WitnessPolicy {
  needed: number;
  /** Verifier keys. */
  witnesses: readonly string[];
}

export interface PolicyResult {
  /** How many of the keys cosigned. One key counts once, under however many names. */
  counted: number;
  held: boolean;
  cosigned: Cosigned[];
}

/**
 * Whether enough witnesses cosigned a checkpoint. Throws VerificationError 'note' for a policy that could never be
 * missed or met (`needed` from 1 to the number of different keys), and as `readCosignatures`.
 */
export function checkPolicy(note: string, { needed, witnesses }: WitnessPolicy): PolicyResult {
  const bare = (verifierKey: string) => toHex(parseCosignerKey(verifierKey).publicKey);
  const different = new Set(witnesses.map(bare)).size;
  if (!Number.isSafeInteger(needed) || needed < 1 || needed > different)
    throw new VerificationError('note', 'a policy needs at least one witness and not more than there are');
  const cosigned = readCosignatures(note, witnesses);
  const counted = new Set(cosigned.map(({ verifierKey }) => bare(verifierKey))).size;
  return { counted, held: counted >= needed, cosigned };
}

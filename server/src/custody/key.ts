import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  ed25519KeyId,
  formatVerifierKey,
  type KeyAlgorithm,
  type Signer,
  signSm2,
  sm2KeyId,
} from '@liuhen/proof';
import { OperatorFault } from '../base/operator-fault.ts';

/** The key that signs checkpoints, and how outsiders verify it. The signer may lie in a file or in a module. */
export interface LogKey {
  signer: Signer;
  /** C2SP verifier key: `<origin>+<id>+<base64>`. */
  verifierKey: string;
  origin: string;
}

/** How a key lies in its file: under a passphrase, or readable for the account that owns it. */
export type Passphrase = string | null;

/** A new private key in PKCS #8, PEM; with a passphrase encrypted by it (PBES2, AES-256). */
export function makeKeyFile(algorithm: KeyAlgorithm, passphrase: Passphrase): string {
  const { privateKey } =
    algorithm === 'sm2' ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519');
  return encodeKey(privateKey, passphrase);
}

const encodeKey = (privateKey: KeyObject, passphrase: Passphrase): string =>
  privateKey
    .export({
      type: 'pkcs8',
      format: 'pem',
      ...(passphrase !== null && { cipher: 'aes-256-cbc', passphrase }),
    })
    .toString();

const isEncrypted = (pem: string): boolean => pem.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----');

/** Reads the PEM of a private key. Throws OperatorFault when the passphrase is missing or wrong. */
export function decodeKey(pem: string, passphrase: Passphrase, file: string): KeyObject {
  if (!isEncrypted(pem)) return createPrivateKey(pem);
  if (passphrase === null) throw new OperatorFault('cli.fault.keyLocked', { file });
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch (error) {
    throw new OperatorFault('cli.fault.keyPassphraseWrong', { file }, error);
  }
}

/** The same key under a passphrase; null when the file is under one already, or none is wanted. */
export function encryptedKey(pem: string, passphrase: Passphrase): string | null {
  return passphrase === null || isEncrypted(pem) ? null : encodeKey(createPrivateKey(pem), passphrase);
}

/** Makes the signer of a private key of Ed25519 or SM2; throws for one of another kind, whose verifier key would mean nothing. */
export function makeLogKey(privateKey: KeyObject, origin: string): LogKey {
  if (privateKey.asymmetricKeyType === 'ed25519') return makeEd25519(privateKey, origin);
  if (spkiOf(privateKey).includes(sm2Curve)) return makeSm2(privateKey, origin);
  throw new Error('日志密钥不是 Ed25519 或 SM2 私钥 (the log key is not a private key of Ed25519 or SM2)');
}

/** The object identifier of the curve, 1.2.156.10197.1.301: Node has no name for a key of it that was read from a file. */
const sm2Curve = Buffer.from('06082a811ccf5501822d', 'hex');

const spkiOf = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' });

function makeEd25519(privateKey: KeyObject, origin: string): LogKey {
  const raw = createPublicKey(privateKey).export({ format: 'jwk' }).x;
  const publicKey = new Uint8Array(Buffer.from(raw ?? '', 'base64url'));
  return {
    origin,
    verifierKey: formatVerifierKey(origin, publicKey),
    signer: {
      name: origin,
      keyId: ed25519KeyId(origin, publicKey),
      sign: (bytes) => sign(null, bytes, privateKey),
    },
  };
}

/** Node signs ECDSA with a key of this curve, which is not SM2: its bytes are taken out and used by proof's own. */
function makeSm2(privateKey: KeyObject, origin: string): LogKey {
  const publicKey = new Uint8Array(spkiOf(privateKey).subarray(-65));
  const secret = secretIn(privateKey.export({ type: 'pkcs8', format: 'der' }));
  return {
    origin,
    verifierKey: formatVerifierKey(origin, publicKey, 'sm2'),
    signer: {
      name: origin,
      keyId: sm2KeyId(origin, publicKey),
      sign: (bytes) => signSm2(bytes, secret, (count) => randomBytes(count)),
    },
  };
}

/** ECPrivateKey ::= SEQUENCE { version 1, privateKey OCTET STRING of 32 bytes, … } (RFC 5915 §3). */
function secretIn(pkcs8: Buffer): Uint8Array {
  const before = Buffer.from([2, 1, 1, 4, 32]);
  const at = pkcs8.indexOf(before) + before.length;
  return new Uint8Array(pkcs8.subarray(at, at + 32));
}

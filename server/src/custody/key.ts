import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ed25519KeyId, formatVerifierKey, type Signer } from '@liuhen/proof';

/** The key that signs checkpoints, and how outsiders verify it. */
export interface LogKey {
  signer: Signer;
  /** C2SP verifier key: `<origin>+<id>+<base64>`. */
  verifierKey: string;
  origin: string;
}

const fileName = 'log-key.pem';

/** Creates the log's Ed25519 key, once, durable before it is used. Refuses to replace one. */
export async function createLogKey(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName);
  if (existsSync(path)) throw new Error(`${path} exists`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const file = await open(`${path}.part`, 'w', 0o600);
  await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
}

/** Reads the log's key; null before it was created. */
export async function readLogKey(folder: string, origin: string): Promise<LogKey | null> {
  const path = join(folder, fileName);
  if (!existsSync(path)) return null;
  return makeLogKey(createPrivateKey(await readFile(path, 'utf8')), origin);
}

/** Makes the signer of an Ed25519 private key; throws for a key of another kind, whose verifier key would mean nothing. */
export function makeLogKey(privateKey: KeyObject, origin: string): LogKey {
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new Error('日志密钥不是 Ed25519 私钥 (the log key is not an Ed25519 private key)');
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

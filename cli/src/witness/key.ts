import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cosignerKeyId, formatCosignerKey, type Signer } from '@liuhen/proof';
import { writeDurably } from './memory.ts';

/** The key that a witness cosigns with, and what it tells those who trust it. */
export interface WitnessKey {
  signer: Signer;
  verifierKey: string;
}

const fileName = 'witness-key.pem';

/** The key in the folder; made there when it has none, for its owner alone and durable before it signs. */
export async function openWitnessKey(folder: string, name: string): Promise<WitnessKey> {
  const path = join(folder, fileName);
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeDurably(folder, fileName, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  const privateKey = createPrivateKey(readFileSync(path, 'utf8'));
  const x = createPublicKey(privateKey).export({ format: 'jwk' }).x;
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'));
  return {
    verifierKey: formatCosignerKey(name, publicKey),
    signer: {
      name,
      keyId: cosignerKeyId(name, publicKey),
      sign: (message) => sign(null, message, privateKey),
    },
  };
}

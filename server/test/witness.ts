import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  cosign,
  cosignerKeyId,
  formatCosignerKey,
  formatSignatureLine,
  parseNote,
  type Signer,
} from '@liuhen/proof';

/** What came to add-checkpoint. */
export interface Handed {
  oldSize: number;
  proof: number;
  note: string;
}

export type WitnessAnswering = (handed: Handed, response: ServerResponse) => void;

/** The hands of a witness in a test; its key is made of its name and guards nothing. */
export function makeTestWitness(name: string): {
  verifierKey: string;
  cosign: (note: string, time: number) => string;
} {
  const seed = createHash('sha256').update(`witness ${name}`).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  const signer: Signer = {
    ...{ name, keyId: cosignerKeyId(name, publicKey) },
    sign: (message) => sign(null, message, key),
  };
  return {
    verifierKey: formatCosignerKey(name, publicKey),
    cosign: (note, time) => formatSignatureLine(cosign(parseNote(note).text, signer, time)),
  };
}

/** Serves add-checkpoint, answering as a test wants it. */
export async function serveTestWitness(answering: WitnessAnswering) {
  const handed: Handed[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const [head = '', ...rest] = body.split('\n\n');
      const [first = '', ...proof] = head.split('\n');
      const one = { oldSize: Number(first.slice(4)), proof: proof.length, note: rest.join('\n\n') };
      handed.push(one);
      answering(one, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    handed,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

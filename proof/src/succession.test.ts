import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { utf8 } from './bytes.ts';
import type { Json } from './canonical.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { type EntryKind, entryText, payloadDigest } from './entry.ts';
import { leafHash } from './hash.ts';
import { ed25519KeyId, formatVerifierKey, type Signer, signNote } from './note.ts';
import type { InclusionReceipt } from './receipt.ts';
import { followKeys } from './succession.ts';

const origin = 'log.example/liuhen';
const salt = '0f'.repeat(16);
const id = '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11';

function makeKey(name = origin): { verifierKey: string; signer: Signer } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const signer = {
    name,
    keyId: ed25519KeyId(name, bytes),
    sign: (message: Uint8Array) => sign(null, message, privateKey),
  };
  return { verifierKey: formatVerifierKey(name, bytes), signer };
}
const [a, b, c, other] = [makeKey(), makeKey(), makeKey(), makeKey('other.example/log')];

/** Receipt in a log of one entry, signed by a key. */
function receiptOf(by: typeof a, payload: Json, kind: EntryKind = 'key.rotated'): InclusionReceipt {
  const entry = entryText({
    ...{ v: 1, alg: 'sha256', kind, at: '2026-10-14T02:00:00.000Z', actor: 'system', organ: null },
    ...{ subject: `log_key/${id}`, digest: payloadDigest(salt, payload) },
  });
  const text = formatCheckpoint({ origin: by.signer.name, size: 1, root: leafHash(utf8(entry)) });
  return { entry, salt, payload, index: 0, size: 1, proof: [], checkpoint: signNote(text, [by.signer]) };
}
const naming = (key: typeof a): Json => ({
  id,
  verifier_key: key.verifierKey,
  revokes: false,
  reason: 'yearly',
});

describe('a reader who trusts a key', () => {
  const steps = [receiptOf(b, naming(c)), receiptOf(a, naming(b))];

  it('comes to each that it named, in their order, whatever the order of the receipts', () => {
    const chain = [a, b, c].map(({ verifierKey }) => verifierKey);
    expect(followKeys(a.verifierKey, steps)).toEqual(chain);
    expect(followKeys(a.verifierKey, [...steps].reverse())).toEqual(chain);
    expect(followKeys(b.verifierKey, steps)).toEqual(chain.slice(1));
    expect(followKeys(c.verifierKey, steps)).toEqual(chain.slice(2));
  });

  it('is told of itself and of no other without receipts', () => {
    expect(followKeys(a.verifierKey, [])).toEqual([a.verifierKey]);
  });

  it('ends also where keys name each other', () => {
    const round = [receiptOf(a, naming(b)), receiptOf(b, naming(a)), receiptOf(b, naming(b))];
    expect(followKeys(a.verifierKey, round)).toEqual([a.verifierKey, b.verifierKey]);
  });

  it.each<[string, InclusionReceipt]>([
    ['another key names it', receiptOf(c, naming(b))],
    ['it replaces a revoked one', receiptOf(a, { ...(naming(b) as object), revokes: true })],
    ['an entry of another kind names it', receiptOf(a, naming(b), 'key.created')],
    ['the entry is of a revocation', receiptOf(a, naming(b), 'key.revoked')],
    ['it is the key of another log', receiptOf(a, naming(other))],
    ['it is no key', receiptOf(a, { ...(naming(b) as object), verifier_key: `${origin}+00000000+AAAA` })],
    ['nothing is named', receiptOf(a, null)],
    ['a list is named', receiptOf(a, [b.verifierKey])],
    ['the payload was changed', { ...receiptOf(a, naming(c)), payload: naming(b) }],
    ['the checkpoint is of another size', { ...receiptOf(a, naming(b)), size: 2 }],
    [
      'the note has no signature that holds',
      { ...receiptOf(a, naming(b)), checkpoint: receiptOf(c, naming(b)).checkpoint },
    ],
  ])('comes to none where %s', (_, receipt) => {
    expect(followKeys(a.verifierKey, [receipt])).toEqual([a.verifierKey]);
  });

  it('is refused where that is no key', () => {
    expect(codeOf(() => followKeys('nothing', steps))).toBe('note');
  });
});

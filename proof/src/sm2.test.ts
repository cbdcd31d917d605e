import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBER, Integer, Sequence } from 'asn1js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { flipBit } from '../test/samples.ts';
import { concatBytes, fromHex, toHex, utf8 } from './bytes.ts';
import { isSm2PublicKey, signSm2, sm2PublicKey, verifySm2 } from './sm2.ts';

/** Example of a signature in GM/T 0003.5-2012, annex A.2: private key, k, message, r, s. */
const example = {
  privateKey: fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  publicKey: fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
  k: fromHex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'),
  message: utf8('message digest'),
  signature: fromHex(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  ),
};
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const scalar = (number: bigint) => fromHex(number.toString(16).padStart(64, '0'));
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

describe('the example of the standard', () => {
  it('has this public key', () => {
    expect(toHex(sm2PublicKey(example.privateKey))).toBe(toHex(example.publicKey));
  });
  it('is signed with its k to its r and s', () => {
    const { message, privateKey, k, signature } = example;
    expect(toHex(signSm2(message, privateKey, () => k))).toBe(toHex(signature));
  });
  it('is verified', () => {
    expect(verifySm2(example.signature, example.message, example.publicKey)).toBe(true);
  });
});

describe('a signature', () => {
  const { message, publicKey, signature } = example;
  it('is wrong with any bit flipped in it, in the message or in the key', () => {
    for (let bit = 0; bit < 512; bit += 37)
      expect(verifySm2(flipBit(signature, bit), message, publicKey), `bit ${bit}`).toBe(false);
    for (let bit = 0; bit < message.length * 8; bit += 17)
      expect(verifySm2(signature, flipBit(message, bit), publicKey)).toBe(false);
    for (let bit = 0; bit < 520; bit += 41)
      expect(verifySm2(signature, message, flipBit(publicKey, bit))).toBe(false);
  });

  it('is wrong where r or s is no scalar, or both together are zero', () => {
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    const zero = new Uint8Array(32);
    const numberS = BigInt(`0x${toHex(s)}`);
    for (const [one, other] of [
      [zero, s],
      [r, zero],
      [scalar(n), s],
      [r, scalar(n)],
      [r, scalar(2n ** 256n - 1n)],
      [scalar(n - numberS), s],
    ] as const)
      expect(verifySm2(concatBytes(one, other), message, publicKey)).toBe(false);
  });

  it('is wrong with another length', () => {
    for (const length of [0, 1, 63])
      expect(verifySm2(signature.subarray(0, length), message, publicKey)).toBe(false);
    expect(verifySm2(concatBytes(signature, Uint8Array.of(0)), message, publicKey)).toBe(false);
  });

  it('is of this identity only', () => {
    const other = utf8('ALICE123@YAHOO.COM');
    expect(verifySm2(signature, message, publicKey, other)).toBe(false);
    const signed = signSm2(message, example.privateKey, random, other);
    expect(verifySm2(signed, message, publicKey, other)).toBe(true);
    expect(verifySm2(signed, message, publicKey)).toBe(false);
  });

  it('passes over a k that is no scalar', () => {
    const offered = [new Uint8Array(32), scalar(n), scalar(2n ** 256n - 1n), example.k];
    const given = () => offered.shift() ?? new Uint8Array(32);
    expect(toHex(signSm2(message, example.privateKey, given))).toBe(toHex(signature));
    expect(offered).toHaveLength(0);
  });

  it('of any message by any key is verified, and by no other', () => {
    const key = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => (bytes[0] ?? 0) < 255 && bytes.some(Boolean));
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 200 }), (privateKey, text) => {
        const signed = signSm2(text, privateKey, random);
        expect(verifySm2(signed, text, sm2PublicKey(privateKey))).toBe(true);
        expect(verifySm2(signed, text, publicKey)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('keys', () => {
  it('outside the range are refused', () => {
    for (const bytes of [
      new Uint8Array(32),
      scalar(n - 1n),
      scalar(n),
      new Uint8Array(31),
      new Uint8Array(0),
    ])
      expect(() => sm2PublicKey(bytes)).toThrow();
  });
  it('that are no point of the curve are known', () => {
    expect(isSm2PublicKey(example.publicKey)).toBe(true);
    expect(isSm2PublicKey(flipBit(example.publicKey, 300))).toBe(false);
    expect(isSm2PublicKey(new Uint8Array(65))).toBe(false);
    expect(isSm2PublicKey(Uint8Array.of(0))).toBe(false);
    expect(isSm2PublicKey(concatBytes(Uint8Array.of(2), example.publicKey.subarray(1, 33)))).toBe(false);
  });
});

describe('OpenSSL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-sm2-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  const openssl = (...parameters: string[]) =>
    execFileSync('openssl', parameters, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', 'key.pem');
  openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem');
  const der = createPrivateKey(readFileSync(at('key.pem'))).export({ type: 'pkcs8', format: 'der' });
  const privateKey = new Uint8Array(der.subarray(36, 68));
  const identity = ['-pkeyopt', 'distid:1234567812345678'];
  const digest = ['-rawin', '-digest', 'sm3'];
  const messages = ['', 'message digest', '日志\n300\n', 'x'.repeat(5000)].map(utf8);

  it.each(messages.map((message) => [message.length, message] as const))(
    'signs %i bytes, which is verified here',
    (_, message) => {
      writeFileSync(at('message'), message);
      openssl(
        'pkeyutl',
        '-sign',
        '-inkey',
        'key.pem',
        ...digest,
        ...identity,
        '-in',
        'message',
        '-out',
        'signature',
      );
      const parts = fromBER(new Uint8Array(readFileSync(at('signature')))).result as Sequence;
      const numbers = parts.valueBlock.value.map((part) => (part as Integer).toBigInt());
      const signature = concatBytes(...numbers.map(scalar));
      expect(verifySm2(signature, message, sm2PublicKey(privateKey))).toBe(true);
      expect(verifySm2(signature, concatBytes(message, Uint8Array.of(0)), sm2PublicKey(privateKey))).toBe(
        false,
      );
    },
  );

  it.each(messages.map((message) => [message.length, message] as const))(
    'verifies what is signed here over %i bytes',
    (_, message) => {
      const signature = signSm2(message, privateKey, random);
      const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map((half) =>
        Integer.fromBigInt(BigInt(`0x${toHex(half)}`)),
      );
      const value = [r, s].filter((part) => part !== undefined);
      writeFileSync(at('message'), message);
      writeFileSync(at('signature'), new Uint8Array(new Sequence({ value }).toBER()));
      const verifying = [
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        'public.pem',
        ...digest,
        ...identity,
        '-sigfile',
        'signature',
      ];
      expect(openssl(...verifying, '-in', 'message')).toContain('Signature Verified Successfully');
      writeFileSync(at('other'), concatBytes(message, Uint8Array.of(0)));
      expect(() => openssl(...verifying, '-in', 'other')).toThrow();
    },
  );
});

import { execFileSync } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBER, type OctetString } from 'asn1js';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Authority, type AuthorityTraits } from '../test/authority.ts';
import { codeOf, codeOfLater } from '../test/refusal.ts';
import { toHex, utf8 } from './bytes.ts';
import { sha256 } from './hash.ts';
import { makeTimeStampQuery, readCertificates, verifyTimeStamp } from './time-stamp.ts';

const message = utf8('log.example/liuhen\n300\nAAAA\n');
const nonce = randomBytes(16);
const authority = new Authority();
afterAll(() => authority.close());
const answer = authority.answer(makeTimeStampQuery(message, nonce));
const trusted = readCertificates(authority.root);

function authorityWith(traits: AuthorityTraits): Authority {
  const one = new Authority(traits);
  onTestFinished(() => one.close());
  return one;
}

/** What the OpenSSL command line says of a query or an answer. */
function openssl(what: 'query' | 'reply', bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-stamp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'one'), bytes);
  return execFileSync('openssl', ['ts', `-${what}`, '-in', join(folder, 'one'), '-text'], {
    encoding: 'utf8',
  });
}

const refusalOf = async (bytes: Uint8Array, of = message, roots = trusted): Promise<string> => {
  const why = await verifyTimeStamp(bytes, of, roots).then(() => 'accepted', String);
  expect(await codeOfLater(verifyTimeStamp(bytes, of, roots)), why).toBe('timeStamp');
  return why;
};

describe('a query', () => {
  it('says to OpenSSL what was asked', () => {
    const text = openssl('query', makeTimeStampQuery(message, Uint8Array.of(0, 0, 0x12, 0xff)));
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toContain('Nonce: 0x01000012FF');
    expect(text).toContain('Certificate required: yes');
    const printed = [...text.matchAll(/^ {4}\d{4} - ((?:[0-9a-f]{2}[ -])+)/gm)].map(([, line = '']) => line);
    expect(printed.join('').replace(/[ -]/g, '')).toBe(toHex(sha256(message)));
  });
});

describe('a time stamp', () => {
  it('says what OpenSSL reads in it', async () => {
    const stamp = await verifyTimeStamp(answer, message, trusted);
    const text = openssl('reply', answer);
    const [, printed = ''] = /Time stamp: (.+)/.exec(text) ?? [];
    expect(stamp.at).toBe(new Date(printed).toISOString());
    expect(text).toContain(`Serial number: 0x${stamp.serial.toUpperCase()}`);
    expect(stamp).toMatchObject({ authority: 'Authority of the test', nonce: `01${toHex(nonce)}` });
    expect(stamp.accuracyMillis).toBe(1501);
    expect(stamp.certificate).toBe(toHex(sha256(readCertificates(authority.certificate)[0] ?? message)));
  });

  it('is believed when the reader trusts the authority itself rather than its root', async () => {
    const itself = readCertificates(authority.certificate + authority.root);
    expect(await codeOfLater(verifyTimeStamp(answer, message, itself))).toBeNull();
  });

  it('may be signed with RSA', async () => {
    const other = authorityWith({ key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] });
    const stamped = other.answer(makeTimeStampQuery(message, nonce));
    const stamp = await verifyTimeStamp(stamped, message, readCertificates(other.root));
    expect(stamp.authority).toBe('Authority of the test');
  });

  it('needs no clock: the certificate has to have been valid when it stamped', async () => {
    vi.useFakeTimers({ now: Date.parse('2090-01-01T00:00:00Z'), toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    expect(await codeOfLater(verifyTimeStamp(answer, message, trusted))).toBeNull();
  });

  it('is refused for other bytes', async () => {
    expect(await refusalOf(answer, utf8('log.example/liuhen\n301\nAAAA\n'))).toContain('TSTInfo');
  });

  it('is refused when nobody that is trusted vouches for its authority', async () => {
    const other = authorityWith({});
    await refusalOf(answer, message, readCertificates(other.root));
    await refusalOf(answer, message, []);
  });

  it('is refused when it names its certificate by SHA-1 only', async () => {
    const other = authorityWith({ named: 'sha1' });
    const stamped = other.answer(makeTimeStampQuery(message, nonce));
    expect(await refusalOf(stamped, message, readCertificates(other.root))).toContain('SHA-1');
  });

  it('is refused over a digest other than SHA-256', async () => {
    const query = authority.query(message, 'sha512');
    expect(await refusalOf(authority.answer(query))).toContain('SHA-256');
  });

  it('is refused as long as the authority did not grant it', async () => {
    const rejected = Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2);
    expect(await refusalOf(rejected)).toContain('grant');
    expect(await refusalOf(Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 0))).toContain('no token');
  });

  it.each([0, 1, 9, 30, 200, answer.length - 1])('is refused when cut after %i bytes', async (length) => {
    await refusalOf(answer.subarray(0, length));
  });

  it('is refused with any byte of what is stamped or signed flipped', async () => {
    const signature = answer.length - 100;
    const info = Buffer.from(answer).indexOf(Buffer.from(sha256(message)));
    for (const place of [info - 40, info, info + 31, info + 40, signature]) {
      const flipped = Uint8Array.from(answer);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      await refusalOf(flipped);
    }
  });
});

describe('a token that breaks the rules', () => {
  /** The content that the authority has signed. */
  const content = contentOf(answer);

  it('is accepted as soon as it does not: the way of forging is no reason to refuse', async () => {
    expect(await codeOfLater(verifyTimeStamp(authority.forge(content), message, trusted))).toBeNull();
  });

  it.each([
    ['for servers', 'critical,serverAuth'],
    ['for time stamps and more', 'critical,timeStamping,codeSigning'],
    ['for time stamps, but not critically', 'timeStamping'],
  ])('has a certificate %s', async (_, usage) => {
    const other = authorityWith({ usage });
    const why = await refusalOf(other.forge(content), message, readCertificates(other.root));
    expect(why).toContain('for time stamps alone');
  });

  it('does not name its certificate', async () => {
    expect(await refusalOf(authority.forge(content, []))).toContain('does not name');
  });

  it('is signed as something else', async () => {
    const other = authority.forge(content, ['-cades', '-econtent_type', 'id-smime-ct-receipt']);
    expect(await refusalOf(other)).toContain('no time stamp');
  });

  it('does not hold the certificate that it names', async () => {
    expect(await refusalOf(authority.forge(content, ['-cades', '-nocerts']))).toContain('not in it');
  });

  it('stamps a time at which its certificate was not valid', async () => {
    const at = content.findIndex((byte, place) => byte === 0x18 && content[place + 1] === 15);
    expect(at).toBeGreaterThan(0);
    for (const year of ['2050', '2001']) await refusalOf(authority.forge(withYear(content, at + 2, year)));
  });
});

describe('certificates', () => {
  it('are read from a text with words around them', () => {
    const both = readCertificates(`Authority\n${authority.certificate}\nRoot\n${authority.root}`);
    expect(both.map((bytes) => toHex(sha256(bytes)))).toEqual([
      fingerprint(authority.certificate),
      fingerprint(authority.root),
    ]);
  });

  it('are refused where there are none, or none whole', () => {
    expect(codeOf(() => readCertificates(''))).toBe('timeStamp');
    expect(
      codeOf(() => readCertificates('-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----')),
    ).toBe('encoding');
    expect(
      codeOf(() => readCertificates('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')),
    ).toBe('timeStamp');
  });
});

const fingerprint = (pem: string): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();

/** The TSTInfo of an answer: the one octet string of the content that is signed, found by its first member, version 1. */
function contentOf(response: Uint8Array): Uint8Array {
  const type = Buffer.from('060b2a864886f70d0109100104a0', 'hex');
  const at = Buffer.from(response).indexOf(type) + type.length;
  const { result } = fromBER(response.slice(at + lengthOf(response, at)));
  return new Uint8Array((result as OctetString).getValue());
}

/** How many bytes tell the length at this place (DER). */
const lengthOf = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0;
  return first < 128 ? 1 : 1 + (first & 127);
};

function withYear(content: Uint8Array, at: number, year: string): Uint8Array {
  const other = Uint8Array.from(content);
  other.set(utf8(year), at);
  return other;
}

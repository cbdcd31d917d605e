import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCheckpoint, openCheckpoint, parseVerifierKey, signNote } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLogKey } from './key.ts';
import { createLogKey, noteVerifierKey, readLogKey, readVerifierKeys } from './key-folder.ts';

const origin = 'liuhen.test/log';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-key-'));
  path = join(folder, 'log-key.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (of: string) => (await stat(of)).mode & 0o777;

async function readKey(of = folder, name = origin) {
  const key = await readLogKey(of, name);
  if (key === null) throw new Error('a key was expected');
  return key;
}

const checkpointBy = (key: Awaited<ReturnType<typeof readKey>>) =>
  signNote(formatCheckpoint({ origin: key.origin, size: 7, root: new Uint8Array(32).fill(9) }), [key.signer]);

describe('the key file', () => {
  it('is not there before it was created', async () => {
    expect(await readLogKey(folder, origin)).toBeNull();
    expect(await readLogKey(join(folder, 'nowhere'), origin)).toBeNull();
  });

  it('can be read by its owner alone, and so can a folder that had to be made for it', async () => {
    const deep = join(folder, 'home', 'keys');
    await createLogKey(deep);
    expect(await modeOf(join(deep, 'log-key.pem'))).toBe(0o600);
    expect(await modeOf(deep)).toBe(0o700);
  });

  it('is the only file: what it was written into first is gone', async () => {
    await createLogKey(folder);
    expect(await readdir(folder)).toEqual(['log-key.pem']);
  });

  it('is an Ed25519 key in PKCS #8, new each time', async () => {
    const texts = new Set<string>();
    for (const name of ['a', 'b', 'c']) {
      await createLogKey(join(folder, name));
      const text = await readFile(join(folder, name, 'log-key.pem'), 'utf8');
      expect(text).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\s\S]+-----END PRIVATE KEY-----\n$/);
      expect(createPublicKey(text).asymmetricKeyType).toBe('ed25519');
      texts.add(text);
    }
    expect(texts.size).toBe(3);
  });

  it('is never overwritten: a second creation is refused in words and leaves every byte', async () => {
    await createLogKey(folder);
    const before = await readFile(path);
    await expect(createLogKey(folder)).rejects.toThrow(`${path} exists`);
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).toEqual(['log-key.pem']);
  });

  it.each([
    ['an empty file', ''],
    ['something that is no key', 'not a key\n'],
  ])('%s in its place is not overwritten either', async (_what, text) => {
    await writeFile(path, text);
    await expect(createLogKey(folder)).rejects.toThrow('exists');
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is made also where a crash left a half written one behind', async () => {
    await writeFile(`${path}.part`, '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw', { mode: 0o600 });
    expect(await readLogKey(folder, origin)).toBeNull();
    await createLogKey(folder);
    expect((await readKey()).verifierKey).toMatch(/^liuhen\.test\/log\+/);
    expect(await readdir(folder)).toEqual(['log-key.pem']);
    expect(await modeOf(path)).toBe(0o600);
  });
});

describe('reading the key', () => {
  it.each([
    ['an empty file', ''],
    ['a text', 'liuhen.test/log+00000000+AAAA\n'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    [
      'a public key',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
  ])('refuses %s', async (_what, text) => {
    await writeFile(path, text);
    await expect(readLogKey(folder, origin)).rejects.toThrow();
  });

  it('refuses a key that was cut', async () => {
    await createLogKey(folder);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, text.length / 2));
    await expect(readLogKey(folder, origin)).rejects.toThrow();
  });

  it('refuses an RSA key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(readLogKey(folder, origin)).rejects.toThrow();
  });

  it('does not take a folder for a missing key', async () => {
    await mkdir(path);
    await expect(readLogKey(folder, origin)).rejects.toThrow();
  });

  it('gives the same key each time', async () => {
    await createLogKey(folder);
    const [first, second] = [await readKey(), await readKey()];
    expect(second.verifierKey).toBe(first.verifierKey);
    expect(openCheckpoint(checkpointBy(second), [first.verifierKey]).checkpoint.size).toBe(7);
  });
});

describe('the key in use', () => {
  it('signs what its verifier key, and no other, verifies', async () => {
    await createLogKey(join(folder, 'a'));
    await createLogKey(join(folder, 'b'));
    const [a, b] = [await readKey(join(folder, 'a')), await readKey(join(folder, 'b'))];
    const note = checkpointBy(a);
    expect(openCheckpoint(note, [a.verifierKey])).toMatchObject({
      checkpoint: { origin, size: 7 },
      verified: [origin],
    });
    expect(() => openCheckpoint(note, [b.verifierKey])).toThrow();
    expect(() => openCheckpoint(note.replace('\n7\n', '\n8\n'), [a.verifierKey])).toThrow();
  });

  it('is another one under another origin, though the bytes are the same', async () => {
    await createLogKey(folder);
    const [here, there] = [await readKey(), await readKey(folder, 'other.test/log')];
    expect(there.origin).toBe('other.test/log');
    expect(parseVerifierKey(there.verifierKey).publicKey).toEqual(
      parseVerifierKey(here.verifierKey).publicKey,
    );
    expect(there.signer.keyId).not.toEqual(here.signer.keyId);
    expect(() => openCheckpoint(checkpointBy(there), [here.verifierKey])).toThrow();
  });

  it('tells as its verifier key the public half of the private key and nothing of the other', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = makeLogKey(privateKey, origin);
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    expect(Buffer.from(parseVerifierKey(key.verifierKey).publicKey)).toEqual(raw);
    const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    expect(Buffer.from(key.verifierKey.split('+').slice(2).join('+'), 'base64').includes(secret)).toBe(false);
    const bytes = Buffer.from('some text\n');
    expect(verify(null, bytes, publicKey, key.signer.sign(bytes) as Uint8Array)).toBe(true);
    expect(Buffer.from(key.signer.sign(bytes) as Uint8Array)).toEqual(sign(null, bytes, privateKey));
  });
});

describe('a key of SM2', () => {
  it('is made, read again, and signs what its verifier key verifies', async () => {
    await createLogKey(folder, 'sm2');
    const [first, second] = [await readKey(), await readKey()];
    expect(second.verifierKey).toBe(first.verifierKey);
    expect(parseVerifierKey(first.verifierKey).algorithm).toBe('sm2');
    const note = checkpointBy(second);
    expect(openCheckpoint(note, [first.verifierKey]).verified).toEqual([origin]);
    expect(() => openCheckpoint(note.replace('\n7\n', '\n8\n'), [first.verifierKey])).toThrow();
  });

  it('that OpenSSL made is taken as well', async () => {
    const making = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', path];
    execFileSync('openssl', making, { stdio: 'pipe' });
    const key = await readKey();
    expect(openCheckpoint(checkpointBy(key), [key.verifierKey]).checkpoint.size).toBe(7);
  });
});

describe('a key under a passphrase', () => {
  it.each(['ed25519', 'sm2'] as const)('of %s is read with it alone, by OpenSSL too', async (algorithm) => {
    await createLogKey(folder, algorithm, '左边 7');
    const pem = await readFile(path, 'utf8');
    expect(pem).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect((await readLogKey(folder, origin, '左边 7'))?.origin).toBe(origin);
    await expect(readLogKey(folder, origin)).rejects.toMatchObject({ key: 'cli.fault.keyLocked' });
    await expect(readLogKey(folder, origin, 'other')).rejects.toMatchObject({
      key: 'cli.fault.keyPassphraseWrong',
    });
    const reading = ['pkey', '-in', path, '-noout', '-passin', 'pass:左边 7'];
    expect(() => execFileSync('openssl', reading, { stdio: 'pipe' })).not.toThrow();
    expect(await readFile(path, 'utf8')).toBe(pem);
  });

  it('is put under one that is new, the same key', async () => {
    await createLogKey(folder);
    const before = await readKey();
    await readLogKey(folder, origin, 'new');
    expect(await readFile(path, 'utf8')).toContain('ENCRYPTED');
    expect((await readLogKey(folder, origin, 'new'))?.verifierKey).toBe(before.verifierKey);
    expect(await readdir(folder)).toEqual(['log-key.pem']);
    expect(await modeOf(path)).toBe(0o600);
  });
});

describe('the list of verifier keys', () => {
  it('is empty before there is one, grows by what is new, and keeps its order', async () => {
    expect(await readVerifierKeys(folder)).toEqual([]);
    expect(await noteVerifierKey(folder, 'b')).toEqual(['b']);
    expect(await noteVerifierKey(folder, 'a')).toEqual(['b', 'a']);
    expect(await noteVerifierKey(folder, 'b')).toEqual(['b', 'a']);
    expect(await readVerifierKeys(folder)).toEqual(['b', 'a']);
  });
});

it.each(['x25519', 'ec'] as const)('a key of the kind %s is refused', (kind) => {
  const { privateKey } =
    kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('x25519');
  expect(() => makeLogKey(privateKey, 'liuhen.test/log')).toThrow('Ed25519');
});

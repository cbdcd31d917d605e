import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { flipBit, readVectors } from '../test/samples.ts';
import { sampleCosignature, sampleKey, sampleNote, sampleWitness } from '../vectors/naive.ts';
import { fromBase64, fromHex, toHex } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import {
  checkPolicy,
  cosign,
  cosignatureTime,
  cosignedMessage,
  cosignerKeyId,
  formatCosignerKey,
  parseCosignerKey,
  readCosignatures,
  verifyCosignature,
} from './cosignature.ts';
import { formatSignatureLine, parseNote, parseSignatureLines, parseVerifierKey, verifyNote } from './note.ts';

interface Vectors {
  log: string;
  witnesses: { name: string; publicKey: string; keyId: string; verifierKey: string }[];
  notes: { text: string; note: string; cosigned: { name: string; time: number }[] }[];
}
const vectors = readVectors<Vectors>('cosignature.json');
const allKeys = vectors.witnesses.map((one) => one.verifierKey);
const [w1, w2] = [sampleWitness('witness.example/w1'), sampleWitness('witness.example/w2')];
const origin = 'log.example/liuhen';
const root = Buffer.alloc(32, 7).toString('base64');
const text = `${origin}\n42\n${root}\n`;
const signed = sampleNote(text, [origin]);
const noteOf = (...cosigned: [name: string, time: number][]) =>
  signed + cosigned.map(([name, time]) => sampleCosignature(text, name, time)).join('');
const signatureIn = (line: string) => {
  const [only] = parseSignatureLines(line);
  if (only === undefined) throw new Error('no line');
  return only;
};

describe('the vectors', () => {
  test.each(vectors.witnesses)('key of $name', ({ name, publicKey, keyId, verifierKey }) => {
    const key = fromBase64(publicKey);
    expect(toHex(cosignerKeyId(name, key))).toBe(keyId);
    expect(formatCosignerKey(name, key)).toBe(verifierKey);
    expect(parseCosignerKey(verifierKey)).toEqual({ name, keyId: fromHex(keyId), publicKey: key });
  });

  test.each(vectors.notes)('note of $cosigned', ({ text: body, note, cosigned }) => {
    expect(readCosignatures(note, allKeys).map(({ name, time }) => ({ name, time }))).toEqual(cosigned);
    expect(openCheckpoint(note, [vectors.log]).verified).toEqual([origin]);
    const lines = parseNote(note).signatures.slice(1);
    const made = lines.map((line) => cosign(body, sampleWitness(line.name), cosignatureTime(line)));
    expect(made.map(formatSignatureLine)).toEqual(lines.map(formatSignatureLine));
  });
});

describe('the example of the specification', () => {
  const example = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const line =
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

  test('its line is read and written, its time is the one that it names', () => {
    expect(formatSignatureLine(signatureIn(line))).toBe(line);
    expect(cosignatureTime(signatureIn(line))).toBe(1_679_315_147);
  });

  test('its message', () => {
    expect(Buffer.from(cosignedMessage(example, 1_679_315_147)).toString()).toBe(
      `cosignature/v1\ntime 1679315147\n${example}`,
    );
  });
});

describe('OpenSSL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-cosignature-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const save = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);

  test('verifies what is cosigned here, and what it signed is verified here', () => {
    openssl('genpkey', '-algorithm', 'ed25519', '-out', 'key.pem');
    const publicKey = openssl('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER').subarray(-32);
    openssl('pkey', '-in', 'key.pem', '-pubout', '-out', 'public.pem');
    const time = 1_790_000_000;
    save('message', `cosignature/v1\ntime ${time}\n${text}`);
    openssl('pkeyutl', '-sign', '-inkey', 'key.pem', '-rawin', '-in', 'message', '-out', 'signature');
    const sign = (message: Uint8Array) => {
      save('asked', message);
      return openssl('pkeyutl', '-sign', '-inkey', 'key.pem', '-rawin', '-in', 'asked');
    };
    const signer = { name: 'by-openssl', keyId: cosignerKeyId('by-openssl', publicKey), sign };
    const made = cosign(text, signer, time);
    const key = parseCosignerKey(formatCosignerKey('by-openssl', publicKey));
    expect(verifyCosignature(text, made, key)).toBe(time);
    save('ours', made.signature.subarray(8));
    const said = openssl(
      ...['pkeyutl', '-verify', '-pubin', '-inkey', 'public.pem', '-rawin', '-in', 'message'],
      ...['-sigfile', 'ours'],
    );
    expect(said.toString()).toContain('Verified Successfully');
  });
});

describe('keys of witnesses and of logs', () => {
  test('are never taken for each other', () => {
    const log = sampleKey(w1.name).verifierKey;
    expect(codeOf(() => parseCosignerKey(log))).toBe('note');
    expect(codeOf(() => parseVerifierKey(w1.verifierKey))).toBe('note');
    expect(codeOf(() => verifyNote(noteOf([w1.name, 5]), [w1.verifierKey]))).toBe('note');
    expect(codeOf(() => readCosignatures(noteOf([w1.name, 5]), [log]))).toBe('note');
  });

  test.each([
    ['nothing', ''],
    ['another id', w1.verifierKey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['another name', w1.verifierKey.replace('w1', 'w3')],
    ['a key cut short', w1.verifierKey.slice(0, -4)],
    ['a name with a space', w1.verifierKey.replace('witness', 'wit ness')],
  ])('%s is no key', (_, key) => {
    expect(codeOf(() => parseCosignerKey(key))).toBe('note');
  });

  test('a key has 32 bytes', () => {
    expect(codeOf(() => formatCosignerKey('w', new Uint8Array(31)))).toBe('note');
  });
});

describe('reading cosignatures', () => {
  test('gives each that is right, the earliest first, with the key that was trusted', () => {
    const read = readCosignatures(noteOf([w2.name, 20], [w1.name, 30], [w1.name, 10]), [
      w1.verifierKey,
      w2.verifierKey,
      w2.verifierKey,
    ]);
    expect(read).toEqual([
      { name: w1.name, verifierKey: w1.verifierKey, time: 10 },
      { name: w2.name, verifierKey: w2.verifierKey, time: 20 },
      { name: w1.name, verifierKey: w1.verifierKey, time: 30 },
    ]);
  });

  test('two of the same second stand in one order, whatever that of the lines', () => {
    const keys = [w2.verifierKey, w1.verifierKey];
    const one = readCosignatures(noteOf([w1.name, 9], [w2.name, 9]), keys);
    expect(readCosignatures(noteOf([w2.name, 9], [w1.name, 9]), keys)).toEqual(one);
    expect(one).toHaveLength(2);
  });

  test('passes over witnesses that nobody named, and finds none where nobody cosigned', () => {
    expect(readCosignatures(noteOf([w1.name, 1], [w2.name, 2]), [w2.verifierKey])).toHaveLength(1);
    expect(readCosignatures(noteOf([w1.name, 1]), [])).toEqual([]);
    expect(readCosignatures(signed, [w1.verifierKey])).toEqual([]);
  });

  test('a witness of the same name with another key is another', () => {
    const other = formatCosignerKey(w1.name, w2.publicKey);
    expect(readCosignatures(noteOf([w1.name, 1]), [other])).toEqual([]);
  });

  test('a changed bit of a trusted witness is refused, in its time too', () => {
    const good = signatureIn(sampleCosignature(text, w1.name, 1_785_000_000));
    const bits = fc.integer({ min: 11, max: good.signature.length * 8 - 1 });
    fc.assert(
      fc.property(bits, (bit) => {
        const bad = formatSignatureLine({ ...good, signature: flipBit(good.signature, bit) });
        expect(codeOf(() => readCosignatures(signed + bad, [w1.verifierKey]))).toBe('signature');
        expect(readCosignatures(signed + bad, [w2.verifierKey])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('a cosignature of another checkpoint is wrong here', () => {
    const other = sampleCosignature(text.replace('42', '43'), w1.name, 5);
    expect(codeOf(() => readCosignatures(signed + other, [w1.verifierKey]))).toBe('signature');
  });

  test("a log's signature with a witness's key is no cosignature", () => {
    const bare = formatSignatureLine({ ...w1, signature: w1.sign(Buffer.from(text)) });
    expect(codeOf(() => readCosignatures(signed + bare, [w1.verifierKey]))).toBe('signature');
  });

  test.each([[1], [8], [64], [71], [73]])('%i bytes are no cosignature', (length) => {
    const line = formatSignatureLine({ ...w1, signature: new Uint8Array(length) });
    expect(codeOf(() => readCosignatures(signed + line, [w1.verifierKey]))).toBe('signature');
  });

  test('what is cosigned is a checkpoint', () => {
    const note = sampleNote('two\nlines\n', [origin]);
    expect(codeOf(() => readCosignatures(note, [w1.verifierKey]))).toBe('checkpoint');
    expect(codeOf(() => cosign('two\nlines\n', w1, 5))).toBe('checkpoint');
    expect(codeOf(() => readCosignatures(text, [w1.verifierKey]))).toBe('note');
  });
});

describe('the time of a cosignature', () => {
  test.each([[-1], [0.5], [Number.NaN], [2 ** 53]])('%d is none', (time) => {
    expect(codeOf(() => cosign(text, w1, time))).toBe('signature');
  });

  test('beyond whole numbers is refused when it is read', () => {
    const signature = new Uint8Array(72).fill(255, 0, 8);
    expect(codeOf(() => cosignatureTime({ ...w1, signature }))).toBe('signature');
  });

  test('any other comes back as it was', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (time) => {
        const made = cosign(text, w1, time);
        expect(verifyCosignature(text, made, parseCosignerKey(w1.verifierKey))).toBe(time);
        expect(formatSignatureLine(made)).toBe(sampleCosignature(text, w1.name, time));
      }),
      { numRuns: 25 },
    );
  });
});

describe('one cosignature', () => {
  test('is verified by the key of its name and id alone', () => {
    const made = cosign(text, w1, 5);
    expect(codeOf(() => verifyCosignature(text, made, parseCosignerKey(w2.verifierKey)))).toBe('signature');
    const renamed = parseCosignerKey(formatCosignerKey('other', w1.publicKey));
    expect(codeOf(() => verifyCosignature(text, made, renamed))).toBe('signature');
  });
});

describe('lines of signatures', () => {
  const line = sampleCosignature(text, w1.name, 5);
  test('are read as a witness sends them', () => {
    expect(parseSignatureLines(line.repeat(2)).map(formatSignatureLine)).toEqual([line, line]);
  });

  test.each([
    ['nothing', ''],
    ['a newline alone', '\n'],
    ['no newline at the end', line.slice(0, -1)],
    ['an empty line between', `${line}\n${line}`],
    ['65 of them', line.repeat(65)],
    ['a note', signed],
  ])('%s is refused', (_, lines) => {
    expect(codeOf(() => parseSignatureLines(lines))).toBe('note');
  });
});

describe('a policy', () => {
  const both = [w1.verifierKey, w2.verifierKey];
  const third = sampleWitness('witness.example/w3').verifierKey;

  test.each([
    [1, [], 0, false],
    [1, [w1.name], 1, true],
    [2, [w1.name], 1, false],
    [2, [w1.name, w2.name], 2, true],
    [3, [w1.name, w2.name], 2, false],
  ] as const)('%i of 3, cosigned by %j', (needed, names, counted, held) => {
    const note = noteOf(...names.map((name): [string, number] => [name, 5]));
    expect(checkPolicy(note, { needed, witnesses: [...both, third] })).toMatchObject({ counted, held });
  });

  test('counts a witness once, however often it cosigned', () => {
    const note = noteOf([w1.name, 5], [w1.name, 6]);
    expect(checkPolicy(note, { needed: 2, witnesses: both })).toMatchObject({ counted: 1, held: false });
  });

  test('counts one key once, under however many names', () => {
    const alias = { ...w1, name: 'alias', keyId: cosignerKeyId('alias', w1.publicKey) };
    const note = noteOf([w1.name, 5]) + formatSignatureLine(cosign(text, alias, 6));
    const witnesses = [...both, formatCosignerKey('alias', w1.publicKey)];
    const result = checkPolicy(note, { needed: 2, witnesses });
    expect([result.cosigned.length, result.counted, result.held]).toEqual([2, 1, false]);
    expect(codeOf(() => checkPolicy(note, { needed: 3, witnesses }))).toBe('note');
  });

  test.each([[0], [3], [-1], [1.5], [Number.NaN]])('that needs %d of two is none', (needed) => {
    expect(codeOf(() => checkPolicy(noteOf([w1.name, 5]), { needed, witnesses: both }))).toBe('note');
  });

  test('does not hold by a cosignature that is wrong', () => {
    const other = sampleCosignature(text.replace('42', '43'), w2.name, 5);
    expect(codeOf(() => checkPolicy(noteOf([w1.name, 5]) + other, { needed: 1, witnesses: both }))).toBe(
      'signature',
    );
  });
});

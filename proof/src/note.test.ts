import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { flipBit, otherSign, readVectors } from '../test/samples.ts';
import { sampleKey, sampleNote } from '../vectors/naive.ts';
import { fromBase64, fromHex, toBase64, toHex } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import {
  ed25519KeyId,
  formatNote,
  formatVerifierKey,
  keyId,
  parseNote,
  parseVerifierKey,
  type Signer,
  signNote,
  sm2KeyId,
  verifyNote,
} from './note.ts';
import { signSm2 } from './sm2.ts';

interface NoteVectors {
  keys: { name: string; publicKey: string; keyId: string; verifierKey: string }[];
  notes: { text: string; signers: string[]; note: string }[];
}
const vectors = readVectors<NoteVectors>('note.json');
const allKeys = vectors.keys.map((key) => key.verifierKey);
const [alice, bob] = [sampleKey('alice.example/log'), sampleKey('bob.example/witness')];
const line = (name: string, bytes: Uint8Array) => `— ${name} ${toBase64(bytes)}\n`;
const signatureOf = (key: typeof alice, text: string) =>
  Buffer.concat([key.keyId, key.sign(Buffer.from(text))]);

describe('the vectors', () => {
  test.each(vectors.keys)('key of $name', ({ name, publicKey, keyId: id, verifierKey }) => {
    const key = fromBase64(publicKey);
    expect(toHex(ed25519KeyId(name, key))).toBe(id);
    expect(formatVerifierKey(name, key)).toBe(verifierKey);
    expect(parseVerifierKey(verifierKey)).toEqual({
      name,
      algorithm: 'ed25519',
      keyId: fromHex(id),
      publicKey: key,
    });
  });

  test.each(vectors.notes)('note of $text', ({ text, signers, note }) => {
    expect(verifyNote(note, allKeys)).toEqual({ text, verified: signers });
    expect(signNote(text, signers.map(sampleKey))).toBe(note);
    expect(formatNote(parseNote(note))).toBe(note);
  });
});

interface SmVectors {
  key: { name: string; publicKey: string; keyId: string; verifierKey: string; privateKey: string };
  text: string;
  note: string;
}

describe('a key of SM2', () => {
  const { key, text, note } = readVectors<SmVectors>('sm2-note.json');
  const publicKey = fromBase64(key.publicKey);
  const signer: Signer = {
    name: key.name,
    keyId: sm2KeyId(key.name, publicKey),
    sign: (message) => signSm2(message, fromHex(key.privateKey), (bytes) => randomBytes(bytes)),
  };

  test('has this verifier key', () => {
    expect(toHex(sm2KeyId(key.name, publicKey))).toBe(key.keyId);
    expect(formatVerifierKey(key.name, publicKey, 'sm2')).toBe(key.verifierKey);
    const algorithm = 'sm2';
    expect(parseVerifierKey(key.verifierKey)).toEqual({
      name: key.name,
      algorithm,
      keyId: fromHex(key.keyId),
      publicKey,
    });
  });

  test('verifies the note that OpenSSL signed, and one signed here', () => {
    expect(openCheckpoint(note, [key.verifierKey])).toMatchObject({
      checkpoint: { size: 300 },
      verified: [key.name],
    });
    expect(verifyNote(signNote(text, [signer]), [key.verifierKey])).toEqual({ text, verified: [key.name] });
  });

  test('stands beside Ed25519: each reader verifies what they trust', () => {
    const both = signNote(text, [signer, alice]);
    const [first] = vectors.keys;
    expect(verifyNote(both, [key.verifierKey, alice.verifierKey]).verified).toEqual([key.name, alice.name]);
    expect(verifyNote(both, [alice.verifierKey]).verified).toEqual([alice.name]);
    expect(codeOf(() => verifyNote(both, [first?.verifierKey ?? '']))).toBe('signature');
  });

  test('refuses another text, another signature, and a signature of Ed25519 in its name', () => {
    const other = note.replace('300', '301');
    expect(codeOf(() => verifyNote(other, [key.verifierKey]))).toBe('signature');
    const forged = line(key.name, Buffer.concat([fromHex(key.keyId), alice.sign(Buffer.from(text))]));
    expect(codeOf(() => verifyNote(`${text}\n${forged}`, [key.verifierKey]))).toBe('signature');
  });

  test('is refused when it is no point of the curve, or of another type', () => {
    const typed = fromBase64(key.verifierKey.split('+').slice(2).join('+'));
    for (const wrong of [
      flipBit(typed, 400),
      typed.subarray(0, -1),
      flipBit(typed, 30),
      Uint8Array.of(0xff),
    ]) {
      const id = toHex(keyId(key.name, wrong[0] ?? 0, wrong.subarray(1)));
      expect(codeOf(() => parseVerifierKey(`${key.name}+${id}+${toBase64(wrong)}`))).toBe('note');
    }
    expect(codeOf(() => formatVerifierKey(key.name, publicKey))).toBe('note');
    expect(codeOf(() => formatVerifierKey(key.name, alice.publicKey, 'sm2'))).toBe('note');
  });
});

describe('verifier keys', () => {
  test('the key of the example of the specification', () => {
    const text = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const { name, publicKey } = parseVerifierKey(text);
    expect(name).toBe('PeterNeumann');
    expect(formatVerifierKey(name, publicKey)).toBe(text);
  });

  test('the id depends on name, algorithm and key', () => {
    const ids = [
      keyId('a', 1, alice.publicKey),
      keyId('b', 1, alice.publicKey),
      keyId('a', 4, alice.publicKey),
      keyId('a', 1, bob.publicKey),
      keyId('', 1, alice.publicKey),
    ].map(toHex);
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => id.length === 8)).toBe(true);
  });

  test('changed in any sign, a key is refused', () => {
    for (let at = 0; at < alice.verifierKey.length; at++) {
      const other = otherSign(alice.verifierKey, at);
      expect(
        codeOf(() => parseVerifierKey(other)),
        other,
      ).toBe('note');
    }
  });

  const [name, id, encoded] = alice.verifierKey.split('+', 3) as [string, string, string];
  const tail = alice.verifierKey.slice(name.length + id.length + 2);
  const cosigner = Buffer.concat([Buffer.of(4), alice.publicKey]);
  const wrong: [what: string, text: string][] = [
    ['nothing', ''],
    ['a name alone', name],
    ['no key', `${name}+${id}+`],
    ['no name', `+${id}+${tail}`],
    ['an id in capitals', `${name}+${id.toUpperCase()}+${tail}`],
    ['a short id', `${name}+${id.slice(1)}+${tail}`],
    ['a short key', `${name}+${id}+${encoded.slice(0, 40)}`],
    ['a newline at the end', `${alice.verifierKey}\n`],
    ['a space before', ` ${alice.verifierKey}`],
    ['an unknown algorithm', `${name}+${toHex(keyId(name, 4, alice.publicKey))}+${toBase64(cosigner)}`],
    ['a key of 33 bytes', `${name}+${id}+${toBase64(Buffer.concat([fromBase64(tail), Buffer.of(0)]))}`],
  ];
  test.each(wrong)('%s is refused', (_what, text) => {
    expect(codeOf(() => parseVerifierKey(text))).toBe('note');
    expect(codeOf(() => verifyNote(sampleNote('x\n', [alice.name]), [text]))).toBe('note');
  });

  const names = ['', 'a b', 'a\tb', 'a\n', 'a+b', '\u00a0', 'a\u2003b', 'a\u0000', 'a\u0085', 'a\ud800'];
  test.each(names)('%j is no name', (bad) => {
    expect(codeOf(() => formatVerifierKey(bad, alice.publicKey))).toBe('note');
    expect(codeOf(() => signNote('x\n', [{ ...alice, name: bad }]))).toBe('note');
  });

  test.each([0, 31, 33])('a key has not %d bytes', (length) => {
    expect(codeOf(() => formatVerifierKey('a', new Uint8Array(length)))).toBe('note');
  });
});

describe('verifying', () => {
  const text = 'the text\n\nof two parts\n';
  const note = sampleNote(text, [alice.name, bob.name]);

  test('tells who signed, of those it trusts', () => {
    expect(verifyNote(note, [alice.verifierKey])).toEqual({ text, verified: [alice.name] });
    expect(verifyNote(note, [bob.verifierKey])).toEqual({ text, verified: [bob.name] });
    expect(verifyNote(note, [bob.verifierKey, alice.verifierKey]).verified).toEqual([alice.name, bob.name]);
  });

  test('nobody trusted has signed', () => {
    expect(codeOf(() => verifyNote(note, []))).toBe('signature');
    expect(codeOf(() => verifyNote(note, [sampleKey('carol').verifierKey]))).toBe('signature');
  });

  test('a sign changed anywhere is found by a reader who trusts both', () => {
    for (let at = 0; at < note.length; at += at < text.length ? 1 : 2) {
      const other = otherSign(note, at);
      const outcome = codeOf(() => verifyNote(other, [alice.verifierKey, bob.verifierKey]));
      // A changed name or key id makes a signer unknown; the other one still stands.
      if (outcome === null) {
        expect(verifyNote(other, [alice.verifierKey, bob.verifierKey]).verified, other).toHaveLength(1);
        expect(at).toBeGreaterThanOrEqual(text.length);
      } else expect(['note', 'signature']).toContain(outcome);
    }
  });

  test('a sign changed anywhere is found by a reader who trusts one', () => {
    const single = sampleNote(text, [alice.name]);
    for (let at = 0; at < single.length; at++) {
      const outcome = codeOf(() => verifyNote(otherSign(single, at), [alice.verifierKey]));
      expect(['note', 'signature'], otherSign(single, at)).toContain(outcome);
    }
  });

  test('every bit of a signature matters', () => {
    const signature = signatureOf(alice, text);
    for (let bit = 0; bit < signature.length * 8; bit += 3) {
      const other = `${text}\n${line(alice.name, flipBit(signature, bit))}`;
      expect(
        codeOf(() => verifyNote(other, [alice.verifierKey])),
        `bit ${bit}`,
      ).toBe('signature');
    }
  });

  test('cut anywhere, a note does not verify as another text', () => {
    for (let length = 0; length < note.length; length++) {
      const cut = note.slice(0, length);
      if (codeOf(() => verifyNote(cut, allOf())) === null) expect(verifyNote(cut, allOf()).text).toBe(text);
    }
    function allOf() {
      return [alice.verifierKey, bob.verifierKey];
    }
  });

  test('one wrong signature of a known key spoils the note, though another is right', () => {
    const forged = `${text}\n${line(alice.name, signatureOf(alice, 'other\n'))}${line(bob.name, signatureOf(bob, text))}`;
    expect(codeOf(() => verifyNote(forged, [alice.verifierKey, bob.verifierKey]))).toBe('signature');
    expect(verifyNote(forged, [bob.verifierKey]).verified).toEqual([bob.name]);
  });

  test('a signature made in the name and id of somebody else does not count', () => {
    const forged = Buffer.concat([alice.keyId, bob.sign(Buffer.from(text))]);
    expect(codeOf(() => verifyNote(`${text}\n${line(alice.name, forged)}`, [alice.verifierKey]))).toBe(
      'signature',
    );
    const renamed = `${text}\n${line(alice.name, signatureOf(bob, text))}`;
    expect(codeOf(() => verifyNote(renamed, [alice.verifierKey, bob.verifierKey]))).toBe('signature');
  });

  test('a signature of the wrong length is wrong, not an accident', () => {
    for (const length of [1, 63, 65, 100]) {
      const bytes = Buffer.concat([alice.keyId, Buffer.alloc(length)]);
      expect(codeOf(() => verifyNote(`${text}\n${line(alice.name, bytes)}`, [alice.verifierKey]))).toBe(
        'signature',
      );
    }
  });

  test('a signer counts once, however often it signed', () => {
    const twice = `${text}\n${line(alice.name, signatureOf(alice, text)).repeat(2)}`;
    expect(verifyNote(twice, [alice.verifierKey, alice.verifierKey]).verified).toEqual([alice.name]);
  });

  test('signatures of other kinds are passed over', () => {
    const witness = Buffer.concat([Buffer.of(1, 2, 3, 4), Buffer.alloc(72)]);
    const mixed = `${text}\n${line('w', witness)}${line(alice.name, witness)}${line(alice.name, signatureOf(alice, text))}`;
    expect(verifyNote(mixed, [alice.verifierKey]).verified).toEqual([alice.name]);
  });

  test('a weak key of small order signs nothing', () => {
    const identity = Buffer.alloc(32);
    identity[0] = 1;
    const signature = Buffer.concat([ed25519KeyId('weak', identity), identity, Buffer.alloc(32)]);
    expect(
      codeOf(() => verifyNote(`x\n\n${line('weak', signature)}`, [formatVerifierKey('weak', identity)])),
    ).toBe('signature');
  });

  test('any text comes back as it was signed', () => {
    const texts = fc
      .array(fc.string({ unit: 'grapheme' }), { maxLength: 4 })
      .map((lines) => `${lines.join('\n')}\n`)
      .filter((each) => [...each].every((sign) => sign === '\n' || sign >= ' '));
    fc.assert(
      fc.property(texts, (each) => {
        expect(verifyNote(signNote(each, [alice]), [alice.verifierKey]).text).toBe(each);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the form of a note', () => {
  const good = line(alice.name, signatureOf(alice, 'x\n'));
  const wrong: [what: string, note: string][] = [
    ['nothing', ''],
    ['no signature', 'x\n'],
    ['no empty line', `x\n${good}`],
    ['no newline at the end', `x\n\n${good}`.slice(0, -1)],
    ['an empty signature line', 'x\n\n\n'],
    ['a line that is no signature', `x\n\n${good}y\n`],
    ['a hyphen for the dash', `x\n\n${good.replace('—', '-')}`],
    ['two spaces', `x\n\n${good.replace('— ', '—  ')}`],
    ['a space at the end', `x\n\n${good.slice(0, -1)} \n`],
    ['a name with a plus sign', `x\n\n${good.replace(alice.name, 'a+b')}`],
    ['a name of a hard space', `x\n\n${good.replace(alice.name, 'a\u00a0b')}`],
    ['no name', `x\n\n${good.replace(alice.name, '')}`],
    ['base64 of another form', `x\n\n${good.replace('=', '')}`],
    ['a key id alone', `x\n\n${line(alice.name, alice.keyId)}`],
    ['a tab in the text', `x\ty\n\n${good}`],
    ['a carriage return', `x\r\n\n${good}`],
    ['a zero byte', `\u0000\n\n${good}`],
    ['a lone surrogate', `\ud800\n\n${good}`],
    ['65 signatures', `x\n\n${good.repeat(65)}`],
  ];
  test.each(wrong)('%s is refused', (_what, note) => {
    expect(codeOf(() => parseNote(note))).toBe('note');
    expect(codeOf(() => verifyNote(note, [alice.verifierKey]))).toBe('note');
  });

  test('64 signatures are read', () => {
    expect(parseNote(`x\n\n${good.repeat(64)}`).signatures).toHaveLength(64);
  });

  test('the last empty line parts text and signatures', () => {
    const inner = `x\n\n${good}`;
    const outer = `${inner}\n${line(bob.name, signatureOf(bob, inner))}`;
    expect(verifyNote(outer, [bob.verifierKey]).text).toBe(inner);
    expect(codeOf(() => verifyNote(outer, [alice.verifierKey]))).toBe('signature');
  });

  const signature = { name: 'a', keyId: new Uint8Array(4), signature: new Uint8Array(64) };
  const unwritten: [what: string, text: string, signatures: (typeof signature)[]][] = [
    ['no signature', 'x\n', []],
    ['too many signatures', 'x\n', new Array(65).fill(signature)],
    ['a text without an end', 'x', [signature]],
    ['an empty text', '', [signature]],
    ['a control character', 'x\u001b\n', [signature]],
    ['a lone surrogate', '\udc00\n', [signature]],
    ['a short key id', 'x\n', [{ ...signature, keyId: new Uint8Array(3) }]],
    ['a long key id', 'x\n', [{ ...signature, keyId: new Uint8Array(5) }]],
    ['an empty signature', 'x\n', [{ ...signature, signature: new Uint8Array() }]],
    ['a name with a space', 'x\n', [{ ...signature, name: 'a b' }]],
  ];
  test.each(unwritten)('%s is not written', (_what, text, signatures) => {
    expect(codeOf(() => formatNote({ text, signatures }))).toBe('note');
  });

  test('a text that cannot be a note is refused before anybody signs it', () => {
    let asked = 0;
    const signer = { ...alice, sign: () => new Uint8Array(++asked) };
    expect(codeOf(() => signNote('no end', [signer]))).toBe('note');
    expect(codeOf(() => signNote('x\n', []))).toBe('note');
    expect(asked).toBe(0);
  });
});

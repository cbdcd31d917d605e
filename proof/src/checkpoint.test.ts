import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { otherSign } from '../test/samples.ts';
import { sampleKey, sampleNote } from '../vectors/naive.ts';
import { toBase64 } from './bytes.ts';
import { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';

const root = new Uint8Array(32).fill(0xa5);
const encoded = toBase64(root);
const [log, witness] = [sampleKey('log.example/1'), sampleKey('witness.example')];
const text = `${log.name}\n42\n${encoded}\n`;

describe('the text of a checkpoint', () => {
  const table: [checkpoint: Checkpoint, text: string][] = [
    [{ origin: 'o', size: 0, root }, `o\n0\n${encoded}\n`],
    [{ origin: 'log.example/1', size: 42, root }, text],
    [{ origin: '执法 log', size: Number.MAX_SAFE_INTEGER, root }, `执法 log\n9007199254740991\n${encoded}\n`],
    [{ origin: 'o', size: 1, root, extensions: ['a', ' b '] }, `o\n1\n${encoded}\na\n b \n`],
  ];
  test.each(table)('%j', (checkpoint, written) => {
    expect(formatCheckpoint(checkpoint)).toBe(written);
    expect(parseCheckpoint(written)).toEqual(checkpoint);
  });

  test('an empty list of extensions is none', () => {
    expect(formatCheckpoint({ origin: 'o', size: 1, root, extensions: [] })).toBe(`o\n1\n${encoded}\n`);
    expect(parseCheckpoint(`o\n1\n${encoded}\n`)).not.toHaveProperty('extensions');
  });

  const wrong: [what: string, text: string][] = [
    ['nothing', ''],
    ['an empty line', '\n'],
    ['no origin', `\n42\n${encoded}\n`],
    ['no size', `o\n\n${encoded}\n`],
    ['no root', 'o\n42\n\n'],
    ['the root left out', 'o\n42\n'],
    ['no newline at the end', `o\n42\n${encoded}`],
    ['an empty line after the root', `o\n42\n${encoded}\n\n`],
    ['an extension without an end', `o\n42\n${encoded}\na`],
    ['an empty extension between', `o\n42\n${encoded}\na\n\nb\n`],
    ['a zero before the size', `o\n042\n${encoded}\n`],
    ['a plus before the size', `o\n+42\n${encoded}\n`],
    ['a size below nothing', `o\n-1\n${encoded}\n`],
    ['a broken size', `o\n4.2\n${encoded}\n`],
    ['a size with an exponent', `o\n4e1\n${encoded}\n`],
    ['a hexadecimal size', `o\n0x2a\n${encoded}\n`],
    ['a size with a space', `o\n42 \n${encoded}\n`],
    ['digits of another script', `o\n٤٢\n${encoded}\n`],
    ['a size that is not exact', `o\n9007199254740992\n${encoded}\n`],
    ['a size of many digits', `o\n${'9'.repeat(400)}\n${encoded}\n`],
    ['a root of 31 bytes', `o\n42\n${toBase64(root.subarray(1))}\n`],
    ['a root of 33 bytes', `o\n42\n${toBase64(new Uint8Array(33))}\n`],
    ['a root without its padding', `o\n42\n${encoded.replace('=', '')}\n`],
    ['a root in hexadecimal', `o\n42\n${'a5'.repeat(32)}\n`],
    ['a space after the root', `o\n42\n${encoded} \n`],
    ['carriage returns', `o\r\n42\r\n${encoded}\r\n`],
    ['a tab in the origin', `o\tp\n42\n${encoded}\n`],
    ['a lone surrogate', `\ud800\n42\n${encoded}\n`],
  ];
  test.each(wrong)('%s is refused', (_what, broken) => {
    expect(codeOf(() => parseCheckpoint(broken))).toBe('checkpoint');
  });

  const unwritten: [what: string, change: Partial<Checkpoint>][] = [
    ['an empty origin', { origin: '' }],
    ['an origin of two lines', { origin: 'a\nb' }],
    ['an origin with a lone surrogate', { origin: '\udc00' }],
    ['a size below nothing', { size: -1 }],
    ['a broken size', { size: 0.5 }],
    ['a size that is not exact', { size: 2 ** 53 }],
    ['no number', { size: Number.NaN }],
    ['a short root', { root: new Uint8Array(31) }],
    ['a long root', { root: new Uint8Array(64) }],
    ['an empty extension', { extensions: [''] }],
    ['an extension of two lines', { extensions: ['a', 'b\nc'] }],
    ['an extension with a control character', { extensions: ['\u0007'] }],
  ];
  test.each(unwritten)('%s is not written', (_what, change) => {
    expect(codeOf(() => formatCheckpoint({ origin: 'o', size: 1, root, ...change }))).toBe('checkpoint');
  });

  test('any checkpoint comes back', () => {
    const lines = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((line) => [...line].every((s) => s >= ' '));
    const roots = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(
        lines,
        fc.maxSafeNat(),
        roots,
        fc.array(lines, { minLength: 1 }),
        (origin, size, hash, more) => {
          const checkpoint = { origin, size, root: hash, extensions: more };
          expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
        },
      ),
    );
  });
});

describe('opening a signed checkpoint', () => {
  const note = sampleNote(text, [log.name, witness.name]);
  const keys = [log.verifierKey, witness.verifierKey];

  test('gives what the log said and who signed', () => {
    expect(openCheckpoint(note, keys)).toEqual({
      checkpoint: { origin: log.name, size: 42, root },
      verified: [log.name, witness.name],
    });
    expect(openCheckpoint(note, [log.verifierKey]).verified).toEqual([log.name]);
  });

  test('needs the key of the log itself', () => {
    expect(codeOf(() => openCheckpoint(note, [witness.verifierKey]))).toBe('signature');
    expect(codeOf(() => openCheckpoint(sampleNote(text, [witness.name]), keys))).toBe('signature');
    expect(codeOf(() => openCheckpoint(note, []))).toBe('signature');
  });

  test('refuses the checkpoint of another log, though a trusted key signed it', () => {
    const foreign = sampleNote(`other.example\n42\n${encoded}\n`, [log.name]);
    expect(codeOf(() => openCheckpoint(foreign, keys))).toBe('signature');
  });

  test('refuses a note that is signed well but is no checkpoint', () => {
    expect(codeOf(() => openCheckpoint(sampleNote('hello\n', [log.name]), keys))).toBe('checkpoint');
  });

  test('finds every changed sign of the text', () => {
    for (let at = 0; at < text.length; at++) {
      const outcome = codeOf(() => openCheckpoint(otherSign(note, at), keys));
      expect(['note', 'signature'], otherSign(note, at)).toContain(outcome);
    }
  });
});

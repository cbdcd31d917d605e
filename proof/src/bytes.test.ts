import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { concatBytes, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }))
  .map((points) => points.filter((point) => point < 0xd800 || point > 0xdfff))
  .map((points) => String.fromCodePoint(...points));

describe('utf8', () => {
  const table: [text: string, hex: string][] = [
    ['', ''],
    ['a\u0000b', '610062'],
    ['\u007f\u0080', '7fc280'],
    ['é', 'c3a9'],
    ['e\u0301', '65cc81'],
    ['留痕', 'e79599e79795'],
    ['\uffff', 'efbfbf'],
    ['\u{10000}', 'f0908080'],
    ['\u{10ffff}', 'f48fbfbf'],
    ['\ufeffa', 'efbbbf61'],
  ];
  test.each(table)('%j is %s, and back', (text, hex) => {
    expect(toHex(utf8(text))).toBe(hex);
    expect(fromUtf8(fromHex(hex))).toBe(text);
  });

  test.each(['\ud800', 'a\udc00', '\udc00\ud800', '\ud800\ud800\udc00'])(
    'refuses a lone surrogate: %j',
    (text) => {
      expect(codeOf(() => utf8(text))).toBe('encoding');
    },
  );

  const broken: [why: string, hex: string][] = [
    ['a continuation alone', '80'],
    ['a sequence cut off', 'e795'],
    ['a sequence interrupted', 'e79541'],
    ['an overlong slash', 'c0af'],
    ['an overlong zero', 'e08080'],
    ['a surrogate', 'eda080'],
    ['beyond the last character', 'f4908080'],
    ['a byte that never occurs', 'ff'],
  ];
  test.each(broken)('refuses %s', (_why, hex) => {
    expect(codeOf(() => fromUtf8(fromHex(hex)))).toBe('encoding');
  });

  test('two byte strings never read as one text', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        if (codeOf(() => fromUtf8(bytes)) === null) expect(utf8(fromUtf8(bytes))).toEqual(bytes);
      }),
    );
    expect(fromUtf8(fromHex('efbbbf61'))).not.toBe(fromUtf8(fromHex('61')));
  });

  test('agrees with node on any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toHex(utf8(text))).toBe(Buffer.from(text).toString('hex'));
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
  });
});

describe('hexadecimal', () => {
  test('agrees with node and comes back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  test('is read in capitals too and written small', () => {
    expect(fromHex('00AbFF')).toEqual(Uint8Array.of(0x00, 0xab, 0xff));
    expect(toHex(Uint8Array.of(0x0a, 0xbc))).toBe('0abc');
  });

  test.each(['0', '000', '0g', ' 00', '00 ', '00\n', '0x00', '٠٠', '-1', '+1', '0.'])(
    'refuses %j',
    (text) => {
      expect(codeOf(() => fromHex(text))).toBe('encoding');
    },
  );
});

describe('base64', () => {
  // RFC 4648 §10.
  const table: [text: string, base64: string][] = [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ];
  test.each(table)('%j is %s, and back', (text, base64) => {
    expect(toBase64(utf8(text))).toBe(base64);
    expect(fromUtf8(fromBase64(base64))).toBe(text);
  });

  test('agrees with node and comes back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  const wrong: [why: string, text: string][] = [
    ['no padding', 'Zg'],
    ['half the padding', 'Zg='],
    ['too much padding', 'Zg==='],
    ['padding in the middle', 'Zg==Zg=='],
    ['padding alone', '===='],
    ['bits after the last byte', 'Zh=='],
    ['more bits after the last byte', 'Zm9='],
    ['one sign over', 'Zm9vY'],
    ['the URL alphabet', '-_-_'],
    ['white space within', 'Zm 9v'],
    ['white space around', ' Zm9v'],
    ['a newline at the end', 'Zm9v\n'],
    ['a sign of no alphabet', 'Zm9*'],
    ['letters beyond ASCII', 'Zm9留'],
  ];
  test.each(wrong)('refuses %s', (_why, text) => {
    expect(codeOf(() => fromBase64(text))).toBe('encoding');
    expect(codeOf(() => fromBase64(text, 'note'))).toBe('note');
  });

  test('has one form: no two texts give the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw09+/= '), maxLength: 8 }), (text) => {
        if (codeOf(() => fromBase64(text)) === null) expect(toBase64(fromBase64(text))).toBe(text);
      }),
    );
  });
});

describe('concatBytes and equalBytes', () => {
  test('join as node does, without sharing memory', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 5 }), (parts) => {
        expect(toHex(concatBytes(...parts))).toBe(Buffer.concat(parts).toString('hex'));
      }),
    );
    const part = Uint8Array.of(1);
    const whole = concatBytes(part);
    part[0] = 2;
    expect(whole).toEqual(Uint8Array.of(1));
  });

  const table: [a: number[], b: number[], equal: boolean][] = [
    [[], [], true],
    [[0], [], false],
    [[], [0], false],
    [[1, 2], [1, 2], true],
    [[1, 2], [1, 3], false],
    [[1, 2], [2, 2], false],
    [[1, 2], [1, 2, 0], false],
  ];
  test.each(table)('%j and %j: %s', (a, b, equal) => {
    expect(equalBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(equal);
  });

  test('a part of a larger buffer is compared by its own bytes', () => {
    const buffer = Uint8Array.of(9, 1, 2, 9);
    expect(equalBytes(buffer.subarray(1, 3), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(buffer.subarray(0, 2), Uint8Array.of(1, 2))).toBe(false);
  });
});

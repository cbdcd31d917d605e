import { createHash, getHashes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipBit, readVectors } from '../test/samples.ts';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { sm3 } from './hash.ts';

interface Sm3Vectors {
  examples: { message: string; digest: string }[];
  patterns: { length: number; digest: string }[];
}
const vectors = readVectors<Sm3Vectors>('sm3.json');
const offered = getHashes().includes('sm3');
const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);
const reference = (message: Uint8Array) => createHash('sm3').update(message).digest('hex');

describe('sm3', () => {
  test.each(vectors.examples)('the example $digest of GB/T 32905', ({ message, digest }) => {
    expect(toHex(sm3(fromHex(message)))).toBe(digest);
  });

  test.each(vectors.patterns)('of $length bytes', ({ length, digest }) => {
    expect(toHex(sm3(pattern(length)))).toBe(digest);
  });

  test('the empty message', () => {
    expect(toHex(sm3(utf8('')))).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
  });

  test.skipIf(!offered)('is that of openssl for every length up to four blocks', () => {
    for (let length = 0; length <= 260; length++) {
      expect(toHex(sm3(pattern(length))), `length ${length}`).toBe(reference(pattern(length)));
    }
  });

  test.skipIf(!offered)('is that of openssl for any bytes, and for a long message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (message) => {
        expect(toHex(sm3(message))).toBe(reference(message));
      }),
    );
    expect(toHex(sm3(pattern(300_001)))).toBe(reference(pattern(300_001)));
  });

  test('reads only its part of a larger buffer, and leaves it as it was', () => {
    const buffer = Buffer.from('..abc..');
    expect(toHex(sm3(buffer.subarray(2, 5)))).toBe(vectors.examples[0]?.digest);
    expect(buffer.toString()).toBe('..abc..');
  });

  test('every bit of a message matters', () => {
    const message = pattern(70);
    const digests = Array.from({ length: 560 }, (_, bit) => toHex(sm3(flipBit(message, bit))));
    expect(new Set([...digests, toHex(sm3(message))]).size).toBe(561);
  });
});

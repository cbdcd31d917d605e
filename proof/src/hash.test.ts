import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as naive from '../vectors/naive.ts';
import { toHex, utf8 } from './bytes.ts';
import { emptyRoot, type Hasher, leafHash, nodeHash, sha256 } from './hash.ts';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const md5Twice: Hasher = (bytes) => {
  const once = createHash('md5').update(bytes).digest();
  return Buffer.concat([once, once]);
};

describe('sha256', () => {
  // FIPS 180-4 examples.
  const table: [message: string, digest: string][] = [
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ];
  test.each(table)('of %j', (message, digest) => {
    expect(toHex(sha256(utf8(message)))).toBe(digest);
  });

  test('is that of node for any bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toHex(sha256(bytes))).toBe(naive.sha256(bytes).toString('hex'));
      }),
    );
  });
});

describe('leaves and nodes', () => {
  test('are hashed after their prefix', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(toHex(leafHash(a))).toBe(naive.leafHash(a).toString('hex'));
        expect(toHex(nodeHash(a, b))).toBe(naive.nodeHash(a, b).toString('hex'));
      }),
    );
  });

  test('a leaf that holds two hashes is not the node above them', () => {
    const [left, right] = [leafHash(utf8('a')), leafHash(utf8('b'))];
    expect(toHex(leafHash(Buffer.concat([left, right])))).not.toBe(toHex(nodeHash(left, right)));
    expect(toHex(nodeHash(left, right))).not.toBe(toHex(nodeHash(right, left)));
  });

  test('known roots', () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(leafHash(utf8('')))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  test('another hasher is used for all of them', () => {
    const hex = (...parts: Uint8Array[]) => toHex(md5Twice(Buffer.concat(parts)));
    expect(toHex(leafHash(utf8('x'), md5Twice))).toBe(hex(Buffer.of(0), utf8('x')));
    expect(toHex(nodeHash(utf8('x'), utf8('y'), md5Twice))).toBe(hex(Buffer.of(1), utf8('xy')));
    expect(toHex(emptyRoot(md5Twice))).toBe(hex());
  });
});

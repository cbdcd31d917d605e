import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { readVectors } from '../test/samples.ts';
import { canonicalBytes, canonicalize, type Json } from './canonical.ts';

interface CanonicalVectors {
  values: { input: string; canonical: string }[];
  numbers: { bits: string; canonical: string }[];
  refused: { why: string; input: string }[];
}
const vectors = readVectors<CanonicalVectors>('canonical.json');
const parse = (text: string): Json => JSON.parse(text) as Json;

function doubleOf(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

const arraysWithin = (depth: number): Json => {
  let value: Json = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
};

describe('the vectors', () => {
  test.each(vectors.values)('$input', ({ input, canonical }) => {
    expect(canonicalize(parse(input))).toBe(canonical);
    // The canonical text is its own canonical text.
    expect(canonicalize(parse(canonical))).toBe(canonical);
  });

  test.each(vectors.numbers)('the number $bits is $canonical', ({ bits, canonical }) => {
    expect(canonicalize(doubleOf(bits))).toBe(canonical);
  });

  test.each(vectors.refused)('refuses $why', ({ input }) => {
    expect(codeOf(() => canonicalize(parse(input)))).toBe('canonical');
  });
});

describe('numbers', () => {
  test.each([
    ['7fffffffffffffff', 'NaN'],
    ['fff0000000000000', '-Infinity'],
    ['7ff0000000000000', 'Infinity'],
  ])('%s (%s) is refused, alone and within', (bits) => {
    expect(codeOf(() => canonicalize(doubleOf(bits)))).toBe('canonical');
    expect(codeOf(() => canonicalize({ a: [doubleOf(bits)] }))).toBe('canonical');
  });

  const edges: [number: number, text: string][] = [
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [Number.MIN_SAFE_INTEGER, '-9007199254740991'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [0.000001, '0.000001'],
    [0.0000001, '1e-7'],
    [0.1 + 0.2, '0.30000000000000004'],
    [4.35, '4.35'],
    [-1.5, '-1.5'],
    [100, '100'],
  ];
  test.each(edges)('%d is %s', (number, text) => {
    expect(canonicalize(number)).toBe(text);
  });

  test('every finite double keeps its value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Number(canonicalize(number))).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});

describe('keys', () => {
  test('stand in order of UTF-16 code units, not of code points', () => {
    // U+1F600 begins with D83D and so stands before U+FB33, though its code point is larger.
    expect(canonicalize({ '\ufb33': 1, '😀': 2, z: 3 })).toBe('{"z":3,"😀":2,"\ufb33":1}');
  });

  test('that look like numbers are ordered as text', () => {
    expect(canonicalize({ 2: 0, 10: 0, 1: 0, '01': 0 })).toBe('{"01":0,"1":0,"10":0,"2":0}');
  });

  test('that begin with one another stand with the shorter first', () => {
    expect(canonicalize({ aa: 0, a: 0, '': 0, 'a\u0000': 0 })).toBe('{"":0,"a":0,"a\\u0000":0,"aa":0}');
  });

  test('are ordered at every depth, and lists are left in theirs', () => {
    expect(canonicalize({ b: [{ d: 1, c: [3, 1, 2] }], a: { z: 0, y: 0 } })).toBe(
      '{"a":{"y":0,"z":0},"b":[{"c":[3,1,2],"d":1}]}',
    );
  });

  test('of any names come in the order of their code units', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (value) => {
        const read = canonicalize(value).match(/"(?:[^"\\]|\\.)*"(?=:-?\d)/g) ?? [];
        const keys = read.map((key) => JSON.parse(key) as string);
        const byUnits = (a: string, b: string) =>
          Buffer.compare(Buffer.from(a, 'utf16le').swap16(), Buffer.from(b, 'utf16le').swap16());
        expect(keys).toEqual(Object.keys(value).sort(byUnits));
      }),
    );
  });
});

describe('any JSON value', () => {
  test('keeps its meaning, and says the same whatever the order of its members', () => {
    const reverse = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(reverse);
      if (value === null || typeof value !== 'object') return value;
      const members = Object.entries(value).map(([key, item]): [string, Json] => [key, reverse(item)]);
      return Object.fromEntries(members.reverse());
    };
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const value = raw as Json;
        const text = canonicalize(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalize(reverse(value))).toBe(text);
        expect(Buffer.from(canonicalBytes(value)).toString()).toBe(text);
      }),
    );
  });

  test('has no white space outside its strings', () => {
    expect(canonicalize({ a: [1, { b: null }], c: 'x y' })).toBe('{"a":[1,{"b":null}],"c":"x y"}');
  });
});

describe('what JSON cannot hold is refused', () => {
  class Point {
    x = 1;
  }
  const hole: unknown[] = [1, 2, 3];
  delete hole[1];
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const table: [what: string, value: unknown][] = [
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['an undefined item', [undefined]],
    ['a hole', hole],
    ['a list of holes', new Array(2)],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a method toJSON', { toJSON: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a member named by a symbol', { [Symbol('s')]: 1 }],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', Uint8Array.of(1)],
    ['a buffer', Buffer.of(1)],
    ['a regular expression', /a/],
    ['a boxed text', Object('text')],
    ['a boxed number', Object(1)],
    ['an instance of a class', new Point()],
    ['an object that inherits', Object.create({ inherited: 1 })],
    ['an error', new Error('no')],
    ['a ring', cyclic],
    ['a lone surrogate', 'a\ud83d'],
    ['a key with a lone surrogate', { '\ude00': 1 }],
  ];
  test.each(table)('%s', (_what, value) => {
    expect(codeOf(() => canonicalize(value as Json))).toBe('canonical');
    expect(codeOf(() => canonicalize({ deep: [value as Json] }))).toBe('canonical');
  });

  test('an object without a prototype is plain', () => {
    expect(canonicalize(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });

  test('a value is nested 200 deep at the most', () => {
    expect(canonicalize(arraysWithin(201))).toBe('['.repeat(201) + ']'.repeat(201));
    expect(codeOf(() => canonicalize(arraysWithin(202)))).toBe('canonical');
    let objects: Json = 1;
    for (let i = 0; i < 201; i++) objects = { o: objects };
    expect(codeOf(() => canonicalize(objects))).toBe('canonical');
    expect(codeOf(() => canonicalize(arraysWithin(100_000)))).toBe('canonical');
  });
});

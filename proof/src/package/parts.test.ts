import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageFiles } from '../../test/package-source.ts';
import { codeOf } from '../../test/refusal.ts';
import { utf8 } from '../bytes.ts';
import { canonicalize, type Json } from '../canonical.ts';
import { parseAnyEntry, parseEntry } from '../entry.ts';
import { millisOf, momentOfSeconds } from '../instant.ts';
import { formatBagInfo, formatManifest, parseManifest } from './bag.ts';
import { type Description, isSafePath, parseDescription } from './description.ts';
import { fingerprintOf, isFingerprintOf, shortFingerprint } from './keys.ts';

const digest = 'ab'.repeat(32);
const fileOf = (path: string): Uint8Array => packageFiles().find(([name]) => name === path)?.[1] ?? utf8('');
const description = parseDescription(fileOf('data/package.json'));

describe('manifests', () => {
  test('come back as they were written, whatever the names of the files', () => {
    const path = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.stringMatching(/^[%\r\n a0AD25]+$/),
    );
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const text = formatManifest(paths.map((each) => ({ path: each, digest })));
        expect([...parseManifest(utf8(text)).keys()]).toEqual([...paths].sort());
      }),
    );
  });

  test('are written as RFC 8493 says', () => {
    const lines = ['data/b%\n', 'data/a\r'].map((path) => ({ path, digest }));
    expect(formatManifest(lines)).toBe(`${digest}  data/a%0D\n${digest}  data/b%25%0A\n`);
    expect(parseManifest(utf8(''))).toEqual(new Map());
  });

  test.each([
    ['no end', `${digest}  data/a`],
    ['one space', `${digest} data/a\n`],
    ['capital letters', `${digest.toUpperCase()}  data/a\n`],
    ['a short digest', `${digest.slice(2)}  data/a\n`],
    ['no path', `${digest}  \n`],
    ['an empty line', `${digest}  data/a\n\n`],
    ['a line as Windows ends it', `${digest}  data/a\r\n`],
    ['an escape that is none', `${digest}  data/a%20\n`],
    ['an escape in small letters', `${digest}  data/a%0a\n`],
    ['a path twice', `${digest}  data/a\n${digest}  data/a\n`],
  ])('with %s are refused', (_what, text) => {
    expect(codeOf(() => parseManifest(utf8(text)))).toBe('manifest');
  });

  test('that are not UTF-8 are refused', () => {
    expect(codeOf(() => parseManifest(Uint8Array.of(0xff, 10)))).toBe('encoding');
  });
});

test('bag-info.txt follows from the description', () => {
  const own = new TextDecoder().decode(fileOf('bag-info.txt'));
  const [, bytes = 0, files = 0] = /Payload-Oxum: (\d+)\.(\d+)\n$/.exec(own)?.map(Number) ?? [];
  const told = /sha256:([0-9a-f]{64})/.exec(own)?.[1] ?? '';
  expect(formatBagInfo(description, told, { bytes, files })).toBe(own);
});

describe('the description', () => {
  const changed = (change: (copy: Record<string, Json>) => void): Uint8Array => {
    const copy = structuredClone(description) as unknown as Record<string, Json>;
    change(copy);
    return utf8(canonicalize(copy));
  };
  const first = (change: Record<string, Json>) =>
    changed((copy) => Object.assign((copy.files as Record<string, Json>[])[0] ?? {}, change));

  test('is read as it was written', () => {
    const own = new TextDecoder().decode(fileOf('data/package.json'));
    expect(canonicalize(description as unknown as Json)).toBe(own);
    expect(parseDescription(changed(() => {}))).toEqual(description);
  });

  test.each(Object.keys(description))('without %s or with a strange one is refused', (member) => {
    const code = ['version'].includes(member) ? 'descriptionVersion' : 'description';
    expect(codeOf(() => parseDescription(changed((copy) => delete copy[member])))).toBe(code);
    for (const strange of [null, true, -1, 1.5, 'x y', [null], [1, 1], { id: 1 }, [{}]] as Json[]) {
      const bytes = changed((copy) => {
        copy[member] = strange;
      });
      expect(
        codeOf(() => parseDescription(bytes)),
        JSON.stringify(strange),
      ).toBe(code);
    }
  });

  test.each(Object.keys(description.files[0] ?? {}))('with a file of a strange %s is refused', (member) => {
    for (const strange of [true, -1, 1.5, '', 'a\nb', [], {}, '\u0000'] as Json[])
      expect(codeOf(() => parseDescription(first({ [member]: strange })))).toBe('description');
  });

  test.each([
    ['a member more', changed((copy) => Object.assign(copy, { more: 1 }))],
    ['a file of a member more', first({ more: 1 })],
    ['the description itself among its files', first({ path: 'data/package.json' })],
    ['the report among its files', first({ path: 'data/report.pdf' })],
    ['the log among its files', first({ path: 'data/log/checkpoint' })],
    ['a file beside data/', first({ path: 'a' })],
    ['a file outside', first({ path: 'data/../a' })],
    ['files out of order', changed((copy) => (copy.files as Json[]).reverse())],
    [
      'a file twice',
      changed((copy) => (copy.files as Json[]).splice(0, 0, (copy.files as Json[])[0] ?? null)),
    ],
    ['two files that differ in case only', first({ path: 'data/originals/FILM.mp4' })],
    ['indexes out of order', changed((copy) => (copy.entries as Json[]).reverse())],
    ['another format', changed((copy) => Object.assign(copy, { format: 'zip' }))],
    ['white space', utf8(` ${canonicalize(description as unknown as Json)}`)],
    ['no JSON', utf8('{')],
    ['null', utf8('null')],
  ])('with %s is refused', (_what, bytes) => {
    expect(codeOf(() => parseDescription(bytes))).toBe('description');
  });

  test('may speak of no file and no entry', () => {
    const empty: Description = { ...description, files: [], entries: [], people: [], verdicts: [] };
    expect(parseDescription(utf8(canonicalize(empty as unknown as Json)))).toEqual(empty);
  });
});

test('a path is safe when every system writes it to the same place', () => {
  for (const path of ['data/a', '证据/现场 1.mp4', 'a..b/..c', '-', 'a'.repeat(1000)])
    expect(isSafePath(path), path).toBe(true);
  for (const path of ['/a', 'a/', 'a//b', '.', 'a/..', 'a\\b', 'a:b', 'a\tb', '\u007f', 'e\u0301'])
    expect(isSafePath(path), path).toBe(false);
});

describe('moments', () => {
  test('are counted as the platform counts them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 253_402_300_799 }),
        fc.integer({ min: 0, max: 999 }),
        (seconds, milli) => {
          const date = new Date(seconds * 1000 + milli);
          expect(millisOf(date.toISOString())).toBe(date.getTime());
          expect(momentOfSeconds(seconds)).toBe(new Date(seconds * 1000).toISOString());
        },
      ),
    );
  });

  test('at the turns of years and of months', () => {
    for (const day of [
      '1970-01-01',
      '1999-12-31',
      '2000-02-29',
      '2000-03-01',
      '2024-02-29',
      '2100-03-01',
      '9999-12-31',
    ]) {
      const at = `${day}T23:59:59.000Z`;
      expect(millisOf(at)).toBe(Date.parse(at));
      expect(momentOfSeconds(Date.parse(at) / 1000)).toBe(at);
    }
  });

  test('that are none', () => {
    expect(millisOf('2026-07-23')).toBeNaN();
    for (const seconds of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(() => momentOfSeconds(seconds)).toThrow(RangeError);
  });
});

describe('keys', () => {
  const key = 'log.example/liuhen+ebfa7624+AbSyMOqbuyeEPheqFUOwV6WA7jaqs0eN7q8FoiCMaqt2';

  test('have a fingerprint in groups of four, of which people compare eight', () => {
    expect(fingerprintOf(key)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    expect(shortFingerprint(key)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    expect(isFingerprintOf(shortFingerprint(key), key)).toBe(true);
    expect(isFingerprintOf(`${shortFingerprint(key)} 0`, key)).toBe(fingerprintOf(key)[40] === '0');
    expect(isFingerprintOf('', key)).toBe(false);
  });
});

test('an entry of a kind that is not known here is read, but is not one of this version', () => {
  const leaf =
    '{"actor":"system","alg":"sha256","at":"2026-07-23T01:02:03.004Z","digest":"sha256:' +
    `${digest}","kind":"future.happened","organ":null,"subject":"act/7f0c7c1e-3b52-4c9b-9f0e-0d6f1f9a1c05","v":1}`;
  expect(parseAnyEntry(leaf).kind).toBe('future.happened');
  expect(codeOf(() => parseEntry(leaf))).toBe('entry');
  for (const kind of ['future', 'future.', 'Future.x', 'a.b.c', 'a.b"'])
    expect(
      codeOf(() => parseAnyEntry(leaf.replace('future.happened', kind))),
      kind,
    ).toBe('entry');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../test/refusal.ts';
import { otherSign } from '../test/samples.ts';
import { sha256 } from '../vectors/naive.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { canonicalize, type Json } from './canonical.ts';
import {
  type Entry,
  type EntryKind,
  entryBytes,
  entryKinds,
  entryText,
  parseAnyEntry,
  parseEntry,
  payloadDigest,
  verifyPayload,
} from './entry.ts';

const organ = '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10';
const account = '11111111-2222-3333-4444-555555555555';
const salt = '000102030405060708090a0b0c0d0e0f';
const payload: Json = { name: '执法记录仪 07', size: 1 };
const entry: Entry = {
  v: 1,
  alg: 'sha256',
  kind: 'recording.registered',
  at: '2026-07-23T01:02:03.004Z',
  organ,
  actor: account,
  subject: `recording/${account}`,
  digest: payloadDigest(salt, payload),
};
const text =
  `{"actor":"${account}","alg":"sha256","at":"2026-07-23T01:02:03.004Z","digest":"${entry.digest}",` +
  `"kind":"recording.registered","organ":"${organ}","subject":"recording/${account}","v":1}`;

const written = (change: Record<string, unknown>) =>
  codeOf(() => entryText({ ...entry, ...change } as Entry));
const read = (leaf: string) => codeOf(() => parseEntry(leaf));
const asText = (change: Record<string, unknown>) => {
  const members = { ...entry, ...change } as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1))));
};

describe('the text of an entry', () => {
  test('is its canonical JSON, whatever the order it was written in', () => {
    expect(entryText(entry)).toBe(text);
    expect(entryText(Object.fromEntries(Object.entries(entry).reverse()) as unknown as Entry)).toBe(text);
    expect(fromUtf8(entryBytes(entry))).toBe(text);
  });

  test('reads back, from text and from bytes', () => {
    expect(parseEntry(text)).toEqual(entry);
    expect(parseEntry(utf8(text))).toEqual(entry);
  });

  test('with any one sign changed, is refused or says what its JSON says', () => {
    for (let at = 0; at < text.length; at++) {
      const changed = otherSign(text, at);
      const code = codeOf(() => expect(parseAnyEntry(changed)).toEqual(JSON.parse(changed)));
      expect([null, 'entry'], changed).toContain(code);
    }
  });

  test.each(Object.keys(entryKinds))('of kind %s', (kind) => {
    const one = { ...entry, kind: kind as EntryKind };
    expect(parseEntry(entryText(one))).toEqual(one);
    expect(entryText(one)).toBe(canonicalize(one));
  });

  const good: [what: string, change: Partial<Entry>][] = [
    ['no organ', { organ: null }],
    ['the system', { actor: 'system' }],
    ['a table of two words', { subject: `log_key/${account}` }],
    ['a leap day', { at: '2028-02-29T00:00:00.000Z' }],
    ['a leap day of a century', { at: '2000-02-29T23:59:59.999Z' }],
    ['the last moment of a year', { at: '2026-12-31T23:59:59.999Z' }],
  ];
  test.each(good)('%s', (_what, change) => {
    expect(parseEntry(entryText({ ...entry, ...change }))).toEqual({ ...entry, ...change });
    expect(entryText({ ...entry, ...change })).toBe(canonicalize({ ...entry, ...change }));
  });
});

describe('values that make no entry', () => {
  const table: [member: keyof Entry, value: unknown][] = [
    ['v', 0],
    ['v', 2],
    ['v', '1'],
    ['v', null],
    ['alg', 'sha512'],
    ['alg', 'sm3'],
    ['alg', null],
    ['kind', 'recording.forgotten'],
    ['kind', 'Recording.registered'],
    ['kind', 'toString'],
    ['kind', '__proto__'],
    ['kind', ''],
    ['kind', null],
    ['at', '2026-07-23T01:02:03Z'],
    ['at', '2026-07-23T01:02:03.04Z'],
    ['at', '2026-07-23T01:02:03.0004Z'],
    ['at', '2026-07-23T01:02:03.004+00:00'],
    ['at', '2026-07-23T01:02:03.004z'],
    ['at', '2026-07-23t01:02:03.004Z'],
    ['at', '2026-07-23 01:02:03.004Z'],
    ['at', '2026-07-23T01:02:03.004Z\n'],
    ['at', '2026-00-23T01:02:03.004Z'],
    ['at', '2026-13-23T01:02:03.004Z'],
    ['at', '2026-07-00T01:02:03.004Z'],
    ['at', '2026-07-32T01:02:03.004Z'],
    ['at', '2026-06-31T01:02:03.004Z'],
    ['at', '2026-02-29T01:02:03.004Z'],
    ['at', '2100-02-29T01:02:03.004Z'],
    ['at', '2026-07-23T24:00:00.000Z'],
    ['at', '2026-07-23T01:60:00.000Z'],
    ['at', '2016-12-31T23:59:60.000Z'],
    ['at', '+002026-07-23T01:02:03.004Z'],
    ['at', 1784768523004],
    ['at', null],
    ['at', ['2026-07-23T01:02:03.004Z']],
    ['organ', ''],
    ['organ', organ.toUpperCase()],
    ['organ', `${organ} `],
    ['organ', organ.replaceAll('-', '')],
    ['organ', `{${organ}}`],
    ['organ', 'system'],
    ['organ', 1],
    ['actor', null],
    ['actor', ''],
    ['actor', 'System'],
    ['actor', 'somebody'],
    ['actor', `${account}\n`],
    ['subject', null],
    ['subject', account],
    ['subject', `/${account}`],
    ['subject', `Recording/${account}`],
    ['subject', `recording/${account}/x`],
    ['subject', 'recording/1'],
    ['subject', `a/b/${account}`],
    ['digest', null],
    ['digest', entry.digest.slice(7)],
    ['digest', entry.digest.slice(0, -1)],
    ['digest', `${entry.digest}0`],
    ['digest', `sha256:${'A'.repeat(64)}`],
    ['digest', `sm3:${'0'.repeat(64)}`],
  ];
  test.each(table)('%s: %j', (member, value) => {
    expect(written({ [member]: value })).toBe('entry');
    expect(read(asText({ [member]: value }))).toBe('entry');
  });

  test.each(Object.keys(entry))('%s left out', (member) => {
    expect(written({ [member]: undefined })).toBe('entry');
    expect(read(asText({ [member]: undefined }))).toBe('entry');
  });

  test.each(['note', '', '__proto__', 'V', 'toString'])('a further member %j', (member) => {
    const more = `{${JSON.stringify(member)}:1,${text.slice(1)}`;
    expect(read(more)).toBe('entry');
    const members = Object.defineProperty({ ...entry }, member, { value: 1, enumerable: true });
    expect(codeOf(() => entryText(members))).toBe('entry');
  });

  test.each([null, undefined, 1, 'text', []])('%j', (value) => {
    expect(codeOf(() => entryText(value as unknown as Entry))).toBe('entry');
  });
});

describe('texts that are no entry', () => {
  const spaced = text.replaceAll('":', '": ');
  const table: [what: string, leaf: string][] = [
    ['nothing', ''],
    ['no JSON', text.slice(0, -1)],
    ['a list', `[${text}]`],
    ['a number', '1'],
    ['null', 'null'],
    ['a text', JSON.stringify(text)],
    ['white space after', `${text}\n`],
    ['white space before', ` ${text}`],
    ['white space within', spaced],
    ['a byte order mark', `\ufeff${text}`],
    ['another order of members', JSON.stringify(entry)],
    ['a member twice', `{"actor":"system",${text.slice(1)}`],
    ['an escape where none is due', text.replace('recording/', '\\u0072ecording/')],
    ['an escaped slash', text.replace('recording/', 'recording\\/')],
    ['a version in another form', text.replace('"v":1}', '"v":1.0}')],
    ['a version with an exponent', text.replace('"v":1}', '"v":1e0}')],
    ['deep nesting', text.replace('"v":1}', `"v":${'['.repeat(5000)}${']'.repeat(5000)}}`)],
  ];
  test.each(table)('%s', (_what, leaf) => {
    expect(read(leaf)).toBe('entry');
    expect(codeOf(() => parseEntry(utf8(leaf)))).toBe('entry');
  });

  test('bytes that are not UTF-8', () => {
    const bytes = utf8(text);
    bytes[12] = 0xff;
    expect(codeOf(() => parseEntry(bytes))).toBe('encoding');
  });

  test('a sign changed anywhere says something else or nothing', () => {
    for (let at = 0; at < text.length; at++) {
      const other = otherSign(text, at);
      if (read(other) === null) expect(entryText(parseEntry(other))).toBe(other);
      else expect(read(other)).toBe('entry');
    }
  });

  test('any text that is read is the one text of what it says', () => {
    const parts = fc.constantFrom(
      text,
      ' ',
      '{',
      '}',
      ',',
      '"v":1',
      '"v":1,',
      text.slice(1),
      text.slice(0, -1),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 4 }), (pieces) => {
        const leaf = pieces.join('');
        if (read(leaf) === null) expect(leaf).toBe(text);
      }),
    );
  });
});

describe('the digest of a payload', () => {
  test('is SHA-256 over the bytes of the salt and the canonical payload', () => {
    const bytes = '{"name":"执法记录仪 07","size":1}';
    const reference = sha256(Buffer.from(salt, 'hex'), Buffer.from(bytes)).toString('hex');
    expect(payloadDigest(salt, { size: 1, name: '执法记录仪 07' })).toBe(`sha256:${reference}`);
    expect(payloadDigest(salt.toUpperCase(), payload)).toBe(`sha256:${reference}`);
    expect(payloadDigest(salt, null)).toBe(
      `sha256:${sha256(Buffer.from(salt, 'hex'), Buffer.from('null')).toString('hex')}`,
    );
  });

  const salts: [salt: string, code: string][] = [
    ['', 'payload'],
    [salt.slice(2), 'payload'],
    [`${salt}0`, 'encoding'],
    [salt.replace('0f', '0g'), 'encoding'],
    [` ${salt} `, 'encoding'],
    ['留'.repeat(32), 'encoding'],
  ];
  test.each(salts)('the salt %j is refused', (bad, code) => {
    expect(codeOf(() => payloadDigest(bad, payload))).toBe(code);
    expect(codeOf(() => verifyPayload(entry, bad, payload))).toBe(code);
  });

  test('a payload without canonical form is refused', () => {
    expect(codeOf(() => payloadDigest(salt, Number.NaN))).toBe('canonical');
    expect(codeOf(() => verifyPayload(entry, salt, '\ud800'))).toBe('canonical');
  });

  test('the sealed payload passes in any order of its members', () => {
    expect(codeOf(() => verifyPayload(entry, salt, payload))).toBeNull();
    expect(codeOf(() => verifyPayload(entry, salt, { size: 1, name: '执法记录仪 07' }))).toBeNull();
  });

  const others: [what: string, salt: string, payload: Json][] = [
    ['another value', salt, { name: '执法记录仪 07', size: 2 }],
    ['another type', salt, { name: '执法记录仪 07', size: '1' }],
    ['another text', salt, { name: '执法记录仪 08', size: 1 }],
    ['a member more', salt, { name: '执法记录仪 07', size: 1, x: null }],
    ['a member less', salt, { name: '执法记录仪 07' }],
    ['a list of it', salt, [payload]],
    ['nothing', salt, null],
    ['another salt', salt.replace('0f', '0e'), payload],
    ['a longer salt', `${salt}00`, payload],
  ];
  test.each(others)('%s does not', (_what, otherSalt, otherPayload) => {
    expect(codeOf(() => verifyPayload(entry, otherSalt, otherPayload))).toBe('payload');
  });

  test('a digest changed in any sign no longer holds', () => {
    for (let at = 0; at < entry.digest.length; at++) {
      const changed = { ...entry, digest: otherSign(entry.digest, at) };
      expect(codeOf(() => verifyPayload(changed, salt, payload))).toBe('payload');
    }
  });

  test('any two payloads have two digests, any two salts too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(payloadDigest(salt, a as Json) === payloadDigest(salt, b as Json)).toBe(same);
        expect(payloadDigest(`${salt}01`, a as Json)).not.toBe(payloadDigest(salt, a as Json));
      }),
    );
    /** The value as JSON holds it, with its members as a sorted list. */
    function sorted(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(sorted);
      if (value === null || typeof value !== 'object') return value;
      const members = Object.entries(value).map(([key, item]) => [key, sorted(item)]);
      return { members: members.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)) };
    }
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packs, packTexts, storing } from '../../test/shelf.ts';
import { FactsError, PackError } from '../errors.ts';
import { citeArticle, packFingerprint, packInForce, resolvePack } from './effective.ts';
import { type Pack, parsePack } from './pack.ts';

const sha256Hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const byId = (id: string): Pack => resolvePack(packs, id).pack;

describe('resolving', () => {
  it('keeps both levels: the organ first, the province behind it', () => {
    const { pack, parents } = resolvePack(packs, 'xz');
    expect(pack.storage).toEqual(byId('xz').storage);
    expect(parents.map((parent) => parent.id)).toEqual(['sx', 'cn']);
    expect(parents[0]?.storage).toEqual(byId('sx').storage);
  });

  it.each(['dph', 'hd', 'ql', 'sx'])('%s has only the national frame above it', (id) => {
    expect(resolvePack(packs, id).parents.map((parent) => parent.id)).toEqual(['cn']);
  });

  it('refuses an unknown pack and an unknown parent', () => {
    expect(() => resolvePack(packs, 'nowhere')).toThrow(PackError);
    const orphan = packs.filter((pack) => pack.id !== 'sx');
    expect(() => resolvePack(orphan, 'xz')).toThrow('xz.extends: no such pack: sx');
  });

  it('refuses a ring and a version given twice', () => {
    const ring = packs.map((pack) => (pack.id === 'sx' ? { ...pack, extends: 'xz' } : pack));
    expect(() => resolvePack(ring, 'xz')).toThrow('ring');
    expect(() => resolvePack([...packs, byId('hd')], 'hd')).toThrow('version 1 is given twice');
  });

  it('follows the chain to its end in any order of the shelf', () => {
    const top: Pack = { ...byId('sx'), id: 'top', extends: null };
    const three = packs.map((pack) => (pack.id === 'sx' ? { ...pack, extends: 'top' } : pack));
    fc.assert(
      fc.property(fc.shuffledSubarray([...three, top], { minLength: three.length + 1 }), (shelf) => {
        expect(resolvePack(shelf, 'xz').parents.map((parent) => parent.id)).toEqual(['sx', 'top']);
      }),
    );
  });
});

describe('versions (a later text replaces the earlier from its day on)', () => {
  const later: Pack = {
    ...byId('hd'),
    version: 2,
    effectiveFrom: '2026-10-08',
    storage: { ...storing('hd').storage, time: { rule: 'hours', value: 24 }, anchor: 'recordingEnd' },
  };
  const shelf = [later, ...packs];
  const boundFrom = '2020-01-01';

  it.each([
    ['2026-10-07', 1],
    ['2026-10-08', 2],
    ['2030-01-01', 2],
  ])('an activity of %s is judged under version %i', (on, version) => {
    expect(resolvePack(shelf, 'hd', { on, boundFrom }).pack.version).toBe(version);
    expect(resolvePack(shelf.toReversed(), 'hd', { on, boundFrom }).pack.version).toBe(version);
  });

  it('takes the latest when nothing is asked or none is in force', () => {
    expect(resolvePack(shelf, 'hd').pack.version).toBe(2);
    expect(resolvePack(shelf, 'hd', { on: '2010-01-01', boundFrom }).pack.version).toBe(2);
  });

  it('chooses the parent of that day too', () => {
    const newer: Pack = { ...byId('sx'), version: 2, effectiveFrom: '2027-01-01' };
    const parentOn = (on: string) =>
      resolvePack([...packs, newer], 'xz', { on, boundFrom }).parents[0]?.version;
    expect([parentOn('2026-12-31'), parentOn('2027-01-01')]).toEqual([1, 2]);
  });
});

describe('in force', () => {
  it.each([
    ['dph', '2020-07-14', null, { state: 'notYetInForce', from: '2020-07-15' }],
    ['dph', '2020-07-15', null, { state: 'inForce', from: '2020-07-15' }],
    ['dph', '2020-07-14', '2019-01-01', { state: 'notYetInForce', from: '2020-07-15' }],
    ['dph', '2021-01-01', '2022-01-01', { state: 'notYetInForce', from: '2022-01-01' }],
    ['sx', '2026-01-01', null, { state: 'noEffectiveDate' }],
    ['sx', '2026-01-01', '2026-01-01', { state: 'inForce', from: '2026-01-01' }],
    ['sx', '2025-12-31', '2026-01-01', { state: 'notYetInForce', from: '2026-01-01' }],
    ['hd', '2026-01-01', null, { state: 'noEffectiveDate' }],
    ['hd', '2015-06-03', '2013-01-01', { state: 'notYetInForce', from: '2016-01-15' }],
  ])('%s on %s, bound from %s', (id, on, boundFrom, expected) => {
    expect(packInForce(byId(id), on, boundFrom)).toEqual(expected);
  });

  it('never takes the day of issue for the day of effect', () => {
    expect(byId('hd').issuedAt).toBe('2016-01-15');
    expect(packInForce(byId('hd'), '2026-01-01', null).state).toBe('noEffectiveDate');
  });

  it('refuses dates that do not exist', () => {
    expect(() => packInForce(byId('dph'), '2026-02-30', null)).toThrow(FactsError);
    expect(() => packInForce(byId('dph'), '2026-02-28', '2026-02-30')).toThrow(FactsError);
  });
});

describe('fingerprint', () => {
  const fingerprint = (shelf: readonly Pack[], id: string) =>
    packFingerprint(resolvePack(shelf, id), sha256Hex);

  it('is a SHA-256 and differs between packs', () => {
    const all = packs.map((pack) => fingerprint(packs, pack.id));
    for (const one of all) expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(new Set(all).size).toBe(packs.length);
  });

  it('does not change with layout, comments or the order of keys', () => {
    const text = packTexts.get('ql') ?? '';
    const [id = '', ...rest] = text.trimEnd().split('\n');
    const turned = parsePack(`# a remark\n${rest.join('\n')}\n${id}\n`);
    expect(fingerprint([turned, byId('cn')], 'ql')).toBe(fingerprint(packs, 'ql'));
  });

  it('changes with any parameter, also with one of the parent', () => {
    const stricter = packs.map(
      (pack): Pack =>
        pack.id === 'sx'
          ? { ...pack, storage: { ...storing('sx').storage, time: { rule: 'workingDays', value: 1 } } }
          : pack,
    );
    expect(fingerprint(stricter, 'xz')).not.toBe(fingerprint(packs, 'xz'));
    expect(fingerprint(stricter, 'hd')).toBe(fingerprint(packs, 'hd'));
  });

  it('hashes the canonical text, not the object', () => {
    const seen: string[] = [];
    packFingerprint(resolvePack(packs, 'xz'), (text) => {
      seen.push(text);
      return '00';
    });
    expect(seen).toHaveLength(1);
    expect(JSON.parse(seen[0] ?? '')).toEqual(resolvePack(packs, 'xz'));
    expect(seen[0]?.startsWith('{"pack":{"assistants":')).toBe(true);
  });
});

it('cites the article of a pack', () => {
  expect(citeArticle(byId('xz'), 'XZ-11')).toEqual({
    packId: 'xz',
    title: '忻州市财政局行政执法全过程记录制度',
    titleEn: byId('xz').title.en,
    article: 'XZ-11',
    label: '第十一条',
  });
});

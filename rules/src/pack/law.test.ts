import { describe, expect, it } from 'vitest';
import { packs } from '../../test/shelf.ts';
import { resolvePack } from './effective.ts';
import { citeOf, lawOn } from './law.ts';
import type { Pack } from './pack.ts';

const sx = resolvePack(packs, 'sx').pack;
const frame: Pack = {
  ...sx,
  id: 'frame',
  level: 'national',
  extends: null,
  effectiveFrom: '2021-07-15',
  storage: null,
  sources: { CF: { title: { zh: '行政处罚法', en: 'Penalties Act' }, effectiveFrom: '2021-07-15' } },
  noDestruction: { article: 'CF-1', also: [] },
};
const shelf: Pack[] = [
  ...packs.filter(({ id }) => id !== 'sx'),
  { ...sx, extends: 'frame', effectiveFrom: '2020-01-01' },
  frame,
];
const chainOn = (on: string, boundFrom: string | null) =>
  lawOn(shelf, 'xz', { on, boundFrom }).chain.map(({ id }) => id);

describe('the law of a day', () => {
  it('puts the organ first and leaves out what is not in force', () => {
    expect(chainOn('2026-03-02', '2022-01-01')).toEqual(['xz', 'sx', 'frame']);
    expect(chainOn('2021-07-14', '2019-01-01')).toEqual(['xz', 'sx']);
    expect(chainOn('2019-12-31', '2019-01-01')).toEqual(['xz']);
  });

  it('binds by a national statute from its own day, whatever was entered for the organ', () => {
    const early = lawOn(shelf, 'xz', { on: '2021-12-31', boundFrom: '2022-01-01' });
    expect(early.chain.map(({ id }) => id)).toEqual(['frame']);
    expect(early.force).toEqual({ state: 'notYetInForce', from: '2022-01-01' });
    expect(chainOn('2021-07-15', null)).toContain('frame');
  });

  it('tells why the own pack does not bind and lets it say nothing', () => {
    const law = lawOn(shelf, 'xz', { on: '2026-03-02', boundFrom: null });
    expect(law).toMatchObject({ own: { id: 'xz' }, force: { state: 'noEffectiveDate' } });
    expect(law.chain.map(({ id }) => id)).toEqual(['sx', 'frame']);
    expect(law.merged.storage.value?.article).toBe('SX-17');
  });

  it('has the organ speak first and keeps what the province says beside it', () => {
    const { merged } = lawOn(shelf, 'xz', { on: '2026-03-02', boundFrom: '2022-01-01' });
    expect(merged.storage.value).toMatchObject({ article: 'XZ-11', time: { rule: 'sameDay' } });
    expect(merged.storage.kept.map(({ pack, value }) => [pack.id, value.article])).toEqual([
      ['xz', 'XZ-11'],
      ['sx', 'SX-17'],
    ]);
  });
});

it('cites an article by whichever text it belongs to', () => {
  const { chain } = lawOn(shelf, 'xz', { on: '2026-03-02', boundFrom: '2022-01-01' });
  expect(['XZ-11', 'SX-17', 'CF-1'].map((one) => citeOf(chain, one).title)).toEqual([
    '忻州市财政局行政执法全过程记录制度',
    '山西省行政执法全过程记录办法',
    '行政处罚法',
  ]);
  expect(() => citeOf(chain, 'QL-19')).toThrow(RangeError);
});

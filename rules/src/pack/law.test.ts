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

describe('Xinzhou Finance under Shanxi under the statutes', () => {
  const { chain, merged } = lawOn(packs, 'xz', { on: '2026-03-02', boundFrom: '2022-01-01' });

  it('is what requirements ask of it, field by field', () => {
    expect(chain.map(({ id }) => id)).toEqual(['xz', 'sx', 'cn']);
    expect(merged.preUseCheck.value).toEqual({
      article: 'XZ-20',
      also: ['SX-13'],
      items: ['battery', 'storage', 'performance'],
    });
    expect(merged.openingStatement.value).toMatchObject({
      article: 'SX-14',
      manner: 'spoken',
      fields: ['time', 'place', 'officers', 'cause', 'subject', 'links'],
    });
    expect(merged.recordingNotice.value).toEqual({
      article: 'XZ-19',
      also: ['SX-14'],
      when: 'before',
      occasions: ['penalty', 'coercion', 'questioning', 'filming'],
    });
    expect(merged.interruption.value).toMatchObject({
      article: 'SX-15',
      voiceOnRestart: true,
      reportTo: null,
    });
    expect(merged.keyContents.value).toMatchObject({ article: 'SX-12', items: { length: 7 } });
    expect(merged.routineKeeping.value).toMatchObject({ article: 'XZ-12.2', time: { value: 6 } });
    expect(merged.longTermKeeping.value).toMatchObject({ article: 'XZ-13', time: null });
    expect(merged.noDestruction.value).toMatchObject({ article: 'SX-20.1' });
    expect(merged.officers.value).toMatchObject({ article: 'XZ-7', minimum: 2, established: true });
    expect(merged.officers.value?.also).toContain('CF-42.1');
  });

  it('films what Shanxi makes mandatory, and all else when feasible', () => {
    const rules = merged.filming.value?.map(({ article, duty }) => `${article} ${duty}`) ?? [];
    expect(rules[0]).toBe('XZ-18 whenFeasible');
    expect(rules).toContain('SX-10(3) mandatory');
    expect(rules).toContain('SX-11(3) situational');
  });

  it('has film seen, given out and inspected as both say', () => {
    expect(merged.viewing.value).toMatchObject({ article: 'XZ-16', steps: [] });
    expect(merged.disclosure.value).toMatchObject({ article: 'SX-18.1', steps: ['organHead'] });
    expect(merged.partyAccess.value).toMatchObject({ article: 'SX-18.1' });
    expect(merged.externalProvision.value).toEqual({
      article: 'XZ-15',
      also: ['SX-20.2'],
      provider: 'organ',
      retainCopy: true,
      approval: true,
    });
    expect(merged.inspection.value).toMatchObject({ article: 'XZ-22', by: 'organ' });
    expect(merged.inspection.kept.map(({ value }) => value.article)).toEqual(['XZ-22', 'SX-19']);
    expect(merged.supervision.value).toMatchObject({ article: 'SX-5.2', by: 'justiceBureau' });
    const grounds = merged.violations.value?.grounds.map(({ id }) => id);
    expect(grounds).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'G1', 'G2', 'G3', 'G4', 'G5']);
  });

  it('stores on the same day, with the two working days of Shanxi kept beside', () => {
    expect(merged.storage.value?.time).toEqual({ rule: 'sameDay' });
    expect(merged.storage.kept.map(({ value }) => value.time)).toEqual([
      { rule: 'sameDay' },
      { rule: 'workingDays', value: 2 },
    ]);
  });

  it('has what rests on a statute from its day on, but every period: each asks on the day on which it begins', () => {
    const mergedOn = (on: string) => lawOn(packs, 'xz', { on, boundFrom: '2013-01-01' }).merged;
    const officersOn = (on: string) => mergedOn(on).officers.kept.at(-1)?.value;
    expect(officersOn('2021-07-14')).toMatchObject({
      ...{ article: 'QZ-18(2)', also: [], minimum: 2, of: [{ article: 'QZ-18(2)' }] },
    });
    expect(officersOn('2021-07-15')).toMatchObject({ article: 'CF-42.1', also: ['QZ-18(2)'] });
    for (const on of ['2012-06-01', '2026-03-02']) {
      const statutes = mergedOn(on).periods.value?.map(({ article }) => article.split('-')[0]);
      expect(new Set(statutes)).toEqual(new Set(['CF', 'QZ', 'YS', 'FY', 'SS', 'GK', 'SD']));
    }
  });
});

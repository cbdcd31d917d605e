import { describe, expect, it } from 'vitest';
import { packs } from '../../test/shelf.ts';
import { articleOf } from '../citation.ts';
import { comparePacks } from './compare.ts';
import { type Pack, referencesOf } from './pack.ts';
import { saidBy, sayPack } from './say.ts';

function pack(id: string): Pack {
  const found = packs.find((one) => one.id === id);
  if (!found) throw new Error(`no pack ${id}`);
  return found;
}
const said = (id: string, key: string) => sayPack(pack(id)).find((one) => one.key === key);

describe.each(packs.map((one) => one.id))('%s in words', (id) => {
  const rows = sayPack(pack(id));

  it('leaves no reference to an article out', () => {
    const places = new Set(rows.flatMap(({ articles }) => articles));
    expect(referencesOf(pack(id)).filter((reference) => !places.has(reference))).toEqual([]);
  });

  it('says each parameter once, in both languages, with an article', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    for (const { key, name, value, articles } of rows) {
      for (const words of [name.zh, name.en, value.zh, value.en]) expect(words.trim(), key).not.toBe('');
      expect(articles.length, key).toBeGreaterThan(0);
      expect(`${name.en}${value.en}`, key).not.toMatch(/undefined|\bnull\b|[\u4e00-\u9fff]/);
    }
  });
});

it.each([
  ['xz', '每天工作结束后，当日', 'the same day after the day’s work ends'],
  ['dph', '执法工作结束后 24 小时内', '24 hours after the work ends'],
  ['ql', '音像记录制作完成后 7 个工作日内', '7 working days after the film is made'],
  ['sx', '音像记录制作完成后 2 个工作日内', '2 working days after the film is made'],
])('says until when %s stores', (id, zh, en) => {
  expect(said(id, 'storage.time')?.value).toEqual({ zh, en });
});

it('says what an article makes the system do, items and paragraphs included', () => {
  const rows = sayPack(pack('xz'));
  expect(saidBy(rows, 'XZ-12').map(({ key }) => key)).toEqual(['routineKeeping', 'evidenceKeeping']);
  expect(saidBy(rows, 'XZ-24')).toHaveLength(7);
  expect(saidBy(rows, 'XZ-1')).toEqual([]);
  expect(rows.flatMap(({ articles }) => articles).every((one) => articleOf(one)?.startsWith('XZ-'))).toBe(
    true,
  );
});

describe('what is filmed', () => {
  const listed = (id: string) => said(id, 'filming.listed');

  it('is told of the article that lists kinds by just these, coercion where it is among them', () => {
    expect([listed('xz')?.articles, listed('dph')?.articles]).toEqual([['XZ-6'], ['DPH-6']]);
    expect(listed('xz')?.value.zh).toBe('6 类：日常巡查、调查取证、询问、文书送达、听证、行政强制');
    expect(listed('hd')?.value).toEqual(listed('xz')?.value);
    expect(listed('dph')?.value.zh).toBe('5 类：日常检查、调查取证、询问、文书送达、听证');
    expect(listed('sx')).toBeUndefined();
    expect(saidBy(sayPack(pack('dph')), 'DPH-6').map(({ key }) => key)).toEqual(['filming.listed']);
  });

  it('is told of the article that says how, whatever kinds another lists', () => {
    const feasible = said('dph', 'filming.whenFeasible');
    expect(feasible).toMatchObject({ articles: ['DPH-18'], value: { zh: '行政许可以外的执法活动' } });
  });
});

it('says whose officers film where no post or examination is asked for', () => {
  expect(said('dph', 'officers')?.value).toEqual({
    zh: '综合行政执法队的执法人员',
    en: 'officers of the enforcement team',
  });
});

describe('packs side by side', () => {
  const rows = comparePacks([pack('xz'), pack('ql'), pack('hd')]);
  const row = (key: string) => rows.find((one) => one.key === key);

  it('have one line for each parameter, silence told from a value', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(row('storage.time')?.values.map((one) => one?.articles)).toEqual([
      ['XZ-11'],
      ['QL-19'],
      ['HD-10'],
    ]);
    expect(row('routineKeeping')?.values.map((one) => one?.value.zh ?? null)).toEqual([
      '不少于 6 个月；日常巡查',
      null,
      '不少于 6 个月；日常巡查',
    ]);
  });

  it('say whether they differ', () => {
    expect(row('routineKeeping')?.differs).toBe(true);
    expect(comparePacks([pack('xz'), pack('hd')]).find(({ key }) => key === 'routineKeeping')?.differs).toBe(
      false,
    );
    expect(comparePacks([pack('sx'), pack('sx')]).filter(({ differs }) => differs)).toEqual([]);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actExamplesOf } from '../../test/acts.ts';
import { calendar, packIds, packs, regulations } from '../../test/shelf.ts';
import { factsOf } from '../act/example.ts';
import { judgeAct } from '../act/judge.ts';
import { PackError } from '../errors.ts';
import { beijingDate } from '../time/civil.ts';
import {
  type ArticleEntry,
  type ArticleList,
  coverageFaults,
  coverageTotals,
  heldOnly,
  laterWorks,
  parseArticles,
} from './coverage.ts';
import { lawOn } from './law.ts';
import { type Pack, parsePack, sectionNames } from './pack.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const textOf = (id: string) => readFileSync(join(root, 'rules', 'packs', id, 'articles.yaml'), 'utf8');
const packOf = (id: string): Pack => {
  const pack = regulations.find((one) => one.id === id);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
};
const lists = new Map(regulations.map(({ id }) => [id, parseArticles(textOf(id))]));
const listOf = (id: string): ArticleList =>
  lists.get(id) ?? { count: 0, twins: {}, inserted: {}, articles: [] };

/** A house that has whatever the lists name. */
const all = [...lists.values()].flatMap(({ articles }) => articles);
const house = {
  screens: new Set(all.flatMap(({ screens }) => screens)),
  registers: new Set(all.flatMap(({ registers }) => registers)),
  hasFile: () => true,
};
const faultsOf = (id: string, change: (articles: ArticleEntry[]) => ArticleEntry[]) =>
  coverageFaults(packOf(id), { ...listOf(id), articles: change(listOf(id).articles) }, house);
const changing = (id: string, article: string, change: Partial<ArticleEntry>) =>
  faultsOf(id, (articles) => articles.map((one) => (one.id === article ? { ...one, ...change } : one)));

describe('the articles of the five regulations', () => {
  it('are all accounted for, by what is there: the program says so', () => {
    const printed = execFileSync(process.execPath, ['scripts/law-coverage.ts', 'en'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const { articles } of lists.values())
      for (const { id } of articles) expect(printed).toContain(`\n| ${id} | `);
    expect(printed).toContain('\ntotal: 123 (');
    for (const { en } of Object.values(laterWorks))
      expect(printed).toMatch(new RegExp(`${en}( \\(\\d/4\\))?: wholly `));
    expect(printed).not.toMatch(/later: (preservation|access|oversight|\d of \d)/);
  });

  it('each answers a requirement of the catalogue', () => {
    expect(all.filter(({ requirements }) => requirements.length === 0)).toEqual([]);
  });

  it('are as many as the texts have', () => {
    const counts = regulations.map(({ id }) => [id, listOf(id).articles.length]);
    expect(Object.fromEntries(counts)).toEqual({ xz: 24, dph: 27, ql: 26, hd: 20, sx: 26 });
    expect(listOf('dph').articles.map(({ id }) => id)).toContain('DPH-4b');
  });

  it('add up', () => {
    const totals = coverageTotals(all);
    const { automated, supported, informational } = totals.kinds;
    expect(automated + supported + informational).toBe(totals.articles);
    const waiting = Object.values(totals.later);
    const sum = (part: 'wholly' | 'partly') => waiting.reduce((so, one) => so + one[part], 0);
    expect(sum('wholly') + sum('partly')).toBe(all.filter(({ later }) => later !== null).length);
    expect(totals.served + sum('wholly') + informational).toBe(totals.articles);
  });

  it('wait wholly where only a parameter is held that nothing reads', () => {
    const wholly = (id: string) => {
      const { later } = coverageTotals(all.filter((one) => one.id === id));
      return Object.values(later).reduce((so, one) => so + one.wholly, 0);
    };
    for (const id of ['DPH-15', 'DPH-23', 'HD-14', 'QL-6', 'QL-25', 'SX-5', 'SX-18', 'XZ-22'])
      expect([id, wholly(id)]).toEqual([id, 1]);
    for (const id of ['XZ-9', 'SX-19', 'QL-22', 'XZ-12']) expect([id, wholly(id)]).toEqual([id, 0]);
  });
});

describe('the parameters that nothing reads', () => {
  it('are those of which no rule asks in any example', () => {
    const asked = new Set<string>();
    for (const packId of packIds)
      for (const facts of actExamplesOf(packId).map(factsOf)) {
        const law = lawOn(packs, packId, { on: beijingDate(facts.startedAt), boundFrom: facts.boundFrom });
        const merged = new Proxy(law.merged, {
          get(target, name) {
            asked.add(String(name));
            return Reflect.get(target, name);
          },
        });
        judgeAct({ ...law, merged }, calendar, facts);
      }
    // Storing is judged by itself, breaches and scope pack by pack; who decides on excuses is asked by the register.
    const elsewhere = ['scope', 'storage', 'violations', 'excuses'];
    const unread = sectionNames.filter((name) => !asked.has(name) && !elsewhere.includes(name));
    expect(unread.toSorted()).toEqual([...heldOnly].toSorted());
  });
});

it('the list of the invented rules, which the guide shows, is whole', () => {
  const [pack = '', list = ''] = ['pack.yaml', 'articles.yaml'].map((name) =>
    readFileSync(join(root, 'rules', 'test', 'packs', 'qh', name), 'utf8'),
  );
  const there = { ...house, hasFile: (path: string) => existsSync(join(root, path)) };
  expect(coverageFaults(parsePack(pack), parseArticles(list), there)).toEqual([]);
});

it('a regulation without its list, and one with a list that cannot be read, are told as faults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-coverage-'));
  try {
    for (const id of ['qh', 'ly'])
      cpSync(join(root, 'rules', 'test', 'packs', id), join(folder, id), { recursive: true });
    writeFileSync(join(folder, 'qh', 'articles.yaml'), 'count: many\narticles: []\n');
    const { status, stderr } = spawnSync(process.execPath, ['scripts/law-coverage.ts', 'zh', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    const [ly, qh, ...more] = stderr.trim().split('\n');
    expect(more).toEqual([]);
    expect(ly).toBe(
      `✗ ${join(folder, 'ly', 'articles.yaml')}: 没有这个文件；请逐条列出条文和落实办法（写法见 docs/new-regulation.md 第六节）`,
    );
    expect(qh).toContain(`✗ ${join(folder, 'qh', 'articles.yaml')}: line 1: count: `);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a damaged list is refused, with the article named', () => {
  it.each<[string, (articles: ArticleEntry[]) => ArticleEntry[], string]>([
    ['one is missing', (a) => a.filter(({ id }) => id !== 'DPH-4b'), 'DPH-4b: is missing'],
    ['one is given twice', (a) => [...a, ...a.filter(({ id }) => id === 'DPH-9')], 'DPH-9: is given twice'],
    [
      'one is beyond the count',
      (a) => a.map((one) => ({ ...one, id: one.id.replace('-26', '-27') })),
      'DPH-27: ',
    ],
    [
      'one is of another text',
      (a) => a.map((one) => ({ ...one, id: one.id.replace('DPH-1', 'XZ-1') })),
      'XZ-1: ',
    ],
    [
      'two have changed places',
      (a) => a.toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      'DPH-2: stands out of order',
    ],
  ])('where %s', (_, change, fault) => {
    expect(faultsOf('dph', change).some((one) => one.startsWith(fault))).toBe(true);
  });

  it('where an amendment put an article in', () => {
    const { articles, ...list } = listOf('hd');
    const put = articles.flatMap((one) => (one.id === 'HD-10' ? [one, { ...one, id: 'HD-10-1' }] : [one]));
    const told = (more: object) => coverageFaults(packOf('hd'), { ...list, ...more, articles: put }, house);
    expect(told({ count: 21 })[0]).toContain('HD-21: is missing');
    expect(told({ count: 21, inserted: { 'HD-10': 1 } })).toEqual([]);
  });

  const nothing = { sections: [], screens: [], registers: [], later: null };
  it.each<[string, string, Partial<ArticleEntry>, string]>([
    ['nothing serves it', 'QL-5', nothing, 'QL-5: is served by nothing'],
    ['what serves it is read by nothing', 'QL-6', { later: null }, 'QL-6: rests on supervision alone'],
    ['nothing tests it', 'QL-19', { tests: [] }, 'QL-19: is tested by nothing'],
    ['its parameter is silent', 'QL-19', { sections: ['bulletin'] }, 'QL-19: the pack does not say bulletin'],
    ['its page is not there', 'QL-19', { screens: ['/nowhere'] }, 'QL-19: there is no page /nowhere'],
    ['its route is not there', 'QL-19', { registers: ['nothing'] }, 'QL-19: there is no route nothing'],
    ['the reason is missing', 'QL-4', { why: null }, 'QL-4: must say why nothing has to be done'],
    [
      'a reason is too much',
      'QL-5',
      { why: { zh: '无', en: 'no' } },
      'QL-5: says why nothing has to be done',
    ],
    ['it is served and said not to be', 'QL-4', { screens: ['/'] }, 'QL-4: is informational and yet served'],
    ['a parameter is not told of', 'QL-16', { sections: [] }, 'QL-16: the pack takes interruption from it'],
  ])('where %s', (_, article, change, fault) => {
    expect(changing('ql', article, change).some((one) => one.startsWith(fault))).toBe(true);
  });

  it('where its test is not there', () => {
    const faults = coverageFaults(packOf('xz'), listOf('xz'), { ...house, hasFile: () => false });
    expect(faults).toContain('XZ-11: there is no file rules/packs/xz/examples/scenarios.yaml');
  });

  it('where the pack refers to what is no article of the text', () => {
    const pack: Pack = { ...packOf('sx'), budget: { article: 'SX-27', also: [] } };
    expect(coverageFaults(pack, listOf('sx'), house)).toContain(
      'SX-27: the pack refers to it, and it is not among the articles',
    );
  });

  it.each([
    ['a requirement that the catalogue lacks', 'REC-02', 'REC-14'],
    ['a later work that is none', 'later: oversight', 'later: some day'],
    ['a parameter that no pack has', 'sections: [violations]', 'sections: [sins]'],
    ['a key that is misspelt', 'kind: supported', 'knd: supported'],
    ['a summary that is no summary', '故障即停用', '故障即停用'.repeat(6)],
  ])('where it names %s', (_, from, to) => {
    expect(textOf('xz')).toContain(from);
    expect(() => parseArticles(textOf('xz').replace(from, to))).toThrow(PackError);
  });
});

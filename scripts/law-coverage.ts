import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { routes } from '@liuhen/contract';
import { PackError } from '../rules/src/errors.ts';
import {
  type ArticleEntry,
  type ArticleList,
  coverageFaults,
  coverageTotals,
  type House,
  laterWorks,
  parseArticles,
} from '../rules/src/pack/coverage.ts';
import { type Pack, parsePack } from '../rules/src/pack/pack.ts';

/**
 * `npm run law:coverage [-- en [folder of packs]]`: every article of the five regulations, what it asks, what serves it and what proves
 * that. Ends with 1 when an article is missing, doubled or served by nothing, or names what does not exist.
 */
const root = join(import.meta.dirname, '..');
const packsFolder = process.argv[3] ?? join(root, 'rules', 'packs');
const language = process.argv[2] === 'en' ? 'en' : 'zh';
const words = {
  zh: {
    head: ['条文', '内容', '要求', '规则、页面、登记', '测试'],
    later: '后续',
    automated: '自动',
    supported: '登记支持',
    informational: '仅供了解',
    totals: '合计',
    wholly: '全部',
    partly: '部分',
    noList: '没有这个文件；请逐条列出条文和落实办法（写法见 docs/new-regulation.md 第六节）',
  },
  en: {
    head: ['article', 'what it says', 'requirements', 'rules, pages, registers', 'tests'],
    later: 'later',
    automated: 'automated',
    supported: 'supported',
    informational: 'informational',
    totals: 'total',
    wholly: 'wholly',
    partly: 'partly',
    noList: 'there is no such file; list each article and what serves it (docs/new-regulation.md, part 6)',
  },
}[language];

/** The paths of the site map. It is read as text: the file is a component, which Node does not load. */
async function readScreens(): Promise<Set<string>> {
  const text = await readFile(join(root, 'web/src/routes.tsx'), 'utf8');
  return new Set([...text.matchAll(/^\s+path: '([^']+)',$/gm)].map(([, path = '']) => path));
}

type Listed = { pack: Pack; list: ArticleList };
const faults: string[] = [];

/** The list of articles beside a pack; null, with the fault told, where there is none or it cannot be read. */
async function readList(folder: string): Promise<ArticleList | null> {
  const file = join(packsFolder, folder, 'articles.yaml');
  if (!existsSync(file)) {
    faults.push(`${file}: ${words.noList}`);
    return null;
  }
  try {
    return parseArticles(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    faults.push(`${file}: ${error.message}`);
    return null;
  }
}

/** Regulations with their lists of articles; the national frame gathers statutes, whose articles nobody counts. */
async function readRegulations(): Promise<Listed[]> {
  const folders = (await readdir(packsFolder)).sort();
  const packs = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      pack: parsePack(await readFile(join(packsFolder, folder, 'pack.yaml'), 'utf8')),
    })),
  );
  const regulations = packs.filter(({ pack }) => pack.level !== 'national');
  const lists = await Promise.all(
    regulations.map(async ({ folder, pack }) => ({ pack, list: await readList(folder) })),
  );
  return lists.flatMap(({ pack, list }) => (list === null ? [] : [{ pack, list }]));
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function rowOf(one: ArticleEntry): string {
  const served = [...one.sections, ...one.screens, ...one.registers].join(', ');
  const later = one.later === null ? '' : `${words.later}: ${one.later}`;
  const by = [served, later, one.why?.[language] ?? ''].filter((part) => part !== '').join('; ');
  return row([one.id, one.gist[language], one.requirements.join(' '), by, one.tests.join(' ')]);
}

function totalsOf(name: string, entries: readonly ArticleEntry[]): string {
  const { articles, kinds, later } = coverageTotals(entries);
  const counted = (['automated', 'supported', 'informational'] as const).map(
    (kind) => `${words[kind]} ${kinds[kind]}`,
  );
  const waiting = laterWorks.map((work) => {
    const { wholly, partly } = later[work];
    return `${work}: ${words.wholly} ${wholly}, ${words.partly} ${partly}`;
  });
  return `${name}: ${articles} (${counted.join(', ')}); ${words.later}: ${waiting.join('; ')}`;
}

const house: House = {
  screens: await readScreens(),
  registers: new Set(Object.keys(routes)),
  hasFile: (path) => existsSync(join(root, path)),
};
const regulations = await readRegulations();
for (const { pack, list } of regulations) {
  console.log(`\n## ${pack.title[language]}\n`);
  console.log(row(words.head));
  console.log(row(words.head.map(() => '---')));
  for (const one of list.articles) console.log(rowOf(one));
}
console.log('');
for (const { pack, list } of regulations) console.log(totalsOf(pack.id, list.articles));
console.log(
  totalsOf(
    words.totals,
    regulations.flatMap(({ list }) => list.articles),
  ),
);
faults.push(...regulations.flatMap(({ pack, list }) => coverageFaults(pack, list, house)));
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

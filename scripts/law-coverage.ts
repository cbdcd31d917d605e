import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { routes } from '@liuhen/contract';
import { PackError } from '../rules/src/errors.ts';
import {
  type ArticleEntry,
  actingOn,
  coverageFaults,
  coverageTotals,
  type House,
  heldOnly,
  type LaterWork,
  laterWorks,
  parseArticles,
} from '../rules/src/pack/coverage.ts';
import {
  type FrameEntry,
  type FrameList,
  frameFaults,
  parseFrameList,
} from '../rules/src/pack/frame-coverage.ts';
import { type Pack, parsePack } from '../rules/src/pack/pack.ts';

/**
 * `npm run law:coverage [-- en [folder of packs]]`: every article of the five regulations, what it asks, what serves it
 * and what proves that; beside them the figures of time in the statutes. Ends with 1 when one is missing, doubled or
 * served by nothing, or names what does not exist.
 */
const root = join(import.meta.dirname, '..');
const packsFolder = process.argv[3] ?? join(root, 'rules', 'packs');
const language = process.argv[2] === 'en' ? 'en' : 'zh';
const words = {
  zh: {
    head: ['条文', '内容', '要求', '规则、页面、登记', '测试'],
    frame: ['条文', '内容', '规则', '测试'],
    later: '后续',
    held: '只载明，尚无规则据此办理',
    served: '现有规则、页面或者登记',
    counted: '按规则计算',
    left: '不计算并说明理由',
    colon: '：',
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
    frame: ['article', 'what it says', 'rules', 'tests'],
    later: 'later',
    held: 'held, and read by no rule yet',
    served: 'served today',
    counted: 'counted by a rule',
    left: 'not counted, with the reason',
    colon: ': ',
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

type Shelved = { folder: string; pack: Pack };
type Listed<T> = { pack: Pack; list: T };
const faults: string[] = [];

async function readPacks(): Promise<Shelved[]> {
  const folders = (await readdir(packsFolder)).sort();
  const read = (folder: string) => readFile(join(packsFolder, folder, 'pack.yaml'), 'utf8');
  return Promise.all(folders.map(async (folder) => ({ folder, pack: parsePack(await read(folder)) })));
}

/** The list beside a pack; none, with the fault told, where there is no such file or it cannot be read. */
async function readList<T>(
  { folder, pack }: Shelved,
  name: string,
  parse: (text: string) => T,
): Promise<Listed<T>[]> {
  const file = join(packsFolder, folder, name);
  if (!existsSync(file)) {
    faults.push(`${file}: ${words.noList}`);
    return [];
  }
  try {
    return [{ pack, list: parse(await readFile(file, 'utf8')) }];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    faults.push(`${file}: ${error.message}`);
    return [];
  }
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join('; ');
/** A work that has its place among four is told with it, `3/4`; the others follow those. */
const nameOf = (work: LaterWork) => {
  const name = laterWorks[work][language];
  return work.endsWith(' of 4') ? `${name} (${work.replace(' of ', '/')})` : name;
};
const waitsFor = (later: LaterWork | null) =>
  later === null ? '' : `${words.later}${words.colon}${nameOf(later)}`;

function rowOf(one: ArticleEntry): string {
  const held = one.sections.filter((name) => heldOnly.has(name));
  const by = joined([
    actingOn(one).join(', '),
    held.length === 0 ? '' : `${held.join(', ')} (${words.held})`,
    waitsFor(one.later),
    one.why?.[language] ?? '',
  ]);
  return row([one.id, one.gist[language], one.requirements.join(' '), by, one.tests.join(' ')]);
}

function frameRowOf({ id }: Pack, one: FrameEntry): string {
  const counts = [...one.rules, ...one.sections];
  const by = joined([counts.join(', '), waitsFor(one.later), one.why?.[language] ?? '']);
  return row([
    one.id,
    one.gist[language],
    by,
    counts.length === 0 ? '' : `rules/packs/${id}/examples/acts.yaml`,
  ]);
}

function totalsOf(name: string, entries: readonly ArticleEntry[]): string {
  const { articles, served, kinds } = coverageTotals(entries);
  const counted = (['automated', 'supported', 'informational'] as const).map(
    (kind) => `${words[kind]} ${kinds[kind]}`,
  );
  return `${name}: ${articles} (${counted.join(', ')}); ${words.served} ${served}; ${words.later} ${waitingOf(entries)}`;
}

/** How many articles wait: `wholly + partly`. */
function waitingOf(entries: readonly ArticleEntry[]): string {
  const works = Object.values(coverageTotals(entries).later);
  const sum = (part: 'wholly' | 'partly') => works.reduce((all, one) => all + one[part], 0);
  return `${words.wholly} ${sum('wholly')}, ${words.partly} ${sum('partly')}`;
}

function* laterOf(entries: readonly ArticleEntry[]): Generator<string> {
  for (const [work, { wholly, partly }] of Object.entries(coverageTotals(entries).later))
    yield `  ${nameOf(work as LaterWork)}: ${words.wholly} ${wholly}, ${words.partly} ${partly}`;
}

function frameTotalsOf({ id }: Pack, { periods }: FrameList): string {
  const counted = periods.filter(({ rules, sections }) => rules.length + sections.length > 0);
  const later = periods.filter((one) => one.later !== null).length;
  const left = periods.length - counted.length - later;
  return `${id}: ${periods.length} (${words.counted} ${counted.length}, ${words.later} ${later}, ${words.left} ${left})`;
}

const house: House = {
  screens: await readScreens(),
  registers: new Set(Object.keys(routes)),
  hasFile: (path) => existsSync(join(root, path)),
};
const packs = await readPacks();
const national = packs.filter(({ pack }) => pack.level === 'national');
const others = packs.filter((one) => !national.includes(one));
const regulations = (
  await Promise.all(others.map((one) => readList(one, 'articles.yaml', parseArticles)))
).flat();
// A frame gathers statutes, whose articles nobody counts: it lists the figures of time in them.
const frames = (
  await Promise.all(national.map((one) => readList(one, 'periods.yaml', parseFrameList)))
).flat();
function printTable(pack: Pack, head: readonly string[], rows: readonly string[]): void {
  console.log(`\n## ${pack.title[language]}\n`);
  for (const line of [row(head), row(head.map(() => '---')), ...rows]) console.log(line);
}
for (const { pack, list } of regulations) printTable(pack, words.head, list.articles.map(rowOf));
for (const { pack, list } of frames)
  printTable(
    pack,
    words.frame,
    list.periods.map((one) => frameRowOf(pack, one)),
  );
console.log('');
for (const { pack, list } of regulations) console.log(totalsOf(pack.id, list.articles));
const all = regulations.flatMap(({ list }) => list.articles);
console.log(totalsOf(words.totals, all));
for (const line of laterOf(all)) console.log(line);
for (const { pack, list } of frames) console.log(frameTotalsOf(pack, list));
faults.push(
  ...regulations.flatMap(({ pack, list }) => coverageFaults(pack, list, house)),
  ...frames.flatMap(({ pack, list }) => frameFaults(pack, list)),
);
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

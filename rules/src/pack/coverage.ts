import { z } from 'zod';
import { articleOf } from '../citation.ts';
import { readDocument } from '../document.ts';
import { PackError } from '../errors.ts';
import type { Bilingual } from '../time/civil.ts';
import { keysOf } from '../vocabulary.ts';
import { type Pack, referencesOf, type SectionName, sectionNames } from './pack.ts';
import { bilingual } from './parameters.ts';

/** What is delivered after the rules, as it is told to people. */
export const laterWorks = {
  '3 of 4': { zh: '执法活动、案件和文字记录', en: 'acts, cases and the written record' },
  '4 of 4': { zh: '人人可验证的证据', en: 'proof anyone can check' },
  preservation: { zh: '保存和销毁', en: 'keeping and disposal' },
  access: { zh: '查阅、提供和公开', en: 'viewing, giving out, publication' },
  oversight: { zh: '检查、监督和追责', en: 'inspection, supervision, accountability' },
} as const satisfies Record<string, Bilingual>;
export type LaterWork = keyof typeof laterWorks;

/**
 * Parameters that are held, shown and compared, and on which no rule acts yet. An article that rests on these alone waits
 * wholly for the work that is to come.
 */
export const heldOnly: ReadonlySet<string> = new Set<SectionName>([
  ...(['viewing', 'disclosure', 'externalProvision', 'retrieval', 'partyAccess', 'keeper'] as const),
  ...(['classification', 'inspection', 'bulletin', 'supervision', 'obstruction', 'budget'] as const),
]);

/** The groups of the catalogue of requirements, and how many each has: `REC-01` to `REC-13`. */
const catalogue: Readonly<Record<string, number>> = {
  ...{ GOV: 9, PER: 5, DEV: 5, REC: 13, STO: 9, RET: 6, ARC: 3, USE: 8, SUP: 10 },
};

const requirement = z.string().refine((id) => {
  const [, group = '', number] = /^([A-Z]{3})-(\d{2})$/.exec(id) ?? [];
  return Number(number) >= 1 && Number(number) <= (catalogue[group] ?? 0);
}, 'must be a requirement of the catalogue such as REC-02');
const whole = z.string().refine((id) => articleOf(id) === id, 'must be an article such as XZ-11 or DPH-4b');
const gist = bilingual.extend({ zh: bilingual.shape.zh.max(30) });
const names = z.array(z.string()).default([]);
export const laterWork = z.enum(keysOf(laterWorks));

const entry = z.strictObject({
  id: whole,
  /** What it says, in words of our own. */
  gist,
  /** Of the catalogue of the product; a regulation of one's own needs none. */
  requirements: z.array(requirement).default([]),
  /** Done by the house, only recorded by it, or nothing to do. */
  kind: z.enum(['automated', 'supported', 'informational']),
  /** Parameters of the pack that say it. */
  sections: z.array(z.enum(sectionNames as [SectionName, ...SectionName[]])).default([]),
  /** Pages, by path, and routes, by name, that serve it; files with what proves it, from the root. */
  screens: names,
  registers: names,
  tests: names,
  /** The work that delivers it, or what of it is not yet served. */
  later: laterWork.nullable().default(null),
  /** Of what is informational: why nothing has to be done. */
  why: bilingual.nullable().default(null),
});
export type ArticleEntry = z.infer<typeof entry>;

/**
 * The shape of `packs/<id>/articles.yaml`. `twins`: articles that bear one number, with how many there are; `inserted`:
 * articles after which an amendment put others (第十条之一), with how many it put there.
 */
const articlesShape = z.strictObject({
  count: z.int().min(1).max(999),
  twins: z.record(whole, z.int().min(2).max(9)).default({}),
  inserted: z.record(whole, z.int().min(1).max(99)).default({}),
  articles: z.array(entry),
});
export type ArticleList = z.infer<typeof articlesShape>;

/**
 * Reads the text of an `articles.yaml`.
 * @throws PackError with every fault: its path, its line and what is expected there.
 */
export function parseArticles(yamlText: string): ArticleList {
  const reading = readDocument<ArticleList>(yamlText, articlesShape);
  if (reading.value === null) throw new PackError(reading.faults);
  return reading.value;
}

/** What there is beside the pack: paths of pages, names of routes, and whether a file lies under the root. */
export type House = {
  screens: ReadonlySet<string>;
  registers: ReadonlySet<string>;
  hasFile: (path: string) => boolean;
};

/** The ids that a text of so many articles has, in order. */
function expectedIds(prefix: string, { count, twins, inserted }: ArticleList): string[] {
  const ids: string[] = [];
  for (let number = 1; ids.length < count; number += 1) {
    const id = `${prefix}-${number}`;
    const among = twins[id];
    if (among === undefined) ids.push(id);
    else for (let twin = 0; twin < among; twin += 1) ids.push(id + String.fromCharCode(97 + twin));
    for (let at = 1; at <= (inserted[id] ?? 0); at += 1) ids.push(`${id}-${at}`);
  }
  return ids;
}

function* countFaults(prefix: string, list: ArticleList): Generator<string> {
  const expected = expectedIds(prefix, list);
  const given = list.articles.map(({ id }) => id);
  for (const id of expected) if (!given.includes(id)) yield `${id}: is missing`;
  for (const [at, id] of given.entries()) {
    if (!expected.includes(id)) yield `${id}: the text has no such article among its ${list.count}`;
    else if (given.indexOf(id) !== at) yield `${id}: is given twice`;
    else if (at > 0 && expected.indexOf(id) < expected.indexOf(given[at - 1] ?? ''))
      yield `${id}: stands out of order`;
  }
}

const says = (pack: Pack, section: SectionName): boolean => {
  const value = pack[section];
  return Array.isArray(value) ? value.length > 0 : value !== null;
};

/** What acts on an article today: parameters that a rule reads, pages and routes. */
export const actingOn = ({ sections, screens, registers }: ArticleEntry): string[] => [
  ...sections.filter((name) => !heldOnly.has(name)),
  ...screens,
  ...registers,
];

function* serviceFaults(one: ArticleEntry, pack: Pack, house: House): Generator<string> {
  const now = [...one.sections, ...one.screens, ...one.registers];
  if (one.kind === 'informational') {
    if (one.why === null) yield `${one.id}: must say why nothing has to be done`;
    if (now.length > 0 || one.later !== null) yield `${one.id}: is informational and yet served`;
  } else {
    if (one.why !== null) yield `${one.id}: says why nothing has to be done and is ${one.kind}`;
    if (actingOn(one).length === 0 && one.later === null)
      yield now.length === 0
        ? `${one.id}: is served by nothing`
        : `${one.id}: rests on ${now.join(', ')} alone, which no rule reads yet: say later which work it waits for`;
    if (now.length > 0 && one.tests.length === 0) yield `${one.id}: is tested by nothing`;
  }
  for (const name of one.sections) if (!says(pack, name)) yield `${one.id}: the pack does not say ${name}`;
  for (const path of one.screens) if (!house.screens.has(path)) yield `${one.id}: there is no page ${path}`;
  for (const name of one.registers)
    if (!house.registers.has(name)) yield `${one.id}: there is no route ${name}`;
  for (const path of one.tests) if (!house.hasFile(path)) yield `${one.id}: there is no file ${path}`;
}

/** The articles that a parameter names first: of a list, one for each member. */
const restsOn = (pack: Pack, name: SectionName): string[] =>
  [pack[name] ?? []].flat().map(({ article }) => articleOf(article) ?? article);

/** Every parameter of the pack is told of by the article it rests on, and no reference leaves the text. */
function* packFaults(pack: Pack, { articles }: ArticleList): Generator<string> {
  const entries = new Map(articles.map((one) => [one.id, one]));
  for (const name of sectionNames)
    for (const id of new Set(restsOn(pack, name)))
      if (entries.get(id)?.sections.includes(name) === false)
        yield `${id}: the pack takes ${name} from it, which is not told of`;
  const inText = referencesOf(pack).map((one) => articleOf(one) ?? one);
  for (const id of new Set(inText))
    if (!entries.has(id)) yield `${id}: the pack refers to it, and it is not among the articles`;
}

/**
 * Whether every article of a regulation is accounted for: each once and in order, each served by something that
 * exists, proved by a file that exists, or said to need nothing. Returns every fault, each beginning with its article.
 */
export function coverageFaults(pack: Pack, list: ArticleList, house: House): string[] {
  const prefix = pack.id.toUpperCase();
  return [
    ...countFaults(prefix, list),
    ...list.articles.flatMap((one) => [...serviceFaults(one, pack, house)]),
    ...packFaults(pack, list),
  ];
}

/**
 * How many articles of lists are of which kind, on how many something acts today, and how many wait, wholly or for a part,
 * on which later work.
 */
export type CoverageTotals = {
  articles: number;
  served: number;
  kinds: Record<ArticleEntry['kind'], number>;
  later: Record<LaterWork, { wholly: number; partly: number }>;
};

export function coverageTotals(entries: readonly ArticleEntry[]): CoverageTotals {
  const ofKind = (kind: ArticleEntry['kind']) => entries.filter((one) => one.kind === kind).length;
  const waiting = (work: LaterWork) => {
    const all = entries.filter(({ later }) => later === work);
    const partly = all.filter((one) => actingOn(one).length > 0).length;
    return { wholly: all.length - partly, partly };
  };
  return {
    articles: entries.length,
    served: entries.filter((one) => actingOn(one).length > 0).length,
    kinds: {
      automated: ofKind('automated'),
      supported: ofKind('supported'),
      informational: ofKind('informational'),
    },
    later: {
      '3 of 4': waiting('3 of 4'),
      '4 of 4': waiting('4 of 4'),
      preservation: waiting('preservation'),
      access: waiting('access'),
      oversight: waiting('oversight'),
    },
  };
}

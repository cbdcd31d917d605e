import { type Completeness, type FilmItem, routes, type Saying, type TextItem } from '@liuhen/contract';
import { readCompleteness } from '../volumes/index.ts';
import { cited, columnOf, whole } from './written-list.ts';

type Item = { of: 'text'; item: TextItem } | { of: 'film'; item: FilmItem };

/** The items of both parts in one table, as they stand one under the other on the page. */
export const itemsOf = ({ text, film }: Pick<Completeness, 'text' | 'film'>): Item[] => [
  ...text.items.map((item) => ({ of: 'text' as const, item })),
  ...film.items.map((item) => ({ of: 'film' as const, item })),
];

/** What decided about an item: what was found, or whose word it is. */
export function groundOf(one: Item, { pick, nameOf, t }: Saying): string {
  if (one.of === 'film')
    return one.item.findings
      .map(({ title, state }) => `${title}: ${nameOf('volumes.finding', state)}`)
      .join('\n');
  const { stated, needs } = one.item;
  if (one.item.ground === 'stated' && stated !== null) return `${stated.by}: ${stated.reason}`;
  const found = needs.flatMap(({ proofs }) => proofs.map(({ title }) => pick(title)));
  return [...new Set(found)].join(t('shell.word.semicolon'));
}

const ofItem = columnOf<Item>();
export const completeness = whole(
  'volumes.completeness',
  routes.caseCompleteness,
  async (ctx, { law, rules }, asked) => itemsOf(await readCompleteness(ctx, law, rules, asked)),
  [
    ofItem('sheets.head.part', 'text', ({ of }, { t }) =>
      t(of === 'text' ? 'volumes.textItems' : 'volumes.filmItems'),
    ),
    ofItem('volumes.stageLabel', 'text', (one, { nameOf }) =>
      one.of === 'text' ? nameOf('volumes.stage', one.item.stage) : null,
    ),
    ofItem('sheets.head.item', 'text', ({ item }, { pick }) => pick(item)),
    ofItem('sheets.head.state', 'text', ({ item }, { nameOf }) => nameOf('volumes.state', item.state)),
    ofItem('sheets.head.ground', 'text', groundOf),
    ofItem('sheets.head.article', 'text', ({ item }, saying) => cited(item.citation, saying)),
  ],
);

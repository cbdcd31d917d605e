import { type GoodsList, routes, type StandingLine } from '@liuhen/contract';
import { getCaseGoods, listGoodsWithDuties } from '../obligations/index.ts';
import { columnOf, paged, whole } from './written-list.ts';

interface Thing {
  list: GoodsList;
  line: StandingLine;
}

/** Each thing in a row of its own, with what its list says of all of them: so they can be sorted and summed. */
export const thingsOf = (lists: readonly GoodsList[]): Thing[] =>
  lists.flatMap((list) => list.lines.map((line) => ({ list, line })));

/** The next time by which something has to be done about a list. */
export const nextDue = ({ duties }: Pick<GoodsList, 'duties'>): string | null =>
  duties
    .flatMap(({ dueBefore, dischargedAt }) =>
      dueBefore === null || dischargedAt !== null ? [] : [dueBefore],
    )
    .sort()
    .at(0) ?? null;

const of = columnOf<Thing>();
const columns = [
  of('goods.caseNumber', 'text', ({ list }) => list.caseNumber),
  of('sheets.head.goodsList', 'number', ({ list }) => list.number),
  of('goods.measureLabel', 'text', ({ list }, { nameOf }) => nameOf('goods.measure', list.measure)),
  of('goods.party', 'text', ({ list }) => list.party),
  of('goods.takenAt', 'instant', ({ list }) => list.takenAt),
  of('goods.due', 'instant', ({ list }) => nextDue(list)),
  of('sheets.head.line', 'number', ({ line }) => line.line),
  of('goods.name', 'text', ({ line }) => line.name),
  of('goods.specification', 'text', ({ line }) => line.specification),
  of('goods.quantity', 'number', ({ line }) => line.quantity),
  of('goods.unit', 'text', ({ line }) => line.unit),
  of('goods.condition', 'text', ({ line }) => line.condition),
  of('goods.held', 'number', ({ line }) => line.held),
  of('goods.confiscated', 'number', ({ line }) => line.confiscated),
  of('goods.gone', 'text', ({ line }, { nameOf, t }) =>
    line.gone
      .map(({ manner, quantity }) => `${nameOf('goods.manner', manner)} ${quantity} ${line.unit}`)
      .join(t('shell.word.semicolon')),
  ),
  of('goods.keeper', 'text', ({ list }) => list.keeper),
  of('goods.keepingPlace', 'text', ({ list, line }) => line.place ?? list.keepingPlace),
  of('sheets.head.endedAt', 'instant', ({ list }) => list.endedAt),
];

/** The organ's register of goods. */
export const goods = paged(
  'goods.registerPage',
  routes.listGoods,
  async (ctx, filter) => {
    const { rows, next } = await listGoodsWithDuties(ctx, filter);
    return { rows: thingsOf(rows), next };
  },
  columns,
);

export const caseGoods = whole(
  'goods.page',
  routes.caseGoods,
  async (ctx, _, asked) => thingsOf((await getCaseGoods(ctx, asked)).lists),
  columns,
);

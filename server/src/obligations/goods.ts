import type { CaseGoods, Duty, GoodsList } from '@liuhen/contract';
import { personOf, type Reading } from '../base/context.ts';
import { goodsOfCase, type KnownGoods, listGoods, mayChangeGoods } from '../evidence/index.ts';
import { dutiesOfAll } from './duties.ts';

/** Periods that began with the step of a list, told by their keys (`QZ-25#<step>`). */
const beganWith =
  (stepId: string) =>
  ({ duty, key }: Duty) =>
    duty === 'period' && key.endsWith(`#${stepId}`);

/** Lists of goods with what the law wants of each until when. */
async function withDuties(ctx: Reading, lists: readonly KnownGoods[]): Promise<GoodsList[]> {
  const acts = [...new Set(lists.map(({ actId }) => actId))];
  const duties = await dutiesOfAll(ctx, 'act', acts);
  return lists.map((list) => ({ ...list, duties: list.undone ? [] : duties.filter(beganWith(list.stepId)) }));
}

/** The page of the goods of a case. Throws notFound. */
export async function getCaseGoods(ctx: Reading, { id }: { id: string }): Promise<CaseGoods> {
  const change = (await mayChangeGoods(ctx, id)) && personOf(ctx).permissions.has('case.manage');
  return { lists: await withDuties(ctx, await goodsOfCase(ctx, id)), abilities: { change } };
}

/** The organ's register of goods. */
export async function listGoodsWithDuties(ctx: Reading, filter: Parameters<typeof listGoods>[1]) {
  const { rows, next } = await listGoods(ctx, filter);
  return { rows: await withDuties(ctx, rows), next };
}

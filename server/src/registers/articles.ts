import type { RegisterKind } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, packFor } from '../law/index.ts';

/** What serves each article, by pack and article (law/regulation-gists.ts). */
export type Gists = ReadonlyMap<string, ReadonlyMap<string, { screens: readonly string[] }>>;

/** The articles that ask for a register in the law of the caller's organ today: its own regulation's and those above. */
export async function articlesOf(
  ctx: Reading,
  law: Pick<Law, 'packs'> & { gists: Gists },
  kind: RegisterKind,
): Promise<string[]> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  if (!organ?.pack_id) return [];
  const moment = { on: beijingDate(ctx.clock.now()), boundFrom: organ.pack_bound_from };
  const { pack, parents } = packFor(law, organ.pack_id, moment).effective;
  return [pack, ...parents].flatMap(({ id }) =>
    [...(law.gists.get(id) ?? [])].flatMap(([article, { screens }]) =>
      screens.includes(`/registers/${kind}`) ? [article] : [],
    ),
  );
}

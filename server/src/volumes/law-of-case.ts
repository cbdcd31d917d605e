import type { Checklists, Completeness } from '@liuhen/contract';
import { type Citation, citeOf, type MergedSections } from '@liuhen/rules';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor } from '../law/index.ts';
import { checklistsBy } from '../obligations/index.ts';

/** The law of the day on which a case was taken up. `merged` is null while the organ is bound to no regulation. */
export interface LawOfCase {
  on: string;
  packId: string | null;
  merged: MergedSections | null;
  title: Completeness['regulation'];
  cite(article: string): Citation;
  /** What is named to be filmed, written down and spoken in an act that began then. */
  checklists(startedAt: string): Checklists;
}

export async function lawOfCase(ctx: Reading, law: Law, openedAt: string): Promise<LawOfCase> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  const on = beijingDate(openedAt);
  const cite = (article: string) => citeOf(law.packs, article);
  const checklists = await checklistsBy(ctx, law);
  if (!organ?.pack_id) return { on, packId: null, merged: null, title: null, cite, checklists };
  const { ofDay } = lawFor(law, organ.pack_id, { on, boundFrom: organ.pack_bound_from });
  return { on, packId: organ.pack_id, merged: ofDay.merged, title: ofDay.own.title, cite, checklists };
}

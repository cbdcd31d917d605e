import type { MatterRow, MatterStanding, ShownMatter } from '@liuhen/contract';
import { citeOf, type LawOfDay, lawOn } from '@liuhen/rules';
import type { Selectable } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import type { MatterList } from '../base/schema.d.ts';
import type { ListInForce } from './matter-law.ts';
import type { Law } from './packs.ts';

export type ListRow = Selectable<MatterList>;
export const mattersOf = (row: Pick<ListRow, 'matters'>): MatterRow[] => row.matters as MatterRow[];

/** The law of an organ on a day; null for one that no pack is entered for. */
export async function demandsOn(
  { tx }: Pick<Reading, 'tx'>,
  law: Law,
  organId: string,
  on: string,
): Promise<LawOfDay | null> {
  const organ = await tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organId)
    .executeTakeFirst();
  if (!organ?.pack_id) return null;
  return lawOn(law.packs, organ.pack_id, { on, boundFrom: organ.pack_bound_from });
}

/** Approved versions of an organ, the one that applies last first. */
export function approvedLists({ tx }: Pick<Reading, 'tx'>, organId: string): Promise<ListRow[]> {
  return tx
    .selectFrom('matter_list')
    .selectAll()
    .where('organ_id', '=', organId)
    .where('state', '=', 'approved')
    .orderBy('effective_from', 'desc')
    .execute();
}

/** Approved lists by organ, each with its first day (`YYYY-MM-DD`, Beijing), the one that applies last first. */
export type ListsByOrgan = ReadonlyMap<string, readonly (ListInForce & { from: string })[]>;

/** The approved lists of these organs. */
export async function matterListsOf(
  { tx }: Pick<Reading, 'tx'>,
  organIds: readonly string[],
): Promise<ListsByOrgan> {
  const rows = await tx
    .selectFrom('matter_list')
    .select(['organ_id', 'version', 'matters', 'effective_from'])
    .where('organ_id', 'in', [...organIds, '00000000-0000-0000-0000-000000000000'])
    .where('state', '=', 'approved')
    .orderBy('effective_from', 'desc')
    .execute();
  const lists = rows.flatMap(({ organ_id, version, effective_from: from, ...row }) =>
    version === null || from === null ? [] : [{ organ_id, version, from, rows: mattersOf(row) }],
  );
  return Map.groupBy(lists, (list) => list.organ_id);
}

/** The list that binds an organ on a day: of the approved ones the last that began by then. Null where there is none. */
export const matterListOn = (lists: ListsByOrgan, organId: string, on: string): ListInForce | null =>
  lists.get(organId)?.find(({ from }) => from <= on) ?? null;

/** The day before a civil date. */
export const dayBefore = (on: string): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Where a list stands on a day, and until when it applies, among the approved ones of its organ. */
export function standingOf(
  row: ListRow,
  approved: readonly ListRow[],
  now: string,
): { standing: MatterStanding; effectiveUntil: string | null } {
  if (row.state !== 'approved') return { standing: row.state as MatterStanding, effectiveUntil: null };
  const today = beijingDate(now);
  const from = row.effective_from ?? today;
  const next = approved
    .flatMap(({ effective_from }) =>
      effective_from !== null && effective_from > from ? [effective_from] : [],
    )
    .sort()[0];
  const effectiveUntil = next === undefined ? null : dayBefore(next);
  if (from > today) return { standing: 'upcoming', effectiveUntil };
  const over = effectiveUntil !== null && effectiveUntil < today;
  return { standing: over ? 'superseded' : 'inForce', effectiveUntil };
}

/** Rows with their articles said in full. A reference to a text that the house does not have is said as it stands. */
export function showMatters({ packs }: Law, rows: readonly MatterRow[]): ShownMatter[] {
  return rows.map((row) => ({
    ...row,
    citations: row.articles.map((article) => showCitation(packs, article)),
  }));
}

export function showCitation(packs: Law['packs'], article: string): ShownMatter['citations'][number] {
  try {
    const { packId, title, titleEn, label } = citeOf(packs, article);
    return { packId, article, title, titleEn, label };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { packId: '', article, title: '', titleEn: '', label: article };
  }
}

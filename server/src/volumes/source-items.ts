import { textItemsOf } from '@liuhen/rules';
import { sql } from 'kysely';
import { isVolumeClosed } from './closed.ts';
import { joined, nameOf, plain, type Source } from './happening.ts';

/** What people stated of items of the record, as it holds. */
export const readItemLine: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('case_item as i')
    .innerJoin('account as p', 'p.id', 'i.stated_by')
    .select(['i.id', 'i.item', 'i.applicable', 'i.reason', 'i.stated_at', 'p.display_name'])
    .where('i.case_id', '=', one.id)
    .where('i.withdrawn', '=', false)
    .where(sql<boolean>`not exists (select from case_item later where later.replaces = i.id)`)
    .orderBy('i.stated_at')
    .limit(most)
    .execute();
  const called = new Map(textItemsOf(one.law.merged, one.rules).map(({ id, zh, en }) => [id, { zh, en }]));
  return rows.map(({ id, item, applicable, reason, stated_at, display_name }) => ({
    ...{ key: `item:${id}`, kind: 'item', lane: 'paper', at: stated_at, until: null },
    stage: one.rules.items.get(item)?.stage ?? 'archive',
    title: nameOf('volumes.statement', applicable ? 'present' : 'notApplicable'),
    line: joined(called.get(item) ?? item, plain(reason)),
    ...{ who: [display_name], state: null, citation: null },
    link: { type: 'case', id: one.id, seconds: null, part: `item-${item}` },
    ...{ sealedAs: id, proof: null },
  }));
};

/** Each closing of the volume. */
export const readVolumes: Source = async (ctx, one) => {
  const rows = await ctx.tx
    .selectFrom('case_volume as v')
    .innerJoin('account as p', 'p.id', 'v.filed_by')
    .select(['v.id', 'v.number', 'v.closed_at', 'p.display_name'])
    .where('v.case_id', '=', one.id)
    .orderBy('v.version')
    .execute();
  const isClosed = await isVolumeClosed(ctx, one.id);
  return rows.map(({ id, number, closed_at, display_name }) => ({
    ...{ key: `volume:${id}`, kind: 'volume', lane: 'paper', at: closed_at, until: null, stage: 'archive' },
    ...{ title: nameOf('names.entryKind', 'volume.closed'), line: number === null ? null : plain(number) },
    who: [display_name],
    ...{ state: null, citation: null, link: { type: 'volume', id: one.id, seconds: null }, sealedAs: id },
    // One that was opened again proves nothing any more.
    proof: isClosed ? { type: 'volume', kind: 'closed' } : null,
  }));
};

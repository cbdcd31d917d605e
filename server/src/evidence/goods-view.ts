import type { GoodsEvent, GoodsItem, GoodsList } from '@liuhen/contract';
import { type Selectable, sql } from 'kysely';
import { organOf, type Reading } from '../base/context.ts';
import type { GoodsList as ListTable } from '../base/schema.d.ts';
import { markOf, nameOfficers, pastMark } from '../cases/index.ts';
import { type EventRow, eventsOf, toFact } from './goods.ts';
import { foldGoods } from './goods-fold.ts';

/** A list as this room knows it; its duties are added by the room that judges them. */
export type KnownGoods = Omit<GoodsList, 'duties'>;
type ListRow = Selectable<ListTable> & { case_number: string; display_name: string };
type Names = Awaited<ReturnType<typeof nameOfficers>>;

const selectLists = (ctx: Reading) =>
  ctx.tx
    .selectFrom('goods_list as l')
    .innerJoin('enforcement_case as c', 'c.id', 'l.case_id')
    .innerJoin('account as p', 'p.id', 'l.entered_by')
    .selectAll('l')
    .select(['c.number as case_number', 'p.display_name']);

const showEvent = (row: EventRow, undone: boolean, officers: Names): GoodsEvent => ({
  ...{ id: row.id, kind: row.kind as GoodsEvent['kind'], at: row.at, until: row.until, toldAt: row.told_at },
  ...{
    reason: row.reason,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    approvalId: row.approval_id,
  },
  ...{ source: row.source as GoodsEvent['source'], manner: row.manner as GoodsEvent['manner'] },
  ...{ lines: (row.lines ?? []) as GoodsEvent['lines'], receiver: row.receiver, receipt: row.receipt },
  ...{ officers: officers(row.officer_ids), recordingId: row.recording_id, undone },
  ...{ enteredBy: row.display_name, enteredAt: row.entered_at },
});

function showList(row: ListRow, events: EventRow[], officers: Names): KnownGoods {
  const standing = foldGoods(row.items as GoodsItem[], events.map(toFact));
  return {
    ...{ id: row.id, caseId: row.case_id, caseNumber: row.case_number, actId: row.act_id },
    ...{
      stepId: row.step_id,
      number: row.number,
      measure: row.measure as GoodsList['measure'],
      urgent: row.urgent,
    },
    ...{ party: row.party, place: row.place, takenAt: row.taken_at, approvedBy: row.approved_by },
    ...{ partyId: row.party_id, approvalId: row.approval_id },
    ...{ approvedAt: row.approved_at, officers: officers(row.officer_ids) },
    ...{ keeperKind: row.keeper_kind as GoodsList['keeperKind'], keeper: row.keeper },
    ...{ keepingPlace: row.keeping_place, signedBy: row.signed_by, refusedReason: row.refused_reason },
    ...{ witness: row.witness, lines: standing.lines, undone: standing.void, endedAt: standing.endedAt },
    events: events.map((one) => showEvent(one, standing.undone.has(one.id), officers)),
    ...{ enteredBy: row.display_name, enteredAt: row.entered_at },
  };
}

async function show(ctx: Reading, rows: ListRow[]): Promise<KnownGoods[]> {
  const events = await eventsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  const ofEach = Map.groupBy(events, (event) => event.list_id);
  const officers = await nameOfficers(ctx, [...rows, ...events]);
  return rows.map((row) => showList(row, ofEach.get(row.id) ?? [], officers));
}

/** Lists of goods of a case, by their number. */
export async function goodsOfCase(ctx: Reading, caseId: string): Promise<KnownGoods[]> {
  return show(ctx, await selectLists(ctx).where('l.case_id', '=', caseId).orderBy('l.number').execute());
}

/** How much of a line of a list is held, or confiscated and still there, as the sum of what holds of its events. */
const left = sql`
  select (item.value ->> 'quantity')::numeric - coalesce(sum(q) filter (where source = 'held'), 0) as held,
    coalesce(sum(q) filter (where manner = 'confiscated'), 0)
      - coalesce(sum(q) filter (where source = 'confiscated'), 0) as confiscated
  from jsonb_array_elements(l.items) with ordinality as item(value, line)
  left join lateral (select e.source, e.manner, (part ->> 'quantity')::numeric as q
    from goods_event e, jsonb_array_elements(e.lines) as part
    where e.list_id = l.id and e.kind = 'disposed' and (part ->> 'line')::int = item.line
      and not exists (select from goods_event u where u.undoes = e.id)) as moved on true
  group by item.line, item.value`;

const conditions = {
  held: sql<boolean>`exists (select from (${left}) as line where held > 0)`,
  confiscated: sql<boolean>`exists (select from (${left}) as line where confiscated > 0)`,
  all: sql<boolean>`true`,
};

/** Lists of goods of the organ, newest first: what is held, what is confiscated and still there, or all. */
export async function listGoods(
  ctx: Reading,
  filter: { state: keyof typeof conditions; after?: string | undefined; limit: number },
): Promise<{ rows: KnownGoods[]; next: string | null }> {
  let query = selectLists(ctx)
    .where('l.organ_id', '=', organOf(ctx))
    .where(
      sql<boolean>`not exists (select from goods_event u where u.list_id = l.id and u.kind = 'undone' and u.undoes is null)`,
    )
    .where(conditions[filter.state]);
  if (filter.after !== undefined) query = query.where(pastMark(filter.after, sql`(l.taken_at, l.id)`));
  const rows = await query
    .orderBy('l.taken_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const next = rows.length > filter.limit && last ? markOf(last.taken_at, last.id) : null;
  return { rows: await show(ctx, page), next };
}

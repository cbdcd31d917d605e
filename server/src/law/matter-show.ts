import type { MatterList, MatterListSummary, MatterLists } from '@liuhen/contract';
import { byteRoutes } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { faultsOf } from './matter-law.ts';
import { peopleOf } from './matter-lists.ts';
import { mayApproveList, mayEditList, mayReviewList, mayWithdrawList } from './matter-policy.ts';
import {
  approvedLists,
  demandsOn,
  type ListRow,
  mattersOf,
  showCitation,
  showMatters,
  standingOf,
} from './matter-rows.ts';
import type { Law } from './packs.ts';

type Names = ReadonlyMap<string, string>;

async function namesOf({ tx }: Reading, organId: string): Promise<Names> {
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'display_name'])
    .where('organ_id', '=', organId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

const stepOf = (names: Names, by: string | null, at: string | null) =>
  by === null || at === null ? null : { by: names.get(by) ?? '', at };

function summarize(
  ctx: Reading,
  row: ListRow,
  approved: readonly ListRow[],
  names: Names,
): MatterListSummary {
  return {
    ...{ id: row.id, version: row.version, revision: row.revision, title: row.title },
    ...standingOf(row, approved, ctx.clock.now()),
    kind: row.kind as MatterListSummary['kind'],
    matters: mattersOf(row).length,
    effectiveFrom: row.effective_from,
    published: row.publish,
    drafted: stepOf(names, row.drafted_by, row.drafted_at),
    changed: stepOf(names, row.changed_by, row.changed_at),
    submitted: stepOf(names, row.submitted_by, row.submitted_at),
    reviewed: stepOf(names, row.reviewed_by, row.reviewed_at),
    approved: stepOf(names, row.approved_by, row.approved_at),
    withdrawn: stepOf(names, row.withdrawn_by, row.withdrawn_at),
    remarks: row.remarks,
  };
}

/** All lists of the organ, newest first, and what the law in force today asks for. */
export async function listMatterLists(ctx: Reading, law: Law): Promise<MatterLists> {
  const organId = organOf(ctx);
  const rows = await ctx.tx
    .selectFrom('matter_list')
    .selectAll()
    .where('organ_id', '=', organId)
    .orderBy('drafted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const approved = rows.filter(({ state }) => state === 'approved');
  const names = await namesOf(ctx, organId);
  const lists = rows.map((row) => summarize(ctx, row, approved, names));
  const demanded = (await demandsOn(ctx, law, organId, beijingDate(ctx.clock.now())))?.merged.matterList
    .value;
  const isOpen = lists.some(
    ({ standing, published }) => published && (standing === 'inForce' || standing === 'superseded'),
  );
  return {
    lists,
    mayDraft: personOf(ctx).permissions.has('matter.draft'),
    demanded: demanded
      ? {
          kind: demanded.kind,
          publish: demanded.publish,
          citation: showCitation(law.packs, demanded.article),
        }
      : null,
    publicPath: isOpen ? byteRoutes.publicMatters(personOf(ctx).organCode) : null,
  };
}

/** One list with its rows, where it falls short of the law, and what the person may do with it. */
export async function readMatterList(ctx: Reading, law: Law, id: string): Promise<MatterList> {
  const query = ctx.tx.selectFrom('matter_list').selectAll().where('id', '=', id);
  const row = found(await query.executeTakeFirst());
  const approved = await approvedLists(ctx, row.organ_id);
  const on = row.effective_from ?? beijingDate(ctx.clock.now());
  const shown = summarize(ctx, row, approved, await namesOf(ctx, row.organ_id));
  // What is over is not measured by the law of today.
  const asOf = shown.standing === 'inForce' ? beijingDate(ctx.clock.now()) : on;
  const isOver = shown.standing === 'superseded' || shown.standing === 'withdrawn';
  const demanded = isOver ? null : await demandsOn(ctx, law, row.organ_id, asOf);
  const former = approved.find(
    (one) => one.id !== id && (row.version === null || (one.version ?? 0) < row.version),
  );
  const [person, people] = [personOf(ctx), peopleOf(row, ctx.clock.now())];
  return {
    ...shown,
    rows: showMatters(law, mattersOf(row)),
    faults: demanded === null ? [] : faultsOf(demanded, mattersOf(row)),
    formerId: former?.id ?? null,
    abilities: {
      edit: mayEditList(person, people) === true,
      review: mayReviewList(person, people) === true,
      approve: mayApproveList(person, people) === true,
      withdraw: mayWithdrawList(person, people) === true,
    },
  };
}

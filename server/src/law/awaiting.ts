import type { Awaiting } from '@liuhen/contract';
import { organOf, personOf, type Reading } from '../base/context.ts';
import { mayDecideChange } from './changes.ts';
import { peopleOf } from './matter-lists.ts';
import { mayApproveList, mayReviewList } from './matter-policy.ts';

/** The changes of the calendar and the lists of matters on which the person can say the next word, the oldest first. */
export async function readAwaiting(ctx: Reading): Promise<Awaiting[]> {
  const found = [...(await readProposed(ctx)), ...(await readLists(ctx))];
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}

async function readProposed(ctx: Reading): Promise<Awaiting[]> {
  const person = personOf(ctx);
  if (!person.permissions.has('calendar.decide')) return [];
  const rows = await ctx.tx
    .selectFrom('calendar_change')
    .selectAll()
    .where('organ_id', '=', organOf(ctx))
    .where('state', '=', 'proposed')
    .execute();
  return rows
    .filter((row) => mayDecideChange(person, row))
    .map(({ id, title, proposed_name: by, proposed_at: at }) => ({
      kind: 'calendarChange',
      id,
      title,
      by,
      at,
    }));
}

async function readLists(ctx: Reading): Promise<Awaiting[]> {
  const person = personOf(ctx);
  if (!person.permissions.has('matter.review') && !person.permissions.has('matter.approve')) return [];
  const rows = await ctx.tx
    .selectFrom('matter_list as l')
    .innerJoin('account as a', (join) =>
      join.on((eb) => eb('a.id', '=', eb.fn.coalesce('l.reviewed_by', 'l.submitted_by'))),
    )
    .selectAll('l')
    .select('a.display_name')
    .where('l.organ_id', '=', organOf(ctx))
    .where('l.state', 'in', ['review', 'approval'])
    .execute();
  return rows.flatMap(({ display_name: by, ...row }): Awaiting[] => {
    const people = peopleOf(row, ctx.clock.now());
    const at = row.reviewed_at ?? row.submitted_at ?? row.changed_at;
    const line = { id: row.id, title: row.title, by, at };
    if (mayReviewList(person, people) === true) return [{ kind: 'listReview', ...line }];
    return mayApproveList(person, people) === true ? [{ kind: 'listApproval', ...line }] : [];
  });
}

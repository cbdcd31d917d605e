import { type Notice, sayDue, sayingIn } from '@liuhen/contract';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealAll, sealNew } from '../custody/index.ts';
import { ownersOf, tellableOf } from './owners.ts';
import type { Moved } from './store.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];
const shownUnread = 20;

/** Who is told of moved due times, with how many and one of them as an example. */
export interface Told {
  organId: string;
  moved: number;
  example: { title: string; from: string; to: string };
}

/** Adds moved due times to what each owner will be told. Holds one line for each person, however many duties move. */
export async function noteOwners(
  ctx: Reading,
  moved: readonly Moved[],
  told: Map<string, Told>,
): Promise<void> {
  if (moved.length === 0) return;
  const owned = await ownersOf(ctx, [...new Set(moved.map(({ subject }) => subject.id))]);
  const tellable = await tellableOf(ctx, owned);
  for (const { subject, organId, from, to } of moved) {
    const title = owned.get(subject.id)?.title ?? '';
    const { owners = [], custodians = [] } = tellable.get(subject.id) ?? {};
    for (const account of owners.length > 0 ? owners : custodians) {
      const line = told.get(account) ?? { organId, moved: 0, example: { title, from, to } };
      told.set(account, { ...line, moved: line.moved + 1 });
    }
  }
}

/** Why due times moved, as people are told. */
export interface Cause {
  zh: string;
  en: string;
  subject: { type: string; id: string };
}

/** What somebody is told, and of what. */
export interface Telling {
  organId: string;
  accountId: string;
  kind: string;
  subject: { type: string; id: string };
  said: { zh: string; en: string };
}

/** Tells one person, sealed as `notice.sent` or what else it is. Returns the notice. */
export async function tell(
  ctx: Writing,
  { organId, accountId, kind, subject, said }: Telling,
  sealedAs: 'notice.sent' | 'duty.escalated' = 'notice.sent',
): Promise<string> {
  const values = {
    ...{ id: makeId(ctx.clock), organ_id: organId, account_id: accountId, kind },
    ...{ subject_type: subject.type, subject_id: subject.id },
    ...{ said: JSON.stringify(said), at: ctx.clock.now() },
  };
  await sealNew(ctx, { kind: sealedAs, table: 'notice', values }, null);
  return values.id;
}

/** Tells each owner once, sealed as `notice.sent`. */
export async function tellOwners(ctx: Writing, told: ReadonlyMap<string, Told>, cause: Cause): Promise<void> {
  for (const [account, { organId, moved, example }] of told) {
    const { title, from, to } = example;
    const said = {
      zh: `${cause.zh}，您有 ${moved} 个期限变动，例如“${title}”由 ${sayDue(from, zh)} 改为 ${sayDue(to, zh)}。`,
      en: `${cause.en}: ${moved} of your due times moved, e.g. "${title}" from ${sayDue(from, en)} to ${sayDue(to, en)}.`,
    };
    await tell(ctx, { organId, accountId: account, kind: 'calendar.moved', subject: cause.subject, said });
  }
}

/** What the person has been told and has not marked read, newest first. */
export async function readNotices(ctx: Reading): Promise<Notice[]> {
  const rows = await ctx.tx
    .selectFrom('notice')
    .selectAll()
    .where('account_id', '=', personOf(ctx).accountId)
    .where('read_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(shownUnread)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: { type: row.subject_type, id: row.subject_id },
    said: row.said as Notice['said'],
    at: row.at,
  }));
}

/** How many notices the person has not marked read. */
export async function countUnread(ctx: Reading): Promise<number> {
  const { n } = await ctx.tx
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', personOf(ctx).accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Marks as read all that the person was told until an instant. */
export async function markAllNoticesRead(
  ctx: Writing,
  { until }: { until: string },
): Promise<Sealed<Record<string, never>>> {
  const rows = await ctx.tx
    .updateTable('notice')
    .set({ read_at: ctx.clock.now() })
    .where('account_id', '=', personOf(ctx).accountId)
    .where('read_at', 'is', null)
    .where('at', '<=', until)
    .returning('id')
    .execute();
  if (rows.length === 0) throw new DomainError('conflict.changed');
  const sealings = rows.map(({ id }) => ({ kind: 'notice.read' as const, table: 'notice' as const, id }));
  return sealAll(ctx, sealings, {});
}

/** Marks a notice as read by whom it was sent to. A second time changes nothing that was noted the first. */
export async function markNoticeRead(
  ctx: Writing,
  { id }: { id: string },
): Promise<Sealed<Record<string, never>>> {
  const row = await ctx.tx
    .selectFrom('notice')
    .select('read_at')
    .where('id', '=', id)
    .where('account_id', '=', personOf(ctx).accountId)
    .forUpdate()
    .executeTakeFirst();
  const readAt = found(row).read_at ?? ctx.clock.now();
  const by = ctx.tx.updateTable('notice').set({ read_at: readAt }).where('id', '=', id);
  return seal(ctx, { kind: 'notice.read', table: 'notice', id, by }, {});
}

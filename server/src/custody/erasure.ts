import type { Awaiting, Input, Output, PayloadErasure } from '@liuhen/contract';
import { sql } from 'kysely';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore, sealNew } from './seal.ts';

/** What these rows said carries proofs of others: keys, packages, and erasures themselves. */
export const keptSubjects: readonly string[] = ['log_key', 'evidence_package', 'payload_erasure'];

interface Place {
  subject: string;
  index: number | null;
  last: boolean;
}

/** Where an entry of the organ stands, and whether it is the one that says how its row is now. */
async function placeOf(ctx: Writing, entryId: number): Promise<Place> {
  const { rows } = await sql<Place>`
    select e.subject_type || '/' || e.subject_id as subject, l.leaf_index as index,
      not exists (select from custody_entry n where n.subject_id = e.subject_id and n.subject_type = e.subject_type
        and n.entry_id > e.entry_id) as last
    from custody_entry e join custody_payload p using (entry_id) left join custody_leaf l using (entry_id)
    where e.entry_id = ${entryId} and e.organ_id = ${organOf(ctx)}`.execute(ctx.tx);
  return found(rows[0]);
}

/**
 * Proposes that what an entry sealed be erased, under an article and for a reason. Sealed as `erasure.proposed`. Only
 * what a later entry has superseded can be erased: the last one says what the record is, so that is corrected first.
 * Throws erasure.last, erasure.kept, erasure.known; notFound for what is erased already.
 */
export async function proposeErasure(
  ctx: Writing,
  { id, entryId, basis, reason }: Input<'proposeErasure'>,
): Promise<Sealed<{ id: string }>> {
  const before = await ctx.tx
    .selectFrom('payload_erasure')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (before !== undefined) return sealedBefore(ctx, 'payload_erasure', { id });
  const { subject, index, last } = await placeOf(ctx, entryId);
  if (keptSubjects.includes(subject.split('/')[0] ?? '')) throw new DomainError('erasure.kept');
  if (last) throw new DomainError('erasure.last');
  if (index === null) throw new DomainError('erasure.waits');
  const values = {
    ...{ id, organ_id: organOf(ctx), entry_id: entryId, erased_entry: index, subject, basis, reason },
    ...{ state: 'proposed', proposed_by: personOf(ctx).accountId, proposed_at: ctx.clock.now() },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('erasure.known') : null);
  return sealNew(ctx, { kind: 'erasure.proposed', table: 'payload_erasure', values, explain }, { id });
}

/**
 * Approves or refuses, as a second person. An approval erases payload and salt with it, or neither happens: sealed as
 * `payload.erased`, a refusal as `erasure.refused`. Throws erasure.ownProposal, conflict.decided.
 */
export async function decideErasure(
  ctx: Writing,
  { id, approve, reason }: Input<'decideErasure'>,
): Promise<Sealed<{ id: string }>> {
  const { accountId } = personOf(ctx);
  const row = found(
    await ctx.tx
      .selectFrom('payload_erasure')
      .leftJoin('account', 'account.id', 'payload_erasure.decided_by')
      .select(['payload_erasure.state', 'proposed_by', 'account.display_name'])
      .where('payload_erasure.id', '=', id)
      .forUpdate('payload_erasure')
      .executeTakeFirst(),
  );
  if (row.state !== 'proposed') throw new DomainError('conflict.decided', { by: row.display_name ?? '' });
  if (row.proposed_by === accountId) throw new DomainError('erasure.ownProposal');
  const decided = { decided_by: accountId, decided_at: ctx.clock.now() };
  const set = approve
    ? { ...decided, state: 'approved' }
    : { ...decided, state: 'refused', decision_reason: reason ?? '' };
  const by = ctx.tx.updateTable('payload_erasure').set(set).where('id', '=', id);
  const kind = approve ? 'payload.erased' : 'erasure.refused';
  const sealed = await seal(ctx, { kind, table: 'payload_erasure', id, by }, { id });
  if (approve) await sql`select erase_payload(${id})`.execute(ctx.tx);
  return sealed;
}

/** What was proposed to be erased in the organ, newest first. */
export async function listErasures(
  ctx: Reading,
  { after, limit }: Input<'listErasures'> & { limit: number },
): Promise<Output<'listErasures'>> {
  const person = personOf(ctx);
  const { rows } = await sql<Omit<PayloadErasure, 'mayDecide'> & { proposer: string }>`
    select x.id, x.entry_id as "entryId", x.erased_entry as "logIndex", e.kind, x.subject, x.basis, x.reason, x.state,
      x.proposed_by as proposer, p.display_name as "proposedBy", x.proposed_at as "proposedAt",
      d.display_name as "decidedBy", x.decided_at as "decidedAt", x.decision_reason as "decisionReason"
    from payload_erasure x join custody_entry e using (entry_id) join account p on p.id = x.proposed_by
      left join account d on d.id = x.decided_by
    where ${after ?? null}::text is null or (x.proposed_at, x.id) < (
      select proposed_at, id from payload_erasure where id::text = ${after ?? null})
    order by x.proposed_at desc, x.id desc limit ${limit + 1}`.execute(ctx.tx);
  const mayDecide = (row: (typeof rows)[number]): boolean =>
    row.state === 'proposed' && row.proposer !== person.accountId && person.permissions.has('erasure.decide');
  const page = rows
    .slice(0, limit)
    .map(({ proposer, ...row }) => ({ ...row, mayDecide: mayDecide({ proposer, ...row }) }));
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** The proposals on which the person can say the next word, the oldest first. */
export async function readErasuresAwaiting(ctx: Reading): Promise<Awaiting[]> {
  const person = personOf(ctx);
  if (!person.permissions.has('erasure.decide')) return [];
  const { rows } = await sql<{ id: string; title: string; by: string; at: string }>`
    select x.id, x.basis as title, p.display_name as by, x.proposed_at as at
    from payload_erasure x join account p on p.id = x.proposed_by
    where x.state = 'proposed' and x.proposed_by <> ${person.accountId} order by x.proposed_at`.execute(
    ctx.tx,
  );
  return rows.map((row) => ({ kind: 'payloadErasure', ...row }));
}

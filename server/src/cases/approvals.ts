import type { Approval, ApprovalMatter, CaseMoveKind, ChainStep, caseCourseShapes } from '@liuhen/contract';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey, permit, type Verdict } from '../base/errors.ts';
import type { Approval as ApprovalTable } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore, sealNew } from '../custody/index.ts';
import { chainOf, settledBy, stepNamer } from './chains.ts';

export type ApprovalRow = Selectable<ApprovalTable>;
export interface Word {
  accountId: string;
  by: string;
  at: string;
  agrees: boolean;
  opinion: string;
}
const stepsOf = (row: ApprovalRow) => row.steps as ChainStep[];
const wordsOf = (row: ApprovalRow) => row.words as Word[];

/** What is to be approved: a move of a case, or a document of it. The sender makes the id. */
export interface Requested {
  id: string;
  matter: ApprovalMatter;
  caseId: string;
  subject: { type: 'move' | 'document'; id: string };
  title: string;
  content: object;
  opinion: string;
}

/** Asks for an approval, along the chain as it is now. Sealed as `approval.requested`. The same `id` is asked once. */
export async function requestApproval(ctx: Writing, asked: Requested): Promise<Sealed<{ id: string }>> {
  const before = await ctx.tx
    .selectFrom('approval')
    .select('requested_by')
    .where('id', '=', asked.id)
    .executeTakeFirst();
  if (before?.requested_by === personOf(ctx).accountId)
    return sealedBefore(ctx, 'approval', { id: asked.id });
  const [by, now] = [personOf(ctx).accountId, ctx.clock.now()];
  const values = {
    ...{ id: asked.id, organ_id: organOf(ctx), matter: asked.matter, case_id: asked.caseId },
    ...{ subject_type: asked.subject.type, subject_id: asked.subject.id, title: asked.title },
    ...{ content: JSON.stringify(asked.content), opinion: asked.opinion, words: '[]' },
    steps: JSON.stringify(await chainOf(ctx, asked.matter)),
    ...{ state: 'open', revision: 1, requested_by: by, requested_at: now, changed_by: by, changed_at: now },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('approval.open') : error);
  return sealNew(ctx, { kind: 'approval.requested', table: 'approval', values, explain }, { id: asked.id });
}

/** Whether the person has the next word. Nobody approves what they proposed or handle, or a second step of a chain. */
export function mayDecideApproval(person: Person, row: ApprovalRow, handlers: readonly string[]): Verdict {
  const next = stepsOf(row)[wordsOf(row).length];
  if (row.state !== 'open' || next === undefined)
    return { reason: { zh: '这项审批已经办结', en: 'this approval is settled' } };
  if (row.requested_by === person.accountId)
    return {
      reason: { zh: '您本人提请的，须由他人审批', en: 'you asked for it yourself; somebody else decides' },
    };
  if (person.officerId !== null && handlers.includes(person.officerId))
    return {
      reason: { zh: '您是本案承办人，须由他人审批', en: 'you handle this case; somebody else decides' },
    };
  if (wordsOf(row).some(({ accountId }) => accountId === person.accountId))
    return {
      reason: {
        zh: '您已审批过前一步，须由另一人审批',
        en: 'you approved an earlier step; another person decides this one',
      },
    };
  const own = 'role' in next ? person.roles.includes(next.role) : next.accountId === person.accountId;
  return own ? true : { reason: { zh: '这一步不由您审批', en: 'this step is not yours to decide' } };
}

/** What the last word of an approval leads to; done in the transaction of that word. */
export type Outcome = (row: ApprovalRow, agreed: boolean) => Promise<void>;

export async function holdApproval(ctx: Writing, id: string): Promise<ApprovalRow> {
  const query = ctx.tx.selectFrom('approval').selectAll().where('id', '=', id).forUpdate();
  return found(await query.executeTakeFirst());
}

const appended = (ctx: Writing, row: ApprovalRow, name: string, agrees: boolean, opinion: string) =>
  JSON.stringify([
    ...wordsOf(row),
    { accountId: personOf(ctx).accountId, by: name, at: ctx.clock.now(), agrees, opinion },
  ]);

/**
 * The next word of an approval: agreed, or returned with an opinion. Sealed as `approval.agreed`, with the last step
 * `approval.approved`, or `approval.returned`. Throws approval.settled for who did not see the last word.
 */
export async function sayWord(
  ctx: Writing,
  row: ApprovalRow,
  { revision, agrees, opinion }: z.output<typeof caseCourseShapes.approvalDecision>,
  handlers: readonly string[],
  outcome: Outcome,
): Promise<Sealed<{ id: string }>> {
  if (row.revision !== revision) throw await settledBy(ctx, row);
  permit(mayDecideApproval(personOf(ctx), row, handlers));
  const account = await ctx.tx
    .selectFrom('account')
    .select('display_name')
    .where('id', '=', personOf(ctx).accountId)
    .executeTakeFirst();
  const isLast = wordsOf(row).length + 1 === stepsOf(row).length;
  const state = agrees ? (isLast ? 'approved' : 'open') : 'returned';
  const change = {
    ...{ words: appended(ctx, row, account?.display_name ?? '', agrees, opinion), state },
    ...{ revision: revision + 1, changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() },
  };
  const by = ctx.tx.updateTable('approval').set(change).where('id', '=', row.id);
  const kind = agrees ? (isLast ? 'approval.approved' : 'approval.agreed') : 'approval.returned';
  const sealed = await seal(ctx, { kind, table: 'approval', id: row.id, by }, { id: row.id });
  if (state !== 'open') await outcome(row, agrees);
  return sealed;
}

/** Takes a request back, by who made it. Sealed as `approval.withdrawn`. */
export async function withdrawApproval(
  ctx: Writing,
  { id, revision }: z.output<typeof caseCourseShapes.approvalWithdrawal>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdApproval(ctx, id);
  if (row.revision !== revision || row.state !== 'open') throw await settledBy(ctx, row);
  const own = row.requested_by === personOf(ctx).accountId;
  permit(own || { reason: { zh: '由提请的人撤回', en: 'who asked for it takes it back' } });
  const change = {
    ...{ state: 'withdrawn', revision: revision + 1 },
    ...{ changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() },
  };
  const by = ctx.tx.updateTable('approval').set(change).where('id', '=', id);
  return seal(ctx, { kind: 'approval.withdrawn', table: 'approval', id, by }, { id });
}

/** The approvals of a case, or of one document, newest first. */
export async function approvalsOf(
  ctx: Reading,
  about: { caseId: string } | { documentId: string },
  handlers: readonly string[],
): Promise<Approval[]> {
  const query = ctx.tx
    .selectFrom('approval as a')
    .innerJoin('account as p', 'p.id', 'a.requested_by')
    .selectAll('a')
    .select('p.display_name')
    .orderBy('a.requested_at', 'desc')
    .orderBy('a.id', 'desc');
  const rows = await ('caseId' in about
    ? query.where('a.case_id', '=', about.caseId)
    : query.where('a.subject_type', '=', 'document').where('a.subject_id', '=', about.documentId)
  ).execute();
  const shown = await stepNamer(ctx, organOf(ctx));
  const person = personOf(ctx);
  return rows.map(({ display_name, ...row }) => ({
    ...{ id: row.id, matter: row.matter as ApprovalMatter, state: row.state as Approval['state'] },
    ...{ title: row.title, opinion: row.opinion, revision: row.revision },
    subject: { type: row.subject_type as 'move' | 'document', id: row.subject_id },
    move: row.subject_type === 'move' ? (row.content as NonNullable<Approval['move']>) : null,
    steps: stepsOf(row).map(shown),
    words: wordsOf(row).map(({ accountId, ...word }) => word),
    ...{ requestedBy: display_name, requestedAt: row.requested_at },
    abilities: {
      decide: mayDecideApproval(person, row, handlers) === true,
      withdraw: row.state === 'open' && row.requested_by === person.accountId,
    },
  }));
}

/**
 * What became of the last request for a document that was not taken back, and of which version it was, in which wording:
 * undefined where a request of long ago does not say.
 */
export async function lastApprovalOfDocument(ctx: Reading, documentId: string) {
  const row = await ctx.tx
    .selectFrom('approval')
    .selectAll()
    .where('subject_type', '=', 'document')
    .where('subject_id', '=', documentId)
    .where('state', '<>', 'withdrawn')
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { revision, templateId } = row.content as { revision: number; templateId?: string | null };
  const state = row.state as 'open' | 'approved' | 'returned';
  return { id: row.id, state, revision, templateId, words: wordsOf(row) };
}

/** The move that an approval is about. */
export const moveOfApproval = (row: ApprovalRow) =>
  row.content as { kind: CaseMoveKind; at: string | null; detail: Record<string, unknown> };

import { type DocumentApproval, type documentShapes, terms } from '@liuhen/contract';
import type { z } from 'zod';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { approvalsOf, approvesFirst, lastApprovalOfDocument, requestApproval } from '../cases/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import type { DocumentHouse } from './keep.ts';
import { mayEditDocument } from './policy.ts';
import { caseOf, requireReady } from './ready.ts';
import { holdDocument, kindOf, lastVersion, peopleOf, requireSeen, wordingOf } from './rows.ts';

type State = DocumentApproval['state'];

/** Where the approval of the last version stands: what was approved is one version, and no other. */
async function standingOf(ctx: Reading, documentId: string, revision: number): Promise<State> {
  const last = await lastApprovalOfDocument(ctx, documentId);
  if (last === null) return 'none';
  return last.state === 'approved' && last.revision !== revision ? 'changed' : last.state;
}

/** What the page of a document says of its approval; null for a kind in which the head has no part. */
export async function showApproval(
  ctx: Reading,
  kind: CatalogueKind,
  { id, revision, officerIds }: { id: string; revision: number; officerIds: readonly string[] },
): Promise<DocumentApproval | null> {
  if (kind.approval === null) return null;
  return {
    matter: kind.approval,
    demanded: await approvesFirst(ctx, kind.approval),
    state: await standingOf(ctx, id, revision),
    asked: await approvalsOf(ctx, { documentId: id }, officerIds),
  };
}

/** Throws document.notApproved where the organ asks for an approval of this version and there is none. */
export async function requireApproved(
  ctx: Reading,
  { approval }: CatalogueKind,
  documentId: string,
  revision: number,
): Promise<void> {
  if (approval === null || !(await approvesFirst(ctx, approval))) return;
  const state = await standingOf(ctx, documentId, revision);
  if (state === 'approved') return;
  const { missing } = terms.documents.approval;
  throw new DomainError('document.notApproved', {
    matter: terms.names.approvalMatter[approval],
    standing: missing[state],
  });
}

/**
 * Asks for the approval of the version that was seen, by the chain of its matter; it does not change until that is
 * settled. Sealed as `approval.requested`. Throws what making it final would, document.approved for a version that was,
 * document.noCase where no case has it, notFound for a kind that nobody approves.
 */
export async function askForApproval(
  ctx: Writing,
  house: Pick<DocumentHouse, 'law' | 'keys'>,
  { id, approvalId, revision, opinion }: z.output<typeof documentShapes.documentAsk>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  const kind = kindOf(row.kind);
  const people = await peopleOf(ctx, row);
  const before = await lastApprovalOfDocument(ctx, id);
  // The same sent again because its answer was lost is no edit of what waits.
  permit(mayEditDocument(personOf(ctx), before?.id === approvalId ? { ...people, asked: false } : people));
  const last = await lastVersion(ctx, house.keys, id);
  requireSeen(last, revision);
  if (kind.approval === null) throw new DomainError('notFound');
  const caseId = await caseOf(ctx, row);
  if (caseId === null) throw new DomainError('document.noCase');
  if (before?.state === 'approved' && before.revision === revision && before.id !== approvalId)
    throw new DomainError('document.approved');
  await requireReady(ctx, house, row, last);
  const { title } = await wordingOf(ctx, kind, row);
  const sealed = await requestApproval(ctx, {
    ...{ id: approvalId, matter: kind.approval, caseId, subject: { type: 'document', id } },
    ...{ title: `《${title}》`, content: { kind: kind.id, revision }, opinion },
  });
  return { ...sealed, value: { id } } as Sealed<{ id: string }>;
}

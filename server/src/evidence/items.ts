import type { evidenceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { personOf, type Writing } from '../base/context.ts';
import { DomainError, found, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import { entered, enterRow, isEntered } from './entered.ts';
import { holdCase, nextNumber } from './ground.ts';
import { requireSoundItem } from './item-faults.ts';
import { mayJudgeEvidence } from './policy.ts';

type Input = z.output<typeof evidenceShapes.evidenceItemInput>;
type Content = Omit<Input, 'id' | 'caseId'>;

/** Members that its form does not have are dropped, so that what was typed for another form does not stay. */
const toRow = ({ form, ...one }: Content) => ({
  ...{ kind: one.kind, form, title: one.title, source: one.source, provided_by: one.providedBy || null },
  recording_id: form === 'object' || form === 'document' ? null : one.recordingId,
  from_seconds: form === 'clip' ? one.fromSeconds : null,
  to_seconds: form === 'clip' ? one.toSeconds : null,
  document_id: form === 'document' ? one.documentId : null,
  storage_place: one.storagePlace || null,
  ...{ quantity: one.quantity || null, officer_ids: one.officerIds, place: one.place, proves: one.proves },
  obtained_at: toInstant(one.obtainedAt),
});

/**
 * Enters an item of evidence and gives it its number within the case. Sealed as `evidence.entered`. Throws
 * input.invalid with every fault, permission.denied, notFound.
 */
export async function enterEvidence(ctx: Writing, input: Input): Promise<Sealed<{ id: string }>> {
  const { id, caseId, ...item } = input;
  await holdCase(ctx, caseId);
  const content = { id, case_id: caseId, ...toRow(item) };
  if (await isEntered(ctx, 'evidence_item', content)) return sealedBefore(ctx, 'evidence_item', { id });
  await requireSoundItem(ctx, caseId, item);
  const number = await nextNumber(ctx, 'evidence_item', caseId);
  const by = entered(ctx);
  const changed = { revision: 1, changed_by: by.entered_by, changed_at: by.entered_at };
  return enterRow(ctx, 'evidence.entered', 'evidence_item', { ...content, number, ...by, ...changed });
}

/** The item, while its case is held for whoever may change it. */
export async function holdItem(ctx: Writing, id: string) {
  const read = () => ctx.tx.selectFrom('evidence_item').selectAll().where('id', '=', id).executeTakeFirst();
  await holdCase(ctx, found(await read()).case_id);
  return found(await read());
}

/** The item as it was seen and still in the list. Throws conflict.changed. */
export function requireAsSeen(
  item: { revision: number; withdrawn_at: string | null },
  revision: number,
): void {
  if (item.revision !== revision || item.withdrawn_at !== null) throw new DomainError('conflict.changed');
}

async function update(
  ctx: Writing,
  kind: 'evidence.changed' | 'evidence.withdrawn' | 'evidence.judged',
  { id, revision }: { id: string; revision: number },
  values: object,
): Promise<Sealed<{ id: string }>> {
  const changed = { changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() };
  await ctx.tx
    .updateTable('evidence_item')
    .set({ ...values, ...changed, revision: revision + 1 })
    .where('id', '=', id)
    .execute();
  return seal(ctx, { kind, table: 'evidence_item', id }, { id });
}

/** Says all of an item anew. Sealed as `evidence.changed`; what it said before stays in the log. */
export async function changeEvidence(
  ctx: Writing,
  { id, revision, ...item }: z.output<typeof evidenceShapes.evidenceItemChange>,
): Promise<Sealed<{ id: string }>> {
  const known = await holdItem(ctx, id);
  requireAsSeen(known, revision);
  await requireSoundItem(ctx, known.case_id, item);
  return update(ctx, 'evidence.changed', { id, revision }, toRow(item));
}

/** Takes an item out of the list with the reason; its number and all that was said stay. Sealed as `evidence.withdrawn`. */
export async function withdrawEvidence(
  ctx: Writing,
  { id, revision, reason }: z.output<typeof evidenceShapes.evidenceWithdrawal>,
): Promise<Sealed<{ id: string }>> {
  requireAsSeen(await holdItem(ctx, id), revision);
  const values = { withdrawn_at: ctx.clock.now(), withdraw_reason: reason };
  return update(ctx, 'evidence.withdrawn', { id, revision }, values);
}

/** Leaves an item out as illegally obtained, or admits it again, with the reason. Sealed as `evidence.judged`. */
export async function judgeEvidence(
  ctx: Writing,
  input: z.output<typeof evidenceShapes.evidenceJudgement>,
): Promise<Sealed<{ id: string }>> {
  const { id, revision, excluded, reason } = input;
  permit(mayJudgeEvidence(personOf(ctx)));
  const query = ctx.tx.selectFrom('evidence_item').selectAll().where('id', '=', id).forNoKeyUpdate();
  const item = found(await query.executeTakeFirst());
  requireAsSeen(item, revision);
  if ((item.excluded_at !== null) === excluded) throw new DomainError('conflict.changed');
  const values = {
    excluded_at: excluded ? ctx.clock.now() : null,
    exclude_reason: excluded ? reason : null,
  };
  return update(ctx, 'evidence.judged', { id, revision }, values);
}

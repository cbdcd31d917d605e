import type { DocumentContent, documentShapes } from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import type { z } from 'zod';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, isDuplicateKey, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealAll, sealedBefore, sealNew } from '../custody/index.ts';
import { autofill, type Filler } from './autofill.ts';
import { faultsOfForm } from './check.ts';
import { hideNumbers } from './hidden.ts';
import { mayEditDocument, mayVoidDocument, mayWriteDocument } from './policy.ts';
import { holdDocument, kindOf, lastVersion, peopleOf, requireSeen } from './rows.ts';
import { keepText } from './text.ts';

type Taking<K extends 'documentInput' | 'documentSave' | 'documentVoid'> = z.output<
  (typeof documentShapes)[K]
>;

/**
 * Begins a document with what the case and the act say of its fields. Who sends it makes its id: the same sent twice is
 * made once. Sealed as `document.drafted` and its first version as `document.saved`.
 */
export async function draftDocument(
  ctx: Writing,
  keys: NumberKeys,
  input: Taking<'documentInput'>,
  fillers: readonly Filler[] = [],
): Promise<Sealed<{ id: string }>> {
  const [{ id }, by, at] = [input, personOf(ctx).accountId, ctx.clock.now()];
  const known = await ctx.tx
    .selectFrom('document')
    .select(['kind', 'case_id', 'act_id', 'created_by'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) {
    const same = known.kind === input.kind && known.case_id === input.caseId && known.act_id === input.actId;
    if (!same || known.created_by !== by) throw new DomainError('conflict.changed');
    return sealedBefore(ctx, 'document', { id });
  }
  const kind = kindOf(input.kind);
  const content = await autofill(ctx, keys, kind, input, fillers);
  const where = { case_id: input.caseId, act_id: input.actId };
  const made = { created_by: by, created_at: at, state: 'draft' };
  permit(mayWriteDocument(personOf(ctx), await peopleOf(ctx, { ...where, ...made })));
  const values = { id, organ_id: organOf(ctx), kind: kind.id, ...where, ...made };
  // Two that arrive at once: the second is refused by the key, and is answered when it is sent again.
  await ctx.tx
    .insertInto('document')
    .values(values)
    .execute()
    .catch((error: unknown) => {
      throw isDuplicateKey(error) ? new DomainError('conflict.changed') : error;
    });
  const versionId = makeId(ctx.clock);
  await ctx.tx
    .insertInto('document_version')
    .values(versionOf(ctx, versionId, id, 1, hideNumbers(keys, versionId, content)))
    .execute();
  return sealAll(
    ctx,
    [
      { kind: 'document.drafted', table: 'document', id },
      { kind: 'document.saved', table: 'document_version', id: versionId },
    ],
    { id },
  );
}

const versionOf = (
  ctx: Writing,
  id: string,
  documentId: string,
  revision: number,
  content: DocumentContent,
) => ({
  ...{ id, organ_id: organOf(ctx), document_id: documentId, revision, content: JSON.stringify(content) },
  ...{ saved_by: personOf(ctx).accountId, saved_at: ctx.clock.now() },
});

const same = (a: unknown, b: unknown) => canonicalize(a as Json) === canonicalize(b as Json);

/**
 * Saves what was typed as the next version. Sealed as `document.saved`. The same sent again by the same person is
 * answered as before. Throws conflict.edited when somebody saved after the revision that was seen; what was typed is
 * not lost, because the page keeps it and shows both.
 */
export async function saveDocument(
  ctx: Writing,
  keys: NumberKeys,
  { id, revision, content }: Taking<'documentSave'>,
): Promise<Sealed<{ id: string; revision: number }>> {
  const row = await holdDocument(ctx, id);
  permit(mayEditDocument(personOf(ctx), await peopleOf(ctx, row)));
  const faults = faultsOfForm(kindOf(row.kind), content);
  if (faults.length > 0)
    throw new DomainError(
      'input.invalid',
      {},
      faults.map(({ field, zh, en }) => faultAt(`content.${field}`, { zh, en })),
    );
  const last = await lastVersion(ctx, keys, id);
  if (last.revision === revision + 1 && last.byId === personOf(ctx).accountId && same(last.content, content))
    return sealedBefore(ctx, 'document', { id, revision: last.revision });
  requireSeen(last, revision);
  const versionId = makeId(ctx.clock);
  const values = versionOf(ctx, versionId, id, revision + 1, hideNumbers(keys, versionId, content));
  return sealNew(
    ctx,
    { kind: 'document.saved', table: 'document_version', values },
    { id, revision: revision + 1 },
  );
}

/** Ends a document: its number stays taken and is told with the reason. Sealed as `document.voided`. */
export async function voidDocument(
  ctx: Writing,
  { id, reason }: Taking<'documentVoid'>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  permit(mayVoidDocument(personOf(ctx), await peopleOf(ctx, row)));
  const by = ctx.tx
    .updateTable('document')
    .set({
      state: 'void',
      void_reason: reason,
      voided_by: personOf(ctx).accountId,
      voided_at: ctx.clock.now(),
    })
    .where('id', '=', id);
  const sealed = await seal(ctx, { kind: 'document.voided', table: 'document', id, by }, { id });
  await keepText(ctx, { sourceId: id, documentId: id, text: '' });
  return sealed;
}

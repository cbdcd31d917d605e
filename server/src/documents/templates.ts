import type { DocumentTemplate, documentShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, isDuplicateKey } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { allKinds, kindOf, templateNow } from './rows.ts';
import { showKind } from './show.ts';
import { checkTemplate } from './template.ts';

type TemplateInput = z.output<typeof documentShapes.templateInput>;

export const listDocumentKinds = async () => allKinds.map(showKind);

export async function readTemplate(ctx: Reading, { kind: id }: { kind: string }): Promise<DocumentTemplate> {
  const kind = kindOf(id);
  const row = await templateNow(ctx, id);
  const saved =
    row === undefined
      ? undefined
      : await ctx.tx
          .selectFrom('document_template as t')
          .innerJoin('account as a', 'a.id', 't.saved_by')
          .select(['a.display_name', 't.saved_at'])
          .where('t.id', '=', row.id)
          .executeTakeFirst();
  return {
    ...{
      kind: showKind(kind),
      version: row?.version ?? 0,
      title: row?.title ?? null,
      word: row?.word ?? null,
    },
    ...{ body: row?.body ?? null, houseBody: kind.body, savedBy: saved?.display_name ?? null },
    savedOn: saved === undefined ? null : beijingDate(saved.saved_at),
    mayChange: personOf(ctx).permissions.has('document.template'),
  };
}

/**
 * Keeps the organ's template of a kind as its next version; documents that are final keep theirs. Sealed as
 * `documentTemplate.saved`. Throws template.faulty with each fault and its line, conflict.changed for an older version.
 */
export async function saveTemplate(ctx: Writing, input: TemplateInput): Promise<Sealed<{ version: number }>> {
  const kind = kindOf(input.kind);
  const faults = input.body === null ? [] : checkTemplate(kind, input.body);
  if (faults.length > 0)
    throw new DomainError(
      'template.faulty',
      { n: String(faults.length) },
      faults.map(({ line, zh, en }) =>
        faultAt(
          'body',
          line === null ? { zh, en } : { zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` },
        ),
      ),
    );
  const before = await templateNow(ctx, kind.id);
  if ((before?.version ?? 0) !== input.version) throw new DomainError('conflict.changed');
  const version = input.version + 1;
  const values = {
    ...{ id: makeId(ctx.clock), organ_id: organOf(ctx), kind: kind.id, version },
    ...{ title: input.title, word: input.word, body: input.body },
    ...{ saved_by: personOf(ctx).accountId, saved_at: ctx.clock.now() },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : error);
  return sealNew(
    ctx,
    { kind: 'documentTemplate.saved', table: 'document_template', values, explain },
    { version },
  );
}

export async function readSetting(ctx: Reading) {
  const row = await ctx.tx
    .selectFrom('document_setting')
    .select('word')
    .where('organ_id', '=', organOf(ctx))
    .executeTakeFirst();
  return { word: row?.word ?? '', mayChange: personOf(ctx).permissions.has('document.template') };
}

/** The code words with which the organ's numbers begin. Sealed as `documentSetting.changed`. */
export async function changeSetting(
  ctx: Writing,
  { word }: { word: string },
): Promise<Sealed<{ word: string }>> {
  const changed = { word, changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() };
  const { id } = await ctx.tx
    .insertInto('document_setting')
    .values({ id: makeId(ctx.clock), organ_id: organOf(ctx), ...changed })
    .onConflict((on) => on.column('organ_id').doUpdateSet(changed))
    .returning('id')
    .executeTakeFirstOrThrow();
  return seal(ctx, { kind: 'documentSetting.changed', table: 'document_setting', id }, { word });
}

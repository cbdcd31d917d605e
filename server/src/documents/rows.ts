import { type DocumentContent, type DocumentState, sayExact } from '@liuhen/contract';
import type { Selectable } from 'kysely';
import { organOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Document as DocumentTable } from '../base/schema.d.ts';
import { lastApprovalOfDocument } from '../cases/index.ts';
import { catalogue, kindById } from './catalogue/index.ts';
import type { CatalogueKind } from './catalogue/kind.ts';
import { showNumbers } from './hidden.ts';
import type { DocumentPeople } from './policy.ts';

export type Row = Selectable<DocumentTable>;

/** Kinds stay in the catalogue as long as a document of theirs can exist. */
export const kindOf = (id: string): CatalogueKind => found(kindById(id));
export const allKinds = catalogue;
/** What a kind of document is called, in Chinese as it stands on the document. */
export const titleOfKind = (id: string): string => kindById(id)?.title.zh ?? id;

/** The document as it is for this transaction: whoever else changes it waits. Throws notFound. */
export async function holdDocument(ctx: Writing, id: string): Promise<Row> {
  const query = ctx.tx.selectFrom('document').selectAll().where('id', '=', id).forNoKeyUpdate();
  return found(await query.executeTakeFirst());
}

export async function readRow(ctx: Reading, id: string): Promise<Row> {
  return found(await ctx.tx.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst());
}

/** Who has to do with a document: its own maker, the handlers of its case, the officers of its act. */
export async function peopleOf(
  ctx: Reading,
  row: Pick<Row, 'case_id' | 'act_id' | 'created_by' | 'state'> & { id?: string },
): Promise<DocumentPeople> {
  const [ofCase, ofAct, approval] = await Promise.all([
    row.case_id === null
      ? undefined
      : ctx.tx
          .selectFrom('enforcement_case')
          .select('officer_ids')
          .where('id', '=', row.case_id)
          .executeTakeFirst(),
    row.act_id === null
      ? undefined
      : ctx.tx.selectFrom('act').select('officer_ids').where('id', '=', row.act_id).executeTakeFirst(),
    row.id === undefined || row.state !== 'draft' ? null : lastApprovalOfDocument(ctx, row.id),
  ]);
  const officerIds = [...(ofCase?.officer_ids ?? []), ...(ofAct?.officer_ids ?? [])];
  return {
    state: row.state as DocumentState,
    createdBy: row.created_by,
    officerIds,
    asked: approval?.state === 'open',
  };
}

export interface Version {
  revision: number;
  content: DocumentContent;
  by: string;
  byId: string;
  at: string;
}

/** Versions of a document, last first; one of them where a revision is given. */
export async function versionsOf(
  ctx: Reading,
  keys: NumberKeys,
  documentId: string,
  revision?: number,
  most = 200,
): Promise<Version[]> {
  let query = ctx.tx
    .selectFrom('document_version as v')
    .innerJoin('account as a', 'a.id', 'v.saved_by')
    .select([
      'v.id',
      'v.revision',
      'v.content',
      'v.saved_at as at',
      'v.saved_by as byId',
      'a.display_name as by',
    ])
    .where('v.document_id', '=', documentId);
  if (revision !== undefined) query = query.where('v.revision', '=', revision);
  const rows = await query.orderBy('v.revision', 'desc').limit(most).execute();
  return rows.map(({ id, content, ...row }) => ({
    ...row,
    content: showNumbers(keys, id, content as DocumentContent),
  }));
}

/** The last version. */
export async function lastVersion(ctx: Reading, keys: NumberKeys, documentId: string): Promise<Version> {
  return found((await versionsOf(ctx, keys, documentId, undefined, 1))[0]);
}

/** Refuses somebody who saw an older version, with who saved a newer one and when. */
export function requireSeen(last: Version, revision: number): void {
  if (last.revision !== revision)
    throw new DomainError('conflict.edited', { name: last.by, at: sayExact(last.at) });
}

export interface TemplateRow {
  id: string;
  version: number;
  title: string | null;
  word: string | null;
  body: string | null;
}

/** The organ's template of a kind as it is now; undefined where it never had one. */
export async function templateNow(ctx: Reading, kind: string): Promise<TemplateRow | undefined> {
  return ctx.tx
    .selectFrom('document_template')
    .select(['id', 'version', 'title', 'word', 'body'])
    .where('organ_id', '=', organOf(ctx))
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export const templateById = (ctx: Reading, id: string): Promise<TemplateRow | undefined> =>
  ctx.tx
    .selectFrom('document_template')
    .select(['id', 'version', 'title', 'word', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();

/** What a document is called and the template that sets it. */
export interface Wording {
  title: string;
  body: string;
}

/** The wording of a document: that with which it was made final, for a draft that of today. */
export async function wordingOf(
  ctx: Reading,
  kind: CatalogueKind,
  row: Pick<Row, 'state' | 'template_id' | 'revision'> & { wording?: Row['wording'] },
): Promise<Wording & { word: string | null; template: TemplateRow | undefined }> {
  const settled = row.revision !== null;
  const template = settled
    ? row.template_id === null
      ? undefined
      : await templateById(ctx, row.template_id)
    : await templateNow(ctx, kind.id);
  const kept = row.wording as Wording | null | undefined;
  return {
    body: kept?.body ?? template?.body ?? kind.body,
    title: kept?.title ?? template?.title ?? kind.title.zh,
    word: kind.word === null ? null : (template?.word ?? kind.word),
    template:
      template?.body === null && template.title === null && template.word === null ? undefined : template,
  };
}

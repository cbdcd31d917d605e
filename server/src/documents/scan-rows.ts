import type { DocumentScan } from '@liuhen/contract';
import { organOf, type Reading } from '../base/context.ts';

/** Scanned pages of a document, or those that wait to be told of which one (of a case, where one is given). */
export async function scansWhere(
  ctx: Reading,
  asked: { documentId: string } | { waiting: string | null } | { ids: readonly string[] },
): Promise<DocumentScan[]> {
  let query = ctx.tx
    .selectFrom('document_scan as s')
    .innerJoin('account as a', 'a.id', 's.attached_by')
    .leftJoin('document_text as t', 't.source_id', 's.id')
    .selectAll('s')
    .select(['a.display_name as by', 't.text'])
    .where('s.organ_id', '=', organOf(ctx));
  if ('documentId' in asked) query = query.where('s.document_id', '=', asked.documentId);
  else if ('ids' in asked) query = query.where('s.id', 'in', [...asked.ids]);
  else {
    query = query.where('s.document_id', 'is', null);
    if (asked.waiting !== null) query = query.where('s.case_id', '=', asked.waiting);
  }
  const rows = await query
    .orderBy('s.page')
    .orderBy('s.attached_at')
    .orderBy('s.file_page')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, fileName: row.file_name, mediaType: row.media_type, filePage: row.file_page },
    ...{ documentId: row.document_id, page: row.page, matched: row.matched as DocumentScan['matched'] },
    ...{ fits: row.fits, at: row.attached_at, by: row.by, text: row.text },
    reading: row.reading as DocumentScan['reading'],
  }));
}

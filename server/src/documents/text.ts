import { organOf, type Reading, type Writing } from '../base/context.ts';
import { searchVector } from '../base/words.ts';
import { coverNumbers } from './hidden.ts';

/** Keeps what can be searched of a document or a scanned page, its personal numbers covered. Empty for one that is void. */
export async function keepText(
  ctx: Writing,
  { sourceId, documentId, text: whole }: { sourceId: string; documentId: string | null; text: string },
): Promise<void> {
  const text = coverNumbers(whole);
  const search = searchVector([text]);
  await ctx.tx
    .insertInto('document_text')
    .values({ source_id: sourceId, organ_id: organOf(ctx), document_id: documentId, text, search })
    .onConflict((on) => on.column('source_id').doUpdateSet({ text, search, document_id: documentId }))
    .execute();
}

/** What stands in a final document and on its scanned pages, as plain text; empty for a draft. */
export async function documentText(ctx: Reading, documentId: string): Promise<string> {
  const rows = await ctx.tx
    .selectFrom('document_text')
    .select('text')
    .where('document_id', '=', documentId)
    .orderBy('source_id')
    .execute();
  return rows
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}

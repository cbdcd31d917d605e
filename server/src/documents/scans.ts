import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { documentShapes, ScanResult } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealAll, sealedBefore } from '../custody/index.ts';
import { fitsCode } from './codes.ts';
import { type DocumentHouse, keepBytes } from './keep.ts';
import { mayWriteDocument } from './policy.ts';
import { holdDocument, kindOf, peopleOf, type Row, readRow } from './rows.ts';
import { orderReading } from './scan-job.ts';
import { type ReadScan, readScan, type ScannedPage } from './scan-read.ts';
import { scansWhere } from './scan-rows.ts';
import { pagesWithoutScan } from './sign.ts';
import { keepText } from './text.ts';

type ScanInput = z.output<typeof documentShapes.scanInput>;

/** A file as it was read before a transaction holds a connection. */
export interface PreparedScan {
  bytes: Buffer;
  sha256: string;
  scan: ReadScan;
}

/** Reads a file of scans: its pages and their codes. The text is read later, by a job. Throws scan.unreadable. */
export async function prepareScan(house: DocumentHouse, { content }: ScanInput): Promise<PreparedScan> {
  const bytes = Buffer.from(content, 'base64');
  await mkdir(house.workFolder, { recursive: true });
  const scan = await readScan(bytes, house.workFolder);
  if (scan === null || scan.pages.length === 0) throw new DomainError('scan.unreadable');
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), scan };
}

interface Match {
  documentId: string | null;
  page: number | null;
  fits: boolean | null;
  matched: 'code' | 'hand' | 'none';
}
const none: Match = { documentId: null, page: null, fits: null, matched: 'none' };

async function matchOf(ctx: Writing, { code }: ScannedPage): Promise<Match> {
  if (code === null) return none;
  const row = await ctx.tx
    .selectFrom('document')
    .selectAll()
    .where('id', '=', code.documentId)
    .executeTakeFirst();
  if (row?.digest == null || code.page > (row.pages ?? 0)) return none;
  // A page of somebody else's document is not slipped into it: it waits for a hand that may.
  if (mayWriteDocument(personOf(ctx), await peopleOf(ctx, row)) !== true) return none;
  return { documentId: row.id, page: code.page, fits: fitsCode(code, row.digest), matched: 'code' };
}

/** A photograph of the one page that a document still lacks is that page, though its code cannot be read. */
async function lastPageOf(ctx: Writing, documentId: string | null, pages: number): Promise<Match> {
  if (documentId === null || pages !== 1) return none;
  const row = await readRow(ctx, documentId);
  const [only, ...others] = await pagesWithoutScan(ctx, row);
  if (only === undefined || others.length > 0) return none;
  return { documentId, page: only, fits: null, matched: 'hand' };
}

/** What came of a file: where its pages went, and what is still missing. */
async function answerOf(
  ctx: Reading,
  documentId: string | null,
  ids: string[],
  ocr: boolean,
): Promise<ScanResult> {
  const scans = await scansWhere(ctx, { ids });
  const named = [...new Set(scans.flatMap((scan) => scan.documentId ?? []))];
  const rows = await Promise.all(named.map((id) => readRow(ctx, id)));
  return {
    scans,
    ocr,
    documents: rows.map((row) => ({
      ...{ id: row.id, title: kindOf(row.kind).title, number: row.number, pages: row.pages ?? 0 },
    })),
    missing: documentId === null ? [] : await pagesWithoutScan(ctx, await readRow(ctx, documentId)),
  };
}

/**
 * Attaches a file of scanned pages: the original is kept, and each page goes to the document and page that its code
 * names; the others wait to be assigned. Each page is sealed as `document.scanned`. The same file again changes nothing.
 */
export async function attachScan(
  ctx: Writing,
  house: DocumentHouse,
  input: ScanInput,
  { bytes, sha256, scan }: PreparedScan,
): Promise<Sealed<ScanResult>> {
  const about = input.documentId === null ? null : await readRow(ctx, input.documentId);
  const at = { case_id: about?.case_id ?? input.caseId, act_id: about?.act_id ?? null };
  const people = await peopleOf(ctx, { ...at, created_by: about?.created_by ?? '', state: 'final' });
  permit(mayWriteDocument(personOf(ctx), people));
  const known = await ctx.tx
    .selectFrom('document_scan')
    .select('id')
    .where('organ_id', '=', organOf(ctx))
    .where('sha256', '=', sha256)
    .execute();
  const ocr = await house.reader.isThere();
  const answer = (ids: string[]) => answerOf(ctx, input.documentId, ids, ocr);
  const [first] = known;
  if (first !== undefined) {
    const { value } = await sealedBefore(ctx, 'document_scan', first);
    return sealedBefore(ctx, 'document_scan', { ...value, ...(await answer(known.map(({ id }) => id))) });
  }
  const { size } = await keepBytes(house, bytes);
  const ids: string[] = [];
  for (const page of scan.pages) {
    let match = await matchOf(ctx, page);
    if (match.matched === 'none') match = await lastPageOf(ctx, input.documentId, scan.pages.length);
    const id = makeId(ctx.clock);
    ids.push(id);
    await ctx.tx
      .insertInto('document_scan')
      .values({
        ...{
          id,
          organ_id: organOf(ctx),
          sha256,
          size,
          file_name: input.fileName,
          media_type: scan.mediaType,
        },
        ...{ file_page: page.page, document_id: match.documentId, page: match.page, matched: match.matched },
        ...{
          fits: match.fits,
          case_id: at.case_id,
          attached_by: personOf(ctx).accountId,
          attached_at: ctx.clock.now(),
          reading: ocr ? 'waiting' : 'noTool',
        },
      })
      .execute();
    if (ocr) await orderReading(ctx.tx, id);
  }
  return sealAll(
    ctx,
    ids.map((id) => ({ kind: 'document.scanned' as const, table: 'document_scan' as const, id })),
    await answer(ids),
  );
}

/** Says of which document and page a scanned page is. Sealed as `document.scanAssigned`. */
export async function assignScan(
  ctx: Writing,
  { id, documentId, page }: z.output<typeof documentShapes.scanAssign>,
): Promise<Sealed<{ id: string }>> {
  const row: Row = await holdDocument(ctx, documentId);
  permit(mayWriteDocument(personOf(ctx), await peopleOf(ctx, row)));
  if (page > (row.pages ?? 0))
    throw new DomainError('document.noSuchPage', { pages: String(row.pages ?? 0) });
  const by = ctx.tx
    .updateTable('document_scan')
    .set({ document_id: documentId, page, matched: 'hand', fits: null })
    .where('id', '=', id)
    .where('organ_id', '=', organOf(ctx));
  const [scan] = await scansWhere(ctx, { ids: [id] });
  if (scan === undefined) throw new DomainError('notFound');
  const sealed = await seal(ctx, { kind: 'document.scanAssigned', table: 'document_scan', id, by }, { id });
  if (scan.text !== null) await keepText(ctx, { sourceId: id, documentId, text: scan.text });
  return sealed;
}

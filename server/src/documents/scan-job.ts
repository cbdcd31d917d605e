import { mkdir } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import type { Tx, Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { enqueue, type Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import type { Vault } from '../base/vault.ts';
import { seal } from '../custody/index.ts';
import type { TextReader } from './ocr.ts';
import { pictureOf } from './scan-read.ts';
import { keepText } from './text.ts';

/** What the job that reads the text of scanned pages works with. */
export interface ScanHouse {
  database: Database;
  clock: Clock;
  vault: Vault;
  log: Log;
  workFolder: string;
  reader: TextReader;
  /** There is something to sequence. */
  wake: () => void;
}

/** Has the text of a page read, in the transaction that attaches it. */
export const orderReading = (tx: Tx, scanId: string): Promise<void> =>
  enqueue(tx, 'readScan', { scanId }, `readScan:${scanId}`);

/** Puts into the queue what waited for a tesseract that is there now, and what an earlier run left open. Before jobs are run. */
export async function reorderReadings({
  database,
  reader,
}: Pick<ScanHouse, 'database' | 'reader'>): Promise<void> {
  if (!(await reader.isThere())) return;
  await transact(database, house, async (tx) => {
    const rows = await tx
      .selectFrom('document_scan')
      .select('id')
      .where('reading', 'in', ['waiting', 'noTool'])
      .execute();
    for (const { id } of rows) await orderReading(tx, id);
  });
}

/** The room's jobs: `readScan` reads one page, so that a file of sixty keeps nobody waiting for an hour. */
export const scanJobs = (hands: ScanHouse): Jobs => ({
  readScan: ({ scanId = '' }) => readScanText(hands, scanId),
});

async function bytesOf(vault: Vault, sha256: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await vault.read(sha256)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Reads the text of a page and keeps it. Sealed as `document.scanRead`, also where nothing could be read. Again changes nothing. */
export async function readScanText(hands: ScanHouse, scanId: string): Promise<void> {
  const { database, clock, vault, workFolder, log, reader } = hands;
  const scan = await transact(database, house, (tx) =>
    tx
      .selectFrom('document_scan')
      .select(['organ_id', 'sha256', 'media_type', 'file_page', 'reading'])
      .where('id', '=', scanId)
      .executeTakeFirst(),
  );
  if (scan === undefined || scan.reading === 'read' || scan.reading === 'failed') return;
  if (!(await reader.isThere())) return; // read at a start that finds one
  await mkdir(workFolder, { recursive: true });
  const bytes = await bytesOf(vault, scan.sha256);
  const picture = await pictureOf(bytes, scan.media_type, scan.file_page, workFolder);
  const text = picture === null ? null : await reader.read(picture);
  if (text === null) log.warn({ scanId }, 'the text of a scanned page could not be read');
  const actor = { kind: 'system', organId: scan.organ_id } as const;
  await transact(database, actor, async (tx) => {
    const ctx: Writing = { tx, actor, clock, writing: true };
    const by = tx
      .updateTable('document_scan')
      .set({ reading: text === null ? 'failed' : 'read' })
      .where('id', '=', scanId);
    await seal(ctx, { kind: 'document.scanRead', table: 'document_scan', id: scanId, by }, null);
    // It may have been assigned while it was read.
    const now = await tx
      .selectFrom('document_scan')
      .select('document_id')
      .where('id', '=', scanId)
      .executeTakeFirstOrThrow();
    if (text !== null) await keepText(ctx, { sourceId: scanId, documentId: now.document_id, text });
  });
  hands.wake();
}

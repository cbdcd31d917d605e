import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ImportKind,
  ImportMapping,
  ImportPreview,
  ImportState,
  sheetShapes,
  Term,
} from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { enqueue } from '../base/jobs.ts';
import type { Sealed } from '../base/sealed.ts';
import type { Vault } from '../base/vault.ts';
import { sealNew } from '../custody/index.ts';
import { checkCases, knownCases, mayImportCases } from './cases.ts';
import type { Checked } from './check.ts';
import { matchColumns, missingFields, soundMapping } from './columns.ts';
import { checkPeople, knownPeople, mayImportPeople } from './people.ts';
import { type ReadSheet, readSheet } from './read.ts';

type FileInput = z.output<typeof sheetShapes.importFile>;
type StartInput = z.output<typeof sheetShapes.importStart>;

/** Faults that a preview shows; the sheet of faults holds all of them. */
const mostShown = 500;
const sampleRows = 20;

const refusals: Record<ImportKind, Term> = {
  people: { zh: '人员由系统管理员导入', en: 'people are imported by the administrator' },
  cases: { zh: '案件由执法人员或者专门保管人员导入', en: 'cases are imported by officers and custodians' },
};

export function requireMayImport(ctx: Pick<Reading, 'actor'>, kind: ImportKind): void {
  const may = kind === 'people' ? mayImportPeople(ctx) : mayImportCases(ctx);
  permit(may || { reason: refusals[kind] });
}

/** Every faulty cell of a file, and what the sound rows would make. Reads only. */
export async function checkSheet(
  ctx: Reading,
  kind: ImportKind,
  sheet: Pick<ReadSheet, 'cells'>,
  mapping: ImportMapping,
): Promise<Checked<unknown>> {
  return kind === 'people'
    ? checkPeople(sheet, mapping, await knownPeople(ctx))
    : checkCases(sheet, mapping, await knownCases(ctx));
}

async function knownAs({ tx }: Reading, kind: ImportKind, sha256: string): Promise<ImportPreview['knownAs']> {
  const row = await tx
    .selectFrom('sheet_import as i')
    .innerJoin('account as p', 'p.id', 'i.started_by')
    .select(['i.id', 'p.display_name as by', 'i.started_at as at'])
    .where('i.kind', '=', kind)
    .where('i.sha256', '=', sha256)
    .where('i.state', '<>', 'refused')
    .executeTakeFirst();
  return row ?? null;
}

/** What a file would give, and every faulty cell, without importing anything. */
export async function previewImport(
  ctx: Reading,
  { kind, mapping: chosen }: FileInput,
  sheet: ReadSheet,
): Promise<ImportPreview> {
  requireMayImport(ctx, kind);
  const columns = sheet.cells[0] ?? [];
  const mapping =
    chosen === undefined ? matchColumns(kind, columns) : soundMapping(kind, chosen, columns.length);
  const missing = missingFields(kind, mapping);
  const checked =
    missing.length > 0 ? { inputs: [], faults: [] } : await checkSheet(ctx, kind, sheet, mapping);
  const rows = sheet.cells.slice(1).filter((row) => row.some((cell) => cell !== ''));
  return {
    ...{ sha256: sheet.sha256, format: sheet.format, encoding: sheet.encoding, columns, mapping, missing },
    ...{ rows: rows.length, sample: rows.slice(0, sampleRows) },
    ...{ faults: checked.faults.slice(0, mostShown), faultCount: checked.faults.length },
    knownAs: await knownAs(ctx, kind, sheet.sha256),
  };
}

/** Where the bytes of imported files are kept. */
export interface ImportShelf {
  vault: Vault;
  /** On the vault's file system. */
  folder: string;
}

/** Reads the file and keeps its bytes, before the import promises anything. */
export async function keepSheet({ vault, folder }: ImportShelf, { content }: StartInput): Promise<ReadSheet> {
  const sheet = await readSheet(content);
  // A name of its own: the same file may come twice at once.
  const staged = join(folder, `sheet-${randomUUID()}`);
  await writeFile(staged, sheet.bytes, { mode: 0o600 });
  await vault.keep(staged, sheet.sha256);
  await rm(staged, { force: true });
  return sheet;
}

/**
 * Begins the import of a file that was previewed: it is done as a whole by a job, or not at all. Sealed as
 * `import.begun`. Throws sheet.notPreviewed, sheet.faulty while a cell is wrong, sheet.known for a file that was imported.
 */
export async function startImport(
  ctx: Writing,
  input: StartInput,
  sheet: ReadSheet,
): Promise<Sealed<{ id: string }>> {
  requireMayImport(ctx, input.kind);
  if (sheet.sha256 !== input.sha256) throw new DomainError('sheet.notPreviewed');
  const before = await knownAs(ctx, input.kind, sheet.sha256);
  if (before !== null) throw new DomainError('sheet.known', { by: before.by });
  const mapping = soundMapping(input.kind, input.mapping, sheet.cells[0]?.length ?? 0);
  const missing = missingFields(input.kind, mapping);
  const { inputs, faults } = await checkSheet(ctx, input.kind, sheet, mapping);
  const wrong = missing.length + faults.length;
  if (wrong > 0 || inputs.length === 0) throw new DomainError('sheet.faulty', { n: String(wrong) });
  const values = {
    ...{ id: makeId(ctx.clock), organ_id: organOf(ctx), kind: input.kind, file_name: input.fileName },
    ...{ sha256: sheet.sha256, size: sheet.bytes.length, mapping: JSON.stringify(mapping) },
    ...{ rows: inputs.length, state: 'waiting', made: null, faults: null },
    ...{ started_by: personOf(ctx).accountId, started_at: ctx.clock.now() },
  };
  const explain = (error: unknown) =>
    isDuplicateKey(error) ? new DomainError('sheet.known', { by: '' }) : error;
  const sealed = await sealNew(
    ctx,
    { kind: 'import.begun', table: 'sheet_import', values, explain },
    { id: values.id },
  );
  await enqueue(ctx.tx, 'import', { id: values.id }, `import ${values.id}`);
  return sealed;
}

/** One import: how far it is, what it made, or which cells stood against it. */
export async function readImport(ctx: Reading, { id }: { id: string }): Promise<ImportState> {
  const row = found(await selectImports(ctx).where('i.id', '=', id).executeTakeFirst());
  requireMayImport(ctx, row.kind as ImportKind);
  return show(row);
}

/** The imports of the organ that the person may do, the last one first. */
export async function listImports(ctx: Reading): Promise<ImportState[]> {
  const kinds = [...(mayImportPeople(ctx) ? ['people'] : []), ...(mayImportCases(ctx) ? ['cases'] : [])];
  if (kinds.length === 0) return [];
  const rows = await selectImports(ctx)
    .where('i.kind', 'in', kinds)
    .orderBy('i.started_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(50)
    .execute();
  return rows.map(show);
}

const selectImports = (ctx: Reading) =>
  ctx.tx
    .selectFrom('sheet_import as i')
    .innerJoin('account as p', 'p.id', 'i.started_by')
    .leftJoin('sheet_import_progress as g', 'g.import_id', 'i.id')
    .selectAll('i')
    .select(['p.display_name', 'g.done'])
    .where('i.organ_id', '=', organOf(ctx));

type Row = Awaited<ReturnType<ReturnType<typeof selectImports>['execute']>>[number];

const show = (row: Row): ImportState => ({
  ...{ id: row.id, kind: row.kind as ImportKind, fileName: row.file_name, sha256: row.sha256 },
  ...{ size: Number(row.size), rows: row.rows, state: row.state as ImportState['state'] },
  done: row.state === 'done' ? row.rows : (row.done ?? 0),
  made: row.made as ImportState['made'],
  faults: ((row.faults ?? []) as ImportState['faults']).slice(0, mostShown),
  ...{ by: row.display_name, startedAt: row.started_at, endedAt: row.ended_at },
});

import { type CellFault, describeError, type ImportKind, type ImportMapping } from '@liuhen/contract';
import type { Clock } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { DomainError, found } from '../base/errors.ts';
import { enqueue, type Jobs } from '../base/jobs.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Vault } from '../base/vault.ts';
import { seal } from '../custody/index.ts';
import { personOfAccountId } from '../roster/index.ts';
import { type ImportedCase, makeCase } from './cases.ts';
import { checkSheet, requireMayImport } from './import.ts';
import { makePerson, type PersonRow } from './people.ts';
import { readSheet } from './read.ts';

export interface ImportingHouse {
  database: Database;
  clock: Clock;
  vault: Vault;
  numberKeys: NumberKeys;
  /** There is something to sequence. */
  wake: () => void;
}

/** Orders again what waits at a start: a job that a crash cut off stays taken for hours unless it is put anew under its key. */
export async function reorderImports({ database }: Pick<ImportingHouse, 'database'>): Promise<void> {
  await transact(database, house, async (tx) => {
    const rows = await tx.selectFrom('sheet_import').select('id').where('state', '=', 'waiting').execute();
    for (const { id } of rows) await enqueue(tx, 'import', { id }, `import ${id}`);
  });
}

/** The room's jobs: `import` does one file. Cut off by a crash it is run again, and what had not been committed is not there. */
export const importJobs = (hands: ImportingHouse): Jobs => ({
  import: async ({ id = '' }, signal) => runImport(hands, id, signal),
});

interface Waiting {
  id: string;
  kind: ImportKind;
  sha256: string;
  mapping: ImportMapping;
  person: Person;
}

async function waitingImport({ database }: ImportingHouse, id: string): Promise<Waiting | null> {
  return transact(database, house, async (tx) => {
    const row = await tx
      .selectFrom('sheet_import')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (row === undefined) return null;
    const person = await personOfAccountId(tx, row.started_by);
    const mapping = row.mapping as ImportMapping;
    return { id, kind: row.kind as ImportKind, sha256: row.sha256, mapping, person };
  });
}

async function bytesOf(vault: Vault, sha256: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of await vault.read(sha256)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('base64');
}

/** A row that a command refused; the whole file is taken back for it. */
class RowRefused extends Error {
  readonly row: number;
  readonly refusal: DomainError;
  constructor(row: number, refusal: DomainError) {
    super(`row ${row}: ${refusal.message}`);
    this.row = row;
    this.refusal = refusal;
  }
}

class CellsRefused extends Error {
  readonly faults: CellFault[];
  constructor(faults: CellFault[]) {
    super(`${faults.length} cells`);
    this.faults = faults;
  }
}

/** Does one file: every row by the real commands in one transaction, in the name of who began it. */
export async function runImport(hands: ImportingHouse, id: string, signal?: AbortSignal): Promise<void> {
  const waiting = await waitingImport(hands, id);
  if (waiting === null) return;
  const { database, clock } = hands;
  const sheet = await readSheet(await bytesOf(hands.vault, waiting.sha256));
  const actor = waiting.person;
  try {
    await transact(database, actor, async (tx) => {
      const ctx: Writing = { tx, actor, clock, writing: true };
      requireMayImport(ctx, waiting.kind);
      const { inputs, faults } = await checkSheet(ctx, waiting.kind, sheet, waiting.mapping);
      if (faults.length > 0) throw new CellsRefused(faults);
      const made = await makeAll(hands, ctx, waiting, inputs, signal);
      const change = { state: 'done', made: JSON.stringify(made), ended_at: clock.now() };
      const by = ctx.tx.updateTable('sheet_import').set(change).where('id', '=', id);
      await seal(ctx, { kind: 'import.ended', table: 'sheet_import', id, by }, null);
    });
  } catch (error) {
    const faults = faultsOf(error);
    if (faults === null) throw error;
    await refuseImport(hands, waiting, faults);
  }
  hands.wake();
}

const everyRows = 50;

async function makeAll(
  hands: ImportingHouse,
  ctx: Writing,
  { id, kind, person }: Waiting,
  inputs: readonly { row: number; input: unknown }[],
  signal?: AbortSignal,
) {
  const made = { people: 0, accounts: 0, cases: 0, parties: 0 };
  const ids: string[] = [];
  for (const [at, { row, input }] of inputs.entries()) {
    signal?.throwIfAborted();
    try {
      if (kind === 'people') made.accounts += (await makePerson(ctx, input as PersonRow)).accounts;
      else {
        const opened = await makeCase(ctx, hands.numberKeys, input as ImportedCase);
        made.parties += opened.parties;
        ids.push(opened.id);
      }
    } catch (error) {
      throw error instanceof DomainError ? new RowRefused(row, error) : error;
    }
    if (at % everyRows === everyRows - 1) await noteProgress(hands, person, id, at + 1);
  }
  made[kind] = inputs.length;
  return { ...made, first: await numberOf(ctx, ids[0]), last: await numberOf(ctx, ids.at(-1)) };
}

async function numberOf({ tx }: Writing, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  return found(
    await tx.selectFrom('enforcement_case').select('number').where('id', '=', id).executeTakeFirst(),
  ).number;
}

/** Told beside the transaction, which nobody else sees into. */
async function noteProgress(
  { database }: ImportingHouse,
  actor: Person,
  id: string,
  done: number,
): Promise<void> {
  await transact(database, actor, (tx) =>
    tx
      .insertInto('sheet_import_progress')
      .values({ import_id: id, organ_id: actor.organId, done })
      .onConflict((on) => on.column('import_id').doUpdateSet({ done }))
      .execute(),
  );
}

/** What stood against a file, as cells or rows; null for what is no fault of the file. */
function faultsOf(error: unknown): CellFault[] | null {
  if (error instanceof CellsRefused) return error.faults;
  const refused = error instanceof RowRefused ? error : null;
  const refusal = refused?.refusal ?? (error instanceof DomainError ? error : null);
  if (refusal === null) return null;
  const { message: zh, messageEn: en } = describeError(refusal.code, refusal.detail);
  const whole = { row: refused?.row ?? 0, column: null, field: null, value: '', zh, en };
  const fields = refusal.fields.map(({ path, message, messageEn }) => ({
    ...{ ...whole, value: path, zh: message, en: messageEn ?? message },
  }));
  return fields.length > 0 ? fields : [whole];
}

/** Nothing of the file was done; which cells stood against it is kept. Sealed as `import.ended`. */
async function refuseImport(
  { database, clock }: ImportingHouse,
  { id, person }: Waiting,
  faults: CellFault[],
): Promise<void> {
  await transact(database, person, async (tx) => {
    const ctx: Writing = { tx, actor: person, clock, writing: true };
    const change = { state: 'refused', faults: JSON.stringify(faults), ended_at: clock.now() };
    const by = ctx.tx.updateTable('sheet_import').set(change).where('id', '=', id);
    await seal(ctx, { kind: 'import.ended', table: 'sheet_import', id, by }, null);
  });
}

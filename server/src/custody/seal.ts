import { randomFillSync } from 'node:crypto';
import { canonicalize, type EntryKind, entryText, type Json } from '@liuhen/proof';
import type { Compilable, Insertable } from 'kysely';
import type { Explain } from '../base/batch.ts';
import type { Writing } from '../base/context.ts';
import { sendAlong, sendText } from '../base/database.ts';
import type { DB } from '../base/schema.d.ts';
import { markSealed, type Sealed } from '../base/sealed.ts';
import { columnsOf, rowAsStored } from './as-stored.ts';
import { fastPayloadDigest } from './fast-hash.ts';
import type { SealedTable } from './subjects.ts';

/** What happened to which row. */
export interface Sealing {
  kind: EntryKind;
  table: SealedTable;
  id: string;
  /** The statement that writes the row, when nothing else is to be done between it and its seal: run here, it saves reading the row. */
  by?: Compilable;
  /** The house did it of itself in the course of a person's command: nobody looked. */
  byHouse?: boolean;
}

/**
 * Puts the row as it now is into the custody log, in the caller's transaction: the change and its entry
 * commit together or not at all. The entry holds ids and a salted digest; the row itself lies in
 * custody_payload, so that it can be erased lawfully while every proof still verifies.
 */
export async function seal<T>(ctx: Writing, sealing: Sealing, value: T): Promise<Sealed<T>> {
  append(ctx, sealing, await stateOf(ctx, sealing));
  return markSealed(value);
}

/** A row to write and seal. `explain` turns the database's refusal into what is told. */
export interface NewSealing<K extends SealedTable> {
  kind: EntryKind;
  table: K;
  values: Insertable<DB[K]> & { id: string };
  explain?: Explain;
}

/**
 * Inserts a row and seals it. Both travel together with whatever is sent next, the commit at the latest: the entry is
 * made for the row as it will read, and PostgreSQL writes it only if the row reads so. Where that cannot be told
 * beforehand the row is read back first.
 */
export async function sealNew<K extends SealedTable, T>(
  ctx: Writing,
  { kind, table, values, explain }: NewSealing<K>,
  value: T,
): Promise<Sealed<T>> {
  const sealing = { kind, table, id: values.id };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const [columns, sent] = [given.map(([name]) => name), given.map(([, value]) => value)];
  const row = rowAsStored(await columnsOf(ctx.tx, table), values);
  if (row === null) {
    const by = { text: insertText(table, columns), values: sent };
    append(ctx, sealing, await readBack(ctx, sealing, by, explain));
  } else {
    const entry = entryOf(ctx, sealing, row as Row);
    sendAlong(ctx.tx, insertSealedText(table, columns), [...sent, ...entry], explain);
  }
  return markSealed(value);
}

/**
 * The answer to a command that arrived again: what it says is there, so nothing is written. Throws unless that row has
 * its entry.
 */
export async function sealedBefore<T extends { id: string }>(
  ctx: Writing,
  table: SealedTable,
  value: T,
): Promise<Sealed<T>> {
  const text = 'select 1 as one from custody_entry where subject_id = $1 and subject_type = $2 limit 1';
  const [entry] = await sendText<{ one: number }>(ctx.tx, text, [value.id, table]);
  if (entry === undefined) throw new Error(`not sealed before: ${table}/${value.id}`);
  return markSealed(value);
}

/** Seals several rows of one command, in their order. Throws when there are none, because a command changes something. */
export async function sealAll<T>(ctx: Writing, sealings: readonly Sealing[], value: T): Promise<Sealed<T>> {
  if (sealings.length === 0) throw new Error('a command sealed nothing');
  const states = await Promise.all(sealings.map((sealing) => stateOf(ctx, sealing)));
  for (const [i, sealing] of sealings.entries()) append(ctx, sealing, states[i] as Row);
  return markSealed(value);
}

const saltBytes = 16;
const salts = Buffer.alloc(256 * saltBytes);
let saltsTaken = salts.length;

/** A salt in hex. They are drawn many at a time, because each draw costs as much as a hundred of them. */
function takeSalt(): string {
  if (saltsTaken === salts.length) {
    randomFillSync(salts);
    saltsTaken = 0;
  }
  saltsTaken += saltBytes;
  return salts.toString('hex', saltsTaken - saltBytes, saltsTaken);
}

/** The entry of a row, its payload and its place in the queue; the values are those of `entryOf`, from the place `first` on. */
function appendText(first: number, source = ''): string {
  const place = (i: number) => `$${first + i}`;
  return `entry as (
    insert into custody_entry (kind, organ_id, actor, at, subject_type, subject_id, leaf)
    select ${place(0)}, ${place(1)}::uuid, ${place(2)}, ${place(3)}::timestamptz, ${place(4)}, ${place(5)}::uuid, ${place(6)} ${source}
    returning entry_id
  ), payload as (
    insert into custody_payload (entry_id, organ_id, salt, payload)
    select entry_id, ${place(1)}::uuid, ${place(7)}, ${place(8)}::text from entry
  ) insert into custody_pending (entry_id) values ((select entry_id from entry))`;
}

export const appendAloneText = `with ${appendText(1)}`;

const insertTexts = new Map<string, string>();

function remembered(key: string, make: () => string): string {
  const text = insertTexts.get(key) ?? make();
  insertTexts.set(key, text);
  return text;
}

const insertText = (table: SealedTable, columns: readonly string[]): string =>
  remembered(`${table}(${columns.join()})`, () => {
    const places = columns.map((_, i) => `$${i + 1}`).join();
    return `insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values (${places})`;
  });

/** Of a row that reads otherwise than its payload nothing is queued, which custody_pending refuses. */
const insertSealedText = (table: SealedTable, columns: readonly string[]): string =>
  remembered(`sealed ${table}(${columns.join()})`, () => {
    const first = columns.length + 1;
    const guard = `from written where row = $${first + 8}::text::jsonb`;
    return `with written as (${insertText(table, columns)} returning to_jsonb("${table}") as row), ${appendText(first, guard)}`;
  });

const organless = new Set<SealedTable>([
  'pack_used',
  'calendar_used',
  'log_key',
  'verification',
  'witness_refusal',
]);

type Row = { id: string; organ_id: string; [column: string]: Json };

/** The row as the database has it, which is what a check will find there: it may read otherwise than the values that were sent. */
async function stateOf(ctx: Writing, { by, ...sealing }: Sealing): Promise<Row> {
  if (by === undefined) {
    const text = `select to_jsonb(t) as row from "${sealing.table}" t where t.id = $1`;
    return rowOf(sealing, await sendText<{ row: Row }>(ctx.tx, text, [sealing.id]));
  }
  const { sql, parameters } = by.compile();
  return readBack(ctx, sealing, { text: sql, values: parameters });
}

/** Runs the statement that writes the row, and gives the row. */
async function readBack(
  ctx: Writing,
  sealing: Sealing,
  { text, values }: { text: string; values: readonly unknown[] },
  explain?: Explain,
): Promise<Row> {
  const returning = `${text} returning to_jsonb("${sealing.table}") as row`;
  return rowOf(sealing, await sendText<{ row: Row }>(ctx.tx, returning, values, explain));
}

function rowOf({ table, id }: Sealing, [found]: { row: Row }[]): Row {
  if (found?.row.id !== id) throw new Error(`nothing to seal: ${table}/${id}`);
  return found.row;
}

function append(ctx: Writing, sealing: Sealing, row: Row): void {
  sendAlong(ctx.tx, appendAloneText, entryOf(ctx, sealing, row));
}

/** The values of an entry, in the order of `appendText`. */
function entryOf(ctx: Writing, { kind, table, id, byHouse }: Sealing, row: Row): readonly (string | null)[] {
  const payload = canonicalize(row);
  const salt = takeSalt();
  const at = ctx.clock.now();
  const { actor: by } = ctx;
  const actor = by.kind === 'person' && !byHouse && !by.byHouse ? by.accountId : 'system';
  const organ = organless.has(table) ? null : table === 'organ' ? id : row.organ_id;
  const subject = `${table}/${id}`;
  const digest = fastPayloadDigest(salt, payload);
  const leaf = entryText({ v: 1, alg: 'sha256', kind, at, organ, actor, subject, digest });
  return [kind, organ, actor, at, table, id, leaf, salt, payload];
}

import { randomFillSync } from 'node:crypto';
import { canonicalize, type EntryKind, entryText, type Json } from '@liuhen/proof';
import type { Compilable } from 'kysely';
import type { Writing } from '../base/context.ts';
import { sendAlong, sendText } from '../base/database.ts';
import { markSealed, type Sealed } from '../base/sealed.ts';
import { fastPayloadDigest } from './fast-hash.ts';
import type { SealedTable } from './subjects.ts';

/** What happened to which row. */
export interface Sealing {
  kind: EntryKind;
  table: SealedTable;
  id: string;
  /** The statement that writes the row, when nothing else is to be done between it and its seal: run here, it saves reading the row. */
  by?: Compilable;
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

export const appendText = `with entry as (
    insert into custody_entry (kind, organ_id, actor, at, subject_type, subject_id, leaf)
    values ($1, $2, $3, $4, $5, $6, $7) returning entry_id
  ), payload as (insert into custody_payload (entry_id, organ_id, salt, payload) select entry_id, $2, $8, $9 from entry)
  insert into custody_pending (entry_id) select entry_id from entry`;

const organless = new Set<SealedTable>(['log_key', 'verification']);

type Row = { id: string; organ_id: string; [column: string]: Json };

/** The row as the database has it, which is what a check will find there: it may read otherwise than the values that were sent. */
async function stateOf(ctx: Writing, { table, id, by }: Sealing): Promise<Row> {
  const written = by?.compile();
  const [found] =
    written === undefined
      ? await sendText<{ row: Row }>(ctx.tx, `select to_jsonb(t) as row from "${table}" t where t.id = $1`, [
          id,
        ])
      : await sendText<{ row: Row }>(
          ctx.tx,
          `${written.sql} returning to_jsonb("${table}") as row`,
          written.parameters,
        );
  if (found?.row.id !== id) throw new Error(`nothing to seal: ${table}/${id}`);
  return found.row;
}

function append(ctx: Writing, { kind, table, id }: Sealing, row: Row): void {
  const payload = canonicalize(row);
  const salt = takeSalt();
  const at = ctx.clock.now();
  const actor = ctx.actor.kind === 'person' ? ctx.actor.accountId : 'system';
  const organ = organless.has(table) ? null : table === 'organ' ? id : row.organ_id;
  const subject = `${table}/${id}`;
  const digest = fastPayloadDigest(salt, payload);
  const leaf = entryText({ v: 1, alg: 'sha256', kind, at, organ, actor, subject, digest });
  sendAlong(ctx.tx, appendText, [...[kind, organ, actor, at, table, id], ...[leaf, salt, payload]]);
}

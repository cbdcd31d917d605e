import { randomBytes } from 'node:crypto';
import { canonicalize, type EntryKind, entryText, type Json, payloadDigest } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Writing } from '../base/context.ts';
import { sendAhead } from '../base/database.ts';
import { markSealed, type Sealed } from '../base/sealed.ts';
import type { SealedTable } from './subjects.ts';

/** What happened to which row. */
export interface Sealing {
  kind: EntryKind;
  table: SealedTable;
  id: string;
}

/**
 * Puts the row as it now is into the custody log, in the caller's transaction: the change and its entry
 * commit together or not at all. The entry holds ids and a salted digest; the row itself lies in
 * custody_payload, so that it can be erased lawfully while every proof still verifies.
 */
export async function seal<T>(ctx: Writing, sealing: Sealing, value: T): Promise<Sealed<T>> {
  await append(ctx, sealing);
  return markSealed(value);
}

/** Seals several rows of one command. Throws when there are none, because a command changes something. */
export async function sealAll<T>(ctx: Writing, sealings: readonly Sealing[], value: T): Promise<Sealed<T>> {
  if (sealings.length === 0) throw new Error('a command sealed nothing');
  for (const sealing of sealings) await append(ctx, sealing);
  return markSealed(value);
}

async function append(ctx: Writing, { kind, table, id }: Sealing): Promise<void> {
  const read = await sql<{ row: Json; organ: string | null }>`
    select to_jsonb(t) as row, ${organColumn(table)} as organ from ${sql.table(table)} t where t.id = ${id}`.execute(
    ctx.tx,
  );
  const subject = read.rows[0];
  if (subject === undefined) throw new Error(`nothing to seal: ${table}/${id}`);
  const salt = randomBytes(16).toString('hex');
  const at = ctx.clock.now();
  const actor = ctx.actor.kind === 'person' ? ctx.actor.accountId : 'system';
  const leaf = entryText({
    v: 1,
    alg: 'sha256',
    kind,
    at,
    organ: subject.organ,
    actor,
    subject: `${table}/${id}`,
    digest: payloadDigest(salt, subject.row),
  });
  // Nothing more is read of it, so the command goes on meanwhile.
  sendAhead(
    ctx.tx,
    sql`select append_entry(${kind}, ${subject.organ}, ${actor}, ${at}, ${table}, ${id}, ${leaf}, ${salt},
      ${canonicalize(subject.row)})`,
  );
}

function organColumn(table: SealedTable) {
  if (table === 'organ') return sql`t.id`;
  if (table === 'log_key' || table === 'verification') return sql`null::uuid`;
  return sql`t.organ_id`;
}

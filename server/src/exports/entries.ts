import type { Json } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import type { Members } from './select.ts';

/** An entry with what it sealed, as the log has it. */
export interface TakenEntry {
  entryId: number;
  /** Place in the log, from 0. */
  index: number;
  /** The leaf, as text. */
  leaf: string;
  kind: string;
  at: string;
  actor: string;
  /** `<table>/<id>`. */
  subject: string;
  /** Empty, and the payload null, where it was erased. */
  salt: string;
  payload: Json;
}

async function readEntries(tx: Tx, organId: string, members: Members, size: number): Promise<TakenEntry[]> {
  const pairs = [...members].flatMap(([table, ids]) => [...ids].map((id) => [table, id] as const));
  const { rows } = await sql<Omit<TakenEntry, 'payload'> & { payload: string | null }>`
    select e.entry_id as "entryId", l.leaf_index as index, e.leaf, e.kind, e.at, e.actor,
      e.subject_type || '/' || e.subject_id as subject, coalesce(p.salt, '') as salt, p.payload
    from unnest(${pairs.map(([table]) => table)}::text[], ${pairs.map(([, id]) => id)}::uuid[]) as wanted(subject_type, subject_id)
      join custody_entry e using (subject_type, subject_id)
      join custody_leaf l using (entry_id) left join custody_payload p using (entry_id)
    where l.leaf_index < ${size} and e.organ_id = ${organId} order by l.leaf_index`.execute(tx);
  return rows.map((row) => ({
    ...row,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as Json),
  }));
}

/** Ids of what tells why payloads of these entries are gone. */
async function erasuresOf(tx: Tx, erased: readonly TakenEntry[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('payload_erasure')
    .select('id')
    .where('state', '=', 'approved')
    .where('entry_id', 'in', [0, ...erased.map(({ entryId }) => entryId)])
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * The entries about these rows among the first `size` of the log, in its order, and those by which payloads of them were
 * erased. Rejects where an erasure came into the log after `size`: it cannot be told then, and a later size has to be taken.
 */
export async function takeEntries(
  tx: Tx,
  organId: string,
  members: Members,
  size: number,
): Promise<TakenEntry[]> {
  const entries = await readEntries(tx, organId, members, size);
  const erased = entries.filter(({ payload }) => payload === null);
  if (erased.length === 0) return entries;
  const erasures = await erasuresOf(tx, erased);
  const telling = await readEntries(tx, organId, new Map([['payload_erasure', new Set(erasures)]]), size);
  const told = telling.filter(({ kind }) => kind === 'payload.erased').length;
  if (told < erased.length) throw new Error('a payload was erased after the log had this size');
  return [...entries, ...telling].sort((a, b) => a.index - b.index);
}

export type SealedRow = Readonly<Record<string, Json>>;

/** Each row as it was sealed last, by table and in the order of its first entry. */
export function lastRows(entries: readonly TakenEntry[]): Map<string, SealedRow[]> {
  const newest = new Map<string, SealedRow>();
  for (const { subject, payload } of entries) if (payload !== null) newest.set(subject, payload as SealedRow);
  const byTable = new Map<string, SealedRow[]>();
  for (const [subject, row] of newest) {
    const table = subject.slice(0, subject.indexOf('/'));
    byTable.set(table, [...(byTable.get(table) ?? []), row]);
  }
  return byTable;
}

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
  salt: string;
  payload: Json;
}

/** The entries about these rows among the first `size` of the log, in its order. */
export async function takeEntries(
  tx: Tx,
  organId: string,
  members: Members,
  size: number,
): Promise<TakenEntry[]> {
  const pairs = [...members].flatMap(([table, ids]) => [...ids].map((id) => [table, id] as const));
  const { rows } = await sql<Omit<TakenEntry, 'payload'> & { payload: string }>`
    select e.entry_id as "entryId", l.leaf_index as index, e.leaf, e.kind, e.at, e.actor,
      e.subject_type || '/' || e.subject_id as subject, p.salt, p.payload
    from unnest(${pairs.map(([table]) => table)}::text[], ${pairs.map(([, id]) => id)}::uuid[]) as wanted(subject_type, subject_id)
      join custody_entry e using (subject_type, subject_id)
      join custody_leaf l using (entry_id) join custody_payload p using (entry_id)
    where l.leaf_index < ${size} and e.organ_id = ${organId} order by l.leaf_index`.execute(tx);
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Json }));
}

export type SealedRow = Readonly<Record<string, Json>>;

/** Each row as it was sealed last, by table and in the order of its first entry. */
export function lastRows(entries: readonly TakenEntry[]): Map<string, SealedRow[]> {
  const newest = new Map<string, SealedRow>();
  for (const { subject, payload } of entries) newest.set(subject, payload as SealedRow);
  const byTable = new Map<string, SealedRow[]>();
  for (const [subject, row] of newest) {
    const table = subject.slice(0, subject.indexOf('/'));
    byTable.set(table, [...(byTable.get(table) ?? []), row]);
  }
  return byTable;
}

import { canonicalize, type Json } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { fastPayloadDigest } from './fast-hash.ts';
import { type HouseFinding, makeFinding } from './findings.ts';
import { mayBeUnsealed, type SealedTable, sealedTables } from './subjects.ts';

/** Small, because a page is compared in one go while requests wait. */
const batch = 500;
const payloadBatch = 500;

interface Compared {
  id: string;
  row: Record<string, Json>;
  leaf: string | null;
  salt: string | null;
  payload: string | null;
}

/** Compares each sealed row with its last entry, each payload with its digest, and looks for rows that are gone. */
export async function checkRows(
  tx: Tx,
  progress: (done: number, total: number) => void,
): Promise<{ findings: HouseFinding[]; rows: number }> {
  const findings: HouseFinding[] = [];
  const total = await countRows(tx);
  let done = 0;
  for (const table of sealedTables) {
    for (let after: string | null = null; ; ) {
      const rows: Compared[] = await readRows(tx, table, after);
      for (const row of rows) findings.push(...compareRow(table, row));
      done += rows.length;
      progress(done, total);
      after = rows.at(-1)?.id ?? after;
      if (rows.length < batch) break;
    }
    findings.push(...(await findDeleted(tx, table)));
  }
  findings.push(...(await checkPayloads(tx)));
  return { findings, rows: done };
}

async function countRows(tx: Tx): Promise<number> {
  const counts = await Promise.all(
    sealedTables.map((table) =>
      sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx),
    ),
  );
  return counts.reduce((sum, count) => sum + (count.rows[0]?.n ?? 0), 0);
}

async function readRows(tx: Tx, table: SealedTable, after: string | null): Promise<Compared[]> {
  const { rows } = await sql<Compared>`
    select t.id, to_jsonb(t) as row, e.leaf, p.salt, p.payload from ${sql.table(table)} t
    left join lateral (
      select entry_id, leaf from custody_entry where subject_id = t.id and subject_type = ${table} order by entry_id desc limit 1
    ) e on true
    left join custody_payload p on p.entry_id = e.entry_id
    where ${after === null ? sql`true` : sql`t.id > ${after}`} order by t.id limit ${batch}`.execute(tx);
  return rows;
}

/** Fields of a row that are no longer as they were sealed. A column added since is not in the payload and not compared. */
export function alteredFields(row: Record<string, Json>, sealed: Record<string, Json>): string[] {
  return Object.keys(sealed).filter(
    (key) => row[key] === undefined || canonicalize(row[key]) !== canonicalize(sealed[key] ?? null),
  );
}

function compareRow(table: SealedTable, { id, row, leaf, payload }: Compared): HouseFinding[] {
  const at = `${table}/${id}`;
  const organ = table === 'organ' ? id : ((row.organ_id ?? null) as string | null);
  if (leaf === null)
    return mayBeUnsealed(table, row.state) ? [] : [makeFinding('row.unsealed', at, {}, organ)];
  if (payload === null) return [];
  const fields = alteredFields(row, JSON.parse(payload) as Record<string, Json>);
  return fields.length > 0 ? [makeFinding('row.altered', at, { fields: fields.join(', ') }, organ)] : [];
}

async function findDeleted(tx: Tx, table: SealedTable): Promise<HouseFinding[]> {
  const { rows } = await sql<{ subject_id: string; organ_id: string | null }>`
    select distinct e.subject_id, e.organ_id from custody_entry e
    where e.subject_type = ${table} and not exists (select from ${sql.table(table)} t where t.id = e.subject_id) limit 1000`.execute(
    tx,
  );
  return rows.map((row) => makeFinding('row.deleted', `${table}/${row.subject_id}`, {}, row.organ_id));
}

interface PayloadRow {
  entry_id: number;
  organ_id: string | null;
  leaf: string;
  salt: string | null;
  payload: string | null;
  /** Whether the organ that may see the payload is another than the entry's. */
  misplaced: boolean;
  /** Whether two people had it erased. */
  erased: boolean;
}

/** Every payload, also of entries that later ones superseded, must still have its sealed digest and its entry's organ. */
async function checkPayloads(tx: Tx): Promise<HouseFinding[]> {
  const findings: HouseFinding[] = [];
  for (let after: number | null = null; ; ) {
    const { rows }: { rows: PayloadRow[] } = await sql<PayloadRow>`
      select e.entry_id, e.organ_id, e.leaf, p.salt, p.payload, p.organ_id is distinct from e.organ_id as misplaced,
        exists (select from payload_erasure x where x.entry_id = e.entry_id and x.state = 'approved') as erased
      from custody_entry e left join custody_payload p using (entry_id)
      where ${after === null ? sql`true` : sql`e.entry_id > ${after}`} order by e.entry_id limit ${payloadBatch}`.execute(
      tx,
    );
    for (const row of rows) findings.push(...judgePayload(row));
    after = rows.at(-1)?.entry_id ?? after;
    if (rows.length < payloadBatch) return findings;
  }
}

function judgePayload(row: PayloadRow): HouseFinding[] {
  const { entry_id, organ_id, leaf, salt, payload, misplaced, erased } = row;
  const at = String(entry_id);
  if (erased) return payload === null ? [] : [makeFinding('payload.notErased', at, {}, organ_id)];
  if (salt === null || payload === null) return [makeFinding('payload.missing', at, {}, organ_id)];
  return [
    ...(matchesDigest(leaf, salt, payload) ? [] : [makeFinding('payload.altered', at, {}, organ_id)]),
    ...(misplaced ? [makeFinding('payload.organ', at, {}, organ_id)] : []),
  ];
}

function matchesDigest(leaf: string, salt: string, payload: string): boolean {
  try {
    const sealed = (JSON.parse(leaf) as { digest?: unknown }).digest;
    return sealed === fastPayloadDigest(salt, payload);
  } catch {
    return false;
  }
}

import type { Output } from '@liuhen/contract';
import type { InclusionReceipt } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { proveEntryAt } from './prove.ts';

interface Row {
  verifierKey: string;
  since: string;
  replaces: string | null;
  revokes: boolean;
  reason: string | null;
  entryId: number;
  index: number | null;
  size: number | null;
}

type LogKeyOnRecord = Output<'logKeys'>['keys'][number];

/** The keys on record, newest first, with the first checkpoint over the entry that names each. */
async function readRows(tx: Tx): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select k.verifier_key as "verifierKey", k.created_at as since, k.replaces, k.revokes, k.reason,
      e.entry_id as "entryId", l.leaf_index as index,
      (select min(size) from custody_checkpoint where size > l.leaf_index) as size
    from log_key k join custody_entry e on e.subject_type = 'log_key' and e.subject_id = k.id
      left join custody_leaf l using (entry_id) order by e.entry_id desc`.execute(tx);
  return rows;
}

async function onRecord(tx: Tx, row: Row): Promise<LogKeyOnRecord> {
  const { verifierKey, since, replaces, revokes, reason, entryId, index, size } = row;
  const isVouchedFor = replaces !== null && !revokes && index !== null && size !== null;
  return {
    ...{ verifierKey, since },
    replacing: replaces === null ? null : { reason: reason ?? '', revokes },
    receipt: isVouchedFor ? await proveEntryAt({ tx }, entryId, { index, size }) : null,
  };
}

/** The receipts by which keys that signed before vouched for those that came after. */
export async function readSuccession(tx: Tx): Promise<InclusionReceipt[]> {
  const receipts: InclusionReceipt[] = [];
  for (const row of await readRows(tx)) {
    const { receipt } = await onRecord(tx, row);
    if (receipt !== null) receipts.push(receipt);
  }
  return receipts;
}

/** The keys that the log has been signed with. They belong to no organ: read as the house, and open to everybody. */
export const readLogKeys = (database: Database): Promise<Output<'logKeys'>> =>
  transact(database, house, async (tx) => {
    const keys: LogKeyOnRecord[] = [];
    for (const row of await readRows(tx)) keys.push(await onRecord(tx, row));
    return { keys };
  });

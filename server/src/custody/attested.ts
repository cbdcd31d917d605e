import { parseCosignerKey } from '@liuhen/proof';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';

/** Somebody outside who said that the log held an entry: the earliest that each of them said. */
export interface Attested {
  /** Name of the witness, or of the authority of time. */
  by: string;
  as: 'witness' | 'authority';
  /** By their clock. */
  at: string;
  /** Of the log that they signed. */
  size: number;
}

/**
 * Who outside attested first that the log held what stands at a place, the earliest first. Witnesses are looked for one by
 * one in the index, because a long log has very many cosignatures.
 */
export async function attestedAt({ tx }: Pick<Reading, 'tx'>, index: number): Promise<Attested[]> {
  const { rows } = await sql<Attested>`
    with recursive witness as (
      (select witness from checkpoint_cosignature order by witness limit 1)
      union all
      select (select c.witness from checkpoint_cosignature c where c.witness > w.witness order by c.witness limit 1)
      from witness w where w.witness is not null
    )
    select w.witness as by, 'witness' as as, c.at, c.size from witness w cross join lateral (
      select at, size from checkpoint_cosignature where witness = w.witness and size > ${index} order by size limit 1) c
    union all
    (select distinct on (authority) authority, 'authority', at, size from checkpoint_stamp where size > ${index}
     order by authority, size)
    order by at`.execute(tx);
  return rows.map((row) => ({
    ...row,
    by: row.as === 'witness' ? parseCosignerKey(row.by).name : row.by,
    at: new Date(row.at).toISOString(),
  }));
}

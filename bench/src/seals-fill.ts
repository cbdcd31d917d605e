import { createHash } from 'node:crypto';
import { canonicalize, type EntryKind, entryText, payloadDigest } from '@liuhen/proof';
import { systemClock } from '../../server/src/base/clock.ts';
import { connectOwner } from '../../server/src/base/database.ts';

/** Rows that one statement inserts. */
const batch = 8000;

/** What entries are laid: of which kind about rows of which table, and the row that the n-th is about. */
export interface Laying {
  kind: EntryKind;
  table: string;
  organId: string;
  count: number;
  subjectOf: (n: number) => string;
}

/**
 * Lays entries about existing rows into the waiting room as seal() would, but thousands in a statement. Their texts and
 * digests are real; the sequencer that takes them into the tree is the real one.
 */
export async function layEntries(
  ownerUrl: string,
  laying: Laying,
  sequence: () => Promise<unknown>,
): Promise<void> {
  const { count, organId, kind, table } = laying;
  const owner = await connectOwner(ownerUrl);
  try {
    for (let done = 0; done < count; done += batch) {
      const at = systemClock.now();
      const rows = Array.from({ length: Math.min(batch, count - done) }, (_, i) =>
        makeEntry(done + i, at, laying),
      );
      await owner.query(
        `with given as (
           select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) as t(leaf, salt, payload, subject)
         ), numbered as (
           select *, nextval(pg_get_serial_sequence('custody_entry', 'entry_id')) as entry_id from given
         ), entry as (
           insert into custody_entry (entry_id, kind, organ_id, actor, at, subject_type, subject_id, leaf) overriding system value
           select entry_id, $7, $5, 'system', $6, $8, subject, leaf from numbered
         ), payload as (
           insert into custody_payload (entry_id, organ_id, salt, payload)
           select entry_id, $5, salt, payload from numbered
         )
         insert into custody_pending (entry_id) select entry_id from numbered`,
        [
          rows.map((row) => row.leaf),
          rows.map((row) => row.salt),
          rows.map((row) => row.payload),
          rows.map((row) => row.subject),
          organId,
          at,
          kind,
          table,
        ],
      );
      await sequence();
    }
    await owner.query('vacuum analyze');
    await owner.query('checkpoint');
  } finally {
    await owner.end();
  }
}

function makeEntry(n: number, at: string, { kind, table, organId, subjectOf }: Laying) {
  const subject = subjectOf(n);
  const salt = createHash('sha256').update(String(n)).digest('hex').slice(0, 32);
  const row = { id: subject, organ_id: organId, name: `${table} ${n}` };
  const leaf = entryText({
    v: 1,
    alg: 'sha256',
    kind,
    at,
    organ: organId,
    actor: 'system',
    subject: `${table}/${subject}`,
    digest: payloadDigest(salt, row),
  });
  return { leaf, salt, payload: canonicalize(row), subject };
}

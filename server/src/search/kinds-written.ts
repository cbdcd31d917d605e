import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { titleOfKind } from '../documents/index.ts';
import type { Read } from './write.ts';

/** Said by people: the rest are words of closed lists, times and ids. */
export const isSaid = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Documents: what stands in a final one and on its scanned pages, and what has been typed into a draft. */
export async function readDocuments(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Omit<Read, 'title' | 'body'> & {
      kind: string;
      cause: string | null;
      text: string | null;
      typed: string[] | null;
    }
  >`
    select d.id, d.organ_id as "organId", d.case_id as "parentId", coalesce(c.unit_id, a.unit_id) as "unitId",
      coalesce(d.finalized_at, d.created_at) as at, d.number, d.kind, coalesce(c.cause, a.cause) as cause,
      (select string_agg(t.text, chr(10) order by t.source_id) from document_text t where t.document_id = d.id) as text,
      case when d.state = 'draft' then (
        select array_agg(said #>> '{}') from jsonb_path_query(
          (select v.content from document_version v where v.document_id = d.id order by v.revision desc limit 1),
          '$.** ? (@.type() == "string")') said) end as typed
    from document d left join enforcement_case c on c.id = d.case_id left join act a on a.id = d.act_id
    where d.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ kind, cause, text, typed, ...row }) => ({
    ...{ ...row, seenBy: null },
    title: [titleOfKind(kind), cause].filter(Boolean).join(' · '),
    body: [text, ...(typed ?? []).filter(isSaid)],
  }));
}

/** Items of evidence with what is said of them in the newest version of their note. */
export async function readEvidence(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<Omit<Read, 'body'> & { said: (string | null)[] }>`
    select e.id, e.organ_id as "organId", e.case_id as "parentId", c.unit_id as "unitId", e.obtained_at as at,
      c.number || '-' || e.number as number, e.title,
      array[e.proves, e.source, e.provided_by, e.place, e.storage_place, n.taken_by, n.place, n.proves, n.transcript] as said
    from evidence_item e join enforcement_case c on c.id = e.case_id
    left join lateral (select * from evidence_note n where n.item_id = e.id order by n.version desc limit 1) n on true
    where e.withdrawn_at is null and e.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ said, ...row }) => ({ ...row, seenBy: null, body: said }));
}

import { type GoodsMeasure, registerOf, type ServiceManner, terms } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { isSaid } from './kinds-written.ts';
import type { Read } from './write.ts';

/** Things under a measure: what they are, whose, where they are kept, and what became of them. */
export async function readGoods(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Omit<Read, 'title' | 'body'> & {
      measure: GoodsMeasure;
      things: string[] | null;
      said: (string | null)[];
      became: (string | null)[] | null;
    }
  >`
    select l.id, l.organ_id as "organId", l.case_id as "parentId", c.unit_id as "unitId", l.taken_at as at,
      c.number || '-' || l.number as number, l.measure,
      array[l.party, l.place, l.keeper, l.keeping_place, l.signed_by, l.refused_reason, l.witness] as said,
      (select array_agg(concat_ws(' ', i ->> 'name', i ->> 'specification', i ->> 'condition', i ->> 'place') order by o)
        from jsonb_array_elements(l.items) with ordinality as x (i, o)) as things,
      (select array_agg(concat_ws(' ', e.reason, e.receiver, e.receipt) order by e.entered_at, e.id)
        from goods_event e where e.list_id = l.id and e.kind <> 'undone'
          and not exists (select from goods_event u where u.undoes = e.id)) as became
    from goods_list l join enforcement_case c on c.id = l.case_id
    where l.id = any(${[...ids]}::uuid[])
      and not exists (select from goods_event u where u.list_id = l.id and u.kind = 'undone' and u.undoes is null)`.execute(
    tx,
  );
  return rows.map(({ measure, things, said, became, ...row }) => ({
    ...{ ...row, seenBy: null },
    title: [terms.goods.measure[measure].zh, (things ?? []).slice(0, 3).join('、')]
      .filter(Boolean)
      .join(' · '),
    body: [...(things ?? []), ...said, ...(became ?? [])],
  }));
}

/** What was served, or tried to be: the document, the addressee, the way it took and how it ended. */
export async function readServices(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Omit<Read, 'body'> & { manner: ServiceManner; said: (string | null)[]; witnesses: string[] }
  >`
    select s.id, s.organ_id as "organId", s.case_id as "parentId", c.unit_id as "unitId", s.at,
      c.number || '-' || s.number as number, s.document as title, s.manner, s.witnesses,
      array[s.party, s.place, s.carrier, s.reason, r.receiver, r.relation, r.note] as said
    from service s join enforcement_case c on c.id = s.case_id
    left join lateral (select * from service_receipt r where r.service_id = s.id
      and not exists (select from service_receipt n where n.replaces = r.id)) r on true
    where s.id = any(${[...ids]}::uuid[]) and r.outcome is distinct from 'withdrawn'`.execute(tx);
  return rows.map(({ manner, said, witnesses, ...row }) => ({
    ...{ ...row, seenBy: null },
    body: [terms.services.manner[manner].zh, ...said, ...witnesses],
  }));
}

/** A case as it was filed last, by the number of its volume and what lies in it. */
export async function readVolumes(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Omit<Read, 'body'> & { note: string; remarks: string | null; lines: (string | null)[] | null }
  >`
    select v.case_id as id, v.organ_id as "organId", v.case_id as "parentId", c.unit_id as "unitId",
      v.closed_at as at, v.number, coalesce(v.content #>> '{cover,title}', c.cause) as title, v.note, k.remarks,
      (select array_agg(concat_ws(' ', l #>> '{title,zh}', l ->> 'number', l ->> 'responsible') order by o)
        from jsonb_array_elements(v.content -> 'lines') with ordinality as x (l, o)) as lines
    from case_volume v join enforcement_case c on c.id = v.case_id left join volume_check k on k.volume_id = v.id
    where v.case_id = any(${[...ids]}::uuid[])
      and not exists (select from case_volume n where n.case_id = v.case_id and n.version > v.version)`.execute(
    tx,
  );
  return rows.map(({ note, remarks, lines, ...row }) => ({
    ...{ ...row, seenBy: null },
    body: [note, remarks, ...(lines ?? [])],
  }));
}

/** Entries of registers as they were corrected last; which register it is stands first. */
export async function readRegisterEntries(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Omit<Read, 'title' | 'body' | 'number' | 'parentId' | 'unitId'> & {
      kind: keyof typeof terms.books.kind;
      content: Record<string, unknown>;
      device: string | null;
      officers: string | null;
    }
  >`
    select e.entry_id as id, e.organ_id as "organId", e.on_day::timestamp at time zone 'Asia/Shanghai' as at, e.kind,
      e.content, d.device_no as device,
      (select string_agg(o.name, '、') from officer o
        where o.id::text in (select jsonb_array_elements_text(e.content -> 'officerIds'))) as officers
    from register_entry e left join device d on d.id = e.device_id
    where e.entry_id = any(${[...ids]}::uuid[]) and not e.withdrawn
      and not exists (select from register_entry n where n.replaces = e.id)`.execute(tx);
  return rows.map(({ kind, content, device, officers, ...row }) => {
    const said = Object.values(content).filter(
      (one): one is string => typeof one === 'string' && isSaid(one),
    );
    const numbers = [content.documentNo, content.contractNo].filter((one) => typeof one === 'string');
    const what = content[registerOf(kind).title];
    return {
      ...{ ...row, parentId: null, unitId: null, seenBy: null },
      number: device ?? (numbers[0] as string | undefined) ?? null,
      title: [terms.books.kind[kind].zh, typeof what === 'string' ? what.slice(0, 60) : null]
        .filter(Boolean)
        .join(' · '),
      body: [...said, ...(numbers as string[]), officers],
    };
  });
}

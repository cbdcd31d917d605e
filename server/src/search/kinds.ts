import { type ActType, type SearchKind, terms } from '@liuhen/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { readGoods, readRegisterEntries, readServices, readVolumes } from './kinds-of-case.ts';
import { isSaid, readDocuments, readEvidence } from './kinds-written.ts';
import type { Read } from './write.ts';

/** What can be found: which entries touch it, and how it is read. A further kind is a further row of the table below. */
interface Kind {
  /** For each table of the log the subjects of this kind that rows of it with these ids concern. */
  touched: Record<string, (ids: RawBuilder<unknown>) => RawBuilder<{ id: string }>>;
  /** What can be found of those of the subjects that are there. */
  read: (tx: Tx, ids: readonly string[]) => Promise<Read[]>;
}

const itself = (ids: RawBuilder<unknown>) => sql<{ id: string }>`select unnest(${ids}) as id`;
const by = (column: string, table: string) => (ids: RawBuilder<unknown>) =>
  sql<{
    id: string;
  }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)} where id = any(${ids})`;

const namesOf = (column: string): RawBuilder<string | null> =>
  sql`(select string_agg(o.name, '、') from officer o where o.id = any(${sql.ref(column)}))`;

/** All texts in the steps of an act that still hold. */
const saidIn = sql`(select array_agg(said #>> '{}' order by s.at, s.id) from act_step s,
  jsonb_path_query(s.detail, '$.** ? (@.type() == "string")') said
  where s.act_id = a.id and not s.withdrawn and not exists (select from act_step later where later.replaces = s.id))`;

/** A case with what was said in the steps of its procedure: the act that carries them is no result of its own. */
async function readCases(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Read & Record<'party' | 'others' | 'officers' | 'own', string | null> & { said: string[] | null }
  >`
    select c.id, c.organ_id as "organId", c.unit_id as "unitId", c.opened_at as at, c.number, c.own_number as own,
      c.cause as title, c.party, ${namesOf('c.officer_ids')} as officers,
      (select string_agg(p.name, '、' order by cp.added_at) from case_party cp join party p on p.id = cp.party_id
        where cp.case_id = c.id and cp.removed_at is null and p.name is distinct from c.party) as others,
      (select ${saidIn} from act a where a.case_id = c.id and a.type = 'caseProcedure' limit 1) as said
    from enforcement_case c where c.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ party, others, officers, own, said, ...row }) => ({
    ...{ ...row, parentId: null, seenBy: null },
    number: own === null ? row.number : `${own} · ${row.number}`,
    body: [party, others, officers, ...(said ?? []).filter(isSaid)],
  }));
}

/** Parties with their numbers covered, and the cases they are in. */
async function readParties(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Read & Record<'phone' | 'address', string | null> & { cases: { id: string; said: string }[] | null }
  >`
    select p.id, p.organ_id as "organId", coalesce(max(cp.added_at), p.created_at) as at, p.number_shown as number,
      p.name as title, p.phone_shown as phone, p.address,
      jsonb_agg(distinct jsonb_build_object('id', c.id, 'said', concat_ws(' ', c.own_number, c.number, c.cause)))
        filter (where c.id is not null) as cases
    from party p left join case_party cp on cp.party_id = p.id and cp.removed_at is null
      left join enforcement_case c on c.id = cp.case_id
    where p.id = any(${[...ids]}::uuid[]) group by p.id`.execute(tx);
  return rows.map(({ phone, address, cases, ...row }) => ({
    ...{ ...row, unitId: null, seenBy: null },
    // Whoever is in one case only is seen there.
    parentId: cases?.length === 1 ? (cases[0]?.id ?? null) : null,
    body: [phone, address, ...(cases ?? []).map(({ said }) => said)],
  }));
}

async function readActs(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Read & Record<'type' | 'party' | 'place' | 'officers', string | null> & { said: string[] | null }
  >`
    select a.id, a.organ_id as "organId", a.unit_id as "unitId", a.started_at as at, a.number, a.cause as title,
      a.type, a.party, a.place, ${namesOf('a.officer_ids')} as officers, ${saidIn} as said
    from act a where a.type <> 'caseProcedure' and a.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ type, party, place, officers, said, ...row }) => ({
    ...{ ...row, parentId: null, seenBy: null },
    body: [
      terms.names.actType[type as ActType]?.zh ?? null,
      party,
      place,
      officers,
      ...(said ?? []).filter(isSaid),
    ],
  }));
}

async function readRecordings(tx: Tx, ids: readonly string[]): Promise<Read[]> {
  const { rows } = await sql<
    Read & Record<'officer' | 'party' | 'cause', string | null> & { officerId: string | null; by: string }
  >`
    select s.recording_id as id, s.organ_id as "organId", s.unit_id as "unitId", s.used_at as at, d.device_no as number,
      s.name as title, o.name as officer, s.party, s.cause, s.officer_id as "officerId", s.uploaded_by as by
    from recording_shelf s left join device d on d.id = s.device_id left join officer o on o.id = s.officer_id
    where s.recording_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ officer, party, cause, officerId, by: uploadedBy, ...row }) => ({
    ...{ ...row, parentId: null },
    seenBy: officerId === null ? [uploadedBy] : [officerId, uploadedBy],
    body: [party, cause, officer],
  }));
}

export const kinds: Record<SearchKind, Kind> = {
  case: {
    touched: {
      enforcement_case: itself,
      case_party: by('case_id', 'case_party'),
      party: (ids) => sql`select distinct case_id as id from case_party where party_id = any(${ids})`,
      act: (ids) => sql`select case_id as id from act where id = any(${ids}) and type = 'caseProcedure'`,
      act_step: (ids) => sql`select distinct a.case_id as id from act_step s join act a on a.id = s.act_id
        where s.id = any(${ids}) and a.type = 'caseProcedure'`,
    },
    read: readCases,
  },
  party: {
    touched: {
      party: itself,
      case_party: by('party_id', 'case_party'),
      enforcement_case: (ids) =>
        sql`select distinct party_id as id from case_party where case_id = any(${ids})`,
    },
    read: readParties,
  },
  document: {
    touched: {
      document: itself,
      document_version: by('document_id', 'document_version'),
      document_scan: by('document_id', 'document_scan'),
    },
    read: readDocuments,
  },
  evidence: {
    touched: { evidence_item: itself, evidence_note: by('item_id', 'evidence_note') },
    read: readEvidence,
  },
  goods: {
    touched: { goods_list: itself, goods_event: by('list_id', 'goods_event') },
    read: readGoods,
  },
  service: {
    touched: { service: itself, service_receipt: by('service_id', 'service_receipt') },
    read: readServices,
  },
  volume: {
    touched: {
      case_volume: by('case_id', 'case_volume'),
      volume_check: (ids) => sql`select distinct v.case_id as id from volume_check k
        join case_volume v on v.id = k.volume_id where k.id = any(${ids})`,
    },
    read: readVolumes,
  },
  register: { touched: { register_entry: by('entry_id', 'register_entry') }, read: readRegisterEntries },
  act: { touched: { act: itself, act_step: by('act_id', 'act_step') }, read: readActs },
  recording: {
    touched: {
      recording: itself,
      attribution: by('recording_id', 'attribution'),
      evidence: by('recording_id', 'evidence'),
      act: (ids) => sql`select distinct recording_id as id from evidence where act_id = any(${ids})`,
    },
    read: readRecordings,
  },
};

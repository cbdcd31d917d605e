import { systemClock } from '../../server/src/base/clock.ts';
import { connectOwner } from '../../server/src/base/database.ts';
import { makeId } from '../../server/src/base/ids.ts';
import { withoutIndexes } from './queries-fill.ts';
import { madeId } from './queries-rows.ts';

const kind = 0x300;
/** Acts that differ; all others are copies of them under their own number. */
export const patterns = 400;
const batch = 20_000;

export const actId = (n: number): string => madeId(kind, n);

export interface ActGround {
  organId: string;
  accountId: string;
  unitId: string;
  officers: string[];
}

/** An organ of Shanxi's kind, two tiers and the national frame, with the people an act needs. */
export async function furnishOrgan(ownerUrl: string): Promise<ActGround> {
  const [organId, accountId, unitId] = [makeId(systemClock), makeId(systemClock), makeId(systemClock)];
  const officers = [makeId(systemClock), makeId(systemClock)];
  const owner = await connectOwner(ownerUrl);
  try {
    await owner.query(
      "insert into organ (id, code, name, pack_id, pack_bound_from) values ($1, 'bench', 'bench', 'xz', '2020-01-01')",
      [organId],
    );
    await owner.query("insert into unit (id, organ_id, name) values ($1, $2, 'bench')", [unitId, organId]);
    await owner.query(
      `insert into account (id, organ_id, login_name, display_name, roles)
       values ($1, $2, 'bench', 'bench', '{custodian}')`,
      [accountId, organId],
    );
    for (const id of officers)
      await owner.query(
        `insert into officer (id, organ_id, name, kind, unit_id) values ($1, $2, 'bench', 'officer', $3)`,
        [id, organId, unitId],
      );
    return { organId, accountId, unitId, officers };
  } finally {
    await owner.end();
  }
}

/**
 * Puts acts `from` to `to` into their table: every act type in turn, over three years with their holidays, by day and by
 * night, filmed or not; the n-th has the facts of its pattern.
 */
export async function fillActs(
  ownerUrl: string,
  { organId, accountId, unitId, officers }: ActGround,
  from: number,
  to: number,
): Promise<void> {
  const owner = await connectOwner(ownerUrl);
  try {
    await owner.query('set session_replication_role = replica');
    for (let at = from; at < to; at += batch)
      await owner.query(
        `insert into act (id, organ_id, number, type, cause, unit_id, officer_ids, started_at, ended_at, filmed,
                          created_by, created_at, circumstances, procedure)
         select ($1 || lpad(to_hex(n), 12, '0'))::uuid, $2, 'B-' || n,
                (array['dailyPatrol','onSiteInspection','evidenceCollection','questioning','sampling','service',
                       'hearing','seal','detain','forcedDemolition','substitutePerformance','penalty'])[1 + p % 12],
                'bench', $3, $4, begun, begun + make_interval(mins => 5 + p % 170), p % 3 > 0, $5, begun,
                case when p % 5 = 0 then '{disputeProne}'::text[] else '{}' end,
                (array[null,'ordinary','summary'])[1 + p % 3]
         from (select n, n % $6 as p,
                      timestamptz '2023-10-01 00:30Z' + make_interval(hours => (n % $6) * 65) as begun
               from generate_series($7::int, $8::int) n) as act`,
        [
          actId(0).slice(0, -12),
          organId,
          unitId,
          officers,
          accountId,
          patterns,
          at,
          Math.min(at + batch, to) - 1,
        ],
      );
  } finally {
    await owner.end();
  }
}

/** Copies what was judged of the patterns to all other acts: their facts are the same, so their duties are. */
export async function copyDuties(ownerUrl: string, count: number): Promise<number> {
  const owner = await connectOwner(ownerUrl);
  try {
    await withoutIndexes(ownerUrl, 'obligation', () => copyTo(owner, count));
    const counted = await owner.query<{ n: number }>('select count(*)::int as n from obligation');
    return counted.rows[0]?.n ?? 0;
  } finally {
    await owner.end();
  }
}

/** Ids ascend as those of the house do. */
async function copyTo(owner: Awaited<ReturnType<typeof connectOwner>>, count: number): Promise<void> {
  await owner.query('set session_replication_role = replica');
  await owner.query(
    'create temp table pattern_duty as select *, row_number() over (partition by subject_id order by id) as place from obligation',
  );
  await owner.query('create index on pattern_duty (subject_id)');
  const { rows } = await owner.query<{ name: string }>(
    `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as name
       from information_schema.columns where table_name = 'obligation' and column_name not in ('id', 'subject_id')`,
  );
  const columns = rows[0]?.name ?? '';
  for (let at = patterns; at < count; at += batch)
    await owner.query(
      `insert into obligation (id, subject_id, ${columns})
         select ($5 || lpad(to_hex(n * 100::bigint + o.place), 12, '0'))::uuid, ($1 || lpad(to_hex(n), 12, '0'))::uuid, ${columns}
         from generate_series($2::int, $3::int) n
         join pattern_duty o on o.subject_id = ($1 || lpad(to_hex(n % $4), 12, '0'))::uuid`,
      [
        actId(0).slice(0, -12),
        at,
        Math.min(at + batch, count) - 1,
        patterns,
        madeId(kind + 1, 0).slice(0, -12),
      ],
    );
}

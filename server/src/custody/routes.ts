import { routes } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { Database } from '../base/database.ts';
import { DomainError, faultAt } from '../base/errors.ts';
import { type Binding, mutate, query } from '../base/http.ts';
import { decideErasure, keptSubjects, listErasures, proposeErasure } from './erasure.ts';
import type { LogKey } from './key.ts';
import { readLogKeys } from './log-keys.ts';
import { latestCheckpoint, proveEntryTo, proveGrowth, proveRow } from './prove.ts';

interface Keyset {
  after?: string | undefined;
  limit: number;
}

/** Position after which a page begins: a number in `after`, or the end. */
function cursorOf(after: string | undefined): number {
  const at = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
  if (!Number.isSafeInteger(at))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return at;
}

/** The latest check of the house. Whoever asked for it is named to their own organ only. */
async function readLastVerification(ctx: Reading) {
  const { rows } = await sql<{ at: string; size: number; ok: boolean; findings: number; by: string }>`
    select v.ended_at as at, v.size, v.ok, jsonb_array_length(v.findings) as findings,
      coalesce(a.display_name, case when v.asked_by ~ '^[0-9a-f]{8}-' then 'another' else 'system' end) as by
    from verification v left join account a on a.id::text = v.asked_by and a.organ_id = current_organ()
    order by v.ended_at desc limit 1`.execute(ctx.tx);
  return rows[0] ?? null;
}

async function readState(ctx: Reading, key: LogKey) {
  const checkpoint = await latestCheckpoint(ctx);
  const waiting = await sql<{
    n: number;
  }>`select count(*) as n from (select from custody_pending limit 10000) p`.execute(ctx.tx);
  const last = await readLastVerification(ctx);
  return {
    origin: key.origin,
    verifierKey: key.verifierKey,
    size: checkpoint?.size ?? 0,
    root: checkpoint?.root.toString('base64') ?? '',
    checkpoint: checkpoint?.note ?? null,
    signedAt: checkpoint?.signed_at ?? null,
    waiting: waiting.rows[0]?.n ?? 0,
    lastVerification: last,
  };
}

export async function listCheckpoints(ctx: Reading, { after, limit }: Keyset) {
  const { rows } = await sql<{ size: number; root: Buffer; signed_at: string; note: string }>`
    select size, root, signed_at, note from custody_checkpoint where size < ${cursorOf(after)}
    order by size desc limit ${limit + 1}`.execute(ctx.tx);
  const page = rows.slice(0, limit).map(({ size, root, signed_at, note }) => ({
    size,
    root: root.toString('base64'),
    signedAt: signed_at,
    note,
  }));
  return { rows: page, next: rows.length > limit ? String(page.at(-1)?.size) : null };
}

/** Rows of `select` on custody_entry as the contract shows them; shared with the life of a record. */
export const entryColumns = sql`e.entry_id as "entryId", l.leaf_index as "logIndex", e.kind, e.at,
  coalesce((select display_name from account a where a.id::text = e.actor), e.actor) as actor`;

export async function listEntries(ctx: Reading, { after, limit }: Keyset) {
  const { rows } = await sql<{
    entryId: number;
    logIndex: number | null;
    kind: string;
    at: string;
    actor: string;
    subject: string;
    content: 'kept' | 'superseded' | 'erased';
  }>`
    select ${entryColumns}, e.subject_type || '/' || e.subject_id as subject,
      case when p.entry_id is null then 'erased'
        when e.subject_type <> all(${keptSubjects}) and exists (select from custody_entry n
          where n.subject_type = e.subject_type and n.subject_id = e.subject_id and n.entry_id > e.entry_id) then 'superseded'
        else 'kept' end as content
    from custody_entry e left join custody_leaf l using (entry_id) left join custody_payload p using (entry_id)
    where e.organ_id = current_organ() and e.entry_id < ${cursorOf(after)} order by e.entry_id desc limit ${limit + 1}`.execute(
    ctx.tx,
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? String(page.at(-1)?.entryId) : null };
}

/** What happened to the rows with these ids, oldest first. */
export async function lifeOf(ctx: Reading, subjectIds: readonly string[]) {
  const { rows } = await sql<{
    entryId: number;
    logIndex: number | null;
    kind: string;
    at: string;
    actor: string;
    derivative: 'poster' | 'proxy' | null;
  }>`
    select ${entryColumns}, p.payload::jsonb ->> 'kind' as derivative
    from custody_entry e left join custody_leaf l using (entry_id)
      left join custody_payload p on p.entry_id = e.entry_id and e.subject_type = 'derivative'
    where e.subject_id = any(${subjectIds}::uuid[]) order by e.entry_id limit 500`.execute(ctx.tx);
  return rows;
}

/** The room's reading routes. Verification is bound where doctor is (check-routes.ts). */
export function custodyRoutes(key: LogKey, database: Database): Binding[] {
  return [
    query(routes.logState, (ctx) => readState(ctx, key)),
    query(routes.logKeys, () => readLogKeys(database)),
    query(routes.listCheckpoints, listCheckpoints),
    query(routes.listEntries, listEntries),
    query(routes.listErasures, listErasures),
    mutate(routes.proposeErasure, proposeErasure),
    mutate(routes.decideErasure, decideErasure),
    query(routes.proveEntry, (ctx, input) => proveEntryTo(ctx, input.entryId)),
    query(routes.proveCase, (ctx, { id }) => proveRow(ctx, 'enforcement_case', id)),
    query(routes.proveAct, (ctx, { id }) => proveRow(ctx, 'act', id)),
    query(routes.proveDocument, (ctx, { id }) => proveRow(ctx, 'document', id)),
    query(routes.proveConsistency, proveGrowth),
  ];
}

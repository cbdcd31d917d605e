import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { storageFactsOf } from '../recordings/index.ts';
import type { StorageFacts } from './judge.ts';
import type { Subject } from './touched.ts';

/** A recording or an act with all that its duties follow from, and the organ whose law binds it. */
export interface Case {
  subject: Subject;
  organId: string;
  packId: string;
  boundFrom: string | null;
  /** What the storing of film is judged by; null for an act that owes none. */
  storage: StorageFacts | null;
}

type Tx = Pick<Reading, 'tx'>;

/** The cases of these subjects; those of an organ that has no pack are left out. A constant number of questions. */
export async function casesOf(ctx: Tx, subjects: readonly Subject[]): Promise<Case[]> {
  const idsOf = (type: Subject['type']) => subjects.filter((one) => one.type === type).map(({ id }) => id);
  const found = [...(await recordingCases(ctx, idsOf('recording'))), ...(await actCases(ctx, idsOf('act')))];
  const organs = await ctx.tx
    .selectFrom('organ')
    .select(['id', 'pack_id', 'pack_bound_from'])
    .where('id', '=', sql<string>`any(${[...new Set(found.map(({ organId }) => organId))]}::uuid[])`)
    .execute();
  const packs = new Map(organs.map((organ) => [organ.id, organ]));
  return found.flatMap((one) => {
    const organ = packs.get(one.organId);
    if (!organ?.pack_id) return [];
    return [{ ...one, packId: organ.pack_id, boundFrom: organ.pack_bound_from }];
  });
}

type Found = Omit<Case, 'packId' | 'boundFrom'>;

async function recordingCases(ctx: Tx, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; end: string }>`
    select v.recording_id as id, max(a.ended_at) as end from evidence v join act a on a.id = v.act_id
    where v.recording_id = any(${ids}::uuid[]) and v.removed_at is null and a.ended_at is not null
    group by v.recording_id`.execute(ctx.tx);
  const ends = new Map(rows.map((row) => [row.id, row.end]));
  return (await storageFactsOf(ctx, ids)).map(({ recordingId, organId, registeredAt, ...facts }) => ({
    subject: { type: 'recording', id: recordingId },
    organId,
    storage: {
      of: 'recording',
      endedAt: facts.endedAt,
      activityEnd: ends.get(recordingId) ?? null,
      storedAt: registeredAt,
      handover: facts.handover,
      returnClaim: facts.returnClaim,
    },
  }));
}

interface ActRow {
  id: string;
  organId: string;
  filmed: boolean;
  endedAt: string | null;
  storedAt: string | null;
  handedAt: string | null;
  receivedBy: string | null;
}

/** An act that was filmed owes its film from its end on; the first linked recording discharges that. */
async function actCases(ctx: Tx, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ActRow>`
    select a.id, a.organ_id as "organId", a.filmed, a.ended_at as "endedAt", s.at as "storedAt",
           h.at as "handedAt", h.display_name as "receivedBy"
    from act a
    left join lateral (select min(r.registered_at) as at from evidence v join recording r on r.id = v.recording_id
      where v.act_id = a.id and v.removed_at is null) s on true
    left join lateral (select h.at, p.display_name from evidence v join handover h on h.recording_id = v.recording_id
      join account p on p.id = h.received_by
      where v.act_id = a.id and v.removed_at is null order by h.at limit 1) h on true
    where a.id = any(${ids}::uuid[])`.execute(ctx.tx);
  return rows.map(({ id, organId, filmed, endedAt, storedAt, handedAt, receivedBy }) => ({
    subject: { type: 'act', id },
    organId,
    storage:
      filmed && endedAt !== null
        ? {
            ...{ of: 'act', endedAt, activityEnd: endedAt, storedAt, returnClaim: null },
            handover: handedAt === null ? null : { at: handedAt, receivedBy: receivedBy ?? '' },
          }
        : null,
  }));
}

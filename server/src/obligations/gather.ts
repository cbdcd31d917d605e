import type { ActFacts, Activity } from '@liuhen/rules';
import { sql } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { actFactsOfAll, type EnteredFacts } from '../cases/index.ts';
import { listedFor, matterListOn, matterListsOf } from '../law/index.ts';
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
  /** What else an act owes is judged by this; null for a recording. */
  act: EnteredFacts | null;
  /** What the organ's own list of matters asks to be filmed of the act; null where it has none. */
  listed: ActFacts['listed'];
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
  const cases = found.flatMap((one): Case[] => {
    const organ = packs.get(one.organId);
    if (!organ?.pack_id) return [];
    return [{ ...one, listed: null, packId: organ.pack_id, boundFrom: organ.pack_bound_from }];
  });
  const lists = await matterListsOf(ctx, [...packs.keys()]);
  for (const one of cases) {
    if (one.act === null) continue;
    const list = matterListOn(lists, one.organId, beijingDate(one.act.startedAt));
    if (list) one.listed = listedFor(list, one.act.activity, one.act.circumstances);
  }
  return cases;
}

type Found = Omit<Case, 'packId' | 'boundFrom' | 'listed'>;

async function recordingCases(ctx: Tx, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; end: string | null; activities: Activity[] }>`
    select v.recording_id as id, max(a.ended_at) as end, array_agg(distinct a.type order by a.type) as activities
    from evidence v join act a on a.id = v.act_id
    where v.recording_id = any(${ids}::uuid[]) and v.removed_at is null
    group by v.recording_id`.execute(ctx.tx);
  const served = new Map(rows.map((row) => [row.id, row]));
  return (await storageFactsOf(ctx, ids)).map(({ recordingId, organId, registeredAt, ...facts }) => ({
    subject: { type: 'recording', id: recordingId },
    organId,
    act: null,
    storage: {
      of: 'recording',
      endedAt: facts.endedAt,
      activityEnd: served.get(recordingId)?.end ?? null,
      activities: served.get(recordingId)?.activities ?? [],
      storedAt: registeredAt,
      handover: facts.handover,
      returnClaim: facts.returnClaim,
    },
  }));
}

interface ActRow {
  id: string;
  organId: string;
  type: Activity;
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
    select a.id, a.organ_id as "organId", a.type, a.filmed, a.ended_at as "endedAt", s.at as "storedAt",
           h.at as "handedAt", h.display_name as "receivedBy"
    from act a
    left join lateral (select min(r.registered_at) as at from evidence v join recording r on r.id = v.recording_id
      where v.act_id = a.id and v.removed_at is null) s on true
    left join lateral (select h.at, p.display_name from evidence v join handover h on h.recording_id = v.recording_id
      join account p on p.id = h.received_by
      where v.act_id = a.id and v.removed_at is null order by h.at limit 1) h on true
    where a.id = any(${ids}::uuid[])`.execute(ctx.tx);
  const entered = await actFactsOfAll(ctx, ids);
  return rows.map(({ id, organId, type, filmed, endedAt, storedAt, handedAt, receivedBy }) => ({
    subject: { type: 'act', id },
    organId,
    act: entered.get(id) ?? null,
    storage:
      filmed && endedAt !== null
        ? {
            ...{ of: 'act', endedAt, activityEnd: endedAt, activities: [type], storedAt, returnClaim: null },
            handover: handedAt === null ? null : { at: handedAt, receivedBy: receivedBy ?? '' },
          }
        : null,
  }));
}

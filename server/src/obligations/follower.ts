import type { Selectable } from 'kysely';
import type { Writing } from '../base/context.ts';
import { tryApart } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Obligation } from '../base/schema.d.ts';
import { type Followed, type Follower, seal, sealNew } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { shelveStorage, storageFactsOf } from '../recordings/index.ts';
import { columnsOf, type Facts, type Judged, judge } from './judge.ts';
import { worstOf } from './worst.ts';

type Subject = { type: 'recording' | 'act'; id: string };
type Row = Selectable<Obligation>;

/**
 * Follows the log and judges anew what an entry touches, and nothing else. What cannot be judged is left as it was and
 * told in the program log; it never keeps the entries after it waiting.
 */
export function storageFollower(law: Law, log: Log): Follower {
  return {
    name: 'obligations.storage',
    async handle(ctx, entries) {
      const subjects = new Map<string, Subject>();
      for (const entry of entries) {
        for (const subject of await touchedBy(ctx, entry))
          subjects.set(`${subject.type}/${subject.id}`, subject);
      }
      const judgeOne = (subject: Subject) => judgeSubject(ctx, law, subject);
      const together = async () => {
        for (const subject of subjects.values()) await judgeOne(subject);
      };
      if ((await tryApart(ctx.tx, together, isOfTheData)) === null) return;
      for (const subject of subjects.values()) {
        const fault = await tryApart(ctx.tx, () => judgeOne(subject), isOfTheData);
        if (fault !== null) log.error({ err: fault.error, subject }, 'a duty could not be judged');
      }
    },
  };
}

/** Whether trying again must fail again: no fault of the disk, the connection or the database's state. */
function isOfTheData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '22';
  return /^2[23]/.test(code);
}

const aboutRecording = {
  attribution: 'attribution',
  handover: 'handover',
  return_claim: 'return_claim',
} as const;

/** The recordings and acts whose duties an entry may change. */
async function touchedBy(ctx: Writing, { table, subjectId }: Followed): Promise<Subject[]> {
  if (table === 'recording' || table === 'act')
    return [{ type: table, id: subjectId }, ...(table === 'act' ? await linkedTo(ctx, subjectId) : [])];
  if (table in aboutRecording) {
    const from = aboutRecording[table as keyof typeof aboutRecording];
    const row = await ctx.tx
      .selectFrom(from)
      .select('recording_id')
      .where('id', '=', subjectId)
      .executeTakeFirst();
    return row ? [{ type: 'recording', id: row.recording_id }, ...(await actsOf(ctx, row.recording_id))] : [];
  }
  if (table !== 'evidence') return [];
  const link = await ctx.tx
    .selectFrom('evidence')
    .select(['act_id', 'recording_id'])
    .where('id', '=', subjectId)
    .executeTakeFirst();
  return link
    ? [
        { type: 'act', id: link.act_id },
        { type: 'recording', id: link.recording_id },
      ]
    : [];
}

async function linkedTo(ctx: Writing, actId: string): Promise<Subject[]> {
  const rows = await ctx.tx
    .selectFrom('evidence')
    .select('recording_id')
    .where('act_id', '=', actId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => ({ type: 'recording', id: row.recording_id }));
}

async function actsOf(ctx: Writing, recordingId: string): Promise<Subject[]> {
  const rows = await ctx.tx
    .selectFrom('evidence')
    .select('act_id')
    .where('recording_id', '=', recordingId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => ({ type: 'act', id: row.act_id }));
}

interface Case {
  organId: string;
  facts: Facts;
  /** Whether a duty exists at all; an act without film owes none. */
  owed: boolean;
}

async function organLaw(ctx: Writing, organId: string) {
  return ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organId)
    .executeTakeFirstOrThrow();
}

async function recordingCase(ctx: Writing, id: string): Promise<Case | null> {
  const facts = await storageFactsOf(ctx, id);
  const organ = await organLaw(ctx, facts.organId);
  if (organ.pack_id === null) return null;
  const ends = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('act as a', 'a.id', 'v.act_id')
    .select('a.ended_at')
    .where('v.recording_id', '=', id)
    .where('v.removed_at', 'is', null)
    .where('a.ended_at', 'is not', null)
    .orderBy('a.ended_at', 'desc')
    .executeTakeFirst();
  return {
    organId: facts.organId,
    owed: true,
    facts: {
      of: 'recording',
      endedAt: facts.endedAt,
      activityEnd: ends?.ended_at ?? null,
      storedAt: facts.registeredAt,
      handover: facts.handover,
      returnClaim: facts.returnClaim,
      packId: organ.pack_id,
      boundFrom: organ.pack_bound_from,
    },
  };
}

/** An act that was filmed owes its film from its end on; the first linked recording discharges that. */
async function actCase(ctx: Writing, id: string): Promise<Case | null> {
  const act = await ctx.tx.selectFrom('act').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const organ = await organLaw(ctx, act.organ_id);
  if (organ.pack_id === null) return null;
  const stored = await ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('recording as r', 'r.id', 'v.recording_id')
    .leftJoin('handover as h', 'h.recording_id', 'r.id')
    .leftJoin('account as p', 'p.id', 'h.received_by')
    .select(['r.registered_at', 'h.at', 'p.display_name'])
    .where('v.act_id', '=', id)
    .where('v.removed_at', 'is', null)
    .orderBy('r.registered_at')
    .execute();
  const handed = stored
    .filter((row) => row.at !== null)
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))[0];
  return {
    organId: act.organ_id,
    owed: act.filmed && act.ended_at !== null,
    facts: {
      of: 'act',
      endedAt: act.ended_at,
      activityEnd: act.ended_at,
      storedAt: stored[0]?.registered_at ?? null,
      handover: handed?.at ? { at: handed.at, receivedBy: handed.display_name ?? '' } : null,
      returnClaim: null,
      packId: organ.pack_id,
      boundFrom: organ.pack_bound_from,
    },
  };
}

async function judgeSubject(ctx: Writing, law: Law, subject: Subject): Promise<void> {
  const found =
    subject.type === 'recording' ? await recordingCase(ctx, subject.id) : await actCase(ctx, subject.id);
  if (found === null) return;
  const judged = found.owed ? judge(law, found.facts) : [];
  const before = await ctx.tx
    .selectFrom('obligation')
    .selectAll()
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .execute();
  for (const one of judged) await store(ctx, found.organId, subject, one, before);
  for (const row of before) {
    const gone = !judged.some((one) => one.duty === row.duty && one.tier === row.tier);
    if (gone && row.judgement !== 'withdrawn') await withdraw(ctx, row);
  }
  if (subject.type === 'recording') await shelveStorage(ctx, subject.id, worstOf(judged));
}

/** Writes a judgement if it says something else than the stored one. Sealed as `obligation.judged`. */
async function store(
  ctx: Writing,
  organId: string,
  subject: Subject,
  judged: Judged,
  before: Row[],
): Promise<void> {
  const known = before.find((row) => row.duty === judged.duty && row.tier === judged.tier);
  if (known !== undefined && saysTheSame(known, judged)) return;
  const row = { ...columnsOf(judged), judged_at: ctx.clock.now() };
  const sealing = { kind: 'obligation.judged', table: 'obligation' } as const;
  if (known === undefined) {
    const owner = { organ_id: organId, subject_type: subject.type, subject_id: subject.id };
    await sealNew(ctx, { ...sealing, values: { id: makeId(ctx.clock), ...owner, ...row } }, null);
  } else {
    const by = ctx.tx.updateTable('obligation').set(row).where('id', '=', known.id);
    await seal(ctx, { ...sealing, id: known.id, by }, null);
  }
}

async function withdraw(ctx: Writing, row: Row): Promise<void> {
  const by = ctx.tx
    .updateTable('obligation')
    .set({ judgement: 'withdrawn', judged_at: ctx.clock.now() })
    .where('id', '=', row.id);
  await seal(ctx, { kind: 'obligation.judged', table: 'obligation', id: row.id, by }, null);
}

/** Compares member by member; jsonb does not keep the order of keys, so JSON is compared with its keys sorted. */
export function saysTheSame(row: Row, judged: Judged): boolean {
  return Object.entries(judged).every(([key, value]) => sorted(value) === sorted(row[key as keyof Judged]));
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

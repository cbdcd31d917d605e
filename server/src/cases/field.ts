import { createHash } from 'node:crypto';
import type { FieldTrace, fieldShapes } from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import { sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import { actById, createAct } from './acts.ts';
import { linkEvidence } from './evidence.ts';
import { holdId } from './hold.ts';
import { drawSignature, signaturesUnder } from './signatures.ts';
import { correctActStep, enterActStep } from './steps.ts';

type FieldEntry = z.output<typeof fieldShapes.fieldEntryInput>;
type What = FieldEntry['what'];
type GivenUp = Extract<What, { kind: 'givenUp' }>;
/** What a tap became, and of which act it is. */
interface Became {
  actId: string | null;
  subjectId: string | null;
}

/**
 * Enters what was tapped on a phone, maybe hours ago: the act, step, signature or link by the command that every page
 * uses, and beside it when, in which order and by which clock it was tapped. Sealed as `field.entered` beside the entry
 * of that command, both or neither. The same entry sent twice is entered once. Throws as those commands, and
 * conflict.changed for an `id` that says something else.
 */
export async function enterField(ctx: Writing, entry: FieldEntry): Promise<Sealed<{ id: string }>> {
  const { id, what, clock } = entry;
  await holdId(ctx, 'field', id);
  const content_sha256 = createHash('sha256')
    .update(canonicalize(entry as unknown as Json))
    .digest('hex');
  if (await isEntered(ctx, id, content_sha256)) return sealedBefore(ctx, 'field_entry', { id });
  const became = await perform(ctx, what);
  const values = {
    ...{ id, organ_id: organOf(ctx), act_id: became.actId, kind: what.kind, subject_id: became.subjectId },
    ...{ content_sha256, phone: entry.phone, ordinal: entry.ordinal, tapped_at: toInstant(entry.tappedAt) },
    ...{ offset_ms: clock?.offsetMs ?? null, measured_at: clock ? toInstant(clock.measuredAt) : null },
    given_up: what.kind === 'givenUp' ? JSON.stringify(tellGivenUp(what)) : null,
    ...{ sent_by: personOf(ctx).accountId, arrived_at: ctx.clock.now() },
  };
  return sealNew(ctx, { kind: 'field.entered', table: 'field_entry', values }, { id });
}

async function isEntered(ctx: Writing, id: string, digest: string): Promise<boolean> {
  const known = await ctx.tx
    .selectFrom('field_entry')
    .select(['content_sha256', 'sent_by'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known === undefined) return false;
  if (known.content_sha256 !== digest || known.sent_by !== personOf(ctx).accountId)
    throw new DomainError('conflict.changed');
  return true;
}

async function perform(ctx: Writing, what: What): Promise<Became> {
  switch (what.kind) {
    case 'act': {
      const { id, ...entered } = what.act;
      await createAct(ctx, entered, { sent: id });
      return { actId: id, subjectId: id };
    }
    case 'step':
      return { actId: what.step.actId, subjectId: (await enterActStep(ctx, what.step)).value.id };
    case 'correction': {
      const { id } = (await correctActStep(ctx, what.step)).value;
      return { actId: await actOfStep(ctx, id), subjectId: id };
    }
    case 'signature':
      return {
        actId: what.signature.actId,
        subjectId: (await drawSignature(ctx, what.signature)).value.id,
      };
    case 'film':
      return { actId: what.film.actId, subjectId: await linkOnce(ctx, what.film) };
    case 'givenUp':
      if (what.actId !== null) await actById(ctx, what.actId);
      return { actId: what.actId, subjectId: null };
  }
}

/** The act of a version of a step, also of one that only travels with the commit: that of what it replaces. */
async function actOfStep(ctx: Writing, id: string): Promise<string | null> {
  const row = await ctx.tx.selectFrom('act_step').select('act_id').where('id', '=', id).executeTakeFirst();
  return row?.act_id ?? null;
}

/** Links a recording unless it is linked: a colleague may have done so while the phone was away. */
async function linkOnce(ctx: Writing, film: Extract<What, { kind: 'film' }>['film']): Promise<string> {
  const known = await ctx.tx
    .selectFrom('evidence')
    .select('id')
    .where('act_id', '=', film.actId)
    .where('recording_id', '=', film.recordingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return known?.id ?? (await linkEvidence(ctx, film)).value.id;
}

const tellGivenUp = ({ instead, refusal, said, reason }: GivenUp) => ({ instead, refusal, said, reason });

/** What came of an act from phones: the signatures drawn, and when each entry was tapped and arrived. */
export async function traceField(ctx: Reading, { id }: { id: string }): Promise<FieldTrace> {
  await actById(ctx, id);
  const rows = await ctx.tx
    .selectFrom('field_entry as f')
    .innerJoin('account as p', 'p.id', 'f.sent_by')
    .selectAll('f')
    .select('p.display_name')
    .where('f.act_id', '=', id)
    // Phone by phone, the one that sent first before the others; within one the order of the taps.
    .orderBy(sql`min(f.arrived_at) over (partition by f.phone)`)
    .orderBy('f.phone')
    .orderBy('f.ordinal')
    .execute();
  return {
    signatures: await signaturesUnder(ctx, { actId: id }),
    entries: rows.map((row) => ({
      ...{ id: row.id, kind: row.kind as What['kind'], subjectId: row.subject_id, ordinal: row.ordinal },
      ...{ tappedAt: row.tapped_at, offsetMs: row.offset_ms, arrivedAt: row.arrived_at },
      ...{ sentBy: row.display_name, givenUp: row.given_up as FieldTrace['entries'][number]['givenUp'] },
    })),
  };
}

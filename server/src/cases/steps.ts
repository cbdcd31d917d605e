import type { ActStep, actStepShapes, Media, StepDetail, StepKind, StepStated } from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey, permit } from '../base/errors.ts';
import type { ActStep as ActStepTable } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import { endByLeaving } from './act-end.ts';
import { mayChangeAct } from './policy.ts';
import { chainsOf } from './step-chains.ts';
import { requireSoundStep } from './step-faults.ts';

type StepRow = Selectable<ActStepTable>;
/** What a person states: a row without who and when. */
type Statement = Omit<StepRow, 'organ_id' | 'stated_by' | 'stated_at' | 'detail'> & { detail: StepDetail };

/**
 * Enters what happened in an act. Sealed as `act.stepEntered`. The same `id` with the same content is entered once,
 * however often it arrives. Throws input.invalid with every fault, conflict.changed for an `id` that says something else.
 */
export async function enterActStep(
  ctx: Writing,
  input: z.output<typeof actStepShapes.stepInput>,
): Promise<Sealed<{ id: string }>> {
  await holdAct(ctx, input.actId);
  const own = { id: input.id, act_id: input.actId, replaces: null, withdrawn: false, reason: null };
  const statement = { ...own, ...contentOf(input), ...mediaOf(input) };
  if (await isStated(ctx, statement)) return sealedBefore(ctx, 'act_step', { id: input.id });
  await requireSoundStep(ctx, input);
  return state(ctx, 'act.stepEntered', statement, null);
}

/**
 * Corrects a step: a further version, with the reason. Sealed as `act.stepEntered`; what it said before stays. Throws
 * conflict.changed when the version that was seen is not the last any more.
 */
export async function correctActStep(
  ctx: Writing,
  input: z.output<typeof actStepShapes.stepCorrection>,
): Promise<Sealed<{ id: string }>> {
  const seen = await stepById(ctx, input.replaces);
  await holdAct(ctx, seen.act_id);
  const own = { id: input.id, act_id: seen.act_id, withdrawn: false, reason: input.reason };
  const statement = { ...own, replaces: seen.id, ...contentOf(input), ...mediaOf(input) };
  if (await isStated(ctx, statement)) return sealedBefore(ctx, 'act_step', { id: input.id });
  await requireLast(ctx, seen);
  const corrects = { id: await firstVersionOf(ctx, seen), kind: seen.kind };
  await requireSoundStep(ctx, { actId: seen.act_id, ...input, corrects });
  return state(ctx, 'act.stepEntered', statement, seen.at);
}

/** Takes a step back, with the reason; that it was entered stays on record. Sealed as `act.stepWithdrawn`. */
export async function withdrawActStep(
  ctx: Writing,
  { id, replaces, reason }: z.output<typeof actStepShapes.stepWithdrawal>,
): Promise<Sealed<{ id: string }>> {
  const { organ_id, stated_by, stated_at, ...seen } = await stepById(ctx, replaces);
  await holdAct(ctx, seen.act_id);
  await requireNoMove(ctx, seen);
  const detail = seen.detail as StepDetail;
  const statement = { ...seen, detail, id, replaces: seen.id, withdrawn: true, reason };
  if (await isStated(ctx, statement)) return sealedBefore(ctx, 'act_step', { id });
  await requireLast(ctx, seen);
  return state(ctx, 'act.stepWithdrawn', statement, seen.at);
}

/** A step that a move of a case entered can be corrected, not taken back: the move stays made. */
async function requireNoMove(ctx: Writing, seen: Version): Promise<void> {
  const first = await firstVersionOf(ctx, seen);
  const { rows: moves } = await sql`select from case_move where ${first}::uuid = any(step_ids)
    and case_id = (select case_id from act where id = ${seen.act_id})`.execute(ctx.tx);
  permit(
    moves.length === 0 || {
      reason: {
        zh: '这一环节是案件办理时记下的，时间有误请更正，不能撤回',
        en: 'a move of the case entered this step; correct it, it cannot be withdrawn',
      },
    },
  );
}

type Version = Pick<StepRow, 'id' | 'act_id'>;

/** The id of the step that a version is of. */
async function firstVersionOf(ctx: Writing, { id: versionId, act_id }: Version): Promise<string> {
  const rows = await ctx.tx
    .selectFrom('act_step')
    .select(['id', 'replaces'])
    .where('act_id', '=', act_id)
    .execute();
  return chainsOf(rows).find(({ versions }) => versions.some(({ id }) => id === versionId))?.id ?? versionId;
}

/** The versions of each step of an act, by the time of the one that holds. */
export async function stepsOfAct(ctx: Reading, actId: string): Promise<ActStep[]> {
  const rows = await ctx.tx
    .selectFrom('act_step as s')
    .innerJoin('account as p', 'p.id', 's.stated_by')
    .selectAll('s')
    .select('p.display_name')
    .where('s.act_id', '=', actId)
    .orderBy('s.at')
    .orderBy('s.stated_at')
    .execute();
  const steps = chainsOf(rows).map(({ id, last, versions }) => ({
    at: last.at,
    step: {
      id,
      kind: last.kind as StepKind,
      versions: versions.map((row) => ({
        ...{ id: row.id, at: row.at, until: row.until, detail: row.detail as StepDetail },
        ...{ withdrawn: row.withdrawn, reason: row.reason, media: shownMedia(row) },
        ...{ statedBy: row.display_name, statedAt: row.stated_at },
      })),
    },
  }));
  return steps.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(({ step }) => step);
}

const shownMedia = ({ media_recording: recordingId, media_second: second }: StepRow): Media | null =>
  recordingId === null || second === null ? null : { recordingId, second };

/** The act, for this transaction: whoever else states something about it waits, and then sees what was stated. */
async function holdAct(ctx: Writing, id: string): Promise<void> {
  const act = await ctx.tx
    .selectFrom('act')
    .select(['officer_ids as officerIds', 'created_by as createdBy'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  permit(mayChangeAct(personOf(ctx), found(act)));
}

const stepById = async (ctx: Writing, id: string): Promise<StepRow> =>
  found(await ctx.tx.selectFrom('act_step').selectAll().where('id', '=', id).executeTakeFirst());

const contentOf = ({ kind, at, until, detail }: StepStated) => ({
  ...{ kind, at: toInstant(at), until: until && toInstant(until), detail },
});

const mediaOf = ({ media }: { media?: Media | null | undefined }) => ({
  media_recording: media?.recordingId ?? null,
  media_second: media?.second ?? null,
});

const overtaken = () => new DomainError('conflict.changed');

/** Whether this very statement is there: it was sent again because its answer was lost. */
async function isStated(ctx: Writing, statement: Statement): Promise<boolean> {
  const known = await ctx.tx
    .selectFrom('act_step')
    .selectAll()
    .where('id', '=', statement.id)
    .executeTakeFirst();
  if (known === undefined) return false;
  const { organ_id, stated_at, stated_by, ...before } = known;
  const same =
    stated_by === personOf(ctx).accountId &&
    canonicalize(before as Json) === canonicalize(statement as unknown as Json);
  if (!same) throw overtaken();
  return true;
}

async function requireLast(ctx: Writing, seen: Pick<StepRow, 'id' | 'withdrawn'>): Promise<void> {
  const later = await ctx.tx
    .selectFrom('act_step')
    .select('id')
    .where('replaces', '=', seen.id)
    .executeTakeFirst();
  if (seen.withdrawn || later !== undefined) throw overtaken();
}

async function state(
  ctx: Writing,
  kind: 'act.stepEntered' | 'act.stepWithdrawn',
  { detail, ...statement }: Statement,
  before: string | null,
): Promise<Sealed<{ id: string }>> {
  const stated = { stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() };
  const values = { ...statement, organ_id: organOf(ctx), detail: JSON.stringify(detail), ...stated };
  const explain = (error: unknown) => (isDuplicateKey(error) ? overtaken() : error);
  const sealed = await sealNew(ctx, { kind, table: 'act_step', values, explain }, { id: statement.id });
  const { act_id: actId, at, withdrawn } = statement;
  if (statement.kind === 'left') await endByLeaving(ctx, { actId, before, after: withdrawn ? null : at });
  return sealed;
}

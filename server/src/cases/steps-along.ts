import type { StepKind, StepStated } from '@liuhen/contract';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, found, isDuplicateKey } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { sealNew } from '../custody/index.ts';
import { chainsOf } from './step-chains.ts';
import { requireSoundStep } from './step-faults.ts';

/** Steps of an act that a command of a later room enters along with its own record. Whoever calls has permitted that command. */
const holdAct = async (ctx: Writing, id: string) =>
  found(await ctx.tx.selectFrom('act').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst());

const rowsOf = (ctx: Writing, actId: string, kinds: readonly StepKind[]) =>
  ctx.tx
    .selectFrom('act_step')
    .selectAll()
    .where('act_id', '=', actId)
    .where('kind', 'in', [...kinds])
    .execute();

/** Steps of these kinds that hold, by their time. */
export async function standingSteps(ctx: Writing, actId: string, kinds: readonly StepKind[]) {
  await holdAct(ctx, actId);
  return chainsOf(await rowsOf(ctx, actId, kinds))
    .filter(({ last }) => !last.withdrawn)
    .map(({ id, last }) => ({ id, kind: last.kind as StepKind, at: last.at, detail: last.detail }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** Enters a step. Sealed as `act.stepEntered`. Throws input.invalid. Returns its id. */
export async function enterStepAlong(ctx: Writing, actId: string, stated: StepStated): Promise<string> {
  await holdAct(ctx, actId);
  await requireSoundStep(ctx, { actId, ...stated });
  const id = makeId(ctx.clock);
  const { kind, at, until, detail } = stated;
  const values = {
    ...{ id, organ_id: organOf(ctx), act_id: actId, kind, at, until, detail: JSON.stringify(detail) },
    ...{ replaces: null, withdrawn: false, reason: null },
    ...{ stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() },
  };
  await sealNew(ctx, { kind: 'act.stepEntered', table: 'act_step', values }, { id });
  return id;
}

/** Takes a step back that was entered along with something else; one that was withdrawn meanwhile stays as it is. */
export async function withdrawStepAlong(ctx: Writing, stepId: string, reason: string): Promise<void> {
  const first = found(
    await ctx.tx.selectFrom('act_step').selectAll().where('id', '=', stepId).executeTakeFirst(),
  );
  await holdAct(ctx, first.act_id);
  const chain = chainsOf(await rowsOf(ctx, first.act_id, [first.kind as StepKind])).find(
    (one) => one.id === stepId,
  );
  const last = found(chain).last;
  if (last.withdrawn) return;
  const values = {
    ...{ ...last, detail: JSON.stringify(last.detail), id: makeId(ctx.clock), replaces: last.id },
    ...{ withdrawn: true, reason, stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : error);
  await sealNew(ctx, { kind: 'act.stepWithdrawn', table: 'act_step', values, explain }, { id: values.id });
}

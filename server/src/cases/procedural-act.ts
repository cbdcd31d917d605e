import type { StepDetail, StepKind } from '@liuhen/contract';
import { actStepShapes } from '@liuhen/contract';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { searchVector } from '../base/words.ts';
import { seal, sealNew } from '../custody/index.ts';
import { takeNumber } from './numbers.ts';
import { chainsOf } from './step-chains.ts';

/** What of a case the act that carries its procedure takes over. */
export interface OfCase {
  id: string;
  cause: string;
  party: string | null;
  unit_id: string;
  officer_ids: string[];
  procedure: string;
  created_by: string;
}

/** The act that carries the procedure of a case, or null before there is one. */
export async function proceduralActOf(ctx: Pick<Writing, 'tx'>, caseId: string): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('act')
    .select('id')
    .where('case_id', '=', caseId)
    .where('type', '=', 'caseProcedure')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The same, made where there is none. Sealed as `act.created`. The case is held by the caller. */
export async function ensureProceduralAct(ctx: Writing, one: OfCase, startedAt: string): Promise<string> {
  const known = await proceduralActOf(ctx, one.id);
  if (known !== null) return known;
  const id = makeId(ctx.clock);
  const number = await takeNumber(ctx, 'act_number');
  const row = {
    ...{ id, organ_id: organOf(ctx), number, type: 'caseProcedure', cause: one.cause, party: one.party },
    ...{ place: null, unit_id: one.unit_id, officer_ids: one.officer_ids, started_at: startedAt },
    ...{ ended_at: null, filmed: false, circumstances: [], procedure: one.procedure, case_id: one.id },
    ...{ created_by: one.created_by, created_at: ctx.clock.now() },
  };
  await ctx.tx.insertInto('act').values(row).execute();
  const search = searchVector([number, one.cause, one.party]);
  await ctx.tx
    .insertInto('act_search')
    .values({ act_id: id, organ_id: organOf(ctx), search })
    .execute();
  await seal(ctx, { kind: 'act.created', table: 'act', id }, null);
  return id;
}

/** Keeps people and cause of that act those of its case. Sealed as `act.changed`. */
export async function followCase(ctx: Writing, one: Omit<OfCase, 'created_by'>): Promise<void> {
  const changed = await ctx.tx
    .updateTable('act')
    .set({ cause: one.cause, unit_id: one.unit_id, officer_ids: one.officer_ids })
    .where('case_id', '=', one.id)
    .where('type', '=', 'caseProcedure')
    .returning('id')
    .execute();
  for (const { id } of changed) await seal(ctx, { kind: 'act.changed', table: 'act', id }, null);
}

/** The last step of the act that a step of this kind can be about, so that it is told which of several it answers. */
async function answered(ctx: Writing, actId: string, kind: StepKind): Promise<string | null> {
  const kinds = actStepShapes.stepsAbout[kind];
  if (kinds === undefined) return null;
  const rows = await ctx.tx
    .selectFrom('act_step')
    .select(['id', 'replaces', 'withdrawn', 'kind', 'at', 'stated_at'])
    .where('act_id', '=', actId)
    .where('kind', 'in', [...kinds])
    .orderBy('stated_at')
    .orderBy('id')
    .execute();
  return (
    chainsOf(rows)
      .filter(({ last }) => !last.withdrawn)
      .at(-1)?.id ?? null
  );
}

/** Enters a step that a move of the case says. Sealed as `act.stepEntered`. Returns its id. */
export async function enterProcedureStep(
  ctx: Writing,
  actId: string,
  { kind, at, detail }: { kind: StepKind; at: string; detail: StepDetail },
): Promise<string> {
  const about = detail.about ?? (await answered(ctx, actId, kind));
  const id = makeId(ctx.clock);
  const values = {
    ...{ id, organ_id: organOf(ctx), act_id: actId, kind, at, until: null },
    detail: JSON.stringify(about === null ? detail : { ...detail, about }),
    ...{ replaces: null, withdrawn: false, reason: null },
    ...{ stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() },
  };
  await sealNew(ctx, { kind: 'act.stepEntered', table: 'act_step', values }, null);
  return id;
}

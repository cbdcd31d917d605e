import { standingMoves, terms } from '@liuhen/contract';
import type { Writing } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Law } from '../law/index.ts';
import { loadCourse } from './course.ts';
import { carryOut, moveCase } from './moves.ts';
import { proceduralActOf } from './procedural-act.ts';
import { standingSteps } from './steps-along.ts';

/**
 * Moves a case on whose decision was served, if it waits for that: the same move that is made by hand. Returns the step
 * that it entered; null where the case does not stand so, or something happened to it later than `at`.
 */
export async function serveAlong(ctx: Writing, law: Law, caseId: string, at: string): Promise<string | null> {
  const { course, moves } = await loadCourse(ctx, caseId, { hold: true });
  const last = standingMoves(moves).at(-1);
  if (course.state !== 'decided' || last === undefined || last.at > at) return null;
  const move = { kind: 'serve' as const, at, detail: { note: '' } };
  await moveCase(ctx, law, { id: makeId(ctx.clock), caseId, seen: moves.length, move });
  const actId = await proceduralActOf(ctx, caseId);
  const steps = actId === null ? [] : await standingSteps(ctx, actId, ['decisionServed']);
  return steps.find((step) => step.at === at)?.id ?? null;
}

/** What was taken back, and whether the case may stay where it is because another step takes its place. */
interface TakenBack {
  stepId: string;
  reason: string;
  mayStay: boolean;
}

/**
 * Moves a case back to where it waits for its decision to be served, where it was this step that moved it on. Sealed as
 * `case.moved`. Throws case.notNow where the case went on since, unless it may stay there.
 */
export async function unserveAlong(
  ctx: Writing,
  caseId: string,
  { stepId, reason, mayStay }: TakenBack,
): Promise<void> {
  const loaded = await loadCourse(ctx, caseId, { hold: true });
  const { state } = loaded.course;
  const served = standingMoves(loaded.moves).findLast(({ kind }) => kind === 'serve');
  if (served === undefined || !served.step_ids.includes(stepId)) return;
  if (state !== 'served') {
    if (mayStay) return;
    const { procedure } = terms;
    throw new DomainError('case.notNow', { move: procedure.move.unserve, state: procedure.state[state] });
  }
  const move = { kind: 'unserve' as const, detail: { note: reason } };
  await carryOut(ctx, loaded, { id: makeId(ctx.clock), at: ctx.clock.now(), move, approvalId: null });
}

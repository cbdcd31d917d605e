import type { Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import type { Law } from '../law/index.ts';
import { loadCourse } from './course.ts';
import { moveCase } from './moves.ts';
import { proceduralActOf } from './procedural-act.ts';
import { standingSteps } from './steps-along.ts';

/**
 * Moves a case on whose decision was served, if it waits for that: the same move that is made by hand. Returns the step
 * that it entered; null where the case does not stand so, or something happened to it later than `at`.
 */
export async function serveAlong(ctx: Writing, law: Law, caseId: string, at: string): Promise<string | null> {
  const { course, moves } = await loadCourse(ctx, caseId, true);
  const last = moves.at(-1);
  if (course.state !== 'decided' || last === undefined || last.at > at) return null;
  const move = { kind: 'serve' as const, at, detail: { note: '' } };
  await moveCase(ctx, law, { id: makeId(ctx.clock), caseId, seen: moves.length, move });
  const actId = await proceduralActOf(ctx, caseId);
  const steps = actId === null ? [] : await standingSteps(ctx, actId, ['decisionServed']);
  return steps.find((step) => step.at === at)?.id ?? null;
}

import type { StepKind, StepStated } from '@liuhen/contract';
import { toInstant } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { enterStepAlong, standingSteps } from '../cases/index.ts';

type Stated = StepStated & { kind: StepKind };
const minuteOf = (at: string) => toInstant(at).slice(0, 16);
const aboutOf = (detail: unknown) => (detail as { about?: string } | null)?.about;

/** The step that was entered for this by hand, if there is one of the same minute; otherwise it is entered now. */
export async function takeStep(ctx: Writing, actId: string, stated: Stated): Promise<string> {
  const about = aboutOf(stated.detail);
  const known = (await standingSteps(ctx, actId, [stated.kind])).find(
    (step) =>
      minuteOf(step.at) === minuteOf(stated.at) && (about === undefined || aboutOf(step.detail) === about),
  );
  return known?.id ?? enterStepAlong(ctx, actId, stated);
}

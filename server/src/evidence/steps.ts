import type { StepKind, StepStated } from '@liuhen/contract';
import { beijingDate, toInstant } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { enterStepAlong, standingSteps } from '../cases/index.ts';

type Stated = StepStated & { kind: StepKind };
/** What is entered by hand and again here is one thing if it is of the same minute; a service, of the same day. */
const same = {
  minute: (at: string) => toInstant(at).slice(0, 16),
  day: (at: string) => beijingDate(toInstant(at)),
};
const aboutOf = (detail: unknown) => (detail as { about?: string } | null)?.about;

/** The step that was entered for this by hand, if there is one of the same time; otherwise it is entered now. */
export async function takeStep(
  ctx: Writing,
  actId: string,
  stated: Stated,
  time: keyof typeof same = 'minute',
): Promise<string> {
  const about = aboutOf(stated.detail);
  const known = (await standingSteps(ctx, actId, [stated.kind])).find(
    (step) =>
      same[time](step.at) === same[time](stated.at) &&
      (about === undefined || aboutOf(step.detail) === about),
  );
  return known?.id ?? enterStepAlong(ctx, actId, stated);
}

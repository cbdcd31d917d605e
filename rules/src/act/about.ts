import type { PeriodRule } from '../pack/pack.ts';
import type { Bilingual } from '../time/civil.ts';
import { type StepKind, stepKinds, stepsAbout } from '../vocabulary.ts';
import { type Act, type Entered, stepsOf } from './act.ts';

/** What opens a period, and whose it is. */
type Opening = { openers: readonly StepKind[]; rule: Pick<PeriodRule, 'whose'> };
/** The first step that is about an opening, and those of which it is not told what they are about. */
export type Answers = { first: Entered | null; unclear: readonly Entered[] };

/**
 * Kinds of steps among which a step has to say which it is about. What the organ does answers one of all that its kind
 * can be about; what another side does (a payment, an action) can keep several of its periods at once.
 */
function kindsAbout(kind: StepKind, { openers, rule }: Opening, opened: Entered): readonly StepKind[] {
  const about = stepsAbout[kind];
  if (about?.includes(opened.step.kind) !== true) return openers;
  return rule.whose === 'organ' || !openers.includes(opened.step.kind) ? about : openers;
}

/**
 * Whether a step is about `opened`. It need not say so where nothing else lies before `by` that it could be about; where
 * something does and the step names none of it, that is not guessed.
 */
export function concerns(
  act: Act,
  opening: Opening,
  opened: Entered,
  { step }: Entered,
  by: number,
): 'yes' | 'no' | 'unclear' {
  const about = step.detail.about ?? null;
  if (about === opened.step.id) return 'yes';
  const kinds = kindsAbout(step.kind, opening, opened);
  let rivals = 0;
  for (const kind of kinds)
    for (const { ms, step: rival } of stepsOf(act, kind)) {
      if (rival.id === about) return 'no';
      if (rival.id !== opened.step.id && rival.id !== step.id && ms <= by) rivals += 1;
    }
  const named = about === null || act.facts.steps.some(({ id }) => id === about);
  return rivals === 0 && named ? 'yes' : 'unclear';
}

const none: readonly Entered[] = [];

/** What answers an opening, of these kinds and at or after an instant. */
export function answersTo(
  act: Act,
  opening: Opening,
  kinds: readonly StepKind[],
  opened: Entered,
  notBefore: number,
): Answers {
  let first: Entered | null = null;
  let unclear = none;
  for (const kind of kinds) {
    const entered = act.steps.get(kind);
    if (!entered) continue;
    for (const one of entered) {
      if (one.ms < notBefore) continue;
      const by = notBefore === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : one.ms;
      const said = concerns(act, opening, opened, one, by);
      if (said === 'unclear') unclear = [...unclear, one];
      if (said !== 'yes') continue;
      if (first === null || one.ms < first.ms) first = one;
      break;
    }
  }
  return { first, unclear };
}

/** Says that a step has to name what it is about. */
export const sayUnclear = (kind: StepKind): Bilingual => ({
  zh: `登记了“${stepKinds[kind].zh}”，可能针对的不止一次，没有写明是哪一次，不能推定，请更正并选择。`,
  en: `Entered: ${stepKinds[kind].en}. It could be about several steps and does not say which; that is not guessed: correct it and choose.`,
});

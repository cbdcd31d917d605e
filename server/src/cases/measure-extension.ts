import { type CaseMeasure, type FieldFault, sayInstant, sayTerm, type Term, terms } from '@liuhen/contract';
import { beijingDate, millisOf, plusMillis, toInstant } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { faultAt } from '../base/errors.ts';
import type { Law } from '../law/index.ts';
import { actFactsOf } from './facts.ts';
import { dueBeforeOf } from './judged-period.ts';

const words = terms.procedure;

/** An extension as it is asked for, the one that the measure had before, and the end of its period without any. */
interface Extension {
  at: string;
  kind: CaseMeasure['kind'];
  extendedAt: string | null;
  dueBefore: string | null;
}

/** What the law does not allow of an extension: a second one, and one of a period that is over (QZ-25, QZ-32). */
export function extensionFaults({ at, kind, extendedAt, dueBefore }: Extension): FieldFault[] {
  const article = words.extensionArticle[kind === 'freezeImposed' ? 'frozen' : 'held'];
  const say = (said: Term, at: string): Term => ({
    zh: sayTerm(said, 'zh', { at, article: article.zh }),
    en: sayTerm(said, 'en', { at, article: article.en }),
  });
  const faults: FieldFault[] = [];
  if (extendedAt !== null)
    faults.push(faultAt('move.detail.stepId', say(words.extendedBefore, sayInstant(extendedAt))));
  if (dueBefore !== null && millisOf(at) >= millisOf(dueBefore))
    faults.push(
      faultAt('move.at', say(words.extendedTooLate, beijingDate(plusMillis(toInstant(dueBefore), -1)))),
    );
  return faults;
}

/** When the period of a measure ends, days of testing left out and no extension counted. */
export async function endOfMeasure(
  ctx: Reading,
  law: Law,
  { actId, stepId, kind }: Pick<CaseMeasure, 'actId' | 'stepId' | 'kind'>,
): Promise<string | null> {
  const facts = await actFactsOf(ctx, actId);
  const steps = facts.steps.filter((one) => one.kind !== 'measureExtended');
  const rule = kind === 'freezeImposed' ? 'QZ-32' : 'QZ-25';
  return dueBeforeOf(ctx, law, { ...facts, steps }, `${rule}#${stepId}`);
}

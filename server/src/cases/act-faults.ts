import {
  type cases as caseShapes,
  type FieldFault,
  onSiteShapes,
  refusals,
  type Term,
} from '@liuhen/contract';
import type { Qualification } from '@liuhen/rules';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { faultAt } from '../base/errors.ts';
import { isAhead } from '../recordings/index.ts';
import { toldOf } from './qualify.ts';

type ActInput = z.output<typeof caseShapes.actInput>;

/** An officer who was recused, with the day since which. */
export interface Recused {
  officerId: string;
  name: string;
  decidedAt: string;
  from: 'case' | 'act';
}

interface Judged {
  now: string;
  /** What the law says of those named; null where none binds the organ. */
  judged: Qualification | null;
  recused: readonly Recused[];
}

export const sayRecused = ({ name, decidedAt, from }: Recused): Term => ({
  zh: `${name}已经回避${from === 'case' ? '本案' : '本次活动'}（${beijingDate(decidedAt)} 决定），不能参加此后的执法活动（《中华人民共和国行政处罚法》第四十三条）`,
  en: `${name} was recused from this ${from} on ${beijingDate(decidedAt)} and cannot take part in what follows (Administrative Penalty Law, Article 43)`,
});

/** What keeps an act from beginning as entered, each in words with its article. */
function doubtsIn(judged: Qualification): Term[] {
  const { doubts, number } = toldOf(judged);
  const tooFew = number && number.counted < number.minimum ? [number.said] : [];
  return [...doubts.map(({ said }) => said), ...tooFew];
}

/**
 * Who may not take part. What the law asks of an act of this type has to be met before it begins. One that has begun is
 * entered as it was, for the record is of what happened: with a reason where somebody lacks what the law asks, and what
 * is lacking stays a finding of its duties. Of a type of which nothing is asked, a patrol, the form only warns.
 */
function peopleFaults({ startedAt, despite }: ActInput, { now, judged }: Judged): FieldFault[] {
  if (judged === null || judged.number?.binds === false) return [];
  const at = (said: Term) => faultAt('officerIds', said);
  if (isAhead(startedAt, now)) return doubtsIn(judged).map(at);
  if (despite || judged.doubts.length === 0) return [];
  return [...judged.doubts.map(({ said }) => at(said)), faultAt('despite', refusals.whyDespite)];
}

/** Every fault of an act as entered but those of its times, each beside its field. */
export function actFaults(entered: ActInput, known: Judged): FieldFault[] {
  const { coordinates, officerIds } = entered;
  const faults: FieldFault[] = [];
  if (coordinates)
    for (const field of onSiteShapes.outOfRange(coordinates))
      faults.push(faultAt('coordinates', refusals[field]));
  if (new Set(officerIds).size < officerIds.length) faults.push(faultAt('officerIds', refusals.namedTwice));
  for (const one of known.recused)
    if (officerIds.includes(one.officerId)) faults.push(faultAt('officerIds', sayRecused(one)));
  return [...faults, ...peopleFaults(entered, known)];
}

import {
  type CaseMoveKind,
  type FieldFault,
  isPlausible,
  moveOf,
  type Procedure,
  sayExact,
  sayTerm,
  type Term,
  terms,
} from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { faultAt } from '../base/errors.ts';
import { isAhead } from '../recordings/index.ts';

const { wrong } = terms.cases;

interface Entered {
  openedAt: string;
  closedAt?: string | null | undefined;
  sourceOn?: string | null | undefined;
  source?: string | null | undefined;
  procedure?: Procedure | undefined;
}
interface Known {
  now: string;
  /** The first step of a case that is changed. */
  first: { kind: CaseMoveKind; at: string } | null;
  /** The procedure of a case that is changed, as it was. */
  procedure: Procedure | null;
  /** The cause that was chosen and is no longer used; null for one in use or kept. */
  retiredCause: string | null;
  /** Another case of the organ that has the number of its own which was entered. */
  sameNumber: string | null;
}

const fill = (said: Term, values: Record<'zh' | 'en', Record<string, string>>): Term => ({
  zh: sayTerm(said, 'zh', values.zh),
  en: sayTerm(said, 'en', values.en),
});

/** The time of a step with the name of it, so that it need not be looked for. */
export const sayStep = (said: Term, { kind, at }: { kind: CaseMoveKind | null; at: string }): Term => {
  const name = kind === null ? terms.cases.takenUp : terms.procedure.move[kind];
  const shown = sayExact(at);
  return fill(said, { zh: { step: name.zh, at: shown }, en: { step: name.en, at: shown } });
};

/** All that is wrong with a case as entered, but with times that cannot be at all. */
export function caseFaults(entered: Entered, known: Known): FieldFault[] {
  const { openedAt, closedAt, sourceOn } = entered;
  const faults: FieldFault[] = [];
  const fault = (field: string, said: Term) => faults.push(faultAt(field, said));
  const { now, first, sameNumber: number } = known;
  if (isPlausible(openedAt, now) && isAhead(openedAt, now)) fault('openedAt', terms.procedure.ahead);
  else if (first !== null && openedAt > first.at) fault('openedAt', sayStep(wrong.afterFirst, first));
  if (closedAt && closedAt < openedAt) fault('closedAt', wrong.closedBefore);
  if (sourceOn && sourceOn > beijingDate(openedAt)) fault('sourceOn', wrong.sourceAfter);
  faults.push(...keptFaults(entered, known));
  const { retiredCause: name } = known;
  if (name !== null) fault('causeId', fill(wrong.causeRetired, { zh: { name }, en: { name } }));
  if (number !== null) fault('ownNumber', fill(wrong.sameNumber, { zh: { number }, en: { number } }));
  return faults;
}

/** What the first step of a case rests on stays as it was: its procedure, and that it has a source. */
function keptFaults({ source, procedure }: Entered, { first, procedure: before }: Known): FieldFault[] {
  if (first === null) return [];
  const faults: FieldFault[] = [];
  if (before !== null && procedure !== before)
    faults.push(faultAt('procedure', sayStep(wrong.procedureFixed, first)));
  if (!source && moveOf(first.kind).needs.includes('source'))
    faults.push(faultAt('source', sayStep(wrong.sourceKept, first)));
  return faults;
}

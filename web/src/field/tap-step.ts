import { newId } from '../parts/new-id.ts';
import type { KeptStep, What } from './entry.ts';
import { fieldInstant, tap } from './phone.ts';

type Step = Extract<What, { kind: 'step' }>['step'];
type Correction = Extract<What, { kind: 'correction' }>['step'];

/** Writes down that a step is done now. The words of a kind are checked by the house, as everywhere. */
export function tapStep(actId: string, kind: Step['kind'], detail: object): Promise<unknown> {
  const step = { id: newId(), actId, kind, at: fieldInstant(), until: null, detail } as Step;
  return tap([{ actId, what: { kind: 'step', step } }]);
}

/** Writes down that filming goes on after an interruption: a further version of it, which has an end. */
export function tapResumed(
  actId: string,
  broken: KeptStep,
  voice: boolean,
  reason: string,
): Promise<unknown> {
  const last = broken.versions.at(-1);
  if (last === undefined) throw new Error('a step has a version');
  const step = {
    ...{ id: newId(), replaces: last.id, reason, kind: 'interrupted', at: last.at, until: fieldInstant() },
    detail: { ...last.detail, voice, resumed: true },
  } as Correction;
  return tap([{ actId, what: { kind: 'correction', step } }]);
}

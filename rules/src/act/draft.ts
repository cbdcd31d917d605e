import type { Bilingual } from '../time/civil.ts';
import type { CountingStep } from '../time/deadline.ts';
import type { Act, Time } from './act.ts';
import type { Basis } from './law.ts';
import type { Obligation, Part, RuleKind } from './obligation.ts';

export type Due = Obligation['due'];
/** What a rule says of a duty; all else has the plain value. */
export type Draft = {
  key?: string;
  opensAt?: Time | null;
  due?: Due;
  countedFrom?: Time | null;
  done?: Time | null;
  settled?: Obligation['settled'];
  provisional?: boolean;
  parts?: Part[];
  steps?: CountingStep[];
  whose?: Obligation['whose'];
  notes?: Bilingual[];
};

/** The text gives no time. */
export const noDue: Due = { dueBefore: null, inclusive: false, status: 'final' };
/** In time up to and with an instant. */
export const upTo = (time: Time | null): Due =>
  time === null ? noDue : { dueBefore: time.at, inclusive: true, status: 'final' };

/**
 * Makes one duty. A missed time can be excused where the organ's own regulation set it: what the level above or a
 * statute asks for stays owed, whatever was accepted.
 */
export function owe(act: Act, rule: RuleKind, basis: Basis, title: Bilingual, draft: Draft): Obligation {
  const key = draft.key ?? '';
  const settled = draft.settled ?? null;
  const due = draft.due ?? noDue;
  const excusable = basis.tier === 'local' && settled === null;
  return {
    rule,
    key,
    tier: basis.tier,
    packId: basis.packId,
    citations: basis.citations,
    title,
    opensAt: draft.opensAt?.at ?? null,
    due,
    countedFrom: draft.countedFrom?.at ?? null,
    dischargedAt: draft.done?.at ?? null,
    settled,
    excused: excusable && act.excused.size > 0 && act.excused.has(`${rule}/${key}`),
    excusable,
    provisional: draft.provisional ?? due.status === 'provisional',
    parts: draft.parts ?? [],
    steps: draft.steps ?? [],
    whose: draft.whose ?? 'organ',
    notes: draft.notes ?? [],
  };
}

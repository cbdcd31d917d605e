import { sayAccountable } from '../pack/accountability.ts';
import type { Bilingual } from '../time/civil.ts';
import type { CountingStep } from '../time/deadline.ts';
import type { Act, Time } from './act.ts';
import { type Basis, perLaw } from './law.ts';
import { isMissed, type Obligation, type Part, type RuleKind } from './obligation.ts';

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

/** Duties that are part of the record of an act: not kept, the process was not recorded. */
const recording: ReadonlySet<RuleKind> = new Set([
  'filming',
  'coverage',
  'keyContents',
  'fallback',
  'textRecord',
]);

/** By the pack that a duty rests on: what it, or else the nearest that names such a breach, says of it. */
const accountable = perLaw(({ chain }) => {
  const said = new Map(chain.map((pack) => [pack.id, sayAccountable(pack, 'notRecorded')]));
  const nearest = [...said.values()].find((one) => one !== null) ?? null;
  return new Map([...said].map(([packId, own]) => [packId, own ?? nearest]));
});

/** Adds what follows when it is not kept to the notes of such a duty. */
function withAccountability(act: Act, duty: Obligation): Obligation {
  if (duty.settled !== null || (duty.dischargedAt !== null && !isMissed(duty))) return duty;
  const said = accountable(act.law).get(duty.packId);
  return said ? { ...duty, notes: [...duty.notes, said] } : duty;
}

/**
 * Makes one duty. A missed time can be excused where the organ's own regulation set it: what the level above or a
 * statute asks for stays owed, whatever was accepted.
 */
export function owe(act: Act, rule: RuleKind, basis: Basis, title: Bilingual, draft: Draft): Obligation {
  const key = draft.key ?? '';
  const settled = draft.settled ?? null;
  const due = draft.due ?? noDue;
  const excusable = basis.tier === 'local' && settled === null;
  const duty: Obligation = {
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
  return recording.has(rule) ? withAccountability(act, duty) : duty;
}

import {
  type ActFacts,
  type Bilingual,
  beijingDate,
  citeArticle,
  explainObligation,
  FactsError,
  judgeAct,
  type Obligation,
  referencesOf,
  utcInstant,
} from '@liuhen/rules';
import { type Law, lawFor } from '../law/index.ts';
import { type Bound, dueBefore, explainOdd, type Judged, toStep } from './judge.ts';

/**
 * Judges what an act owes beside the storing of its film, under the organ's law of the day on which it began. Depends
 * on the facts alone. Dates that no calendar can count from leave it undetermined, with the reason.
 */
export function judgeActUnder(law: Law, bound: Bound, entered: Omit<ActFacts, 'boundFrom'>): Judged[] {
  const { startedAt, endedAt } = entered;
  try {
    const moment = { on: beijingDate(startedAt), boundFrom: bound.boundFrom };
    const { ofDay, fingerprint } = lawFor(law, bound.packId, moment);
    const facts: ActFacts = { ...entered, boundFrom: bound.boundFrom };
    return judgeAct(ofDay, law.calendar, facts).map((one) => toJudged(law, one, fingerprint));
  } catch (error) {
    if (!(error instanceof FactsError || error instanceof RangeError)) throw error;
    return [undetermined(law, bound, explainOdd([startedAt, endedAt]))];
  }
}

const instantOf = (instant: string | null) => (instant === null ? null : utcInstant(instant));

function toJudged(law: Law, one: Obligation, fingerprint: string): Judged {
  const [citation, ...also] = one.citations;
  return {
    duty: one.rule,
    key: one.key,
    tier: one.tier,
    judgement: one.settled ?? 'judged',
    pack_id: one.packId,
    pack_fingerprint: fingerprint,
    what: one.title,
    citation,
    also,
    opens_at: instantOf(one.opensAt),
    counted_from: instantOf(one.countedFrom),
    due_before: dueBefore(one.due),
    provisional: one.provisional,
    // What is kept for a period is over with it; nobody discharges it.
    discharged_at: one.rule === 'keeping' ? null : instantOf(one.dischargedAt),
    whose: one.whose,
    excused: one.excused,
    excusable: one.excusable,
    exception_applied: false,
    exception_refused: null,
    parts: one.parts,
    steps: one.steps.map(toStep),
    explanation: explainObligation(one),
    calendar_version: one.steps.some(asksCalendar) ? law.versionOf(one.steps) : null,
  };
}

/** Whether the calendar was asked about a day; calendar days and months run without it. */
const asksCalendar = ({ reason, asked }: Obligation['steps'][number]) =>
  asked === true || ['workday', 'makeUpWorkday', 'holiday', 'weekend'].includes(reason.code);

/** What is left to say of an act whose dates nobody can count from. */
function undetermined(law: Law, { packId, boundFrom }: Bound, explanation: Bilingual): Judged {
  const { effective, fingerprint } = lawFor(law, packId, { on: '2026-01-01', boundFrom });
  const { pack } = effective;
  const [article = ''] = pack.scope ? [pack.scope.article] : referencesOf(pack);
  return {
    ...{ duty: 'regulation', key: packId, tier: 'local', judgement: 'undetermined', pack_id: packId },
    ...{ pack_fingerprint: fingerprint, what: null, citation: citeArticle(pack, article), also: [] },
    ...{ opens_at: null, counted_from: null, due_before: null, provisional: false, discharged_at: null },
    ...{ whose: 'organ', excused: false, excusable: false, exception_applied: false },
    ...{ exception_refused: null, parts: [], steps: [], explanation, calendar_version: null },
  };
}

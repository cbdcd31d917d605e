import { hash } from 'node:crypto';
import { type CountingStep as CountedDay, type DutyName, type Part, sayExact } from '@liuhen/contract';
import {
  type Activity,
  type Bilingual,
  beijingDate,
  type CountingStep,
  FactsError,
  judgeStorage,
  type StorageDuty,
  utcInstant,
} from '@liuhen/rules';
import { plusMillis, toInstant } from '../base/clock.ts';
import { type Law, packFor } from '../law/index.ts';
import { isAhead } from '../recordings/index.ts';

/** What the storing of film is judged by: of a recording, or of an act whose film is owed. Instants in UTC. */
export interface StorageFacts {
  of: 'recording' | 'act';
  endedAt: string | null;
  /** End of the work that was filmed, where an act tells it. */
  activityEnd: string | null;
  /** What the acts are that it serves; none where no act is linked. */
  activities: readonly Activity[];
  storedAt: string | null;
  handover: { at: string; receivedBy: string } | null;
  returnClaim: { ground: 'continuous' | 'offsite' | 'remote'; returnDate: string } | null;
}

/** Which law binds: the organ's pack, and since when the organ is bound to it. */
export interface Bound {
  packId: string;
  boundFrom: string | null;
}

/** A judged duty as it is stored, without what says whose it is. JSON members are plain values. */
export interface Judged {
  duty: DutyName;
  /** Tells several of one rule apart. */
  key: string;
  tier: 'local' | 'parent' | 'national';
  judgement: 'judged' | 'undetermined' | 'noPackInForce' | 'notApplicable' | 'withdrawn';
  pack_id: string;
  pack_fingerprint: string;
  /** What is owed; null where the rule's own name says it. */
  what: Bilingual | null;
  citation: Cited;
  /** References that bear on it beside the one it rests on. */
  also: Cited[];
  opens_at: string | null;
  counted_from: string | null;
  due_before: string | null;
  provisional: boolean;
  discharged_at: string | null;
  whose: 'organ' | 'party' | 'court' | 'police' | 'reviewOrgan';
  excused: boolean;
  excusable: boolean;
  exception_applied: boolean;
  exception_refused: Bilingual | null;
  parts: Part[];
  steps: CountedDay[];
  explanation: Bilingual;
  /** Which notices and changes of the calendar decided the days of the count; null where none was asked. */
  calendar_version: string | null;
}

/** A citation as it is stored: enough to say and to link it. */
export interface Cited {
  packId: string;
  title: string;
  titleEn: string;
  article: string;
  label: string;
}

const json = <T>(value: T | null) => (value === null ? null : JSON.stringify(value));

/** A judged duty as the columns of its row take it: JSON as text, with the digest by which judging again compares. */
export function columnsOf(judged: Judged) {
  return {
    ...judged,
    what: json(judged.what),
    citation: JSON.stringify(judged.citation),
    also: JSON.stringify(judged.also),
    parts: JSON.stringify(judged.parts),
    steps: JSON.stringify(judged.steps),
    explanation: JSON.stringify(judged.explanation),
    exception_refused: json(judged.exception_refused),
    digest: digestOf(judged),
  };
}

/** SHA-256 in hex over a judgement. Members always come in one order, because one function makes each kind. */
export const digestOf = (judged: Judged): string => hash('sha256', JSON.stringify(judged), 'hex');

/**
 * Judges the storage and handover duties under the organ's pack as it stood when the film was made. Depends on the
 * facts alone: judged again, from zero, it says the same. Dates that no calendar can count from (a device's clock that
 * says 9999) leave the duties undetermined, with the reason: one odd film stops nobody else's. So does film that is
 * dated later than it was stored: it would be in time whenever it was made.
 */
export function judge(law: Law, bound: Bound, facts: StorageFacts): Judged[] {
  const { of, endedAt, storedAt } = facts;
  if (of === 'recording' && endedAt !== null && storedAt !== null && isAhead(endedAt, storedAt))
    return leaveOpen(law, bound, facts, explainAhead(endedAt, storedAt));
  try {
    return count(law, bound, facts);
  } catch (error) {
    if (!(error instanceof FactsError || error instanceof RangeError)) throw error;
    return leaveOpen(law, bound, facts, explainOdd([facts.endedAt, facts.activityEnd]));
  }
}

/** Marks the duties whose explanation was accepted; what can no longer be excused is late again. */
export const withExcuses = (
  judged: readonly Judged[],
  accepted: readonly { duty: string; key: string; tier: string }[],
): Judged[] =>
  judged.map((one) => {
    const isAccepted = accepted.some(
      ({ duty, key, tier }) => duty === one.duty && key === one.key && tier === one.tier,
    );
    return one.excusable && isAccepted ? { ...one, excused: true } : one;
  });

/** The duties as they stand while the times cannot be counted from. */
function leaveOpen(law: Law, bound: Bound, facts: StorageFacts, explanation: Bilingual): Judged[] {
  const untimed = { ...facts, endedAt: null, activityEnd: null, returnClaim: null };
  return count(law, bound, untimed).map((duty) =>
    duty.judgement === 'undetermined' ? { ...duty, explanation } : duty,
  );
}

function explainAhead(endedAt: string, storedAt: string): Bilingual {
  const [ended, stored] = [sayExact(endedAt), sayExact(storedAt)];
  return {
    zh: `记录时间（${ended}）晚于存入时间（${stored}），期限无法判定，请核对并更正时间。`,
    en: `The recording is dated later (${ended}) than it was stored (${stored}); the time limit is undetermined. Check and correct the time.`,
  };
}

/** Says which dates could not be counted from. */
export function explainOdd(instants: readonly (string | null)[]): Bilingual {
  const dates = [...new Set(instants.filter((at) => at !== null).map(sayExact))];
  return {
    zh: `日期超出可计算的范围（${dates.join('、')}），期限无法判定，请核对并更正时间。`,
    en: `The date lies outside what can be counted (${dates.join(', ')}); the time limit is undetermined. Check and correct the time.`,
  };
}

function count(law: Law, { packId, boundFrom }: Bound, facts: StorageFacts): Judged[] {
  const moment = facts.endedAt === null ? null : { on: beijingDate(facts.endedAt), boundFrom };
  const { effective, fingerprint } = packFor(law, packId, moment);
  const asOf = asOfFacts(facts);
  const storageFacts = {
    of: facts.of,
    recordingEnd: facts.endedAt,
    activityEnd: facts.activityEnd,
    activities: facts.activities,
    storedAt: facts.storedAt,
    handover: facts.handover,
    returnClaim: facts.returnClaim,
    boundFrom,
  };
  const duties = judgeStorage(effective, law.calendar, storageFacts, asOf);
  const nearest = duties.find(({ tier }) => tier === 'parent')?.packId;
  return duties.map((duty) => {
    // of several levels above, those beyond the nearest are told apart by their pack
    const key = duty.tier === 'local' || duty.packId === nearest ? '' : duty.packId;
    return toJudged(law, duty, key, fingerprint);
  });
}

/** A return is claimed when it has come, also for film that was stored before it: it is no plan. */
function asOfFacts({ storedAt, endedAt, returnClaim }: StorageFacts): string {
  const known = storedAt ?? endedAt ?? '1970-01-01T00:00:00.000Z';
  if (returnClaim === null) return known;
  return [known, toInstant(`${returnClaim.returnDate}T00:00:00+08:00`)].sort()[1] ?? known;
}

function toJudged(law: Law, duty: StorageDuty, key: string, fingerprint: string): Judged {
  const [citation, ...also] = duty.citations;
  const { state } = duty;
  const settled = state === 'undetermined' || state === 'noPackInForce' || state === 'notApplicable';
  return {
    duty: duty.duty,
    key,
    tier: duty.tier,
    judgement: settled ? state : 'judged',
    pack_id: duty.packId,
    pack_fingerprint: fingerprint,
    what: null,
    citation,
    also,
    opens_at: null,
    counted_from: duty.countedFrom && utcInstant(duty.countedFrom),
    due_before: dueBefore(duty.due),
    provisional: duty.provisional,
    discharged_at: duty.dischargedAt && utcInstant(duty.dischargedAt),
    whose: 'organ',
    excused: false,
    excusable: duty.excusable,
    exception_applied: duty.exceptionApplied,
    exception_refused: duty.exceptionRefused && {
      zh: duty.exceptionRefused.zh,
      en: duty.exceptionRefused.en,
    },
    parts: [],
    steps: duty.steps.map(toStep),
    explanation: { zh: duty.explanation.zh, en: duty.explanation.en },
    calendar_version: law.versionOf(duty.steps),
  };
}

const marks = {
  sameDay: 'last',
  lastDay: 'last',
  hoursBegin: 'hours',
  hoursEnd: 'hours',
  dayOfCompletion: 'start',
  dayOfReturn: 'start',
  dayOfEvent: 'start',
  targetDay: 'start',
  latestDay: 'last',
  excluded: 'excluded',
  extended: 'excluded',
  workday: 'workday',
  makeUpWorkday: 'makeUp',
  holiday: 'holiday',
  weekend: 'weekend',
} as const satisfies Record<CountingStep['reason']['code'], CountedDay['mark']>;

export const toStep = ({ on, counted, ordinal, reason }: CountingStep): CountedDay => ({
  ...{ on, counted, ordinal, reason: { zh: reason.zh, en: reason.en }, mark: marks[reason.code] },
});

/** A due time that may itself still be used (24 hours, 民法典 1259) is stored as the millisecond after it: everywhere "before" decides. */
export function dueBefore(due: StorageDuty['due']): string | null {
  if (due.dueBefore === null) return null;
  const at = utcInstant(due.dueBefore);
  return due.inclusive ? plusMillis(at, 1) : at;
}

import { sayExact } from '@liuhen/contract';
import {
  type Bilingual,
  beijingDate,
  type CountingStep,
  FactsError,
  judgeStorage,
  type StorageDuty,
} from '@liuhen/rules';
import { plusMillis, toInstant } from '../base/clock.ts';
import { type Law, packFor } from '../law/index.ts';
import { isAhead } from '../recordings/index.ts';

/** What is to be judged: a recording, or an act whose film is owed. Instants in UTC. */
export interface Facts {
  of: 'recording' | 'act';
  endedAt: string | null;
  /** End of the work that was filmed, where an act tells it. */
  activityEnd: string | null;
  storedAt: string | null;
  handover: { at: string; receivedBy: string } | null;
  returnClaim: { ground: 'continuous' | 'offsite' | 'remote'; returnDate: string } | null;
  packId: string;
  boundFrom: string | null;
}

/** A judged duty as it is stored, without what says whose it is. JSON members are plain values. */
export interface Judged {
  duty: 'store' | 'handover';
  tier: 'local' | 'parent';
  judgement: 'judged' | 'undetermined' | 'noPackInForce' | 'withdrawn';
  pack_id: string;
  pack_fingerprint: string;
  citation: { packId: string; title: string; article: string; label: string };
  counted_from: string | null;
  due_before: string | null;
  provisional: boolean;
  discharged_at: string | null;
  excusable: boolean;
  exception_applied: boolean;
  exception_refused: Bilingual | null;
  steps: { on: string; counted: boolean; ordinal: number | null; reason: Bilingual }[];
  explanation: Bilingual;
}

/** A judged duty as the columns of its row take it: JSON as text. */
export function columnsOf(judged: Judged) {
  return {
    ...judged,
    citation: JSON.stringify(judged.citation),
    steps: JSON.stringify(judged.steps),
    explanation: JSON.stringify(judged.explanation),
    exception_refused: judged.exception_refused === null ? null : JSON.stringify(judged.exception_refused),
  };
}

/**
 * Judges the storage and handover duties under the organ's pack as it stood when the film was made. Depends on the
 * facts alone: judged again, from zero, it says the same. Dates that no calendar can count from (a device's clock that
 * says 9999) leave the duties undetermined, with the reason: one odd film stops nobody else's. So does film that is
 * dated later than it was stored: it would be in time whenever it was made.
 */
export function judge(law: Law, facts: Facts): Judged[] {
  const { of, endedAt, storedAt } = facts;
  if (of === 'recording' && endedAt !== null && storedAt !== null && isAhead(endedAt, storedAt))
    return leaveOpen(law, facts, explainAhead(endedAt, storedAt));
  try {
    return count(law, facts);
  } catch (error) {
    if (!(error instanceof FactsError || error instanceof RangeError)) throw error;
    return leaveOpen(law, facts, explainOdd(facts));
  }
}

/** The duties as they stand while the times cannot be counted from. */
function leaveOpen(law: Law, facts: Facts, explanation: Bilingual): Judged[] {
  const untimed = { ...facts, endedAt: null, activityEnd: null, returnClaim: null };
  return count(law, untimed).map((duty) =>
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
function explainOdd({ endedAt, activityEnd }: Facts): Bilingual {
  const dates = [...new Set([endedAt, activityEnd].filter((at) => at !== null).map(sayExact))];
  return {
    zh: `日期超出可计算的范围（${dates.join('、')}），期限无法判定，请核对并更正时间。`,
    en: `The date lies outside what can be counted (${dates.join(', ')}); the time limit is undetermined. Check and correct the time.`,
  };
}

function count(law: Law, facts: Facts): Judged[] {
  const moment =
    facts.endedAt === null ? null : { on: beijingDate(facts.endedAt), boundFrom: facts.boundFrom };
  const { effective, fingerprint } = packFor(law, facts.packId, moment);
  const asOf = asOfFacts(facts);
  const storageFacts = {
    of: facts.of,
    recordingEnd: facts.endedAt,
    activityEnd: facts.activityEnd,
    storedAt: facts.storedAt,
    handover: facts.handover,
    returnClaim: facts.returnClaim,
    boundFrom: facts.boundFrom,
  };
  return judgeStorage(effective, law.calendar, storageFacts, asOf).map((duty) => toJudged(duty, fingerprint));
}

/** A return is claimed when it has come, also for film that was stored before it: it is no plan. */
function asOfFacts({ storedAt, endedAt, returnClaim }: Facts): string {
  const known = storedAt ?? endedAt ?? '1970-01-01T00:00:00.000Z';
  if (returnClaim === null) return known;
  return [known, toInstant(`${returnClaim.returnDate}T00:00:00+08:00`)].sort()[1] ?? known;
}

function toJudged(duty: StorageDuty, fingerprint: string): Judged {
  const [citation] = duty.citations;
  const open = duty.state === 'undetermined' || duty.state === 'noPackInForce' ? duty.state : 'judged';
  return {
    duty: duty.duty,
    tier: duty.tier,
    judgement: open,
    pack_id: duty.packId,
    pack_fingerprint: fingerprint,
    citation: {
      packId: citation.packId,
      title: plainTitle(citation.title),
      article: citation.article,
      label: citation.label,
    },
    counted_from: duty.countedFrom && toInstant(duty.countedFrom),
    due_before: dueBefore(duty.due),
    provisional: duty.provisional,
    discharged_at: duty.dischargedAt && toInstant(duty.dischargedAt),
    excusable: duty.excusable,
    exception_applied: duty.exceptionApplied,
    exception_refused: duty.exceptionRefused && {
      zh: duty.exceptionRefused.zh,
      en: duty.exceptionRefused.en,
    },
    steps: duty.steps.map(toStep),
    explanation: { zh: duty.explanation.zh, en: duty.explanation.en },
  };
}

const plainTitle = (title: string | Bilingual): string => (typeof title === 'string' ? title : title.zh);

const toStep = (step: CountingStep) => ({
  on: step.on,
  counted: step.counted,
  ordinal: step.ordinal ?? null,
  reason: { zh: step.reason.zh, en: step.reason.en },
});

/** A due time that may itself still be used (24 hours, 民法典 1259) is stored as the millisecond after it: everywhere "before" decides. */
function dueBefore(due: StorageDuty['due']): string | null {
  if (due.dueBefore === null) return null;
  return due.inclusive ? plusMillis(due.dueBefore, 1) : toInstant(due.dueBefore);
}

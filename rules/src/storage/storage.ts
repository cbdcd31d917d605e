import { FactsError } from '../errors.ts';
import { citeArticle, type EffectivePack, type ForceState, packInForce } from '../pack/effective.ts';
import { type StorageRule, type StoringPack, saysStorage } from '../pack/pack.ts';
import type { Calendar } from '../time/calendar.ts';
import {
  addDays,
  beijingDate,
  type CivilDate,
  dayNumber,
  epochMs,
  type Instant,
  laterByHours,
  midnightOf,
} from '../time/civil.ts';
import {
  addHours,
  type Deadline,
  endOfDay,
  isInTime,
  nthDayAfter,
  nthWorkdayAfter,
} from '../time/deadline.ts';
import { kindsOf } from '../vocabulary.ts';
import type { DutyKind, DutyState, StorageDuty, StorageFacts } from './duty.ts';
import { decideClaim } from './exception.ts';
import { explainScope, explainStorage } from './explanation.ts';

/** One pack's count for one recording. */
type Count = { pack: StoringPack; deadline: Deadline; countedFrom: Instant; exceptionApplied: boolean };
type Asked = { calendar: Calendar; facts: StorageFacts; recordingEnd: Instant; now: Instant };

const DUTIES: Record<StorageRule['handover'], readonly DutyKind[]> = {
  none: ['store'],
  alternative: ['store'],
  required: ['store', 'handover'],
  isTheDuty: ['handover'],
};

function earliest(instants: readonly (Instant | null | undefined)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null && instant !== undefined);
  return known.toSorted((a, b) => epochMs(a) - epochMs(b))[0] ?? null;
}

/**
 * Where the counting begins: the film's own end, or the end of the work when that is known and later. A day's work can
 * pass one midnight; an act that goes on for days is no one day's work, so there the film's own day stands.
 */
function anchorOf(rule: StorageRule, { facts, recordingEnd }: Asked): Instant {
  const activityEnd = facts.activityEnd ?? null;
  if (rule.anchor === 'recordingEnd' || activityEnd === null) return recordingEnd;
  if (epochMs(activityEnd) <= epochMs(recordingEnd)) return recordingEnd;
  const nextDay = addDays(beijingDate(recordingEnd), 1);
  return rule.anchor === 'activityEnd' || beijingDate(activityEnd) <= nextDay ? activityEnd : recordingEnd;
}

function countPlainly(rule: StorageRule, calendar: Calendar, anchor: Instant): Deadline {
  switch (rule.time.rule) {
    case 'sameDay':
      return endOfDay(beijingDate(anchor));
    case 'hours':
      return addHours(anchor, rule.time.value);
    case 'days':
      return nthDayAfter(calendar, beijingDate(anchor), rule.time.value, rule.time.roll);
    case 'workingDays':
      return nthWorkdayAfter(calendar, beijingDate(anchor), rule.time.value);
  }
}

function countUnder(pack: StoringPack, asked: Asked): Count {
  const { calendar, facts, now, recordingEnd } = asked;
  const anchor = anchorOf(pack.storage, asked);
  const plain = countPlainly(pack.storage, calendar, anchor);
  const claim = decideClaim(pack.storage, facts.returnClaim, recordingEnd);
  if (claim?.accepted) {
    const { returnDate, workingDays } = claim;
    const afterReturn = nthWorkdayAfter(calendar, returnDate, workingDays, 'dayOfReturn');
    if (epochMs(afterReturn.dueBefore) >= epochMs(plain.dueBefore)) {
      const planned = returnDate > beijingDate(now);
      const deadline: Deadline = planned ? { ...afterReturn, status: 'provisional' } : afterReturn;
      return { pack, deadline, countedFrom: midnightOf(returnDate), exceptionApplied: true };
    }
  }
  return { pack, deadline: plain, countedFrom: laterByHours(anchor, 0), exceptionApplied: false };
}

function inForceOf(packs: readonly StoringPack[], { facts, recordingEnd }: Asked): StoringPack[] {
  const on = beijingDate(recordingEnd);
  return packs.filter((pack) => packInForce(pack, on, facts.boundFrom).state === 'inForce');
}

/** The strictest count among packs that are in force on the day of the recording; the first wins a tie. */
function strictestCount(packs: readonly StoringPack[], asked: Asked): Count | null {
  return inForceOf(packs, asked)
    .map((pack) => countUnder(pack, asked))
    .reduce<Count | null>(
      (best, count) =>
        best && epochMs(best.deadline.dueBefore) <= epochMs(count.deadline.dueBefore) ? best : count,
      null,
    );
}

function dischargeOf(rule: StorageRule, duty: DutyKind, facts: StorageFacts): Instant | null {
  const handedOver = facts.handover?.at ?? null;
  const ways =
    duty === 'handover'
      ? [handedOver]
      : [facts.storedAt, rule.handover === 'alternative' ? handedOver : null];
  const at = earliest(ways);
  return at === null ? null : laterByHours(at, 0);
}

function stateOf(deadline: Deadline, dischargedAt: Instant | null, now: Instant): DutyState {
  if (dischargedAt !== null) return isInTime(deadline, dischargedAt) ? 'discharged' : 'dischargedLate';
  return isInTime(deadline, now) ? 'due' : 'overdue';
}

/**
 * A missed time can be excused only by a ground that holds under the highest of the packs above, and only as long as
 * that pack's own time reaches.
 */
function isExcusable(above: readonly StoringPack[], asked: Asked, settledAt: Instant): boolean {
  const highest = inForceOf(above, asked).at(-1);
  if (!highest) return false;
  const { exceptionApplied, deadline } = countUnder(highest, asked);
  return exceptionApplied && isInTime(deadline, settledAt);
}

function openDuty(pack: StoringPack, tier: StorageDuty['tier'], duty: DutyKind, facts: StorageFacts) {
  return {
    duty,
    tier,
    packId: pack.id,
    citations: [citeArticle(pack, pack.storage.article)] as StorageDuty['citations'],
    countedFrom: null,
    due: { dueBefore: null, inclusive: false, status: 'final' as const },
    dischargedAt: dischargeOf(pack.storage, duty, facts),
    excusable: false,
    provisional: false,
    exceptionApplied: false,
    exceptionRefused: null,
    steps: [],
  };
}

function citationsOf(pack: StoringPack, count: Count): StorageDuty['citations'] {
  const cited: StorageDuty['citations'] = [citeArticle(pack, pack.storage.article)];
  const { storage } = count.pack;
  const moved = count.exceptionApplied && storage.exception ? storage.exception : storage;
  if (!cited.some((citation) => citation.article === moved.article))
    cited.push(citeArticle(count.pack, moved.article));
  return cited;
}

function judgeDuty(
  chain: readonly [StoringPack, ...StoringPack[]],
  tier: StorageDuty['tier'],
  duty: DutyKind,
  asked: Asked,
): StorageDuty {
  const { facts, now, recordingEnd } = asked;
  const [pack, ...above] = chain;
  const open = openDuty(pack, tier, duty, facts);
  const knowing = chain.filter((one) => DUTIES[one.storage.handover].includes(duty));
  const count = strictestCount(knowing, asked);
  if (!count) throw new RangeError(`no pack in force was asked about ${duty} of ${pack.id}`);
  const { deadline } = count;
  const state = stateOf(deadline, open.dischargedAt, now);
  const missed = state === 'overdue' || state === 'dischargedLate';
  const claim = decideClaim(pack.storage, facts.returnClaim, recordingEnd);
  const judged = {
    ...open,
    citations: citationsOf(pack, count),
    countedFrom: count.countedFrom,
    due: { dueBefore: deadline.dueBefore, inclusive: deadline.inclusive, status: deadline.status },
    state,
    excusable: missed && isExcusable(above, asked, open.dischargedAt ?? now),
    provisional: deadline.status === 'provisional',
    exceptionApplied: count.exceptionApplied,
    exceptionRefused: claim && !claim.accepted ? claim.refusal : null,
    steps: deadline.steps,
  };
  return {
    ...judged,
    explanation: explainStorage(pack, judged, { kind: 'counted', of: facts.of ?? 'recording', recordingEnd }),
  };
}

function undecided(
  pack: StoringPack,
  tier: StorageDuty['tier'],
  duty: DutyKind,
  facts: StorageFacts,
  force: ForceState,
): StorageDuty {
  const state = force.state === 'inForce' ? ('undetermined' as const) : ('noPackInForce' as const);
  const open = { ...openDuty(pack, tier, duty, facts), state };
  return { ...open, explanation: explainStorage(pack, open, { kind: 'undecided', force }) };
}

/** Whether a pack says that it is about none of the acts that the film serves. */
const isOutside = ({ scope }: StoringPack, { activities = [] }: StorageFacts): boolean =>
  scope !== null &&
  activities.length > 0 &&
  activities.every((activity) => !kindsOf[activity].some((kind) => scope.kinds.includes(kind)));

/** A pack that is not about such acts asks for nothing, which is said with the article on its scope. */
function outOfScope(
  pack: StoringPack,
  tier: StorageDuty['tier'],
  duty: DutyKind,
  facts: StorageFacts,
): StorageDuty {
  const open = { ...openDuty(pack, tier, duty, facts), state: 'notApplicable' as const };
  const scoped = pack.scope ? citeArticle(pack, pack.scope.article) : open.citations[0];
  const judged = { ...open, citations: [scoped, open.citations[0]] as StorageDuty['citations'] };
  return { ...judged, explanation: explainScope(pack, judged, facts.activities ?? []) };
}

/** Whether a pack can bind at all while the day of the recording is unknown: only a missing date can be told. */
function forceWithoutDay(pack: StoringPack, boundFrom: CivilDate | null): ForceState {
  const from = pack.effectiveFrom ?? boundFrom;
  return from === null ? { state: 'noEffectiveDate' } : { state: 'inForce', from };
}

/** Reads every date and instant once, so that a bad one is refused whatever the rest of the facts are. */
function checkFacts(facts: StorageFacts, now: Instant): void {
  const { recordingEnd, activityEnd, storedAt, handover, returnClaim, boundFrom } = facts;
  for (const instant of [now, recordingEnd, activityEnd, storedAt, handover?.at]) {
    if (instant !== null && instant !== undefined) epochMs(instant);
  }
  for (const date of [returnClaim?.returnDate, boundFrom]) {
    if (date !== null && date !== undefined) dayNumber(date);
  }
  if (handover && handover.receivedBy.trim() === '') throw new FactsError('', 'the name of who took over');
}

/**
 * Judges the duties to store and hand over one recording under the organ's regulation and those above it.
 * Pure: the same facts give the same due time at any `now`, which only decides between due and overdue (and whether a
 * return lies in the future). The local duty carries the strictest of the organ's own time and those of the levels
 * above; each of these is judged beside it, with its own exception.
 * @throws FactsError when a date or an instant cannot be read, or a handover names nobody.
 */
export function judgeStorage(
  effective: EffectivePack,
  calendar: Calendar,
  facts: StorageFacts,
  now: Instant,
): StorageDuty[] {
  checkFacts(facts, now);
  const { recordingEnd } = facts;
  const chain = [effective.pack, ...effective.parents].filter(saysStorage);
  return chain.flatMap((pack, level) => {
    const tier = pack === effective.pack ? ('local' as const) : ('parent' as const);
    if (isOutside(pack, facts))
      return DUTIES[pack.storage.handover].map((duty) => outOfScope(pack, tier, duty, facts));
    const above = chain.slice(level + 1).filter((one) => !isOutside(one, facts));
    const force =
      recordingEnd === null
        ? forceWithoutDay(pack, facts.boundFrom)
        : packInForce(pack, beijingDate(recordingEnd), facts.boundFrom);
    return DUTIES[pack.storage.handover].map((duty) =>
      recordingEnd === null || force.state !== 'inForce'
        ? undecided(pack, tier, duty, facts, force)
        : judgeDuty([pack, ...above], tier, duty, { calendar, facts, recordingEnd, now }),
    );
  });
}

import type { KeepingTime, PeriodTime } from '../pack/duration.ts';
import { addDays, addMonths, type Bilingual, midnightOf, readInstant } from '../time/civil.ts';
import type { CountingStep, Deadline } from '../time/deadline.ts';
import { periodAfter } from '../time/period.ts';
import { sayDate } from '../time/words.ts';
import {
  type Activity,
  activities,
  coerciveSteps,
  type EvidenceScope,
  isCoercive,
  type LongTermTrigger,
  longTermTriggers,
} from '../vocabulary.ts';
import { type Act, filmEnd, firstStep, type Rule, stepsOf, type Time } from './act.ts';
import { type Draft, type Due, noDue, owe } from './draft.ts';
import { type Basis, perLaw } from './law.ts';
import type { Obligation } from './obligation.ts';

const titles = {
  routine: { zh: '保存日常音像', en: 'keep film of everyday work' },
  volume: { zh: '音像随案卷保存', en: 'keep the film as long as the volume' },
  longTerm: { zh: '长期保存音像', en: 'keep the film for a long time' },
};
/** What the product keeps film for where no text says: a policy of the organ, never an article. */
const POLICY_MONTHS = 6;
const policy: PeriodTime = { rule: 'months', value: POLICY_MONTHS };

/** The end of a keeping: through the day before the one on which it could be looked at for disposal. */
type Kept = { due: Due; done: Time | null; steps: CountingStep[] };
const uncounted = { counted: false, ordinal: null };
const endless: Kept = { due: noDue, done: null, steps: [] };

/** A time that is over by itself: nobody has to do anything for it to end. */
function over({ dueBefore, steps }: Pick<Deadline, 'dueBefore' | 'steps'>): Kept {
  return { due: { dueBefore, inclusive: true, status: 'final' }, done: { ms: 0, at: dueBefore }, steps };
}

/** Counts as civil law does: the first day is not counted, a missing corresponding day is the end of the month. */
function keptFor(act: Act, base: Time, months: PeriodTime | null): Kept {
  return months === null ? endless : over(periodAfter(act.calendar, base.at, months, 'none'));
}

/** A time of keeping as months; null where it has no end. */
function monthsOf(time: KeepingTime | null): PeriodTime | null {
  if (time === null || time.rule === 'permanent') return null;
  return { rule: 'months', value: time.rule === 'years' ? time.value * 12 : time.value };
}

/** The texts speak of cases: whatever the act, its film counts that is evidence in such a one. */
const falls: Record<EvidenceScope, (act: Act) => boolean> = {
  ordinaryPenalty: ({ facts }) => facts.procedure === 'ordinary',
  coercion: (act) => isCoercive(act.facts.activity) || firstStep(act, coerciveSteps) !== null,
  anyEvidence: () => true,
};

const unknownEnd: Draft = {
  settled: 'undetermined',
  notes: [
    {
      zh: '不知道音像或者活动什么时候结束，无法计算保存期，在此之前不得销毁。',
      en: 'It is not known when the film or the act ended, so no end is counted; nothing is destroyed before.',
    },
  ],
};

/**
 * What each ground rests on, with the article that nothing is destroyed inside its period. Where a text is silent, what
 * stands nearest to it is cited for that silence.
 */
const grounds = perLaw(({ merged, basisOn }) => {
  const { noDestruction, evidenceKeeping, evidenceFilm, storage, routineKeeping, longTermKeeping } = merged;
  const near = noDestruction.value ?? evidenceKeeping.value ?? evidenceFilm.value ?? storage.value;
  const on = (value: { article: string; also: string[] } | null): Basis | null => {
    if (!value) return near && basisOn([near.article]);
    const bearing = noDestruction.value ? [noDestruction.value.article] : [];
    return basisOn([value.article, ...value.also, ...bearing]);
  };
  return {
    routine: on(routineKeeping.value),
    volume: on(evidenceKeeping.value),
    longTerm: on(longTermKeeping.value),
    routineTime: monthsOf(routineKeeping.value?.time ?? null),
    longTermTime: monthsOf(longTermKeeping.value?.time ?? null),
  };
});

function silentOn(activity: Activity): Bilingual {
  const { zh, en } = activities[activity];
  return {
    zh: `文本没有规定${zh}的音像保存多久，暂按本机关默认保存${POLICY_MONTHS}个月，期满也不自动销毁。`,
    en: `The text does not say how long film of ${en} is kept; by default the organ keeps it ${POLICY_MONTHS} months, and nothing is destroyed by itself.`,
  };
}

const permanent = { zh: '永久保存。', en: 'It is kept permanently.' };
const forEver = (time: KeepingTime | null) => (time?.rule === 'permanent' ? [permanent] : []);

function routine(act: Act, base: Time | null): Obligation | null {
  const { value } = act.law.merged.routineKeeping;
  const { activity } = act.facts;
  const named = value !== null && (value.activities === 'all' || value.activities.includes(activity));
  const basis = grounds(act.law).routine;
  if (!basis) return null;
  if (!base) return owe(act, 'keeping', basis, titles.routine, { key: 'routine', ...unknownEnd });
  const time = named ? grounds(act.law).routineTime : policy;
  const { due, done, steps } = keptFor(act, base, time);
  return owe(act, 'keeping', basis, titles.routine, {
    key: 'routine',
    countedFrom: base,
    opensAt: base,
    due,
    done,
    steps,
    settled: named ? null : 'undetermined',
    notes: named ? forEver(value.time) : [silentOn(activity)],
  });
}

function sayVolume(act: Act, named: boolean): Bilingual[] {
  const set = stepsOf(act, 'volumePeriodSet').at(-1)?.step.detail;
  const notes: Bilingual[] = [];
  if (!named)
    notes.push({
      zh: '文本没有把这类案件的证据音像列为随案卷保存，按默认随案卷保存。',
      en: 'The text does not name evidence film of such a case; by default it follows the volume.',
    });
  if (set?.years === undefined)
    notes.push({
      zh: '案卷保管期限还没有确定，确定前一直保存。',
      en: 'The period of the volume is not set; the film is kept until it is.',
    });
  else if (set.years === 'permanent')
    notes.push({ zh: '案卷永久保管。', en: 'The volume is kept permanently.' });
  else if (set.startsOn === undefined)
    notes.push({
      zh: '没有登记案卷保管期限从哪天起算，请补充。',
      en: 'It is not entered from which day the period of the volume runs: enter it.',
    });
  else
    notes.push({
      zh: `案卷保管${set.years}年，从${sayDate(set.startsOn)}起算。`,
      en: `The volume is kept ${set.years} years from ${set.startsOn}.`,
    });
  return notes;
}

/** Evidence lasts as long as its volume: so many years from the day entered, that day included. */
function volumeEnd(act: Act): Kept & Pick<Draft, 'countedFrom'> {
  const set = stepsOf(act, 'volumePeriodSet').at(-1)?.step.detail;
  if (set?.startsOn === undefined || typeof set.years !== 'number') return endless;
  const end = addMonths(set.startsOn, set.years * 12);
  const steps: CountingStep[] = [
    { ...uncounted, on: set.startsOn, reason: { code: 'dayOfEvent', zh: '起算日', en: 'from this day' } },
    {
      ...{ ...uncounted, counted: true, on: addDays(end, -1) },
      reason: { code: 'lastDay', zh: `满${set.years}年`, en: `${set.years} years are over` },
    },
  ];
  return {
    ...over({ dueBefore: midnightOf(end), steps }),
    countedFrom: readInstant(midnightOf(set.startsOn)),
  };
}

function volume(act: Act, base: Time | null): Obligation | null {
  if (!act.film.some(({ asEvidence }) => asEvidence)) return null;
  const { value } = act.law.merged.evidenceKeeping;
  const named = value?.scopes.some((scope) => falls[scope](act)) ?? false;
  const basis = grounds(act.law).volume;
  if (!basis) return null;
  return owe(act, 'keeping', basis, titles.volume, {
    ...{ key: 'volume', countedFrom: base, opensAt: base, ...volumeEnd(act) },
    settled: named ? null : 'undetermined',
    notes: sayVolume(act, named),
  });
}

function longTerm(act: Act): Obligation | null {
  const { value } = act.law.merged.longTermKeeping;
  const first =
    value && stepsOf(act, 'longTermTriggered').find(({ step }) => triggers(value, step.detail.trigger));
  const basis = grounds(act.law).longTerm;
  if (!first || !basis) return null;
  const { zh, en } = longTermTriggers[first.step.detail.trigger as LongTermTrigger];
  const kept = keptFor(act, first, grounds(act.law).longTermTime);
  return owe(act, 'keeping', basis, titles.longTerm, {
    ...{ key: 'longTerm', countedFrom: first, opensAt: first, ...kept },
    notes: [
      {
        zh: `${sayDate(first.at.slice(0, 10))}出现长期保存情形：${zh}。须另存到光盘或者移动介质，案件以后撤销也不改变。`,
        en: `A ground for long keeping came up on ${first.at.slice(0, 10)}: ${en}. It is copied to disc or removable media and stays so if the case is dropped.`,
      },
      ...(kept.due.dueBefore === null
        ? [{ zh: '没有期限，不自动销毁。', en: 'It has no end and is never destroyed by itself.' }]
        : []),
    ],
  });
}

const triggers = (value: { triggers: readonly LongTermTrigger[] }, trigger: string | undefined) =>
  value.triggers.some((one) => one === trigger);

/**
 * How long the film of an act is kept, one duty for each ground; the longest governs. `due` is the end of the keeping:
 * until then it is owed, from then on discharged, and never overdue.
 */
export const keeping: Rule = (act, owed) => {
  if (!act.filmed) return;
  const base = filmEnd(act) ?? act.end;
  for (const found of [routine(act, base), volume(act, base), longTerm(act)]) if (found) owed.push(found);
};

import type { PeriodRule } from '../pack/pack.ts';
import type { Bilingual } from '../time/civil.ts';
import { type Changes, periodAfter, periodBefore, type Span } from '../time/period.ts';
import type { StepKind } from '../vocabulary.ts';
import { type Act, type Entered, firstStep, type Rule, stepsOf, type Time } from './act.ts';
import { type Draft, owe } from './draft.ts';
import { perLaw } from './law.ts';
import { sayDate } from './words.ts';

/** What ends a span of time that is entered with its beginning alone. */
const endings: Partial<Record<StepKind, StepKind>> = { thirdPartyAsked: 'thirdPartyAnswered' };
const dayOf = ({ at }: Time) => at.slice(0, 10);

function endOf(act: Act, entered: Entered): Time | null {
  const kind = endings[entered.step.kind];
  return entered.until ?? (kind ? firstStep(act, [kind], entered.ms) : null);
}

/** Spans that do not count, and how many have no end yet. */
function excludedBy(act: Act, rule: PeriodRule, opened: Entered): { spans: Span[]; open: number } {
  const spans: Span[] = [];
  let open = 0;
  for (const kind of rule.excluded)
    for (const entered of stepsOf(act, kind)) {
      const end = endOf(act, entered);
      if (end && end.ms < opened.ms) continue;
      if (end) spans.push({ from: dayOf(entered), to: dayOf(end) });
      else open += 1;
    }
  return { spans, open };
}

const remarks = {
  open: {
    zh: '有不计入期限的时间还没有结束，结束后期限顺延，现在的日期是暂定的。',
    en: 'A time that does not count has no end yet; once it has, the period moves, so this date is provisional.',
  },
  refused: {
    zh: '延长是在期限届满之后批准的，不予计算。',
    en: 'The extension was approved after the period was over and does not count.',
  },
  party: {
    zh: '这是对方的期限，只作提示，不追究本机关。',
    en: 'The period is for the other side: shown, never held against the organ.',
  },
  effect: {
    zh: '期限届满即发生效力，不必另行办理。',
    en: 'It takes effect when it is over; nothing is to be done.',
  },
  noDate: {
    zh: '没有登记确定的日期，无法倒数，请补充。',
    en: 'The day set is not entered, so nothing can be counted back: enter it.',
  },
} satisfies Record<string, Bilingual>;

function countBefore(act: Act, rule: PeriodRule, opened: Entered): Draft {
  const { on } = opened.step.detail;
  if (on === undefined) return { settled: 'undetermined', notes: [remarks.noDate] };
  const { dueBefore, inclusive, status, steps } = periodBefore(act.calendar, on, rule.time.value);
  const note = {
    zh: `确定的日期是${sayDate(on)}，其前须有${rule.time.value}个完整工作日。`,
    en: `The day set is ${on}; ${rule.time.value} full working days have to lie before it.`,
  };
  return { due: { dueBefore, inclusive, status }, steps, notes: [note] };
}

function countAfter(act: Act, rule: PeriodRule, opened: Entered): Draft {
  const { spans, open } = rule.excluded.length > 0 ? excludedBy(act, rule, opened) : { spans: [], open: 0 };
  const approved = rule.extension && firstStep(act, [rule.extension.step], opened.ms);
  const extension = approved && rule.extension ? { at: approved.at, time: rule.extension.time } : null;
  const changes: Changes | undefined =
    spans.length > 0 || extension ? { excluded: spans, extension } : undefined;
  const { dueBefore, inclusive, status, steps } = periodAfter(
    act.calendar,
    opened.at,
    rule.time,
    rule.roll,
    changes,
  );
  const notes: Bilingual[] = [];
  if (open > 0) notes.push(remarks.open);
  if (extension && !steps.some(({ reason }) => reason.code === 'extended')) notes.push(remarks.refused);
  return {
    due: { dueBefore, inclusive, status },
    ...{ steps, notes, provisional: status === 'provisional' || open > 0 },
  };
}

function judge(act: Act, rule: PeriodRule, opened: Entered): Draft {
  const counted =
    rule.direction === 'before' ? countBefore(act, rule, opened) : countAfter(act, rule, opened);
  const kept = firstStep(act, rule.kept, opened.ms);
  const notes = counted.notes ?? [];
  if (rule.whose !== 'organ' && rule.kept.length > 0) notes.push(remarks.party);
  if (rule.kept.length === 0) notes.push(remarks.effect);
  return {
    ...counted,
    ...{
      key: `${rule.id}#${opened.step.id}`,
      opensAt: opened,
      countedFrom: opened,
      whose: rule.whose,
      notes,
    },
    done: kept,
  };
}

const asked = perLaw(({ merged, since, basisOf }) =>
  (merged.periods.value ?? []).map((rule) => ({ rule, since: since(rule.article), basis: basisOf(rule) })),
);

/**
 * The periods that the law gives somebody: one for each step that opens it. A statute that did not apply yet on the day
 * on which the period began does not bind.
 */
export const periods: Rule = (act, owed) => {
  for (const { rule, since, basis } of asked(act.law)) {
    const opening = act.steps.get(rule.from);
    if (!opening) continue;
    for (const opened of opening) {
      if (since !== null && dayOf(opened) < since) continue;
      owed.push(owe(act, 'period', basis, rule.what, judge(act, rule, opened)));
    }
  }
};

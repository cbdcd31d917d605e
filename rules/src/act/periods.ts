import type { Pack, PeriodRule } from '../pack/pack.ts';
import { type Bilingual, type CivilDate, midnightOf, readInstant } from '../time/civil.ts';
import { type Changes, periodAfter, periodBefore, type Span } from '../time/period.ts';
import { sayDate } from '../time/words.ts';
import type { StepKind } from '../vocabulary.ts';
import { type Answers, answersTo, concerns, sayUnclear } from './about.ts';
import { heldAbove } from './above.ts';
import { type Act, type Entered, later, type Rule, stepsOf, type Time } from './act.ts';
import { type Draft, noDue, owe } from './draft.ts';
import { type Basis, perLaw } from './law.ts';
import { isMissed, type Obligation } from './obligation.ts';
import { takesEffect } from './words.ts';

/** What ends a span of time that is entered with its beginning alone. */
const endings: Partial<Record<StepKind, StepKind>> = { thirdPartyAsked: 'thirdPartyAnswered' };
const dayOf = ({ at }: Time): CivilDate => at.slice(0, 10);

/** A period of one pack, with what does not depend on the act. */
export type Asked = {
  rule: PeriodRule;
  basis: Basis;
  /** Its id, with the pack where one below has a period of that id too. */
  name: string;
  openers: readonly StepKind[];
  since: CivilDate | null;
  /** From when periods of packs below take its place. */
  replacedFrom: readonly (CivilDate | null)[];
  /** Periods of packs above with its id. */
  above: readonly Asked[];
};

const remarks = {
  running: {
    zh: '有不计入期限的时间还没有结束，在此期间期限不走，结束后才能算出截止日。',
    en: 'A time that does not count is still running: the period stands still, and its end is known once that is over.',
  },
  untold: {
    zh: '有不计入期限的时间没有登记书面告知当事人的时刻，没有告知的不能扣除；已经告知的，请补充。',
    en: 'Of a time that would not count it is not entered when the party was told of it in writing; it counts until then. If the party was told, enter when.',
  },
  refused: {
    zh: '延长是在期限届满之后批准的，不予计算。',
    en: 'The extension was approved after the period was over and does not count.',
  },
  party: {
    zh: '这是对方的期限，只作提示，不追究本机关。',
    en: 'The period is for the other side: shown, never held against the organ.',
  },
  noDate: {
    zh: '没有登记确定的日期，无法倒数，请补充。',
    en: 'The day set is not entered, so nothing can be counted back: enter it.',
  },
} satisfies Record<string, Bilingual>;

/** Spans that do not count, those that began and have no end yet, and what is not told of them. */
type Left = { spans: Span[]; open: CivilDate[]; notes: Set<Bilingual>; unclear: Entered[] };

/** When a span ended; null while it has not, or while it is not told whether it did. */
function endOf(act: Act, asked: Asked, entered: Entered, left: Left): Time | null {
  if (entered.until) return entered.until;
  const kind = endings[entered.step.kind];
  if (!kind) return null;
  const { first, unclear } = answersTo(act, asked, [kind], entered, entered.ms);
  left.unclear.push(...unclear);
  return first;
}

/** From which day a span is left out: where the party has to be told of it, not before it was. */
function leftFrom(entered: Entered, whenTold: boolean): CivilDate | null {
  if (!whenTold) return dayOf(entered);
  const { notifiedAt } = entered.step.detail;
  if (notifiedAt === undefined) return null;
  return dayOf(later(entered, readInstant(notifiedAt)) ?? entered);
}

function leaveOut(act: Act, asked: Asked, opened: Entered, entered: Entered, whenTold: boolean, left: Left) {
  const end = endOf(act, asked, entered, left);
  if (end && end.ms < opened.ms) return;
  const about = concerns(act, asked, opened, entered, end?.ms ?? Number.POSITIVE_INFINITY);
  if (about === 'unclear') left.unclear.push(entered);
  if (about !== 'yes') return;
  const from = leftFrom(entered, whenTold);
  if (from === null) left.notes.add(remarks.untold);
  else if (end === null) left.open.push(from);
  else if (from <= dayOf(end)) left.spans.push({ from, to: dayOf(end) });
}

function leftOut(act: Act, asked: Asked, opened: Entered): Left {
  const left: Left = { spans: [], open: [], notes: new Set(), unclear: [] };
  const { excluded, excludedWhenTold } = asked.rule;
  for (const [kinds, whenTold] of [
    [excluded, false],
    [excludedWhenTold, true],
  ] as const)
    for (const kind of kinds)
      for (const entered of stepsOf(act, kind)) leaveOut(act, asked, opened, entered, whenTold, left);
  return left;
}

/** A count, and the steps of which it is not told whether they change it. */
type Count = { draft: Draft & { notes: Bilingual[] }; unclear: readonly Entered[] };

function countBefore(act: Act, rule: PeriodRule, opened: Entered): Count {
  const { on } = opened.step.detail;
  if (on === undefined) return { draft: { settled: 'undetermined', notes: [remarks.noDate] }, unclear: [] };
  const { dueBefore, inclusive, status, steps } = periodBefore(act.calendar, on, rule.time.value);
  const note = {
    zh: `确定的日期是${sayDate(on)}，其前须有${rule.time.value}个完整工作日。`,
    en: `The day set is ${on}; ${rule.time.value} full working days have to lie before it.`,
  };
  return { draft: { due: { dueBefore, inclusive, status }, steps, notes: [note] }, unclear: [] };
}

const nothingUnclear: readonly Entered[] = [];

function changesOf(rule: PeriodRule, left: Left | null, extended: Answers | null): Changes | undefined {
  const approved = extended?.first;
  const extension = approved && rule.extension ? { at: approved.at, time: rule.extension.time } : null;
  const spans = left?.spans ?? [];
  return spans.length > 0 || extension ? { excluded: spans, extension } : undefined;
}

function countAfter(act: Act, asked: Asked, opened: Entered): Count {
  const { rule } = asked;
  const leaves = rule.excluded.length + rule.excludedWhenTold.length > 0;
  const left = leaves ? leftOut(act, asked, opened) : null;
  const extended = rule.extension && answersTo(act, asked, [rule.extension.step], opened, opened.ms);
  const changes = changesOf(rule, left, extended);
  const ended = periodAfter(act.calendar, opened.at, rule.time, rule.roll, changes);
  const { dueBefore, inclusive, status, steps } = ended;
  const notes: Bilingual[] = left ? [...left.notes] : [];
  const unclear =
    left || extended ? [...(left?.unclear ?? []), ...(extended?.unclear ?? [])] : nothingUnclear;
  if (rule.time.rule !== 'hours' && left?.open.some((from) => midnightOf(from) < dueBefore))
    return { draft: { due: noDue, provisional: true, notes: [...notes, remarks.running] }, unclear };
  if (changes?.extension && !steps.some(({ reason }) => reason.code === 'extended'))
    notes.push(remarks.refused);
  return {
    draft: { due: { dueBefore, inclusive, status }, steps, notes, provisional: status === 'provisional' },
    unclear,
  };
}

const noKinds: readonly StepKind[] = [];

function judge(act: Act, asked: Asked, opened: Entered): Draft {
  const { rule } = asked;
  const before = rule.direction === 'before';
  const { draft, unclear } = before ? countBefore(act, rule, opened) : countAfter(act, asked, opened);
  const since = before || rule.keptBefore ? Number.NEGATIVE_INFINITY : opened.ms;
  const kept = answersTo(act, asked, rule.kept, opened, since);
  const { notes, due = noDue } = draft;
  if (rule.overrides) notes.push(sayOverriding(rule.overrides.reason));
  if (rule.whose !== 'organ' && rule.kept.length > 0) notes.push(remarks.party);
  if (rule.kept.length === 0) notes.push(takesEffect);
  const open =
    unclear.length + kept.unclear.length === 0
      ? noKinds
      : [...new Set([...unclear, ...kept.unclear].map(({ step }) => step.kind))];
  for (const kind of open) notes.push(sayUnclear(kind));
  const dischargedAt = kept.first?.at ?? null;
  const settles =
    open.length === 0 || (dischargedAt !== null && !isMissed({ settled: null, due, dischargedAt }));
  return {
    key: `${asked.name}#${opened.step.id}`,
    opensAt: opened,
    due,
    countedFrom: opened,
    done: kept.first,
    settled: draft.settled ?? (settles ? null : 'undetermined'),
    provisional: draft.provisional ?? due.status === 'provisional',
    steps: draft.steps ?? [],
    whose: rule.whose,
    notes,
  };
}

const sayOverriding = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `这个期限取代上级的同一期限：${zh}。`,
  en: `This period takes the place of the one above: ${en}.`,
});

/** The day from which a period takes the place of those above: its own text and the special law apply by then. */
function replacingFrom(rule: PeriodRule, since: (article: string) => CivilDate | null): CivilDate | null {
  const [own, special] = [since(rule.article), rule.overrides && since(rule.overrides.article)];
  return own === null || (special !== null && special > own) ? special : own;
}

/** The periods of each pack beside each other, the organ's own first. */
const asked = perLaw(({ merged, activity, since, basisOn }): readonly Asked[] => {
  const all: (Asked & { pack: Pack; above: Asked[] })[] = [];
  for (const { pack, value } of merged.periods.kept)
    for (const rule of value) {
      const below = all.filter((one) => one.pack !== pack && one.rule.id === rule.id);
      const more = rule.orFrom?.except.includes(activity) ? [] : (rule.orFrom?.steps ?? []);
      const references = [rule.article, ...rule.also, ...(rule.overrides ? [rule.overrides.article] : [])];
      const one = {
        ...{ pack, rule, basis: basisOn(references), since: since(rule.article), above: [] },
        name: below.length > 0 ? `${rule.id}@${pack.id}` : rule.id,
        openers: [...new Set([rule.from, ...more])],
        replacedFrom: below
          .filter((lower) => lower.rule.overrides !== null)
          .map((lower) => replacingFrom(lower.rule, since)),
      };
      for (const lower of below) lower.above.push(one);
      all.push(one);
    }
  return all;
});

/** A period that a kind of step opens, with its place among all. */
type Opening = { place: number; kind: StepKind; one: Asked };

const openings = perLaw((law) => {
  const all = asked(law).flatMap((one) => one.openers.map((kind) => ({ kind, one })));
  return Map.groupBy(
    all.map((opening, place): Opening => ({ ...opening, place })),
    ({ kind }) => kind,
  );
});

/** What the steps of an act open, in the order of the periods: an act has few kinds of steps, a law many periods. */
function openedBy(act: Act): readonly Opening[] {
  const known = openings(act.law);
  const found: Opening[] = [];
  for (const kind of act.steps.keys()) {
    const opened = known.get(kind);
    if (opened !== undefined) found.push(...opened);
  }
  return found.length < 2 ? found : found.sort((a, b) => a.place - b.place);
}

/** Whether a period binds that begins on this day: its text applies by then, and no special law takes its place. */
const binds = ({ since, replacedFrom }: Asked, on: CivilDate) =>
  (since === null || on >= since) &&
  (replacedFrom.length === 0 || !replacedFrom.some((from) => from === null || on >= from));

/**
 * One period that begins with a step. Missed under a level above as well, it cannot be excused; nor can one that stands
 * in the place of that level.
 */
function periodOf(act: Act, one: Asked, opened: Entered): Obligation {
  const duty = owe(act, 'period', one.basis, one.rule.what, judge(act, one, opened));
  if (one.rule.overrides) return { ...duty, excusable: false, excused: false };
  if (one.above.length === 0 || !duty.excusable || !isMissed(duty)) return duty;
  for (const upper of one.above) {
    if (!upper.openers.includes(opened.step.kind) || !binds(upper, dayOf(opened))) continue;
    const above = periodOf(act, upper, opened);
    if (isMissed(above)) return heldAbove(duty, above);
  }
  return duty;
}

/**
 * The periods that the law gives somebody: one for each step that opens it, at each level that sets one. A text that did
 * not apply yet on the day on which the period began does not bind.
 */
export const periods: Rule = (act, owed) => {
  for (const { kind, one } of openedBy(act)) {
    for (const opened of stepsOf(act, kind))
      if (binds(one, dayOf(opened))) owed.push(periodOf(act, one, opened));
  }
};

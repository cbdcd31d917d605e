import type { MergedSections } from '../pack/merged.ts';
import {
  type Activity,
  kindsOf,
  type NoticeOccasion,
  noticeOccasions,
  type StepKind,
} from '../vocabulary.ts';
import { type Act, firstStep, type Rule, stepsOf, type Time } from './act.ts';
import { owe, upTo } from './draft.ts';
import { perLaw } from './law.ts';

type Notice = MergedSections['recordingNotice']['kept'][number];

const strictest = ['before', 'atStart', 'during'];
/** What marks that the act came to the point before which people have to know. */
const measures: readonly StepKind[] = [
  'measureTaken',
  'measureTakenUrgently',
  'freezeImposed',
  'decisionServed',
];
const onlyCoercive = (activity: Activity) => kindsOf[activity].every((kind) => kind === 'coercion');

function occasionOf(activity: Activity): NoticeOccasion {
  if (activity === 'penalty' || activity === 'questioning') return activity;
  return onlyCoercive(activity) ? 'coercion' : 'filming';
}

const titles = {
  before: { zh: '事先告知正在录音录像', en: 'tell people beforehand that they are recorded' },
  atStart: { zh: '开始时告知正在录音录像', en: 'tell people at the start that they are recorded' },
  during: { zh: '过程中告知正在录音录像', en: 'tell people meanwhile that they are recorded' },
};

const asked = perLaw(({ merged, activity, basisOn }) => {
  const occasion = occasionOf(activity);
  const asking = merged.recordingNotice.kept
    .filter(({ value }) => value.occasions.includes(occasion) || value.occasions.includes('filming'))
    .toSorted((a, b) => strictest.indexOf(a.value.when) - strictest.indexOf(b.value.when));
  const [lead] = asking;
  if (!lead) return null;
  const { zh, en } = noticeOccasions[lead.value.occasions.includes(occasion) ? occasion : 'filming'];
  return {
    when: lead.value.when,
    basis: basisOn(asking.flatMap(({ value }) => [value.article, ...value.also])),
    occasion: { zh: `适用的场合：${zh}。`, en: `The occasion: ${en}.` },
  };
});

/** The measure within the act; what the case brings after it is another matter. */
function measureOf(act: Act): Time | null {
  const measure = firstStep(act, measures, act.start.ms);
  return measure && (act.end === null || measure.ms <= act.end.ms) ? measure : null;
}

/** By when people have to know: `before` and `atStart` look at the measure, `before` at the beginning without one. */
function limitOf(act: Act, when: Notice['value']['when']): Time | null {
  if (when === 'during') return act.end;
  return measureOf(act) ?? (when === 'before' ? act.start : act.end);
}

function sayLimit(act: Act, when: Notice['value']['when']) {
  if (when === 'before' && !measureOf(act))
    return [
      {
        zh: '没有登记采取措施的时刻，以活动开始为准；登记后按该时刻判断。',
        en: 'The time of the measure is not entered, so the beginning of the act counts; once entered it decides.',
      },
    ];
  return [];
}

/**
 * Telling people that they are recorded. Each text is asked by itself: that one wants it before a measure and another at
 * the start of any film does not make it due before every film.
 */
export const recordingNotice: Rule = (act, owed) => {
  if (!act.filming.expected) return;
  const rule = asked(act.law);
  if (!rule) return;
  const { when, basis, occasion } = rule;
  const limit = limitOf(act, when);
  const told = stepsOf(act, 'recordingNotified')[0] ?? null;
  owed.push(
    owe(act, 'recordingNotice', basis, titles[when], {
      opensAt: when === 'before' ? null : act.start,
      due: upTo(limit),
      done: told,
      notes: [occasion, ...sayLimit(act, when)],
    }),
  );
};

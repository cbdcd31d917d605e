import type { MergedSections } from '../pack/merged.ts';
import type { Bilingual } from '../time/civil.ts';
import {
  type Activity,
  coerciveSteps,
  isCoercive,
  type NoticeOccasion,
  noticeOccasions,
  type StepKind,
} from '../vocabulary.ts';
import {
  type Act,
  earlier,
  filmStart,
  firstShown,
  firstWithin,
  onFilmFrom,
  type Rule,
  stepsOf,
  type Time,
} from './act.ts';
import { type Draft, owe, upTo } from './draft.ts';
import { type ActLaw, type Basis, perLaw } from './law.ts';
import { remarks } from './onsite.ts';

type When = MergedSections['recordingNotice']['kept'][number]['value']['when'];
/** What is asked for: when, on which of the occasions of the act. Texts that ask for one time ask for one thing. */
type Asking = {
  key: string;
  when: When;
  occasions: readonly NoticeOccasion[];
  basis: Basis;
  said: Bilingual;
};

function occasionOf(activity: Activity): NoticeOccasion {
  if (activity === 'penalty' || activity === 'questioning') return activity;
  return isCoercive(activity) ? 'coercion' : 'filming';
}

const titles = {
  before: { zh: '事先告知正在录音录像', en: 'tell people beforehand that they are recorded' },
  atStart: { zh: '开始时告知正在录音录像', en: 'tell people at the start that they are recorded' },
  during: { zh: '过程中告知正在录音录像', en: 'tell people meanwhile that they are recorded' },
};

function askingOn({ merged, basisOn }: ActLaw, occasions: readonly NoticeOccasion[]): Asking[] {
  const asking = merged.recordingNotice.kept.filter(({ value }) =>
    occasions.some((one) => value.occasions.includes(one)),
  );
  const whens = [...new Set(asking.map(({ value }) => value.when))];
  return whens.map((when, index) => {
    const texts = asking.map(({ value }) => value).filter((value) => value.when === when);
    const mine = occasions.filter((one) => texts.some((value) => value.occasions.includes(one)));
    const { zh, en } = noticeOccasions[mine[0] ?? 'filming'];
    return {
      ...{ key: index === 0 ? '' : when, when, occasions: mine },
      basis: basisOn(texts.flatMap(({ article, also }) => [article, ...also])),
      said: { zh: `适用的场合：${zh}。`, en: `The occasion: ${en}.` },
    };
  });
}

/** What the texts ask for of such an act, and of one in which a measure is taken besides. */
const asked = perLaw((law) => {
  const occasion = occasionOf(law.activity);
  const plain: NoticeOccasion[] = occasion === 'filming' ? ['filming'] : [occasion, 'filming'];
  return {
    plain: askingOn(law, plain),
    withMeasure: occasion === 'coercion' ? null : askingOn(law, ['coercion', ...plain]),
  };
});

/** What marks that the act came to the point before which people have to know. */
const marking: Record<'penalty' | 'coercion', readonly StepKind[]> = {
  penalty: ['decisionServed', 'fineCollected'],
  coercion: coerciveSteps,
};

/** Before what a text wants people to know: the measure or the penalty within the act, its beginning where none is entered. */
function beforeWhat(act: Act, occasion: NoticeOccasion): Time {
  if (occasion === 'questioning') return act.start;
  if (occasion === 'filming') return filmStart(act) ?? act.start;
  return firstWithin(act, marking[occasion]) ?? act.start;
}

function limitOf(act: Act, { when, occasions }: Asking): Time | null {
  if (when === 'during') return act.end;
  if (when === 'atStart') return firstShown(act) ?? act.end;
  let first: Time | null = null;
  for (const occasion of occasions) first = earlier(first, beforeWhat(act, occasion));
  return first;
}

const unentered = {
  zh: '没有登记采取措施的时刻，以活动开始为准；登记后按该时刻判断。',
  en: 'The time of the measure is not entered, so the beginning of the act counts; once entered it decides.',
};

function remarkOn(act: Act, { when, occasions }: Asking): Bilingual[] {
  if (when === 'atStart') return act.end !== null && firstShown(act) === null ? [remarks.unbounded] : [];
  const [occasion] = occasions;
  const marked = occasion === 'penalty' || occasion === 'coercion' ? marking[occasion] : null;
  return when === 'before' && marked && !firstWithin(act, marked) ? [unentered] : [];
}

function judge(act: Act, one: Asking): Draft {
  const { key, when, said } = one;
  const told = stepsOf(act, 'recordingNotified');
  const from = when === 'before' ? -Infinity : onFilmFrom(act);
  const done = told.find(({ ms }) => ms >= from) ?? null;
  const notes = [said, ...remarkOn(act, one)];
  if (done === null && told.length > 0) notes.push(remarks.offFilm);
  const opensAt = when === 'before' ? null : act.start;
  return { key, opensAt, due: upTo(limitOf(act, one)), done, notes };
}

/**
 * Telling people that they are recorded. Each text is asked by itself: that one wants it before a measure and another at
 * the start of any film does not make it due before every film. Beforehand it is told at any time; at the start and
 * meanwhile, once the film runs.
 */
export const recordingNotice: Rule = (act, owed) => {
  if (!act.filming.expected) return;
  const { plain, withMeasure } = asked(act.law);
  const asking = withMeasure && firstWithin(act, coerciveSteps) ? withMeasure : plain;
  for (const one of asking)
    owed.push(owe(act, 'recordingNotice', one.basis, titles[one.when], judge(act, one)));
};

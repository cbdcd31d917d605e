import type { FilmingRule } from '../pack/pack.ts';
import type { Bilingual } from '../time/civil.ts';
import {
  type Activity,
  activities,
  coerciveSteps,
  type FilmingDuty,
  filmingDuties,
  isCoercive,
  isPaperwork,
  keysOf,
  stepKinds,
} from '../vocabulary.ts';
import {
  type Act,
  type FilmingDecision,
  filmStart,
  firstStep,
  firstWithin,
  isOnFilm,
  type Time,
} from './act.ts';
import { type Draft, owe, upTo } from './draft.ts';
import type { ActFacts } from './facts.ts';
import { type ActLaw, type Basis, perLaw } from './law.ts';
import type { Obligation } from './obligation.ts';

const title: Record<FilmingDuty, Bilingual> = {
  mandatoryContinuous: { zh: '全程无间断音像记录', en: 'film in full without interruption' },
  mandatory: { zh: '音像记录', en: 'film' },
  whenFeasible: { zh: '条件允许时全程音像记录', en: 'film in full when feasible' },
  situational: { zh: '根据实际情况音像记录', en: 'film according to circumstances' },
};
const plainTitle = { zh: '音像记录', en: 'film' };
const strictness = Object.keys(filmingDuties);
const rank = (duty: FilmingDuty) => strictness.indexOf(duty);

/** What an act is as well in which such a step is entered. */
const taken: Record<(typeof coerciveSteps)[number], readonly Activity[]> = {
  measureTaken: ['seal', 'detain'],
  measureTakenUrgently: ['seal', 'detain'],
  freezeImposed: ['freezeFunds'],
};

const fits = (rule: FilmingRule, { activity, circumstances }: ActFacts) =>
  rule.activities === 'all' ||
  rule.activities.includes(activity) ||
  rule.circumstances.some((one) => circumstances.includes(one));

/**
 * The strictest duty that fits, the article that asks for it leading, those of the weaker ones after it. `inFull`: film
 * of the whole act, where the organ's list asks for it and not the law.
 */
type Lead = {
  duty: FilmingDuty;
  basis: Basis;
  /** Ids of the packs that ask for film of such an act, however strictly. */
  asking: readonly string[];
  why: Bilingual;
  measure?: Time;
  inFull?: FilmingDecision['inFull'];
};
/** What follows when just these rules fit. */
type Found = { lead: Lead | null; articles: readonly string[]; inFull: FilmingDecision['inFull'] };

function inFullOf(law: ActLaw, fitting: readonly FilmingRule[]): FilmingDecision['inFull'] {
  const rule =
    fitting.find(({ duty }) => duty === 'mandatoryContinuous') ??
    fitting.find(({ duty }) => duty === 'whenFeasible');
  return rule ? { basis: law.basisOf(rule), whenFeasible: rule.duty === 'whenFeasible' } : null;
}

function strictestOf(law: ActLaw, fitting: readonly FilmingRule[]): Found {
  let first = fitting[0];
  for (const rule of fitting) if (first && rank(rule.duty) > rank(first.duty)) first = rule;
  if (!first) return { lead: null, articles: [], inFull: null };
  const others = fitting.filter((rule) => rule !== first);
  const articles = [first, ...others].flatMap(({ article, also }) => [article, ...also]);
  const [act, duty] = [activities[law.activity], filmingDuties[first.duty]];
  const why = { zh: `本活动是${act.zh}，适用：${duty.zh}。`, en: `The act is ${act.en}: ${duty.en}.` };
  const asking = fitting.map((rule) => law.basisOf(rule).packId);
  const lead = { duty: first.duty, basis: law.basisOn(articles), asking: [...new Set(asking)], why };
  return { lead, articles, inFull: inFullOf(law, fitting) };
}

/** Circumstances come in any order and number: no more of their combinations are kept. */
const MOST_KNOWN = 1000;
/** What was found before, by the circumstances of the act: its kind is that of the law. */
const foundBefore = perLaw(() => new Map<string, Found>());

function find(law: ActLaw, facts: ActFacts): Found {
  const known = foundBefore(law);
  const key = facts.circumstances.length === 0 ? '' : facts.circumstances.join(' ');
  const before = known.get(key);
  if (before) return before;
  const rules = law.merged.filming.value ?? [];
  const found = strictestOf(
    law,
    rules.filter((rule) => fits(rule, facts)),
  );
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

/** What the law asks of the film of a measure of each kind, whatever act it is taken in. */
const ofMeasure = perLaw((law) => {
  const found = (activities: readonly Activity[]) =>
    strictestOf(
      law,
      (law.merged.filming.value ?? []).filter(
        (rule) => rule.activities === 'all' || rule.activities.some((one) => activities.includes(one)),
      ),
    );
  return new Map(keysOf(taken).map((kind) => [kind, found(taken[kind])]));
});

/** A measure within an act that is no coercion otherwise can ask for more than the act. */
function raisedBy(act: Act, { lead, articles }: Found): Lead | null {
  const measure = isCoercive(act.law.activity) ? null : firstWithin(act, coerciveSteps);
  const raised = measure && ofMeasure(act.law).get(measure.step.kind as keyof typeof taken);
  if (!measure || !raised?.lead || (lead && rank(raised.lead.duty) <= rank(lead.duty))) return null;
  const { duty } = raised.lead;
  const [{ zh, en }, name] = [filmingDuties[duty], stepKinds[measure.step.kind]];
  const why = {
    zh: `活动中${name.zh}，适用：${zh}。请把这项措施单独登记为一项执法活动。`,
    en: `Within the act: ${name.en}: ${en}. Enter the measure as an act of its own.`,
  };
  const asking = [...raised.lead.asking, ...(lead?.asking ?? [])];
  return { duty, basis: act.law.basisOn([...raised.articles, ...articles]), asking, why, measure };
}

function leadOf(act: Act, found: Found): Lead | null {
  const { facts, law } = act;
  const { articles } = found;
  const lead = raisedBy(act, found) ?? found.lead;
  const { listed } = facts;
  if (!listed || (lead && rank(listed.duty) <= rank(lead.duty))) return lead;
  const list = law.merged.matterList.value;
  const on = list ? [list.article, ...articles] : articles;
  const rest = on.length > 0 ? on : (law.merged.filming.value ?? []).map(({ article }) => article);
  if (rest.length === 0) return null;
  const duty = filmingDuties[listed.duty];
  const why = {
    zh: `本机关清单第${listed.version}版列有“${listed.matter}”，要求：${duty.zh}。`,
    en: `The organ's list, version ${listed.version}, names this matter (${listed.matter}): ${duty.en}.`,
  };
  const basis = law.basisOn(rest);
  const whenFeasible = listed.duty === 'whenFeasible';
  const inFull = whenFeasible || listed.duty === 'mandatoryContinuous' ? { basis, whenFeasible } : null;
  const asking = [basis.packId, ...(lead?.asking ?? [])];
  return { duty: listed.duty, basis, asking, why, inFull };
}

/** Whether the words of the record do in place of film: each text that asks for film has to let them. */
function released(act: Act, lead: Lead): Draft | null {
  const step = firstStep(act, ['textSuffices']);
  if (!step || act.filmed) return null;
  if (lead.duty !== 'situational' && lead.duty !== 'whenFeasible') return null;
  const { kept } = act.law.merged.textSuffices;
  const allowing = lead.asking.map((id) => kept.find(({ pack }) => pack.id === id)?.value);
  const reason = step.step.detail.reason?.trim() || null;
  const [first] = allowing;
  if (!first || allowing.some((one) => !one || (one.reasonRequired && reason === null))) return null;
  const { article } = first;
  return {
    settled: 'notApplicable',
    notes: [
      {
        zh: `文字记录足以反映，依${act.law.basisOf(first).citations[0].label}可以不录制${reason ? `，理由：${reason}` : ''}。`,
        en: `The written record shows it in full, so film may be left out (${article})${reason ? `: ${reason}` : ''}.`,
      },
    ],
  };
}

const advice: Record<FilmingDuty, Bilingual> = {
  mandatoryContinuous: {
    zh: '必须录制，不能以文字记录代替。',
    en: 'Film is a must; words cannot replace it.',
  },
  mandatory: { zh: '必须录制，不能以文字记录代替。', en: 'Film is a must; words cannot replace it.' },
  whenFeasible: {
    zh: '没有录制的，应当登记条件不允许的原因，并录制重要环节、作文书记录。',
    en: 'Where there is no film, enter why it was not feasible, film the key links and record it in a document.',
  },
  situational: {
    zh: '是否应当录制取决于当时情况，系统不代为判断：请录制，或者登记文字记录足以反映的理由。',
    en: 'Whether film was called for depends on the circumstances, which is not guessed: film, or enter why the written record suffices.',
  },
};

const notOnFilm: Bilingual = {
  zh: '采取措施的时刻没有音像。',
  en: 'There is no film of the moment at which the measure was taken.',
};

function judge(act: Act, lead: Lead): Draft {
  const { why } = lead;
  const base = { opensAt: act.start, due: upTo(act.end) };
  if (act.filmed && (lead.measure === undefined || isOnFilm(act, lead.measure)))
    return { ...base, done: filmStart(act) ?? act.end ?? act.start, notes: [why] };
  if (act.filmed) return { ...base, notes: [why, notOnFilm] };
  const free = released(act, lead);
  if (free) return { ...base, ...free, notes: [why, ...(free.notes ?? [])] };
  const infeasible = firstStep(act, ['filmingInfeasible']);
  const reason = infeasible?.step.detail.reason?.trim() || null;
  if (infeasible && lead.duty === 'whenFeasible' && reason !== null)
    return {
      ...base,
      settled: 'notApplicable',
      notes: [
        why,
        {
          zh: `条件不允许全程录制，原因：${reason}，改为录制重要环节并作文书记录。`,
          en: `Full filming was not feasible (${reason}); the key links are filmed and a document is made instead.`,
        },
      ],
    };
  const settled = lead.duty === 'situational' ? ('undetermined' as const) : null;
  return { ...base, settled, notes: [why, advice[lead.duty]] };
}

/** What is said where nothing asks for film of such an act, under the text that asks for film of others. */
const unasked = perLaw((law) => {
  const first = law.merged.filming.value?.[0];
  if (!first) return null;
  const { zh, en } = activities[law.activity];
  const note = {
    zh: `没有规定要求对${zh}录制音像，可以录制，也可以只作文字记录。`,
    en: `Nothing asks for film of ${en}: it may be filmed or only recorded in words.`,
  };
  return { basis: law.basisOn([first.article]), notes: [note] };
});

/** Judges the duty to film, and says what of the other rules follows from it. */
export function judgeFilming(act: Act, owed: Obligation[]): FilmingDecision {
  if (isPaperwork(act.law.activity)) return { duty: null, inFull: null, expected: false };
  const found = find(act.law, act.facts);
  const lead = leadOf(act, found);
  if (!lead) {
    const told = unasked(act.law);
    if (told)
      owed.push(owe(act, 'filming', told.basis, plainTitle, { settled: 'notApplicable', notes: told.notes }));
    return { duty: null, inFull: null, expected: act.filmed };
  }
  const obligation = owe(act, 'filming', lead.basis, title[lead.duty], judge(act, lead));
  owed.push(obligation);
  // What a measure within it asks for is no reason to want film of the whole act.
  const duty = lead.measure === undefined ? lead.duty : (found.lead?.duty ?? null);
  return { duty, inFull: lead.inFull ?? found.inFull, expected: act.filmed || obligation.settled === null };
}

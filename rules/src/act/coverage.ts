import type { MergedSections } from '../pack/merged.ts';
import { beijingInstant } from '../time/civil.ts';
import { type InterruptionCause, interruptionCauses } from '../vocabulary.ts';
import { type Act, type FilmedAct, firstStep, later, type Rule, stepsOf, type Time } from './act.ts';
import { explainGap, layFilms, type Piece, type Span, type Stop } from './axis.ts';
import { type Draft, owe, upTo } from './draft.ts';
import { type ActLaw, type Basis, perLaw } from './law.ts';
import type { Part } from './obligation.ts';
import { sayInstant, sayLength } from './words.ts';

type Reach = { basis: Basis; from: Time; to: Time | null; continuous: boolean };

const title = { zh: '音像记录覆盖全程', en: 'film covers the whole course' };

type Text = MergedSections['coverage']['kept'][number];
const joined = (texts: readonly Text[]) => ({
  fromArrival: texts.some(({ value }) => value.from === 'arrival'),
  toLeaving: texts.some(({ value }) => value.to === 'leaving'),
  continuous: texts.some(({ value }) => value.continuous),
  articles: texts.flatMap(({ value }) => [value.article, ...value.also]),
});

/** What the texts ask that speak of any film, and all of them. */
const asked = perLaw(({ merged }) => {
  const { kept } = merged.coverage;
  const ofAny = kept.filter(({ value }) => !value.mandatoryContinuousOnly);
  return { ofAny: joined(ofAny), ofUnbroken: joined(kept) };
});

/**
 * What the reach rests on: the texts that say it. Where not the organ's own rules but those above ask for film in full,
 * theirs lead.
 */
function basisOf(law: ActLaw, articles: readonly string[], inFull: Basis | null): Basis {
  const basis = law.basisOn(articles);
  if (inFull === null || inFull.tier === 'local' || basis.tier !== 'local') return basis;
  return law.basisOn([...inFull.citations.map(({ article }) => article), ...articles]);
}

/**
 * From where to where. "In full when feasible" without a word on where it begins means the whole act, as long as it was
 * feasible.
 */
function reachOf(act: FilmedAct): Reach | null {
  const { law, filming, start, end } = act;
  const infeasible = filming.inFull?.whenFeasible && firstStep(act, ['filmingInfeasible']);
  const inFull = infeasible ? null : filming.inFull;
  const { ofAny, ofUnbroken } = asked(law);
  const { fromArrival, toLeaving, continuous, articles } =
    filming.duty === 'mandatoryContinuous' ? ofUnbroken : ofAny;
  if (articles.length === 0) return inFull && { basis: inFull.basis, continuous: true, from: start, to: end };
  const arrived = fromArrival ? firstStep(act, ['arrived']) : null;
  const left = toLeaving ? firstStep(act, ['left'], start.ms) : null;
  return {
    basis: basisOf(law, articles, inFull?.basis ?? null),
    continuous: continuous || inFull !== null,
    from: arrived && arrived.ms < start.ms ? arrived : start,
    to: end && later(end, left),
  };
}

function gapsIn(act: Act, from: number, to: number): Span[] {
  const films = act.film.flatMap(({ start, end }) => (start && end ? [{ from: start.ms, to: end.ms }] : []));
  return layFilms(films, { from, to }).gaps;
}

/** Whether a text accepts a cause for interrupting the film. One that names none accepts any objective cause. */
const accepted = (rule: MergedSections['interruption']['value'], cause: string | undefined): boolean =>
  cause !== undefined &&
  cause in interruptionCauses &&
  (rule === null || rule.causes.includes('other') || (rule.causes as readonly string[]).includes(cause));

/** A gap in pieces: what an interruption with an accepted cause explains, and what is left between. */
function piecesOf(act: Act, gap: Span): Piece[] {
  const stops = stepsOf(act, 'interrupted').flatMap(({ ms, until, step }): Stop[] => {
    const { cause } = step.detail;
    if (!accepted(act.law.merged.interruption.value, cause)) return [];
    return [{ id: step.id, cause: cause ?? null, from: ms, to: until?.ms ?? null }];
  });
  return explainGap(gap, stops);
}

/** Whether the text lets a gap be: it does not ask for unbroken film, and there is film before and after. */
const mayBe = (gap: Span, reach: Reach) =>
  !reach.continuous && gap.from > reach.from.ms && reach.to?.ms !== gap.to;

function partOf({ from, to, stop }: Piece, allowed: boolean): Omit<Part, 'id'> {
  const cause = stop?.cause as InterruptionCause | null | undefined;
  const [since, till] = [sayInstant(beijingInstant(from)), sayInstant(beijingInstant(to))];
  const length = sayLength(to - from);
  const name = {
    zh: `${since.zh}至${till.zh}没有音像，共${length.zh}`,
    en: `no film from ${since.en} to ${till.en}: ${length.en}`,
  };
  const reason = cause ? interruptionCauses[cause].zh : allowed ? '不要求连续' : null;
  return { name, article: null, reason, state: reason === null ? 'missing' : 'notApplicable' };
}

const partsOf = (act: Act, gaps: readonly Span[], reach: Reach): Part[] =>
  gaps
    .flatMap((gap) => piecesOf(act, gap).map((piece) => partOf(piece, mayBe(gap, reach))))
    .map((part, index) => ({ id: `gap${index + 1}`, ...part }));

function judge(act: FilmedAct, reach: Reach): Draft {
  const { from, to } = reach;
  const base = { opensAt: from, due: upTo(to), countedFrom: from };
  const unknown = act.film.filter(({ start, end }) => !start || !end).length;
  if (act.film.length === 0)
    return act.filmed
      ? {
          ...base,
          settled: 'undetermined',
          notes: [
            {
              zh: '登记为已录制，但还没有关联音像文件，无法核对是否覆盖全程。',
              en: 'Entered as filmed, but no film is linked: its reach cannot be checked.',
            },
          ],
        }
      : base;
  const end = to?.ms ?? act.film.reduce((last, one) => Math.max(last, one.end?.ms ?? from.ms), from.ms);
  const parts = partsOf(act, gapsIn(act, from.ms, end), reach);
  const missing = parts.some(({ state }) => state === 'missing');
  const notes = parts.map(({ name, state }) =>
    state === 'missing'
      ? { zh: `${name.zh}。`, en: `There is ${name.en}.` }
      : { zh: `${name.zh}，已登记原因。`, en: `There is ${name.en}; the cause is entered.` },
  );
  if (unknown > 0)
    notes.push({
      zh: `有${unknown}个音像文件的起止时间不明，没有计入。`,
      en: `${unknown} of the films have no known beginning or end and are left out.`,
    });
  return {
    ...{ ...base, parts, notes, done: missing || to === null ? null : to },
    settled: missing && unknown > 0 ? 'undetermined' : null,
  };
}

/** The film reaches from one end of the act to the other; each gap is told with its length. */
export const coverage: Rule = (act, owed) => {
  if (!act.filming.expected) return;
  const reach = reachOf(act);
  if (!reach) return;
  owed.push(owe(act, 'coverage', reach.basis, title, judge(act, reach)));
};

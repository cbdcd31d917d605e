import { FactsError } from '../errors.ts';
import type { Calendar } from '../time/calendar.ts';
import { type Instant, isCivilDate, readInstant } from '../time/civil.ts';
import { coerciveSteps, type FilmingDuty, type StepKind } from '../vocabulary.ts';
import type { ActFacts, Film, Step } from './facts.ts';
import type { ActLaw, Basis } from './law.ts';
import type { Obligation } from './obligation.ts';

/** An instant, read once: Beijing time and milliseconds. */
export type Time = { ms: number; at: Instant };
export type Entered = Time & { step: Step; until: Time | null };
export type FilmSpan = { id: string; start: Time | null; end: Time | null; asEvidence: boolean };

/** The duty to film this act, as the strictest rule that fits has it. */
export type FilmingDecision = {
  duty: FilmingDuty | null;
  /** What asks for film of the whole act, and whether only when feasible. */
  inFull: { basis: Basis; whenFeasible: boolean } | null;
  /** Film was made or is owed: what the law asks of film applies. */
  expected: boolean;
};

/** One act as the rules meet it: facts in one order, instants read, with the law for its kind. */
export type Act = {
  facts: ActFacts;
  law: ActLaw;
  calendar: Calendar;
  start: Time;
  end: Time | null;
  steps: ReadonlyMap<StepKind, readonly Entered[]>;
  film: readonly FilmSpan[];
  filmed: boolean;
  excused: ReadonlySet<string>;
};

/** What a duty of a filmed act is judged from. */
export type FilmedAct = Act & { filming: FilmingDecision };
/** A rule: adds what it finds to be owed. */
export type Rule = (act: FilmedAct, owed: Obligation[]) => void;

const readMaybe = (instant: Instant | null): Time | null => (instant === null ? null : readInstant(instant));

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function checkDate(date: string): void {
  if (!isCivilDate(date)) throw new FactsError(date, 'a date YYYY-MM-DD that exists');
}

function readSteps(steps: readonly Step[]): Map<StepKind, Entered[]> {
  const byKind = new Map<StepKind, Entered[]>();
  for (const step of steps) {
    const { on, startsOn, notifiedAt } = step.detail;
    if (on !== undefined) checkDate(on);
    if (startsOn !== undefined) checkDate(startsOn);
    if (notifiedAt !== undefined) readInstant(notifiedAt);
    const { ms, at } = readInstant(step.at);
    const entered = { ms, at, step, until: readMaybe(step.until) };
    const known = byKind.get(step.kind);
    if (known) known.push(entered);
    else byKind.set(step.kind, [entered]);
  }
  for (const list of byKind.values())
    if (list.length > 1) list.sort((a, b) => a.ms - b.ms || byText(a.step.id, b.step.id));
  return byKind;
}

function readFilm(film: readonly Film[]): FilmSpan[] {
  return film
    .map(({ id, start, end, asEvidence }) => ({
      id,
      asEvidence,
      start: readMaybe(start),
      end: readMaybe(end),
    }))
    .sort((a, b) => (a.start?.ms ?? 0) - (b.start?.ms ?? 0) || byText(a.id, b.id));
}

const nothing: ReadonlySet<string> = new Set();

/** Brings facts into one order. @throws FactsError when a date or an instant cannot be read. */
export function readAct(facts: ActFacts, law: ActLaw, calendar: Calendar): Act {
  return {
    facts,
    law,
    calendar,
    start: readInstant(facts.startedAt),
    end: readMaybe(facts.endedAt),
    steps: readSteps(facts.steps),
    film: readFilm(facts.film),
    filmed: facts.filmed || facts.film.length > 0,
    excused: facts.excused.length === 0 ? nothing : new Set(facts.excused),
  };
}

const none: readonly Entered[] = [];
/** Steps of a kind, earliest first. */
export const stepsOf = (act: Act, kind: StepKind): readonly Entered[] => act.steps.get(kind) ?? none;
/** The first step of any of these kinds, at or after an instant. */
export function firstStep(act: Act, kinds: readonly StepKind[], notBefore = -Infinity): Entered | null {
  let first: Entered | null = null;
  for (const kind of kinds) {
    for (const entered of act.steps.get(kind) ?? none) {
      if (entered.ms < notBefore) continue;
      if (first === null || entered.ms < first.ms) first = entered;
      break;
    }
  }
  return first;
}
export const earlier = (a: Time | null, b: Time | null): Time | null =>
  a === null || (b !== null && b.ms < a.ms) ? b : a;
export const later = (a: Time | null, b: Time | null): Time | null =>
  a === null || (b !== null && b.ms > a.ms) ? b : a;

/** When the film begins, where that is known; films come by their beginning. */
export const filmStart = (act: Act): Time | null =>
  act.film.find(({ start }) => start !== null)?.start ?? null;
/** When the film ends, where that is known. */
export const filmEnd = (act: Act): Time | null =>
  act.film.reduce<Time | null>((last, { end }) => later(last, end), null);

const MINUTE_MS = 60_000;
/** Steps are entered to the minute: what they are compared with is cut to its own. */
const minuteOf = ({ ms }: Time): number => Math.floor(ms / MINUTE_MS) * MINUTE_MS;

/** The first step of any of these kinds between the beginning and the end of the act. */
export function firstWithin(act: Act, kinds: readonly StepKind[]): Entered | null {
  const first = firstStep(act, kinds, act.start.ms);
  return first && (act.end === null || first.ms <= act.end.ms) ? first : null;
}

/** From which minute on a step can be on the film; before the act begins where the film's beginning is not known. */
export const onFilmFrom = (act: Act): number => {
  const from = filmStart(act);
  return from ? minuteOf(from) : -Infinity;
};

/** What the film shows of the enforcement itself, once it runs. */
const shown = [...coerciveSteps, 'registrationStarted', 'decisionServed', 'fineCollected'] as const;

/**
 * The first thing that the film shows of the enforcement, which what has to be said first comes before. In the minute
 * in which the film begins a content marks no later thing: the first picture shows the scene.
 */
export function firstShown(act: Act): Time | null {
  const begun = Math.max(onFilmFrom(act), minuteOf(act.start));
  const step = firstStep(act, shown, begun);
  const content = stepsOf(act, 'keyContentFilmed').find(
    ({ ms, step: { detail } }) => detail.applicable !== false && ms >= begun + MINUTE_MS,
  );
  const first = earlier(step, content ?? null);
  return first && (act.end === null || first.ms <= act.end.ms) ? first : null;
}

/** Whether the film shows an instant, as far as its times are known. */
export const isOnFilm = ({ film }: Act, { ms }: Time): boolean =>
  film.length === 0 ||
  film.some(({ start, end }) => !start || !end || (minuteOf(start) <= ms && ms <= end.ms));

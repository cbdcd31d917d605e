import { z } from 'zod';
import { type Reading, readDocument } from '../document.ts';
import { boundFrom, naming } from '../example-words.ts';
import { lawOn } from '../pack/law.ts';
import type { Pack } from '../pack/pack.ts';
import type { Calendar } from '../time/calendar.ts';
import { beijingDate, isCivilDate } from '../time/civil.ts';
import {
  activities,
  breaches,
  circumstances,
  filmingDuties,
  interruptionCauses,
  keysOf,
  longTermTriggers,
  restrictionGrounds,
  stepKinds,
} from '../vocabulary.ts';
import type { ActFacts } from './facts.ts';
import { judgeAct } from './judge.ts';
import { type Obligation, obligationStates, ruleKinds } from './obligation.ts';
import { stateOf } from './state.ts';

const clock = z
  .string()
  .refine((text) => /^\S{10} ([01]\d|2[0-3]):[0-5]\d$/.test(text) && isCivilDate(text.slice(0, 10)), {
    message: 'must be Beijing time such as 2026-03-02 09:30',
    params: { zh: '应当写北京时间，例如 2026-03-02 09:30' },
  })
  .transform((text) => `${text.replace(' ', 'T')}:00+08:00`);

const step = z.strictObject({
  /** The kind itself where no other is given. */
  id: z.string().optional(),
  kind: z.enum(keysOf(stepKinds)),
  at: clock,
  until: clock.nullable().default(null),
  items: z.array(z.string()).optional(),
  item: z.string().optional(),
  applicable: z.boolean().optional(),
  reason: z.string().optional(),
  cause: z.enum(keysOf(interruptionCauses)).optional(),
  breach: z.enum(keysOf(breaches)).optional(),
  ground: z.enum(keysOf(restrictionGrounds)).optional(),
  voice: z.boolean().optional(),
  resumed: z.boolean().optional(),
  about: z.string().optional(),
  recording: z.string().optional(),
  trigger: z.enum(keysOf(longTermTriggers)).optional(),
  years: z.union([z.int(), z.literal('permanent')]).optional(),
  startsOn: z.string().optional(),
  on: z.string().optional(),
  notifiedAt: clock.optional(),
});

const film = z.strictObject({
  id: z.string(),
  from: clock.nullable(),
  to: clock.nullable(),
  evidence: z.boolean().default(false),
});

const day = z.string().refine(isCivilDate).nullable().default(null);
const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['officer', 'assistant']).default('officer'),
  certificates: z.array(z.strictObject({ number: z.string(), from: day, until: day })).default([]),
  established: z.boolean().nullable().default(null),
  assistQualified: z.boolean().default(false),
});

const facts = z.strictObject({
  activity: z.enum(keysOf(activities)),
  circumstances: z.array(z.enum(keysOf(circumstances))).default([]),
  procedure: z.enum(['summary', 'ordinary']).nullable().default(null),
  from: clock,
  to: clock.nullable(),
  officers: z.int().default(2),
  people: z.array(person).optional(),
  filmed: z.boolean().default(false),
  film: z.array(film).default([]),
  steps: z.array(step).default([]),
  boundFrom,
  listed: z
    .strictObject({ duty: z.enum(keysOf(filmingDuties)), matter: z.string(), version: z.int() })
    .nullable()
    .default(null),
  excused: z.array(z.string()).default([]),
});

const wanted = z.strictObject({
  /** `rule/key`; the step that opened a period is left out. */
  duty: naming(ruleKinds, (duty) => duty.split('/')[0] ?? ''),
  tier: z.enum(['local', 'parent', 'national']).optional(),
  state: z.enum(obligationStates),
  due: clock.nullable().optional(),
  articles: z.array(z.string()).optional(),
  /** Days that were counted, the last one included. */
  counted: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  provisional: z.boolean().optional(),
  /** Whether an explanation can be accepted. */
  excusable: z.boolean().optional(),
});
type Wanted = z.output<typeof wanted>;

const example = z.strictObject({
  name: z.string(),
  facts,
  now: clock,
  expect: z.array(wanted).min(1),
  /** Rules of which no duty may come out. */
  absent: z.array(z.enum(ruleKinds)).default([]),
});
const examples = z.strictObject({ cases: z.array(example).min(1) });

/** Facts about one act, and what must come of them, worked out by hand. */
export type ActExample = z.output<typeof example>;

/** Reads a file of examples of acts; a misspelt name is a fault. Times are written as Beijing time, to the minute. */
export const readActExamples = (yamlText: string): Reading<z.output<typeof examples>> =>
  readDocument<z.output<typeof examples>>(yamlText, examples);

/** The facts of an example as the engine takes them. */
export function factsOf({ facts: given }: Pick<ActExample, 'facts'>): ActFacts {
  const { from, to, film: films, steps, filmed, ...rest } = given;
  return {
    ...rest,
    startedAt: from,
    endedAt: to,
    filmed: filmed || films.length > 0,
    film: films.map(({ id, from: start, to: end, evidence }) => ({ id, start, end, asEvidence: evidence })),
    steps: steps.map(({ id, kind, at, until, ...detail }) => ({
      ...{ id: id ?? kind, kind, at, until },
      detail: JSON.parse(JSON.stringify(detail)),
    })),
  };
}

/**
 * Judges an example under a pack of the shelf, with what stands above it.
 * @throws PackError as `resolvePack` does. @throws FactsError when a date or an instant cannot be read.
 */
export function judgeActExample(
  shelf: readonly Pack[],
  packId: string,
  calendar: Calendar,
  one: Pick<ActExample, 'facts'>,
): Obligation[] {
  const facts = factsOf(one);
  const moment = { on: beijingDate(facts.startedAt), boundFrom: facts.boundFrom };
  return judgeAct(lawOn(shelf, packId, moment), calendar, facts);
}

/** How examples name a duty: `rule/key`, without the step that opened a period. */
export const nameOfDuty = ({ rule, key }: Obligation) => (key === '' ? rule : `${rule}/${key.split('#')[0]}`);

/** What came out about the duties an example names, in its words. */
export function actOutcome(judged: readonly Obligation[], one: ActExample): (Wanted | string)[] {
  return one.expect.map((want) => {
    const found = judged.find((duty) => nameOfDuty(duty) === want.duty);
    if (!found) return `no ${want.duty} among ${judged.map(nameOfDuty).join(', ')}`;
    const said: Required<Wanted> = {
      ...{ duty: want.duty, tier: found.tier, state: stateOf(found, one.now), due: found.due.dueBefore },
      articles: found.citations.map(({ article }) => article),
      counted: found.steps.filter(({ counted }) => counted).map(({ on }) => on),
      missing: found.parts.filter(({ state }) => state === 'missing').map(({ id }) => id),
      ...{ provisional: found.provisional, excusable: found.excusable },
    };
    return Object.fromEntries(Object.entries(said).filter(([key]) => key in want)) as Wanted;
  });
}

/** Rules of which a duty came out although the example says that none does. */
export const unwantedRules = (judged: readonly Obligation[], { absent }: ActExample): string[] =>
  judged.map(({ rule }) => rule).filter((rule) => absent.includes(rule));

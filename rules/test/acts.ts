import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type ActFacts,
  activities,
  beijingDate,
  circumstances,
  filmingDuties,
  judgeAct,
  keysOf,
  lawOn,
  type Obligation,
  type Pack,
  stateOf,
  stepKinds,
} from '../src/index.ts';
import { calendar, packs } from './shelf.ts';

/** Examples of acts: facts, and what must come out, as `packs/<id>/examples/acts.yaml` tells them. */
const clock = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
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
  cause: z.string().optional(),
  voice: z.boolean().optional(),
  resumed: z.boolean().optional(),
  about: z.string().optional(),
  recording: z.string().optional(),
  trigger: z.string().optional(),
  years: z.union([z.int(), z.literal('permanent')]).optional(),
  startsOn: z.string().optional(),
  on: z.string().optional(),
});

const film = z.strictObject({
  id: z.string(),
  from: clock.nullable(),
  to: clock.nullable(),
  evidence: z.boolean().default(false),
});

const facts = z.strictObject({
  activity: z.enum(keysOf(activities)),
  circumstances: z.array(z.enum(keysOf(circumstances))).default([]),
  procedure: z.enum(['summary', 'ordinary']).nullable().default(null),
  from: clock,
  to: clock.nullable(),
  officers: z.int().default(2),
  filmed: z.boolean().default(false),
  film: z.array(film).default([]),
  steps: z.array(step).default([]),
  boundFrom: z.string().nullable().default('2016-01-15'),
  listed: z
    .strictObject({ duty: z.enum(keysOf(filmingDuties)), matter: z.string(), version: z.int() })
    .nullable()
    .default(null),
  excused: z.array(z.string()).default([]),
});

const wanted = z.strictObject({
  /** `rule/key`; the step that opened a period is left out. */
  duty: z.string(),
  tier: z.enum(['local', 'parent', 'national']).optional(),
  state: z.string(),
  due: clock.nullable().optional(),
  articles: z.array(z.string()).optional(),
  /** Days that were counted, the last one included. */
  counted: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  provisional: z.boolean().optional(),
});
export type Wanted = z.infer<typeof wanted>;

const example = z.strictObject({
  name: z.string(),
  facts,
  now: clock,
  expect: z.array(wanted).min(1),
  /** Rules of which no duty may come out. */
  absent: z.array(z.string()).default([]),
});
export type ActExample = z.infer<typeof example>;

/** The committed examples of acts under a pack. A misspelt key fails the reading. */
export function actExamplesOf(packId: string): ActExample[] {
  const path = join(import.meta.dirname, '..', 'packs', packId, 'examples', 'acts.yaml');
  if (!existsSync(path)) return [];
  return z.strictObject({ cases: z.array(example) }).parse(parse(readFileSync(path, 'utf8'))).cases;
}

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

/** Judges facts under a pack, that of the shelf where no other is given. */
export function judgeFacts(packId: string, given: ActFacts, shelf: readonly Pack[] = packs): Obligation[] {
  const moment = { on: beijingDate(given.startedAt), boundFrom: given.boundFrom };
  return judgeAct(lawOn(shelf, packId, moment), calendar, given);
}

const nameOf = ({ rule, key }: Obligation) => (key === '' ? rule : `${rule}/${key.split('#')[0]}`);

/** What came out about the duties an example names, in its words. */
export function asWanted(judged: readonly Obligation[], one: ActExample): (Wanted | string)[] {
  return one.expect.map((want) => {
    const found = judged.find((duty) => nameOf(duty) === want.duty);
    if (!found) return `no ${want.duty} among ${judged.map(nameOf).join(', ')}`;
    const said: Required<Wanted> = {
      ...{ duty: want.duty, tier: found.tier, state: stateOf(found, one.now), due: found.due.dueBefore },
      articles: found.citations.map(({ article }) => article),
      counted: found.steps.filter(({ counted }) => counted).map(({ on }) => on),
      missing: found.parts.filter(({ state }) => state === 'missing').map(({ id }) => id),
      provisional: found.provisional,
    };
    return Object.fromEntries(Object.entries(said).filter(([key]) => key in want)) as Wanted;
  });
}

export const unwanted = (judged: readonly Obligation[], { absent }: ActExample): string[] =>
  judged.map(({ rule }) => rule).filter((rule) => absent.includes(rule));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type Calendar,
  exceptionGrounds,
  judgeStorage,
  makeCalendar,
  type Pack,
  parseCalendar,
  parsePack,
  resolvePack,
  type StorageDuty,
  type StorageFacts,
  type StoringPack,
  saysStorage,
} from '../src/index.ts';

/** Reads what lies in this workspace's folders, for tests. The room itself never touches the disk. */
const home = join(import.meta.dirname, '..');
const read = (...path: string[]) => readFileSync(join(home, ...path), 'utf8');

export const packIds: string[] = readdirSync(join(home, 'packs')).toSorted();
export const packTexts: ReadonlyMap<string, string> = new Map(
  packIds.map((id) => [id, read('packs', id, 'pack.yaml')]),
);
export const packs: readonly Pack[] = [...packTexts.values()].map(parsePack);
/** The regulations that an organ can be bound to; the national frame stands above them. */
export const regulations: readonly Pack[] = packs.filter(({ level }) => level !== 'national');
export const regulationIds: readonly string[] = regulations.map(({ id }) => id);
/** A pack of the shelf that says where film goes; fails for one that does not. */
export function storing(id: string): StoringPack {
  const pack = packs.find((one) => one.id === id);
  if (!pack || !saysStorage(pack)) throw new Error(`${id} says nothing about storing`);
  return pack;
}
export const calendarNames: string[] = readdirSync(join(home, 'calendars')).toSorted();
export const calendarText = (name: string): string => read('calendars', name);
export const calendar: Calendar = makeCalendar(
  calendarNames.map((name) => parseCalendar(calendarText(name))),
);

const instant = z.string();
const example = z.strictObject({
  name: z.string(),
  facts: z.strictObject({
    recordingEnd: instant.nullable(),
    activityEnd: instant.optional(),
    storedAt: instant.nullable().default(null),
    handover: z.strictObject({ at: instant, receivedBy: z.string() }).nullable().default(null),
    returnClaim: z
      .strictObject({ ground: z.enum(exceptionGrounds), returnDate: z.string().nullable() })
      .nullable()
      .default(null),
    boundFrom: z.string().nullable().default('2016-01-15'),
  }),
  now: instant,
  expect: z
    .array(
      z.strictObject({
        duty: z.string(),
        tier: z.string(),
        dueBefore: instant.nullable(),
        state: z.string(),
        status: z.string().optional(),
        excusable: z.boolean().optional(),
        exceptionApplied: z.boolean().optional(),
        exceptionRefused: z.string().optional(),
        counted: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});
export type Example = z.infer<typeof example>;

/** The committed examples of storing under a pack: facts, and what must come out. A misspelt key fails the reading. */
export function examplesOf(packId: string): Example[] {
  return readdirSync(join(home, 'packs', packId, 'examples'))
    .filter((name) => name !== 'acts.yaml')
    .toSorted()
    .flatMap(
      (name) =>
        z.strictObject({ cases: z.array(example) }).parse(parse(read('packs', packId, 'examples', name)))
          .cases,
    );
}

/** Judges an example's facts under a pack of the shelf. */
export function judgeExample(packId: string, { facts, now }: Pick<Example, 'facts' | 'now'>): StorageDuty[] {
  const { activityEnd, ...rest } = facts;
  const given: StorageFacts = activityEnd === undefined ? rest : { ...rest, activityEnd };
  return judgeStorage(resolvePack(packs, packId), calendar, given, now);
}

type Wanted = Example['expect'][number];

/** What a duty says of the members an example names; a refusal always, so that none can pass unseen. */
export function asExpected(duty: StorageDuty, wanted: Wanted | undefined): Wanted {
  const named = <T>(key: keyof Wanted, value: T) => (wanted && key in wanted ? { [key]: value } : {});
  return {
    duty: duty.duty,
    tier: duty.tier,
    dueBefore: duty.due.dueBefore,
    state: duty.state,
    ...named('status', duty.due.status),
    ...named('excusable', duty.excusable),
    ...named('exceptionApplied', duty.exceptionApplied),
    ...(duty.exceptionRefused ? { exceptionRefused: duty.exceptionRefused.code } : {}),
    ...named(
      'counted',
      duty.steps.filter((step) => step.counted).map((step) => step.on),
    ),
  };
}

import { z } from 'zod';
import { type Reading, readDocument } from '../document.ts';
import { boundFrom } from '../example-words.ts';
import { refusal } from '../fault-words.ts';
import type { EffectivePack } from '../pack/effective.ts';
import { exceptionGrounds } from '../pack/pack.ts';
import { civilDate } from '../pack/parameters.ts';
import type { Calendar } from '../time/calendar.ts';
import { isInstant } from '../time/civil.ts';
import * as vocabulary from '../vocabulary.ts';
import { keysOf } from '../vocabulary.ts';
import { dutyKinds, dutyStates, type StorageDuty } from './duty.ts';
import { refusalCodes } from './exception.ts';
import { judgeStorage } from './storage.ts';

const instant = z
  .string()
  .refine(
    isInstant,
    refusal(
      'must be a time such as 2026-03-04T09:00:00+08:00',
      '应当写时刻，例如 2026-03-04T09:00:00+08:00（北京时间 9 时）',
    ),
  );
const example = z.strictObject({
  name: z.string(),
  facts: z.strictObject({
    recordingEnd: instant.nullable(),
    activityEnd: instant.optional(),
    activities: z.array(z.enum(keysOf(vocabulary.activities))).default([]),
    storedAt: instant.nullable().default(null),
    handover: z.strictObject({ at: instant, receivedBy: z.string() }).nullable().default(null),
    returnClaim: z
      .strictObject({ ground: z.enum(exceptionGrounds), returnDate: civilDate.nullable() })
      .nullable()
      .default(null),
    boundFrom,
  }),
  now: instant,
  expect: z
    .array(
      z.strictObject({
        duty: z.enum(dutyKinds),
        tier: z.enum(['local', 'parent']),
        dueBefore: instant.nullable(),
        state: z.enum(dutyStates),
        status: z.enum(['final', 'provisional']).optional(),
        excusable: z.boolean().optional(),
        exceptionApplied: z.boolean().optional(),
        exceptionRefused: z.enum(refusalCodes).optional(),
        counted: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});
const examples = z.strictObject({ cases: z.array(example).min(1) });

/** Facts about one film, and the duties that must come out, worked out by hand. */
export type StorageExample = z.infer<typeof example>;
export type Wanted = StorageExample['expect'][number];

/** Reads a file of examples; a misspelt name is a fault. */
export const readExamples = (yamlText: string): Reading<z.infer<typeof examples>> =>
  readDocument<z.infer<typeof examples>>(yamlText, examples);

/** @throws FactsError when a date or an instant of the facts cannot be read. */
export function judgeExample(
  effective: EffectivePack,
  calendar: Calendar,
  { facts, now }: Pick<StorageExample, 'facts' | 'now'>,
): StorageDuty[] {
  const { activityEnd, ...rest } = facts;
  return judgeStorage(effective, calendar, activityEnd === undefined ? rest : { ...rest, activityEnd }, now);
}

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

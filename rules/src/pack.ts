import { z } from 'zod';
import { labelOf } from './citation.ts';
import { isCivilDate } from './civil.ts';
import { readDocument } from './document.ts';
import { PackError } from './errors.ts';

const text = z.string().trim().min(1);
const bilingual = z.strictObject({ zh: text, en: text });
const date = z.string().refine(isCivilDate, 'must be a date YYYY-MM-DD that exists');
const articleId = z.string().refine((id) => labelOf(id) !== null, 'must be an article id such as XZ-11');

const time = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('sameDay') }),
  z.strictObject({ rule: z.literal('hours'), value: z.int().min(1).max(720) }),
  z.strictObject({ rule: z.literal('workingDays'), value: z.int().min(1).max(250) }),
]);

export const exceptionGrounds = ['continuous', 'offsite', 'remote'] as const;

const exception = z.strictObject({
  grounds: z.array(z.enum(exceptionGrounds)).min(1),
  time: z.strictObject({ rule: z.literal('workingDays'), value: z.int().min(1).max(250) }),
  from: z.literal('return'),
  article: articleId,
  label: text,
});

const storage = z
  .strictObject({
    article: articleId,
    label: text,
    time,
    anchor: z.enum(['recordingEnd', 'activityEnd', 'workdayEnd']),
    /** Where the film has to lie; null when handing over is all the officer owes. */
    place: bilingual.nullable(),
    /** Who takes the film over; null when the regulation names nobody. */
    recipient: bilingual.nullable(),
    handover: z.enum(['none', 'alternative', 'required', 'isTheDuty']),
    selfKeepingForbidden: z.boolean(),
    exception: exception.nullable(),
  })
  .refine((rule) => (rule.handover === 'none') === (rule.recipient === null), {
    path: ['recipient'],
    message: 'must name who takes over when handover is foreseen, and be null when handover is none',
  })
  .refine((rule) => (rule.handover === 'isTheDuty') === (rule.place === null), {
    path: ['place'],
    message: 'must say where to store, and be null when handover is the duty itself',
  })
  .refine((rule) => (rule.anchor === 'workdayEnd') === (rule.time.rule === 'sameDay'), {
    path: ['anchor'],
    message: 'workdayEnd belongs to the rule sameDay and to no other',
  });

/** The shape of `packs/<id>/pack.yaml`. Unknown keys are faults: a misspelt parameter must not be silently ignored. */
const packShape = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*$/, 'must be lower-case letters and digits'),
    version: z.int().min(1),
    title: bilingual,
    issuer: bilingual,
    level: z.enum(['province', 'municipalOrgan', 'districtOrgan', 'town']),
    jurisdiction: bilingual,
    issuedAt: date.nullable(),
    effectiveFrom: date.nullable(),
    /** The pack above this one; its times are a floor that this one may only tighten. */
    extends: z.string().nullable(),
    storage,
  })
  .superRefine((pack, context) => {
    const cited = [
      { at: ['storage'], ...pack.storage },
      ...(pack.storage.exception ? [{ at: ['storage', 'exception'], ...pack.storage.exception }] : []),
    ];
    for (const { at, article, label } of cited) {
      if (!article.startsWith(`${pack.id.toUpperCase()}-`)) {
        context.addIssue({
          code: 'custom',
          path: [...at, 'article'],
          message: `must begin with ${pack.id.toUpperCase()}-`,
        });
      }
      if (label !== labelOf(article)) {
        context.addIssue({
          code: 'custom',
          path: [...at, 'label'],
          message: `must be ${labelOf(article)}, as ${article} says`,
        });
      }
    }
    if (pack.extends === pack.id) {
      context.addIssue({ code: 'custom', path: ['extends'], message: 'a pack cannot extend itself' });
    }
  });

/** One regulation in one version, as data. */
export type Pack = z.infer<typeof packShape>;
export type StorageRule = Pack['storage'];
export type ExceptionGround = (typeof exceptionGrounds)[number];

/**
 * Reads the text of a `pack.yaml`.
 * @throws PackError with every fault: its path, its line and what is expected there.
 */
export function parsePack(yamlText: string): Pack {
  const reading = readDocument(yamlText, packShape);
  if (reading.value === null) throw new PackError(reading.faults);
  return reading.value;
}

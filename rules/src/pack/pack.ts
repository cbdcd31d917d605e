import { z } from 'zod';
import { labelOf, sourceOf } from '../citation.ts';
import { type Reading, readDocument } from '../document.ts';
import { PackError } from '../errors.ts';
import { refusal } from '../fault-words.ts';
import { storageTime, workingDays } from './duration.ts';
import * as parameters from './parameters.ts';
import { also, articleRef, bilingual, civilDate, packId } from './parameters.ts';

export const exceptionGrounds = ['continuous', 'offsite', 'remote'] as const;

const exception = z.strictObject({
  grounds: z.array(z.enum(exceptionGrounds)).min(1),
  time: workingDays,
  from: z.literal('return'),
  article: articleRef,
});

const storage = z
  .strictObject({
    article: articleRef,
    also,
    time: storageTime,
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
    ...refusal(
      'must name who takes over when handover is foreseen, and be null when handover is none',
      '规定了移交（handover）就要写明交给谁；handover 为 none 时写 null',
    ),
  })
  .refine((rule) => (rule.handover === 'isTheDuty') === (rule.place === null), {
    path: ['place'],
    ...refusal(
      'must say where to store, and be null when handover is the duty itself',
      '必须写明存到哪里；移交本身就是义务（isTheDuty）时写 null',
    ),
  })
  .refine((rule) => (rule.anchor === 'workdayEnd') === (rule.time.rule === 'sameDay'), {
    path: ['anchor'],
    ...refusal(
      'workdayEnd belongs to the rule sameDay and to no other',
      'workdayEnd 只与 sameDay（当日）相配',
    ),
  });

const silent = <T extends z.ZodType>(shape: T) => shape.nullable().default(null);

/** What a regulation can say. Each is null where the text is silent, which is a state and not a default. */
const sections = {
  scope: silent(parameters.scope),
  officers: silent(parameters.officers),
  assistants: silent(parameters.assistants),
  enforcementDays: silent(parameters.enforcementDays),
  storage: silent(storage),
  filming: z.array(parameters.filming).default([]),
  textSuffices: silent(parameters.textSuffices),
  preUseCheck: silent(parameters.preUseCheck),
  openingStatement: silent(parameters.openingStatement),
  recordingNotice: silent(parameters.recordingNotice),
  coverage: silent(parameters.coverage),
  interruption: silent(parameters.interruption),
  keyContents: silent(parameters.keyContents),
  fallback: silent(parameters.fallback),
  bystanders: silent(parameters.bystanders),
  textRecord: silent(parameters.textRecord),
  evidenceFilm: silent(parameters.evidenceFilm),
  routineKeeping: silent(parameters.routineKeeping),
  evidenceKeeping: silent(parameters.evidenceKeeping),
  longTermKeeping: silent(parameters.longTermKeeping),
  noDestruction: silent(parameters.noDestruction),
  viewing: silent(parameters.viewing),
  disclosure: silent(parameters.disclosure),
  externalProvision: silent(parameters.externalProvision),
  retrieval: silent(parameters.retrieval),
  partyAccess: silent(parameters.partyAccess),
  excuses: silent(parameters.excuses),
  keeper: silent(parameters.keeper),
  classification: silent(parameters.classification),
  inspection: silent(parameters.inspection),
  bulletin: silent(parameters.bulletin),
  supervision: silent(parameters.supervision),
  obstruction: silent(parameters.obstruction),
  budget: silent(parameters.budget),
  matterList: silent(parameters.matterList),
  violations: silent(parameters.violations),
  periods: z.array(parameters.period).default([]),
};

/** A statute that a frame of several gathers: how its references begin, its title, since when it applies. */
const source = z.strictObject({ title: bilingual, effectiveFrom: civilDate });

/** The shape of `packs/<id>/pack.yaml`. Unknown keys are faults: a misspelt parameter must not be silently ignored. */
export const packShape = z
  .strictObject({
    id: packId,
    version: z.int().min(1),
    title: bilingual,
    issuer: bilingual,
    level: z.enum(['national', 'province', 'municipalOrgan', 'districtOrgan', 'town']),
    jurisdiction: bilingual,
    issuedAt: civilDate.nullable(),
    effectiveFrom: civilDate.nullable(),
    /** First day on which it no longer applies; null while it does. */
    repealedFrom: civilDate.nullable().default(null),
    /** The pack above this one; its times are a floor that this one may only tighten. */
    extends: packId.nullable(),
    /** Only for a frame of several statutes: their abbreviations, as references to them begin. */
    sources: z.record(z.string().regex(/^[A-Z][A-Z0-9]*$/), source).default({}),
    ...sections,
  })
  .superRefine((pack, context) => {
    const refuse = (path: PropertyKey[], message: string, zh: string) =>
      context.addIssue({ code: 'custom', path, message, params: { zh } });
    const prefixes = [pack.id.toUpperCase(), ...Object.keys(pack.sources)];
    for (const [path, reference] of referencesIn(pack, [])) {
      if (labelOf(reference) !== null && !prefixes.includes(sourceOf(reference)))
        refuse(
          path,
          `must begin with ${prefixes.map((prefix) => `${prefix}-`).join(' or ')}`,
          `${reference} 是别的文件的条文，这里只能以 ${prefixes.map((prefix) => `${prefix}-`).join(' 或者 ')} 开头`,
        );
    }
    if (pack.extends === pack.id)
      refuse(['extends'], 'a pack cannot extend itself', '规则包不能以自己为上级');
    const { issuedAt, effectiveFrom, repealedFrom } = pack;
    if (issuedAt !== null && effectiveFrom !== null && effectiveFrom < issuedAt)
      refuse(
        ['effectiveFrom'],
        `lies before the day of issue, ${issuedAt}`,
        `施行日期早于印发日期 ${issuedAt}`,
      );
    const begins = effectiveFrom ?? issuedAt;
    if (repealedFrom !== null && begins !== null && repealedFrom <= begins)
      refuse(['repealedFrom'], `must lie after ${begins}`, `废止日期必须在 ${begins} 之后`);
    const ids = pack.periods.map(({ id }) => id);
    ids.forEach((id, at) => {
      if (ids.indexOf(id) !== at) refuse(['periods', at, 'id'], `${id} is given twice`, `${id} 写了两次`);
    });
  });

/** Every reference to an article in a pack, with the path at which it stands. */
export function* referencesIn(value: unknown, path: PropertyKey[]): Generator<[PropertyKey[], string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === 'article' && typeof member === 'string') yield [at, member];
    else if (key === 'also' && Array.isArray(member))
      for (const [index, one] of member.entries()) yield [[...at, index], String(one)];
    else yield* referencesIn(member, at);
  }
}

/** All references of a pack to articles, in the order in which it names them. */
export const referencesOf = (pack: Pack): string[] =>
  [...referencesIn(pack, [])].map(([, reference]) => reference);

/** One regulation in one version, as data. */
export type Pack = z.infer<typeof packShape>;
/** What a pack can say, without what it is called and when it applies. */
export type Sections = Pick<Pack, keyof typeof sections>;
export type SectionName = keyof typeof sections;
export type StorageRule = NonNullable<Pack['storage']>;
export type FilmingRule = Pack['filming'][number];
export type PeriodRule = Pack['periods'][number];
export type ExceptionGround = (typeof exceptionGrounds)[number];

/** A pack that says where film goes and until when. */
export type StoringPack = Pack & { storage: StorageRule };
export const saysStorage = (pack: Pack): pack is StoringPack => pack.storage !== null;

export const sectionNames = Object.keys(sections) as SectionName[];

/** Reads the text of a `pack.yaml`; never throws. */
export const readPack = (yamlText: string): Reading<Pack> => readDocument<Pack>(yamlText, packShape);

/**
 * Reads the text of a `pack.yaml`.
 * @throws PackError with every fault: its path, its line and what is expected there.
 */
export function parsePack(yamlText: string): Pack {
  const reading = readPack(yamlText);
  if (reading.value === null) throw new PackError(reading.faults);
  return reading.value;
}

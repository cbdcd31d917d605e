import { z } from 'zod';
import { REFERENCE } from '../citation.ts';
import { refusal } from '../fault-words.ts';
import { isCivilDate } from '../time/civil.ts';
import * as words from '../vocabulary.ts';
import { keepingTime, periodTime } from './duration.ts';

const text = z.string().trim().min(1);
export const bilingual = z.strictObject({ zh: text, en: text });

/** Text of one form. Its pattern stands in the JSON Schema too, where a refinement alone would be lost. */
const formed = (pattern: RegExp, told: ReturnType<typeof refusal>) =>
  z
    .string()
    .refine((given) => pattern.test(given), told)
    .meta({ pattern: pattern.source.replaceAll(/\?<\w+>/g, '') });

export const packId = formed(
  /^[a-z][a-z0-9]*$/,
  refusal('must be lower-case letters and digits', '只能用小写字母和数字，以字母开头'),
);
export const civilDate = z
  .string()
  .refine(
    isCivilDate,
    refusal('must be a date YYYY-MM-DD that exists', '必须是日历上有的日期，写成 YYYY-MM-DD'),
  )
  .meta({ format: 'date', pattern: z.regexes.date.source });
export const articleRef = formed(
  REFERENCE,
  refusal(
    'must be a reference such as XZ-11, XZ-12.2 or SX-10(4)',
    '必须是条文编号，例如 XZ-11（第十一条）、XZ-12.2（第十二条第二款）、SX-10(4)（第十条第（四）项）',
  ),
);
const distinct = <T extends z.ZodType>(list: z.ZodArray<T>) =>
  list
    .refine((all) => new Set(all).size === all.length, refusal('names one thing twice', '同一项写了两次'))
    .meta({ uniqueItems: true });
/** Further articles that bear on a parameter. */
export const also = distinct(z.array(articleRef)).default([]);

const one = <T extends Record<string, unknown>>(list: T) => z.enum(words.keysOf(list));
const some = <T extends Record<string, unknown>>(list: T) => distinct(z.array(one(list)).min(1));
const listOf = <T extends Record<string, unknown>>(list: T) => distinct(z.array(one(list))).default([]);

/** A parameter of a pack: the article it rests on, further ones that bear on it, and what they say. */
const parameter = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ article: articleRef, also, ...shape });

/** Items of a checklist, each with a name of our own. `article` only where an item rests on an own place. */
const item = z.strictObject({
  id: formed(
    /^[a-z][a-zA-Z0-9]*$/,
    refusal('must be letters and digits, beginning with a small letter', '只能用字母和数字，以小写字母开头'),
  ),
  zh: text,
  en: text,
  article: articleRef.optional(),
});
const idsDiffer = (all: readonly { id: string }[]) => new Set(all.map(({ id }) => id)).size === all.length;
const idTwice = refusal('names an item twice', '有两项用了同一个 id');
const items = z.array(item).min(1).refine(idsDiffer, idTwice);

/** Which enforcement the regulation is about. */
export const scope = parameter({ kinds: some(words.enforcementKinds) });

/**
 * Who may enforce and film. `minimum`: how many officers have to take part. `of`: which kinds of enforcement that is
 * asked of, each with its article; where none is named it is asked of every act. `who`: whose officers they are.
 */
export const officers = parameter({
  who: bilingual.nullable().default(null),
  minimum: z.int().min(1).max(9).nullable().default(null),
  of: z.array(z.strictObject({ article: articleRef, kinds: some(words.enforcementKinds) })).default([]),
  established: z.boolean().default(false),
  exam: bilingual.nullable().default(null),
});
/** Compulsory enforcement by these activities keeps off statutory holidays, urgency excepted. */
export const enforcementDays = parameter({ activities: some(words.activities) });
/** Who may help to film without being an officer. */
export const assistants = parameter({ needs: z.enum(['assistQualification', 'nothing']) });

/** When film is asked for. Several hold side by side; the strictest that fits an act decides. */
export const filming = parameter({
  duty: one(words.filmingDuties),
  activities: z.union([z.literal('all'), distinct(z.array(one(words.activities)))]).default([]),
  circumstances: listOf(words.circumstances),
}).refine(
  (rule) => rule.activities === 'all' || rule.activities.length + rule.circumstances.length > 0,
  refusal('must name activities or circumstances', '必须写明执法活动（activities）或者情形（circumstances）'),
);
/** Film may be left out where the text shows the act in full. */
export const textSuffices = parameter({ reasonRequired: z.boolean() });

export const preUseCheck = parameter({ items: some(words.deviceChecks) });
/** What has to be said aloud once the film runs; `focus` where the text only says what to film above all. */
export const openingStatement = parameter({
  manner: z.enum(['spoken', 'focus']),
  fields: some(words.statementFields),
});
/** Telling people that they are recorded. */
export const recordingNotice = parameter({
  when: z.enum(['before', 'atStart', 'during']),
  occasions: some(words.noticeOccasions),
});
/** From where to where the film has to reach. */
export const coverage = parameter({
  from: z.enum(['arrival', 'start']),
  to: z.enum(['leaving', 'activityEnd']),
  continuous: z.boolean(),
  /** The text speaks only of film that has to be made in full without interruption. */
  mandatoryContinuousOnly: z.boolean().default(false),
});
export const interruption = parameter({
  causes: some(words.interruptionCauses),
  voiceOnRestart: z.boolean(),
  reportTo: one(words.offices).nullable(),
  writtenAfter: z.boolean(),
});
export const keyContents = parameter({ items });
/** What is owed where the whole cannot be filmed. */
export const fallback = parameter({ keyLinks: z.boolean(), document: z.boolean(), explanation: z.boolean() });
export const bystanders = parameter({ rule: z.enum(['notRestricted', 'mustBeTold']) });
export const textRecord = parameter({ items });
/** Film used as evidence: the note that goes with it, the disc in the volume. */
export const evidenceFilm = parameter({ note: some(words.noteFields), disc: z.boolean() });

/** Film of everyday work, with the activities it is asked for. */
export const routineKeeping = parameter({
  time: keepingTime,
  activities: z.union([z.literal('all'), some(words.activities)]),
});
/** Film that is kept as long as the volume it serves. */
export const evidenceKeeping = parameter({ scopes: some(words.evidenceScopes) });
export const longTermKeeping = parameter({
  triggers: some(words.longTermTriggers),
  time: keepingTime.nullable(),
});
/** Nothing is destroyed inside its period. */
export const noDestruction = parameter({});

/** One after the other: each of these has to agree. An empty list: approval is asked for, by whom is not said. */
const approval = parameter({ steps: distinct(z.array(one(words.offices)).max(5)) });
export const viewing = approval;
export const disclosure = approval;
export const externalProvision = parameter({
  provider: one(words.offices).nullable(),
  retainCopy: z.boolean(),
  approval: z.boolean(),
});
export const retrieval = parameter({ by: some(words.offices) });
export const partyAccess = parameter({});
/** Who decides on an explanation for a missed time. Empty: the organ's head. */
export const excuses = approval;

export const keeper = parameter({ office: one(words.offices), name: bilingual.nullable().default(null) });
export const classification = parameter({ keys: some(words.classificationKeys) });
export const inspection = parameter({ by: one(words.offices).nullable() });
export const bulletin = parameter({ appraisal: z.boolean() });
export const supervision = parameter({ by: one(words.offices) });
export const obstruction = parameter({ to: some(words.offices) });
export const budget = parameter({});

/** A list that the organ has to draw up. */
export const matterList = parameter({
  kind: z.enum(['avMatters', 'fullProcess']),
  publish: z.boolean(),
  contents: distinct(z.array(z.enum(['matter', 'content', 'link', 'method'])).min(1)),
});

/** A breach that the text names. Its ladder of consequences is told in `consequences`. */
export const violations = parameter({
  grounds: z
    .array(
      z.strictObject({
        id: formed(
          /^[A-Z]\d{1,2}$/,
          refusal('must be a letter and a number, such as P1', '必须是一个大写字母加数字，例如 P1'),
        ),
        zh: text,
        en: text,
        article: articleRef,
        /** What it covers; duties that are not kept and breaches that are found are held against it. */
        breaches: some(words.breaches),
        /** Whether serious consequences are an element of it. */
        seriousConsequence: z.boolean().default(false),
      }),
    )
    .min(1)
    .refine(idsDiffer, idTwice),
  consequences: bilingual,
});

/**
 * A period that the law gives somebody: it begins with one step and is kept by another. `before` counts back from the
 * step `from`, with so many full working days between. `roll: forward` moves a last day that is no working day to the
 * next one (民法典 art. 203); `none` never does, which protects the party where the period binds the organ. A period
 * of the same id in a pack above is judged beside it, unless a special law takes its place (`overrides`).
 */
export const period = z
  .strictObject({
    id: formed(
      /^[A-Z][A-Z0-9]*-\d{1,3}[a-z]?(\.\d)?$/,
      refusal('must be an id such as CF-60 or CF-64.1', '必须是 CF-60、CF-64.1 这样的编号'),
    ),
    article: articleRef,
    also,
    what: bilingual,
    whose: z.enum(['organ', 'party', 'court', 'police', 'reviewOrgan']),
    from: one(words.stepKinds),
    /** Further steps that begin it, and the activities in which they mean something else. */
    orFrom: z
      .strictObject({ steps: some(words.stepKinds), except: listOf(words.activities) })
      .nullable()
      .default(null),
    /** Steps of which the first keeps the period; none for a period that only has an effect when it is over. */
    kept: distinct(z.array(one(words.stepKinds))),
    /** What keeps it may also come before what begins it. */
    keptBefore: z.boolean().default(false),
    time: periodTime,
    direction: z.enum(['after', 'before']).default('after'),
    roll: z.enum(['none', 'forward']),
    /** An approved extension: the step and what it adds. */
    extension: z
      .strictObject({ step: one(words.stepKinds), time: periodTime })
      .nullable()
      .default(null),
    /** Spans that do not count. */
    excluded: listOf(words.stepKinds),
    /** Spans that do not count from the day on which the party was told of them in writing. */
    excludedWhenTold: listOf(words.stepKinds),
    /** The special law by which it takes the place of the period with its id in the packs above. */
    overrides: z.strictObject({ article: articleRef, reason: bilingual }).nullable().default(null),
  })
  .refine((one) => ![one.from, ...(one.orFrom?.steps ?? [])].some((step) => one.kept.includes(step)), {
    path: ['kept'],
    ...refusal(
      'must not name a step that begins the period: it would be kept as it begins',
      '不能写起算的那一步（from、orFrom）：一开始就会算作完成',
    ),
  })
  .refine((one) => one.direction === 'after' || one.time.rule === 'workingDays', {
    path: ['time'],
    ...refusal('counts back in working days only', '“之前”的期限只能用工作日（workingDays）'),
  });

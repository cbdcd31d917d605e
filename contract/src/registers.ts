import { z } from 'zod';
import { numberFault, plainNumber } from './identity-numbers.ts';
import { citation } from './matters.ts';
import { refusals } from './refusals.ts';
import {
  occasions,
  type RegisterField,
  type RegisterKind,
  type RegisterKindOf,
  registerKindNames,
  registerOf,
} from './register-kinds.ts';
import { civilDate, id, instant, page, plausibleDate, plausibleInstant, sentence } from './shapes.ts';

export const registerKind = z.enum(registerKindNames);

/** A day: what has a time is taken by its day in Beijing. */
const dayOf = (at: string): string =>
  at.length === 10 ? at : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
const isTimeOf = (text: string): boolean => !Number.isNaN(Date.parse(text));
/** Whether one time is before another: to the moment where both tell it, else by their days. */
export const isBefore = (a: string, b: string): boolean =>
  a.length > 10 && b.length > 10 ? Date.parse(a) < Date.parse(b) : dayOf(a) < dayOf(b);

const line = z.string().trim().min(1).max(200);
const shapes: Record<RegisterField['type'], (field: RegisterField) => z.ZodType> = {
  line: () => line,
  text: () => z.string().trim().min(1).max(20_000),
  date: () => plausibleDate,
  instant: () => plausibleInstant,
  number: () => z.number().positive().max(10_000).multipleOf(0.5),
  count: () => z.int().min(1).max(100_000),
  money: () => z.number().min(0).max(1e10).multipleOf(0.01),
  year: () => z.int().min(1990).max(2199),
  choice: ({ choices = [] }) => z.enum(choices as [string, ...string[]]),
  device: () => id,
  officers: () =>
    z
      .array(id)
      .min(1)
      .max(500)
      .refine((ids) => new Set(ids).size === ids.length, refusals.namedTwice.zh),
  recording: () => id,
  creditCode: () =>
    z
      .string()
      .transform(plainNumber)
      .refine((code) => numberFault('creditCode', code) === null, refusals.creditCode.zh),
};

export type RegisterContent = Readonly<Record<string, string | number | readonly string[]>>;
type Content = Record<string, string | number | string[]>;

const nothing = new Set<unknown>([undefined, null, '']);
/** An entry without the fields that were left empty. */
const filled = (given: unknown): unknown =>
  typeof given !== 'object' || given === null
    ? given
    : Object.fromEntries(Object.entries(given).filter(([, value]) => !nothing.has(value)));

interface Rule {
  holds: (content: Content) => boolean;
  path: string;
  message: string;
}

const rulesOf = (kind: RegisterKindOf): Rule[] => [
  ...(kind.order ?? []).map(([first, second]) => ({
    holds: ({ [first]: a, [second]: b }: Content) =>
      typeof a !== 'string' || typeof b !== 'string' || !isTimeOf(a) || !isTimeOf(b) || !isBefore(b, a),
    path: second,
    message: refusals.timesReversed.zh,
  })),
  ...(kind.together ?? []).flatMap(([first, ...others]) =>
    others.map((other) => ({
      holds: (content: Content) => content[first] === undefined || content[other] !== undefined,
      path: other,
      message: refusals.belongsTogether.zh,
    })),
  ),
  ...(kind.oneOf ?? []).slice(0, 1).map((path) => ({
    holds: (content: Content) => kind.oneOf?.some((field) => content[field] !== undefined) ?? true,
    path,
    message: refusals.textOrFile.zh,
  })),
];

/** Also when a field is faulty: everything that is wrong is said at once. */
const always = () => true;

/** The shape of what an entry of a register says. */
function contentShape(name: RegisterKind) {
  const kind = registerOf(name);
  const members = Object.entries(kind.fields).map(([field, of]) => {
    const shape = shapes[of.type](of);
    return [field, of.required ? shape : shape.optional()] as const;
  });
  const shape = z.strictObject(Object.fromEntries(members));
  return z.preprocess(
    filled,
    rulesOf(kind).reduce(
      (whole, { holds, path, message }) =>
        whole.refine((content) => holds(content as Content), { path: [path], message, when: always }),
      shape,
    ),
  );
}

const contents = Object.fromEntries(registerKindNames.map((kind) => [kind, contentShape(kind)])) as Record<
  RegisterKind,
  ReturnType<typeof contentShape>
>;
/** The shape of the entries of a register. */
export const registerContent = (kind: RegisterKind) => contents[kind];

/** What is said in one register or another, told apart by `kind`. */
const registerSaid = z.discriminatedUnion(
  'kind',
  registerKindNames.map((kind) => z.object({ kind: z.literal(kind), content: contents[kind] })) as [
    z.ZodObject<{ kind: z.ZodLiteral<RegisterKind>; content: ReturnType<typeof contentShape> }>,
  ],
);

/** `id` is made by who sends it: the same sent twice is entered once. */
export const registerInput = z.intersection(z.object({ id }), registerSaid);
/** `replaces` is the version that was seen; one that was replaced meanwhile is refused. */
export const registerCorrection = z.intersection(
  z.object({ id, replaces: id, reason: sentence }),
  registerSaid,
);
export const registerWithdrawal = z.object({ id, replaces: id, reason: sentence });

export const registerFilter = z.object({
  kind: registerKind,
  text: z.string().trim().max(100).optional(),
  deviceId: id.optional(),
  officerId: id.optional(),
  /** Of a phrase. */
  occasion: z.enum(occasions).optional(),
  /** `open`: faults that are not put right, trainings still planned, what is in force; `withdrawn`: what was taken back. */
  standing: z.enum(['open', 'attention', 'withdrawn']).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What is to be known of an entry beside what it says: a breach, a day that comes, a day that is past. */
export const registerFinding = z.object({
  code: z.enum(['stopped', 'selfRepair', 'maintenanceDue', 'expiring', 'expired', 'notYet', 'overspent']),
  weight: z.enum(['breach', 'warning', 'note']),
  days: z.int().nullable(),
  citations: z.array(citation),
});
export type RegisterFinding = z.infer<typeof registerFinding>;

const content = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
export const registerRow = z.object({
  /** The version; what a correction names as seen. */
  id,
  /** The entry itself, over all its versions. */
  entryId: id,
  kind: registerKind,
  version: z.int(),
  content,
  /** Names of what the content names by id: devices, people, files. */
  names: z.record(z.string(), z.string()),
  on: civilDate,
  withdrawn: z.boolean(),
  reason: z.string().nullable(),
  statedBy: z.string(),
  statedAt: instant,
  findings: z.array(registerFinding),
});
export type RegisterRow = z.infer<typeof registerRow>;

export const registerPage = page(registerRow).extend({ mayKeep: z.boolean() });
/** An entry with all its versions, the one that holds first. */
export const registerEntry = z.object({
  versions: z.array(registerRow).min(1),
  abilities: z.object({ correct: z.boolean(), withdraw: z.boolean() }),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

/** One register as the page that lists them names it. */
export const registerSummary = z.object({
  kind: registerKind,
  entries: z.int(),
  /** How many of them somebody has to look at. */
  attention: z.int(),
  /** What asks for it in the law of the organ; empty where nothing does. */
  citations: z.array(citation),
  mayKeep: z.boolean(),
});
export type RegisterSummary = z.infer<typeof registerSummary>;

import { z } from 'zod';
import { bilingual } from './obligations.ts';
import { civilDate, id, instant, name, plausibleInstant, sentence } from './shapes.ts';

/** A place on earth, WGS-84, in degrees. Its ranges are told with the other faults of an act, not before them. */
export const coordinates = z.object({ latitude: z.number(), longitude: z.number() });
export type Coordinates = z.infer<typeof coordinates>;
const ends = { latitude: 90, longitude: 180 } as const;
/** Which of the two lies outside of its range. */
export const outOfRange = (typed: {
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
}): (keyof Coordinates)[] =>
  (['latitude', 'longitude'] as const).filter((field) => Math.abs(typed[field] ?? 0) > ends[field]);

/** Somebody who took part, as the register had it when the act was last entered, and what stands against that. */
export const actPerson = z.object({
  id,
  name: z.string(),
  kind: z.enum(['officer', 'assistant']),
  certificateNo: z.string().nullable(),
  doubts: z.array(bilingual),
});
export type ActPerson = z.infer<typeof actPerson>;

/** Whom an act is to be judged by before it is entered; `officerIds` are joined by commas. */
export const qualificationAsked = z.object({
  type: z.string().max(40),
  startedAt: plausibleInstant,
  officerIds: z.string().max(800),
});
/** What the organ's law says of them on the day of the act. */
export const qualification = z.object({
  /** How many officers are asked for and how many count; `binds`: an act of this type must not begin with fewer. */
  number: z.object({ minimum: z.int(), counted: z.int(), binds: z.boolean(), said: bilingual }).nullable(),
  doubts: z.array(z.object({ personId: id, said: bilingual })),
  /** Who may be an assistant, with the article; null where the law is silent. */
  assistants: bilingual.nullable(),
});
export type Qualification = z.infer<typeof qualification>;

/** A second of a film at which a step can be seen or heard. */
export const media = z.object({ recordingId: id.toLowerCase(), second: z.number().min(0).max(604_800) });
export type Media = z.infer<typeof media>;

/** One film on the axis, in true time; no id and name for who may not see it. */
const laneFilm = z.object({
  recordingId: id.nullable(),
  name: z.string().nullable(),
  kind: z.enum(['video', 'audio', 'picture', 'document']),
  from: instant,
  to: instant,
  /** What was added to the device's clock to come to the true time, in seconds. */
  clockOffsetSeconds: z.int(),
});
const stretch = z.object({ from: instant, to: instant });
/** The films of an act side by side in true time, from arrival or start to leaving or end. */
export const timeAxis = stretch.extend({
  lanes: z.array(
    z.object({ device: z.string().nullable(), officer: z.string().nullable(), films: z.array(laneFilm) }),
  ),
  covered: z.array(stretch),
  overlaps: z.array(stretch.extend({ times: z.int() })),
  /** Where no film runs, in pieces: `stepId` is the interruption that explains one. */
  gaps: z.array(stretch.extend({ stepId: id.nullable(), cause: z.string().nullable() })),
  /** Films whose beginning or end nobody knows. */
  untimed: z.int(),
});
export type TimeAxis = z.infer<typeof timeAxis>;

export const raisers = ['party', 'officer', 'ordered'] as const;
export const recusalGrounds = ['relative', 'interest', 'other'] as const;

/** Raises the recusal of an officer from one act or from a case. `id` is made by who sends it: sent twice, entered once. */
export const recusalInput = z
  .object({
    id: id.toLowerCase(),
    caseId: id.nullable(),
    actId: id.nullable(),
    officerId: id,
    raisedBy: z.enum(raisers),
    /** The party who asks for it, by name. */
    applicant: name.nullable(),
    ground: z.enum(recusalGrounds),
    reason: sentence,
    raisedAt: plausibleInstant,
  })
  .refine(({ caseId, actId }) => (caseId === null) !== (actId === null));
export const recusalDecision = z.object({
  id,
  decision: z.enum(['granted', 'refused']),
  decidedAt: plausibleInstant,
  reason: sentence.nullable(),
});
export const recusalFilter = z.object({ caseId: id.optional(), actId: id.optional() });

export const recusal = z.object({
  id,
  caseId: id.nullable(),
  actId: id.nullable(),
  officerId: id,
  officer: z.string(),
  raisedBy: z.enum(raisers),
  applicant: z.string().nullable(),
  ground: z.enum(recusalGrounds),
  reason: z.string(),
  raisedAt: instant,
  enteredBy: z.string(),
  enteredAt: instant,
  decision: z.enum(['granted', 'refused']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  abilities: z.object({ decide: z.boolean() }),
});
export type Recusal = z.infer<typeof recusal>;
/** The recusals of a case or an act, and whether the person who asks may raise one. */
export const recusals = z.object({ rows: z.array(recusal), mayRaise: z.boolean() });

/** A certificate of enforcement (执法证件) that another has replaced. */
export const earlierCertificate = z.object({
  number: z.string(),
  validFrom: civilDate.nullable(),
  validUntil: civilDate.nullable(),
});

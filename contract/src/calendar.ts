import { z } from 'zod';
import { bilingual } from './obligations.ts';
import { refusals } from './refusals.ts';
import { civilDate, id, instant, sentence } from './shapes.ts';

/** Whether the rules hold for these dates is checked by the house, which names each fault at its place. */
const typedDate = z.string().trim().max(40);
const dayName = z.object({ zh: z.string().trim().min(1).max(50), en: z.string().trim().min(1).max(50) });

export const noticeContent = z.object({
  kind: z.literal('notice'),
  year: z.int().min(2004).max(2899),
  holidays: z
    .array(
      z.object({
        name: dayName,
        off: z.object({ from: typedDate, to: typedDate }),
        makeUp: z.array(typedDate).max(10),
      }),
    )
    .min(1)
    .max(20),
});
export const daysContent = z.object({
  kind: z.literal('days'),
  days: z
    .array(z.object({ date: typedDate, working: z.boolean(), name: dayName }))
    .min(1)
    .max(100),
});
export const calendarContent = z.discriminatedUnion('kind', [noticeContent, daysContent]);
export type CalendarContent = z.infer<typeof calendarContent>;

/** A change to propose: a year's notice, single days, or either of them as YAML text. */
export const calendarProposal = z.object({
  documentNo: z.string().trim().min(1).max(100),
  title: z.string().trim().min(1).max(200),
  /** Address where the document was published, or the number of the attachment that holds it. */
  source: z.string().trim().min(1).max(500),
  content: z.discriminatedUnion('kind', [
    noticeContent,
    daysContent,
    z.object({ kind: z.literal('yaml'), text: z.string().trim().min(1).max(20_000) }),
  ]),
  /** The approved change that it takes the place of. */
  supersedes: id.nullable(),
});

export const calendarChange = z.object({
  id,
  /** `house`: for all organs. */
  scope: z.enum(['house', 'organ']),
  documentNo: z.string(),
  title: z.string(),
  source: z.string(),
  content: calendarContent,
  state: z.enum(['proposed', 'approved', 'rejected', 'superseded']),
  supersedes: id.nullable(),
  proposed: z.object({ by: z.string(), at: instant }),
  decided: z.object({ by: z.string(), at: instant, reason: z.string().nullable() }).nullable(),
  /** Whether who asks may propose another in its place, or decide it. */
  abilities: z.object({ supersede: z.boolean(), decide: z.boolean() }),
});
export type CalendarChange = z.infer<typeof calendarChange>;

export const calendarDecision = z
  .object({ id, approve: z.boolean(), reason: sentence.nullable() })
  .refine((given) => given.approve || given.reason !== null, {
    path: ['reason'],
    message: refusals.whyNot.zh,
  });

export const calendarQuery = z.object({ year: z.coerce.number().int().min(2004).max(2899).optional() });

const calendarDay = z.object({
  date: civilDate,
  working: z.boolean(),
  kind: z.enum(['weekday', 'weekend', 'holiday', 'makeUp']),
  name: bilingual.nullable(),
  /** Whether a single-day change decides about it. */
  changed: z.boolean(),
});
export type CalendarDay = z.infer<typeof calendarDay>;

export const calendarView = z.object({
  year: z.int(),
  /** Whether a notice of the year is loaded. */
  covered: z.boolean(),
  days: z.array(calendarDay),
  /** Notices that stand, by year; with the change that brought one, null for those of the product. */
  notices: z.array(
    z.object({ year: z.int(), title: z.string(), source: z.string().nullable(), changeId: id.nullable() }),
  ),
  coveredUntil: civilDate.nullable(),
  /** Open duties whose due time may still move. */
  provisional: z.int(),
  /** The first year from this one on without a notice. */
  missingYear: z.int(),
  scope: z.enum(['house', 'organ']),
  changes: z.array(calendarChange),
  mayPropose: z.boolean(),
});
export type CalendarView = z.infer<typeof calendarView>;

/**
 * What came of a decision: how many recordings and acts with open duties were judged anew, of how many of these that
 * failed, and how many due times moved.
 */
export const calendarOutcome = z.object({
  judged: z.int(),
  failed: z.int(),
  moved: z.int(),
  told: z.int(),
});

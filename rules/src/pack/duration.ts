import { z } from 'zod';

const amount = (most: number) => z.int().min(1).max(most);

const sameDay = z.strictObject({ rule: z.literal('sameDay') });
const hours = z.strictObject({ rule: z.literal('hours'), value: amount(720) });
export const workingDays = z.strictObject({ rule: z.literal('workingDays'), value: amount(250) });
const days = z.strictObject({ rule: z.literal('days'), value: amount(3660) });
const months = z.strictObject({ rule: z.literal('months'), value: amount(1200) });
const years = z.strictObject({ rule: z.literal('years'), value: amount(100) });
const permanent = z.strictObject({ rule: z.literal('permanent') });

/** Calendar days whose last one may fall on a day of rest: `forward` moves it to the next working day (民法典 art. 203). */
const rolledDays = days.extend({ roll: z.enum(['none', 'forward']) });

/** Time within which film has to be stored. */
export const storageTime = z.discriminatedUnion('rule', [sameDay, hours, workingDays, rolledDays]);
/** A period that the law gives somebody. */
export const periodTime = z.discriminatedUnion('rule', [hours, workingDays, days, months]);
/** How long something is kept. */
export const keepingTime = z.discriminatedUnion('rule', [months, years, permanent]);

export type StorageTime = z.infer<typeof storageTime>;
export type PeriodTime = z.infer<typeof periodTime>;
export type KeepingTime = z.infer<typeof keepingTime>;

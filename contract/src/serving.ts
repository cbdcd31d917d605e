import { z } from 'zod';
import { named, ownId, people, words } from './evidence.ts';
import { countingStep } from './obligations.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, plausibleInstant, sentence } from './shapes.ts';

/** Ways to serve a document (《中华人民共和国民事诉讼法》第八十八条至第九十五条). */
export const serviceManner = z.enum(
  ['direct', 'retained', 'electronic', 'postal', 'entrusted', 'transferred', 'publicNotice'],
  refusals.choose.zh,
);
export type ServiceManner = z.infer<typeof serviceManner>;
/** What is served, by what its service sets running. */
export const serviceSubject = z.enum(
  ['decision', 'hearingRights', 'hearingNotice', 'freezing', 'demand', 'other'],
  refusals.choose.zh,
);
export type ServiceSubject = z.infer<typeof serviceSubject>;
export const serviceOutcome = z.enum(
  ['signed', 'left', 'arrived', 'deemed', 'refused', 'absent', 'returned', 'withdrawn'],
  refusals.choose.zh,
);
export type ServiceOutcome = z.infer<typeof serviceOutcome>;
export const serviceChannel = z.enum(['sms', 'email', 'platform', 'other'], refusals.choose.zh);

export const addressInput = z
  .object({
    id: ownId,
    caseId: id,
    party: name,
    partyId: ownId.nullable(),
    address: words.min(1),
    receiver: words.nullable(),
    phone: z.string().trim().max(40).nullable(),
    /** Whether the party agrees to be served by electronic means. */
    consents: z.boolean(),
    channel: serviceChannel.nullable(),
    account: words.nullable(),
    signedAt: plausibleInstant,
    recordingId: ownId.nullable(),
  })
  .refine((one) => !one.consents || one.channel !== null, {
    path: ['channel'],
    message: refusals.choose.zh,
  })
  .refine((one) => !one.consents || !!one.account, { path: ['account'], message: refusals.whereTo.zh });

const receiptContent = z.object({
  outcome: serviceOutcome,
  at: plausibleInstant,
  receiver: words.nullable(),
  relation: words.nullable(),
  note: z.string().trim().max(1000).nullable(),
});

export const serviceInput = z.object({
  id: ownId,
  caseId: id,
  /** The act on site in which it was served, where one was registered. */
  actId: ownId.nullable(),
  subject: serviceSubject,
  document: name,
  documentId: ownId.nullable(),
  documentMadeAt: plausibleInstant,
  party: name,
  partyId: ownId.nullable(),
  manner: serviceManner,
  /** When it was handed over, left, sent or posted. */
  at: plausibleInstant,
  place: words.min(1),
  officerIds: people,
  witnesses: z.array(words.min(1)).max(10),
  recordingIds: z.array(ownId).max(20),
  carrier: words.nullable(),
  reason: z.string().trim().max(2000).nullable(),
  /** How it ended, where that is known at once. */
  receipt: receiptContent.extend({ id: ownId }).nullable(),
});
/** `replaces` is the receipt that was seen; null where there was none. */
export const serviceReceiptInput = receiptContent.extend({
  id: ownId,
  serviceId: id,
  replaces: ownId.nullable(),
});
export const serviceWithdrawal = z.object({
  id: ownId,
  serviceId: id,
  replaces: ownId.nullable(),
  reason: sentence,
});

/** When something counts as served, and how that was counted. */
export const countsAsServed = z.object({
  at: instant.nullable(),
  provisional: z.boolean(),
  article: z.object({ zh: z.string(), en: z.string() }),
  why: z.object({ zh: z.string(), en: z.string() }),
  steps: z.array(countingStep),
});
export type CountsAsServed = z.infer<typeof countsAsServed>;

export const serviceStanding = z.enum(['underway', 'served', 'failed', 'withdrawn']);
export type ServiceStanding = z.infer<typeof serviceStanding>;

export const serviceRow = serviceInput.omit({ receipt: true, officerIds: true }).extend({
  number: z.int(),
  documentMadeAt: instant,
  at: instant,
  officers: named,
  standing: serviceStanding,
  served: countsAsServed,
  receipts: z.array(
    receiptContent.extend({
      id,
      at: instant,
      servedAt: instant.nullable(),
      enteredBy: z.string(),
      enteredAt: instant,
      /** Nobody entered it: the period of the notice was over. */
      byHouse: z.boolean(),
    }),
  ),
  enteredBy: z.string(),
  enteredAt: instant,
});
export type ServiceRow = z.infer<typeof serviceRow>;

export const serviceAddress = z.object({
  id,
  party: z.string(),
  partyId: id.nullable(),
  address: z.string(),
  receiver: z.string().nullable(),
  phone: z.string().nullable(),
  consents: z.boolean(),
  channel: serviceChannel.nullable(),
  account: z.string().nullable(),
  signedAt: instant,
  recordingId: id.nullable(),
  statedBy: z.string(),
  statedAt: instant,
});
export type ServiceAddress = z.infer<typeof serviceAddress>;

export const caseServices = z.object({
  services: z.array(serviceRow),
  /** The newest of each party first. */
  addresses: z.array(serviceAddress),
  abilities: z.object({ change: z.boolean() }),
});
export type CaseServices = z.infer<typeof caseServices>;

import { z } from 'zod';
import type { ApprovalMatter } from './case-moves.ts';
import { named, ownId, people, words } from './evidence.ts';
import { duty } from './obligations.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, page, plausibleInstant, sentence } from './shapes.ts';

/** What was done with the things on a list (先行登记保存、查封、扣押). */
export const goodsMeasure = z.enum(['advanceRegistration', 'seal', 'detain'], refusals.choose.zh);
export type GoodsMeasure = z.infer<typeof goodsMeasure>;
export const goodsKeeper = z.enum(['organ', 'party', 'thirdParty'], refusals.choose.zh);
export const goodsManner = z.enum(
  ['returned', 'transferred', 'confiscated', 'destroyed', 'auctioned', 'seized', 'consumed'],
  refusals.choose.zh,
);
export type GoodsManner = z.infer<typeof goodsManner>;
export const goodsEventKind = z.enum(['reported', 'extended', 'tested', 'lifted', 'disposed', 'undone']);
export type GoodsEventKind = z.infer<typeof goodsEventKind>;

/** Up to three places behind the point, so that sums are exact. */
const quantity = z
  .number()
  .positive()
  .max(1_000_000_000)
  .refine((n) => Math.abs(n * 1000 - Math.round(n * 1000)) < 1e-6, refusals.threePlaces.zh);
const goodsItem = z.object({
  name,
  specification: words.nullable(),
  quantity,
  unit: z.string().trim().min(1).max(20),
  condition: words.nullable(),
  place: words.nullable(),
  photoId: ownId.nullable(),
});
export type GoodsItem = z.infer<typeof goodsItem>;

/** Chosen of what the house knows; null where it was typed. */
const chosen = ownId.nullable();

/** The matters whose approval a measure, or what is done under one, can rest on. */
export function mattersFor(measure: GoodsMeasure, act: 'taken' | GoodsEventKind): ApprovalMatter[] {
  if (act === 'extended') return ['measureExtension', 'document'];
  const own = measure === 'advanceRegistration' ? 'registration' : 'measure';
  return act === 'taken' || act === 'reported' ? [own, 'document'] : [own, 'decision', 'document'];
}

/** What has to be told of a disposal: who received the things, how that is shown, and whether two watched it. */
export function wantsOf(source: 'held' | 'confiscated', manner: GoodsManner) {
  const handedOver = manner === 'returned' || manner === 'transferred';
  const watched = source === 'confiscated' || manner === 'destroyed' || manner === 'auctioned';
  return { receiver: handedOver || manner === 'auctioned', signature: handedOver, watched };
}

const listContent = z.object({
  actId: id,
  measure: goodsMeasure,
  /** Taken on the spot in urgency, to be reported afterwards. */
  urgent: z.boolean(),
  party: name,
  partyId: chosen,
  place: words.min(1),
  takenAt: plausibleInstant,
  approvedBy: words.nullable(),
  approvedAt: plausibleInstant.nullable(),
  /** The approval that was given in the house; who and when is then taken from it. */
  approvalId: chosen,
  officerIds: people,
  keeperKind: goodsKeeper,
  keeper: words.min(1),
  keepingPlace: words.min(1),
  /** Who of the other side signed the list; or why nobody did, and who saw it. */
  signedBy: words.nullable(),
  refusedReason: words.nullable(),
  witness: words.nullable(),
  items: z.array(goodsItem).min(1).max(200),
});
export const goodsListInput = listContent.extend({ id: ownId, caseId: id });

const eventBase = z.object({ id: ownId, listId: id, at: plausibleInstant, reason: sentence });
const approved = { approvedBy: words.min(1), approvalId: chosen };
export const goodsLine = z.object({ line: z.int().min(1), quantity });
export const goodsEventInput = z.discriminatedUnion('kind', [
  eventBase.extend({ kind: z.literal(['reported', 'extended', 'lifted']), ...approved }),
  eventBase.extend({
    kind: z.literal('tested'),
    until: plausibleInstant.nullable(),
    toldAt: plausibleInstant.nullable(),
  }),
  eventBase.extend({
    kind: z.literal('disposed'),
    ...approved,
    approvedAt: plausibleInstant,
    source: z.enum(['held', 'confiscated']),
    manner: goodsManner,
    lines: z
      .array(goodsLine)
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map(({ line }) => line)).size === all.length, refusals.repeated.zh),
    receiver: words.nullable(),
    /** How the receiver confirmed, or number and date of the record that was made. */
    receipt: words.nullable(),
    officerIds: people,
    recordingId: ownId.nullable(),
  }),
]);
/** Takes an event back, or the whole list where `eventId` is null. */
export const goodsUndoing = z.object({ id: ownId, listId: id, eventId: id.nullable(), reason: sentence });

const goodsEvent = z.object({
  id,
  kind: goodsEventKind,
  at: instant,
  until: instant.nullable(),
  toldAt: instant.nullable(),
  reason: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  approvalId: id.nullable(),
  source: z.enum(['held', 'confiscated']).nullable(),
  manner: goodsManner.nullable(),
  lines: z.array(goodsLine),
  receiver: z.string().nullable(),
  receipt: z.string().nullable(),
  officers: named,
  recordingId: id.nullable(),
  /** Taken back by a later one. */
  undone: z.boolean(),
  enteredBy: z.string(),
  enteredAt: instant,
});
export type GoodsEvent = z.infer<typeof goodsEvent>;

/** A line of a list with where its quantity is now; the parts add up to the whole. */
const standingLine = goodsItem.extend({
  line: z.int(),
  held: z.number(),
  confiscated: z.number(),
  gone: z.array(z.object({ manner: goodsManner, quantity: z.number() })),
});
export type StandingLine = z.infer<typeof standingLine>;

export const goodsList = listContent.omit({ items: true, officerIds: true }).extend({
  id,
  caseId: id,
  caseNumber: z.string(),
  /** The step of the act with which its clock began. */
  stepId: id,
  number: z.int(),
  takenAt: instant,
  approvedAt: instant.nullable(),
  officers: named,
  lines: z.array(standingLine),
  events: z.array(goodsEvent),
  /** Taken back as a whole. */
  undone: z.boolean(),
  /** When the measure ended: lifted, or nothing held any more. */
  endedAt: instant.nullable(),
  /** What the law wants of it until when. */
  duties: z.array(duty),
  enteredBy: z.string(),
  enteredAt: instant,
});
export type GoodsList = z.infer<typeof goodsList>;

export const caseGoods = z.object({
  lists: z.array(goodsList),
  abilities: z.object({ change: z.boolean() }),
});
export type CaseGoods = z.infer<typeof caseGoods>;

export const goodsFilter = z.object({
  /** Held under a measure, confiscated and not disposed of, or every list. */
  state: z.enum(['held', 'confiscated', 'all']).default('held'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const goodsPage = page(goodsList);

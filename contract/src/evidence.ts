import { z } from 'zod';
import { lifeEvent, recordingRow } from './recordings.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, plausibleInstant, sentence } from './shapes.ts';

/** Kinds of evidence by law, in its order (《中华人民共和国行政处罚法》第四十六条). */
export const evidenceKind = z.enum(
  [
    'documentary',
    'physical',
    'avMaterial',
    'electronicData',
    'testimony',
    'partyStatement',
    'expertOpinion',
    'onSceneRecord',
  ],
  refusals.choose.zh,
);
export type EvidenceKind = z.infer<typeof evidenceKind>;
/** What an item is, apart from what kind the law calls it. */
export const evidenceForm = z.enum(
  ['recording', 'clip', 'photo', 'object', 'electronicFile', 'document'],
  refusals.choose.zh,
);
export type EvidenceForm = z.infer<typeof evidenceForm>;

/** Small letters, as the database keeps ids. */
export const ownId = id.toLowerCase();
export const people = z
  .array(id)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, refusals.namedTwice.zh);
export const named = z.array(z.object({ id, name: z.string() }));
export const words = z.string().trim().max(200);

/** What is said of an item. What a form needs beside is told by the server, all of it at once. */
const itemContent = z.object({
  kind: evidenceKind,
  form: evidenceForm,
  title: name,
  recordingId: ownId.nullable(),
  /** Of a clip: seconds from the beginning of the recording. */
  fromSeconds: z.int().min(0).max(100_000_000).nullable(),
  toSeconds: z.int().min(0).max(100_000_000).nullable(),
  documentId: ownId.nullable(),
  /** Where a physical item is kept. */
  storagePlace: words.nullable(),
  quantity: words.nullable(),
  source: words.min(1),
  providedBy: words.nullable(),
  officerIds: people.min(1),
  obtainedAt: plausibleInstant,
  place: words.min(1),
  proves: sentence,
});
/** `id` is made by who sends it: the same sent twice is entered once. */
export const evidenceItemInput = itemContent.extend({ id: ownId, caseId: id });
export const evidenceItemChange = itemContent.extend({ id, revision: z.int() });
export const evidenceWithdrawal = z.object({ id, revision: z.int(), reason: sentence });
export const evidenceJudgement = evidenceWithdrawal.extend({ excluded: z.boolean() });

const noteContent = z.object({
  takenBy: words.min(1),
  takenAt: plausibleInstant,
  place: words.min(1),
  method: words.nullable(),
  proves: sentence,
  transcript: z.string().trim().max(50_000).nullable(),
});
/** `version` is the last one that was seen, 0 where there was none. */
export const evidenceNoteInput = noteContent.extend({ id: ownId, itemId: id, version: z.int().min(0) });
export const evidenceNote = noteContent.extend({
  version: z.int(),
  takenAt: instant,
  statedBy: z.string(),
  statedAt: instant,
});
export type EvidenceNote = z.infer<typeof evidenceNote>;

export const transferInput = z.object({
  id: ownId,
  itemId: id,
  toAccount: id,
  storagePlace: words.min(1),
  reason: words.min(1),
});
export const transferAnswer = z
  .object({ id, received: z.boolean(), remarks: z.string().trim().max(1000) })
  .refine((answer) => answer.received || answer.remarks !== '', {
    path: ['remarks'],
    message: refusals.whyNot.zh,
  });
const transfer = z.object({
  id,
  givenBy: z.string(),
  givenAt: instant,
  toAccount: id,
  to: z.string(),
  storagePlace: z.string(),
  reason: z.string(),
  answeredAt: instant.nullable(),
  received: z.boolean().nullable(),
  remarks: z.string().nullable(),
});

export const evidenceItem = itemContent.extend({
  id,
  caseId: id,
  /** Number within the case. */
  number: z.int(),
  revision: z.int(),
  obtainedAt: instant,
  officers: named,
  /** Null where there is none, or where the caller may not see it. */
  recording: recordingRow.nullable(),
  /** The explanatory note as it now holds; earlier versions stay. */
  note: evidenceNote.nullable(),
  transfers: z.array(transfer),
  /** Who holds a physical item now: whoever received it last. */
  holder: z.string().nullable(),
  /** Whether that is the caller. */
  inOwnHands: z.boolean(),
  excluded: z.object({ at: instant, reason: z.string() }).nullable(),
  withdrawn: z.object({ at: instant, reason: z.string() }).nullable(),
  /** Other cases in which the same recording is evidence. */
  elsewhere: z.array(z.object({ caseId: id, caseNumber: z.string(), number: z.int() })),
  enteredBy: z.string(),
  enteredAt: instant,
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const caseEvidence = z.object({
  items: z.array(evidenceItem),
  /** Films linked to acts of the case that are no item yet and that the caller may see. */
  suggestions: z.array(recordingRow),
  /** To whom an item can be handed. */
  receivers: z.array(z.object({ id, name: z.string() })),
  abilities: z.object({ change: z.boolean(), judge: z.boolean() }),
});
export type CaseEvidence = z.infer<typeof caseEvidence>;

/** Each hand that an item passed, oldest first, from the log. */
export const evidenceChain = z.object({ events: z.array(lifeEvent) });

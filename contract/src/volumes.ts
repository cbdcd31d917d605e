import { z } from 'zod';
import { bilingual, citation } from './obligations.ts';
import { refusals } from './refusals.ts';
import { civilDate, hexDigest, id, instant, page, sentence } from './shapes.ts';

// A case as a whole: what happened in it in the order of time, whether its record is whole, its volume (案卷).

/** Parts of the process, in their order (执法环节). */
export const recordStages = ['initiation', 'investigation', 'decision', 'service', 'archive'] as const;
export const recordStage = z.enum(recordStages);
export type RecordStage = z.infer<typeof recordStage>;

export const timelineKinds = [
  'case',
  'act',
  'step',
  'film',
  'document',
  'approval',
  'evidence',
  'goods',
  'service',
  'duty',
  'item',
  'volume',
] as const;
export const timelineKind = z.enum(timelineKinds);
export type TimelineKind = z.infer<typeof timelineKind>;

/** Where something stands that a line speaks of; `seconds` into a recording. */
export const recordLink = z.object({
  type: z.enum(['case', 'act', 'recording', 'document', 'evidence', 'goods', 'service', 'duty', 'volume']),
  id,
  seconds: z.int().nullable(),
  /** The very row on that page, as `step-…`; absent where the page is about nothing else. */
  part: z.string().max(80).optional(),
});
export type RecordLink = z.infer<typeof recordLink>;

export const timelineRow = z.object({
  /** Its own within the line of time. */
  key: z.string(),
  kind: timelineKind,
  /** Film on one side, everything else on the other. */
  lane: z.enum(['paper', 'film']),
  at: instant,
  until: instant.nullable(),
  stage: recordStage,
  title: bilingual,
  line: bilingual.nullable(),
  /** Names of those who did it, or who have to do it. */
  who: z.array(z.string()),
  /** How it stands: a duty's state, a document's. */
  state: z.object({ tone: z.enum(['good', 'open', 'bad', 'quiet']), said: bilingual }).nullable(),
  citation: citation.nullable(),
  link: recordLink,
  /** The last entry of the log about it; null where it is derived from what is sealed elsewhere. */
  entry: z.object({ entryId: z.int(), logIndex: z.int().nullable() }).nullable(),
});
export type TimelineRow = z.infer<typeof timelineRow>;

export const timelineQuery = z.object({
  id,
  /** Kinds with commas between; all when left out. */
  kinds: z.string().max(200).optional(),
  stage: recordStage.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const timeline = page(timelineRow).extend({
  /** How many there are of each kind, in the chosen stage. */
  counts: z.partialRecord(timelineKind, z.int()),
  /** Kinds of which there is more than is read of one case. */
  cut: z.array(timelineKind),
});
export type CaseTimeline = z.infer<typeof timeline>;

export const itemState = z.enum(['present', 'missing', 'notApplicable']);
export type ItemState = z.infer<typeof itemState>;

/** Something that proves an item, or that contradicts what was said of it. */
const proofLink = z.object({ title: bilingual, at: instant.nullable(), link: recordLink });
export type ProofLink = z.infer<typeof proofLink>;

const itemNeed = bilingual.extend({
  met: z.boolean(),
  /** What counts for it, by name, and where that is entered. */
  counts: z.array(bilingual.extend({ link: recordLink })),
  proofs: z.array(proofLink),
});
export const statedItem = z.object({
  /** The version that holds, to be named when it is changed; null where a step of an act says it. */
  versionId: id.nullable(),
  applicable: z.boolean(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  link: recordLink,
});
const itemBase = bilingual.extend({
  id: z.string(),
  state: itemState,
  /** What decided: proofs found, a person's word, or the law that asks for nothing here. */
  ground: z.enum(['proof', 'stated', 'law']).nullable(),
  citation,
});
export const textItem = itemBase.extend({
  stage: recordStage,
  needs: z.array(itemNeed),
  stated: statedItem.nullable(),
  contradicted: z.array(proofLink),
  /** Comes only with the closing of the volume. */
  atFiling: z.boolean(),
  /** What could be said where it does not apply: the house found no trace of it. */
  proposal: bilingual.nullable(),
});
export type TextItem = z.infer<typeof textItem>;
export const filmItem = itemBase.extend({
  findings: z.array(
    z.object({
      dutyId: id,
      title: z.string(),
      state: z.enum(['present', 'late', 'excused', 'missing', 'notApplicable', 'undetermined']),
      /** Why a part of it does not apply. */
      reason: z.string().nullable(),
      link: recordLink,
      proofs: z.array(proofLink),
    }),
  ),
});
export type FilmItem = z.infer<typeof filmItem>;

export const figure = z.object({
  present: z.int(),
  missing: z.int(),
  notApplicable: z.int(),
  asked: z.int(),
  percent: z.int().nullable(),
});
export type Figure = z.infer<typeof figure>;

export const completeness = z.object({
  /** The day whose law is asked: that of the filing. */
  on: civilDate,
  /** Title of the organ's regulation; null while the organ is bound to none. */
  regulation: bilingual.nullable(),
  all: figure,
  text: figure.extend({ items: z.array(textItem) }),
  film: figure.extend({ items: z.array(filmItem) }),
  /** Names of the handlers, who bring in what is missing. */
  handlers: z.array(z.string()),
  abilities: z.object({ state: z.boolean() }),
});
export type Completeness = z.infer<typeof completeness>;

const ownId = id.toLowerCase();
const itemName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,59}$/, refusals.choose.zh);
/** Several items at once; each statement with an id that its sender made. */
export const itemStatements = z.object({
  caseId: id,
  statements: z
    .array(
      z.object({
        id: ownId,
        item: itemName,
        applicable: z.boolean(),
        reason: sentence,
        /** The version that was seen; null where nothing was said before. */
        replaces: id.nullable(),
      }),
    )
    .min(1, refusals.chooseSome.zh)
    .max(60)
    .refine((all) => new Set(all.map(({ item }) => item)).size === all.length, refusals.chosenTwice.zh),
});
export const itemWithdrawal = z.object({ id: ownId, replaces: id, reason: sentence });

export const volumePart = z.enum(['main', 'internal']);

/** One line of the catalogue (卷内目录). */
export const volumeLine = z.object({
  part: volumePart,
  section: bilingual.extend({ id: z.string() }),
  place: z.int(),
  title: bilingual,
  number: z.string().nullable(),
  responsible: z.string(),
  on: civilDate,
  pages: z.int().nullable(),
  from: z.int().nullable(),
  to: z.int().nullable(),
  remark: bilingual.nullable(),
  link: recordLink,
  /** Of the file that stands behind the line, where there is one. */
  sha256: hexDigest.nullable(),
});
export type VolumeLine = z.infer<typeof volumeLine>;

export const volumeCover = z.object({
  organ: z.string(),
  title: z.string(),
  caseNumber: z.string(),
  ownNumber: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  unit: z.string(),
  officers: z.array(z.string()),
  openedOn: civilDate,
  closedOn: civilDate.nullable(),
  /** Years, or `permanent`; null while no period is entered. */
  period: z.union([z.int(), z.literal('permanent')]).nullable(),
  periodFrom: civilDate.nullable(),
  periodUntil: civilDate.nullable(),
  items: z.int(),
  pages: z.int(),
});
export type VolumeCover = z.infer<typeof volumeCover>;

/** What stands against the closing, or has to be told in the note on the volume. */
export const volumeFault = bilingual.extend({
  code: z.enum([
    'caseOpen',
    'itemMissing',
    'documentOpen',
    'periodUnset',
    'periodsDiffer',
    'noteMissing',
    'filmMissing',
    'dutyMissed',
  ]),
  law: bilingual,
  link: recordLink.nullable(),
});
export type VolumeFault = z.infer<typeof volumeFault>;

export const volumeVersion = z.object({
  id,
  version: z.int(),
  note: z.string(),
  filedBy: z.string(),
  closedAt: instant,
  checked: z.object({ by: z.string(), at: instant, remarks: z.string() }).nullable(),
  /** SHA-256 of what was closed. */
  digest: hexDigest,
  entry: z.object({ entryId: z.int(), logIndex: z.int().nullable() }).nullable(),
});
export type VolumeVersion = z.infer<typeof volumeVersion>;

export const volume = z.object({
  caseId: id,
  state: z.enum(['open', 'closed', 'reopened']),
  /** Eight digits, given with the first closing. */
  number: z.string().nullable(),
  cover: volumeCover,
  lines: z.array(volumeLine),
  /** What has to be mended before it can be closed. */
  faults: z.array(volumeFault),
  /** What the note on the volume has to tell of. */
  toTell: z.array(volumeFault),
  figure,
  /** All closings, newest first. */
  versions: z.array(volumeVersion),
  /** Steps of an act of the case in which the period can be entered. */
  periodActId: id.nullable(),
  abilities: z.object({ close: z.boolean(), check: z.boolean(), setPeriod: z.boolean() }),
});
export type Volume = z.infer<typeof volume>;

/** What came in after the catalogue was seen is not filed unseen. */
export const volumeClosing = z.object({
  id: ownId,
  caseId: id,
  note: z.string().trim().max(2000),
  /** How many lines were seen. */
  lines: z.int(),
});
export const volumeCheck = z.object({ id: ownId, volumeId: id, remarks: z.string().trim().max(2000) });

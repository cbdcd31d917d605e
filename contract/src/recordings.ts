import { z } from 'zod';
import { isErrorCode } from './errors.ts';
import { bilingual, duty, dutyState } from './obligations.ts';
import {
  civilDate,
  hexDigest,
  id,
  instant,
  page,
  plausibleDate,
  plausibleInstant,
  sentence,
} from './shapes.ts';

export const mediaKind = z.enum(['video', 'audio', 'picture', 'document']);
export type MediaKind = z.infer<typeof mediaKind>;

export const uploadState = z.enum([
  'receiving',
  'received',
  'registered',
  'duplicate',
  'refused',
  'cancelled',
]);
export type UploadState = z.infer<typeof uploadState>;

export const refusal = z.object({
  code: z.string().refine(isErrorCode),
  message: z.string(),
  messageEn: z.string(),
});

/** What the sender gets for each file. `safeToWipe` only when bytes, row and seal are durable. */
export const receipt = z.object({
  recordingId: id,
  sha256: hexDigest,
  sm3: hexDigest,
  size: z.int(),
  registeredAt: instant,
  /** Position in the custody log; null for the moment between seal and sequencing. */
  logIndex: z.int().nullable(),
  alreadyKnown: z.boolean(),
  safeToWipe: z.boolean(),
  duties: z.array(duty),
});
export type Receipt = z.infer<typeof receipt>;

export const attributionField = z.object({
  value: z.string().nullable(),
  label: z.string().nullable(),
  source: z.enum(['name', 'metadata', 'register', 'person', 'none']),
  /** What other sources say; `label` is what people know it by. */
  alternatives: z.array(
    z.object({
      value: z.string(),
      label: z.string(),
      source: z.enum(['name', 'metadata', 'register']),
    }),
  ),
});

export const attributionConflict = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.string()),
  sentence: bilingual,
});

/** Which device, who and when: proposed from name, metadata and register, or stated by a person. */
export const attribution = z.object({
  version: z.int(),
  device: attributionField,
  officer: attributionField,
  unit: attributionField,
  /** True start and end, device clock corrected by its offset. */
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  startSource: z.enum(['name', 'metadata', 'register', 'person', 'none']),
  /** What the device's own clock said, local, uncorrected. */
  deviceStart: z.string().nullable(),
  clockOffsetSeconds: z.int(),
  conflicts: z.array(attributionConflict),
  confirmed: z.boolean(),
  statedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Attribution = z.infer<typeof attribution>;

export const attributionInput = z.object({
  id,
  version: z.int().describe('the version that was shown; a newer one answers conflict.changed'),
  deviceId: id.nullable(),
  officerId: id.nullable(),
  startedAt: plausibleInstant.nullable(),
  endedAt: plausibleInstant.nullable(),
  reason: sentence,
});

export const upload = z.object({
  id,
  name: z.string(),
  /** Name as sent, when it had to be cleaned. */
  originalName: z.string().nullable(),
  size: z.int(),
  received: z.int(),
  state: uploadState,
  step: z.enum(['receive', 'inspect', 'keep', 'register', 'done']),
  source: z.enum(['web', 'card', 'station']),
  createdAt: instant,
  refusal: refusal.nullable(),
  attribution: attribution.nullable(),
  receipt: receipt.nullable(),
});
export type Upload = z.infer<typeof upload>;

export const recordingRow = z.object({
  id,
  name: z.string(),
  kind: mediaKind,
  size: z.int(),
  durationMs: z.int().nullable(),
  unit: z.string().nullable(),
  deviceNo: z.string().nullable(),
  officer: z.string().nullable(),
  startedAt: instant.nullable(),
  party: z.string().nullable(),
  cause: z.string().nullable(),
  registeredAt: instant,
  /** The worst open or late duty of the recording, for its tag. */
  storage: z
    .object({
      state: dutyState,
      dueBefore: instant.nullable(),
      provisional: z.boolean(),
      tier: z.enum(['local', 'parent']),
    })
    .nullable(),
  poster: z.boolean(),
  conflicts: z.int(),
});
export type RecordingRow = z.infer<typeof recordingRow>;

/** Filters of the list: the five legal keys (unit, device, officer, time of use, party and cause) and more. */
export const recordingFilter = z.object({
  unitId: id.optional(),
  deviceId: id.optional(),
  officerId: id.optional(),
  from: plausibleDate.optional(),
  to: plausibleDate.optional(),
  party: z.string().trim().max(100).optional(),
  cause: z.string().trim().max(100).optional(),
  text: z.string().trim().max(100).optional(),
  kind: mediaKind.optional(),
  late: z.stringbool().optional(),
  unlinked: z.stringbool().optional(),
  /** Only those with hints that disagree and that nobody has confirmed. */
  conflicts: z.stringbool().optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const recordingPage = page(recordingRow);

export const mediaStream = z.object({
  type: z.enum(['video', 'audio', 'other']),
  codec: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  frameRate: z.number().nullable(),
});

export const derivative = z.object({
  kind: z.enum(['poster', 'proxy']),
  state: z.enum(['waiting', 'working', 'ready', 'failed', 'noTool']),
  progress: z.number().min(0).max(1),
  sha256: hexDigest.nullable(),
  reason: bilingual.nullable(),
});

/** One line of what happened to a record, from the custody log. */
export const lifeEvent = z.object({
  entryId: z.int(),
  logIndex: z.int().nullable(),
  kind: z.string(),
  /** Of an entry about a derivative: which of them it is. */
  derivative: z.enum(['poster', 'proxy']).nullable(),
  at: instant,
  actor: z.string(),
});
export type LifeEvent = z.infer<typeof lifeEvent>;

export const recording = recordingRow.extend({
  endedAt: instant.nullable(),
  mime: z.string(),
  sha256: hexDigest,
  sm3: hexDigest,
  container: z.string().nullable(),
  streams: z.array(mediaStream),
  /** Pixels of a picture; those of film are told with its streams. */
  pixels: z.object({ width: z.int(), height: z.int() }).nullable(),
  /** Of a document, where they can be counted. */
  pages: z.int().nullable(),
  metadataCreatedAt: z.string().nullable(),
  gps: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  metadataDevice: z.string().nullable(),
  originalName: z.string().nullable(),
  uploadedBy: z.string(),
  source: z.enum(['web', 'card', 'station']),
  /** Whether a current browser plays the original itself. */
  playable: z.enum(['browser', 'needsProxy', 'no']),
  derivatives: z.array(derivative),
  attribution,
  duties: z.array(duty),
  returnClaim: z.object({ ground: z.string(), returnDate: civilDate, evidence: z.string() }).nullable(),
  handover: z.object({ at: instant, receivedBy: z.string() }).nullable(),
  acts: z.array(
    z.object({
      id,
      number: z.string(),
      cause: z.string(),
      party: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  life: z.array(lifeEvent),
  /** What the caller may do with this recording. */
  abilities: z.object({
    /** Whether it can be played or shown: the original or its proxy. */
    play: z.boolean(),
    /** Whether the original may be taken as a file: whoever may see the recording. */
    download: z.boolean(),
    attribute: z.boolean(),
    receive: z.boolean(),
    claimReturn: z.boolean(),
    link: z.boolean(),
  }),
});
export type Recording = z.infer<typeof recording>;

/** 连续工作 · 异地 · 边远、交通不便 (SX-17, QL-19). */
export const returnGround = z.enum(['continuous', 'offsite', 'remote']);
export const returnClaimInput = z.object({
  id,
  ground: returnGround,
  returnDate: civilDate,
  evidence: sentence,
});

export const handoverInput = z.object({ recordingIds: z.array(id).min(1).max(500) });

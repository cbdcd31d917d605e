import { z } from 'zod';
import { refusals } from './refusals.ts';
import { id, instant, page, sentence } from './shapes.ts';

/** Everything a browser needs to check one entry by itself (proof: InclusionReceipt). */
export const inclusionReceipt = z.object({
  entry: z.string(),
  salt: z.string(),
  payload: z.json(),
  index: z.int(),
  size: z.int(),
  proof: z.array(z.string()),
  checkpoint: z.string(),
  /** True when the asker may not read what was sealed: salt is empty and payload null, all else can be checked. */
  withheld: z.boolean().optional(),
  /** Set when what was sealed has been erased lawfully: salt is empty and payload null, all else can be checked. */
  erased: z.object({ at: instant, basis: z.string(), reason: z.string() }).optional(),
  /** Who outside attested first that the log held the entry: a witness by its cosignature, an authority by its time stamp; earliest first. */
  attested: z
    .array(z.object({ by: z.string(), as: z.enum(['witness', 'authority']), at: instant, size: z.int() }))
    .optional(),
});

/** `id` is made by who proposes, so that one sent twice is one. */
export const erasureProposal = z.object({
  id,
  entryId: z.int().min(1),
  /** The law and the article that want it. */
  basis: z.string().trim().min(4).max(200),
  reason: sentence,
});
export const erasureDecision = z
  .object({ id, approve: z.boolean(), reason: sentence.nullable() })
  .refine((given) => given.approve || given.reason !== null, {
    path: ['reason'],
    message: refusals.whyNot.zh,
  });

export const erasureStates = ['proposed', 'approved', 'refused'] as const;
export const payloadErasure = z.object({
  id,
  entryId: z.int(),
  logIndex: z.int(),
  /** Kind and subject of the entry. */
  kind: z.string(),
  subject: z.string(),
  basis: z.string(),
  reason: z.string(),
  state: z.enum(erasureStates),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  mayDecide: z.boolean(),
});
export type PayloadErasure = z.infer<typeof payloadErasure>;
export const erasurePage = page(payloadErasure);

export const logState = z.object({
  origin: z.string(),
  verifierKey: z.string(),
  size: z.int(),
  root: z.string(),
  checkpoint: z.string().nullable(),
  signedAt: instant.nullable(),
  waiting: z.int(),
  /** `by`: the name of whoever asked, `another` for somebody of another organ, `system` for the program itself. */
  lastVerification: z
    .object({ at: instant, size: z.int(), ok: z.boolean(), findings: z.int(), by: z.string() })
    .nullable(),
});
export type LogState = z.infer<typeof logState>;

export const checkpointRow = z.object({
  size: z.int(),
  root: z.string(),
  signedAt: instant,
  note: z.string(),
});
export const checkpointPage = page(checkpointRow);

export const entryRow = z.object({
  entryId: z.int(),
  logIndex: z.int().nullable(),
  kind: z.string(),
  at: instant,
  actor: z.string(),
  subject: z.string(),
  /** Whether what was sealed is kept, was superseded by a later entry so that it can be erased, or has been erased. */
  content: z.enum(['kept', 'superseded', 'erased']),
});
export const entryPage = page(entryRow);

/** The keys that the log has been signed with, newest first. */
export const logKeys = z.object({
  keys: z.array(
    z.object({
      verifierKey: z.string(),
      since: instant,
      /** Why it came, and whether the one before was revoked with that; null for the first. */
      replacing: z.object({ reason: z.string(), revokes: z.boolean() }).nullable(),
      /** Proves that the key before named this one (`followKeys` in proof); null for the first and after a revoked one. */
      receipt: inclusionReceipt.nullable(),
    }),
  ),
});

/** What authorities of time outside said of checkpoints (RFC 3161), newest first. */
export const timeStamps = z.object({
  /** Null where no authority is set. */
  everyMinutes: z.int().nullable(),
  authorities: z.array(
    z.object({
      name: z.string(),
      /** How often asking has failed since it last answered. */
      failures: z.int(),
      lastError: z.string().nullable(),
      lastAt: instant.nullable(),
      nextAt: instant.nullable(),
    }),
  ),
  stamps: z.array(
    z.object({
      size: z.int(),
      authority: z.string(),
      at: instant,
      accuracyMillis: z.int().nullable(),
      /** Common name and SHA-256, hex, of the certificate that signed. */
      signer: z.string(),
      certificate: z.string(),
      serial: z.string(),
      /** The answer as it came (TimeStampResp, DER), base64. */
      token: z.string(),
      /** The signed note; what is stamped is its text, up to and with the last newline before the empty line. */
      note: z.string(),
    }),
  ),
});

/** Who witnesses this log, how that goes, and what was refused, newest first. */
export const witnesses = z.object({
  /** How many have to cosign; null where none is set. */
  needed: z.int().nullable(),
  alarmMinutes: z.int().nullable(),
  /** The newest checkpoint under which enough of them stand. */
  held: z.object({ size: z.int(), counted: z.int() }).nullable(),
  witnesses: z.array(
    z.object({
      name: z.string(),
      verifierKey: z.string(),
      /** It looks at the log by itself; the others are handed each checkpoint. */
      comesByItself: z.boolean(),
      state: z.enum(['well', 'waiting', 'silent', 'refused']),
      lastSize: z.int().nullable(),
      /** By the clock of the witness. */
      lastAt: instant.nullable(),
      /** How often asking has failed since it last cosigned. */
      failures: z.int(),
      lastError: z.string().nullable(),
      /** How far its clock was before ours; null when nobody could tell. */
      clockSeconds: z.int().nullable(),
      /** Since when a checkpoint waits for it. */
      waitingSince: instant.nullable(),
    }),
  ),
  refusals: z.array(
    z.object({
      id,
      /** Verifier key. */
      witness: z.string(),
      kind: z.enum(['larger', 'fork', 'unproven']),
      size: z.int(),
      note: z.string(),
      witnessSize: z.int(),
      witnessNote: z.string().nullable(),
      at: instant,
    }),
  ),
});

export const finding = z.object({ code: z.string(), subject: z.string(), zh: z.string(), en: z.string() });
export type Finding = z.infer<typeof finding>;

/** A verification of log, rows and bytes by the server, while it runs and when it is done. */
export const verification = z.object({
  running: z.boolean(),
  stage: z.enum(['idle', 'log', 'rows', 'bytes', 'done']),
  done: z.int(),
  total: z.int(),
  startedAt: instant.nullable(),
  findings: z.array(finding),
});
export type Verification = z.infer<typeof verification>;

export const consistency = z.object({
  proof: z.array(z.string()),
  oldCheckpoint: z.string(),
  newCheckpoint: z.string(),
});
export const entryQuery = z.object({ entryId: z.coerce.number().int().positive() });
export const subjectQuery = z.object({ id });

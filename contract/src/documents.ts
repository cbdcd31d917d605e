import { z } from 'zod';
import { approval, approvalMatter } from './case-course.ts';
import { lifeEvent } from './recordings.ts';
import { refusals } from './refusals.ts';
import { civilDate, hexDigest, id, instant, plausibleInstant } from './shapes.ts';
import { signatureStated } from './signatures.ts';

// Enforcement documents (执法文书): what kinds there are, what stands in one, how it is signed.

/** Links of the full process record in which a document is made (执法环节). */
export const documentStage = z.enum(['initiation', 'investigation', 'decision', 'service', 'archive']);
export type DocumentStage = z.infer<typeof documentStage>;
export const documentState = z.enum(['draft', 'final', 'signed', 'void']);
export type DocumentState = z.infer<typeof documentState>;
export const documentFieldType = z.enum([
  'text',
  'longText',
  'date',
  'instant',
  'money',
  'choice',
  'officers',
  'list',
  'dialogue',
]);
/** Who puts a signature under a document. */
export const signatureRole = z.enum([
  'officer',
  'party',
  'witness',
  'recorder',
  'handler',
  'legalReviewer',
  'presider',
  'member',
  'head',
  'receiver',
]);
export type SignatureRole = z.infer<typeof signatureRole>;
export const signatureMethod = z.enum(['password', 'drawn', 'paper', 'refused']);

const words = z.object({ zh: z.string(), en: z.string() });

export const documentField = z.object({
  id: z.string(),
  label: words,
  type: documentFieldType,
  required: z.boolean(),
  hint: words.nullable(),
  options: z.array(words.extend({ id: z.string() })),
  columns: z.array(words.extend({ id: z.string() })),
});
export type DocumentField = z.infer<typeof documentField>;

export const wantedSignature = z.object({
  role: signatureRole,
  count: z.int(),
  /** Whether a refusal can stand in its place. */
  mayRefuse: z.boolean(),
  /** Whether the document can be complete without it. */
  optional: z.boolean(),
});
export type WantedSignature = z.infer<typeof wantedSignature>;

export const documentKind = z.object({
  id: z.string(),
  title: words,
  stage: documentStage,
  /** Given to people outside the organ: red head, place of the seal. */
  outward: z.boolean(),
  /** Its code word in numbers; null for a kind without numbers. */
  word: z.string().nullable(),
  /** Whether it announces a decision that waits for what the case must hold. */
  decides: z.boolean(),
  /** Whose word a document of this kind can be given to: the chain of a matter. Null where the head has no part in it. */
  approval: approvalMatter.nullable(),
  fields: z.array(documentField),
  signatures: z.array(wantedSignature),
});
export type DocumentKind = z.infer<typeof documentKind>;

const line = z.string().max(20_000);
/** A cell of a list, by column; a row of officers has `name` and `certificateNo`, one of a dialogue `q` and `a`. */
const rowOfCells = z.record(z.string().max(40), line);
export type DocumentRow = z.infer<typeof rowOfCells>;
export const documentValue = z.union([line, z.array(rowOfCells).max(500)]);
export type DocumentValue = z.infer<typeof documentValue>;
/** What was typed into the fields; those left empty are absent. */
export const documentContent = z.record(z.string().max(40), documentValue);
export type DocumentContent = z.infer<typeof documentContent>;

/** Fields of any kind of document that hold a person's own number: kept nowhere as plain text (decision 0012). */
export const personalFields = ['partyId', 'askedId', 'partyPhone', 'askedPhone', 'reporterPhone'] as const;

export const documentRow = z.object({
  id,
  kind: z.string(),
  title: words,
  stage: documentStage,
  outward: z.boolean(),
  state: documentState,
  number: z.string().nullable(),
  caseId: id.nullable(),
  actId: id.nullable(),
  pages: z.int().nullable(),
  by: z.string(),
  createdAt: instant,
  finalizedAt: instant.nullable(),
  signedAt: instant.nullable(),
  voidReason: z.string().nullable(),
});
export type DocumentRowShown = z.infer<typeof documentRow>;

export const documentFault = z.object({ field: z.string().nullable(), zh: z.string(), en: z.string() });
export type DocumentFault = z.infer<typeof documentFault>;

const signature = z.object({
  id,
  role: signatureRole,
  name: z.string(),
  method: signatureMethod,
  reason: z.string().nullable(),
  witness: z.string().nullable(),
  place: z.string().nullable(),
  at: instant,
});
export const documentScan = z.object({
  id,
  fileName: z.string(),
  mediaType: z.string(),
  filePage: z.int(),
  documentId: id.nullable(),
  page: z.int().nullable(),
  matched: z.enum(['code', 'hand', 'none']),
  fits: z.boolean().nullable(),
  at: instant,
  by: z.string(),
  /** What was read from it; null while nothing was. */
  text: z.string().nullable(),
  /** How far the reading of its text is; null for pages of which none was asked. */
  reading: z.enum(['waiting', 'read', 'failed', 'noTool']).nullable(),
});
export type DocumentScan = z.infer<typeof documentScan>;

/** Where the approval of a document stands; `changed`: another version was approved than the last. */
export const documentApproval = z.object({
  matter: approvalMatter,
  /** The organ lets it become final only when it was approved. */
  demanded: z.boolean(),
  state: z.enum(['none', 'open', 'approved', 'returned', 'changed']),
  /** All that were asked for, newest first. */
  asked: z.array(approval),
});
export type DocumentApproval = z.infer<typeof documentApproval>;

export const shownDocument = documentRow.extend({
  definition: documentKind,
  /** Version of the organ's template; null for the wording of the house. */
  template: z.int().nullable(),
  /** The last version. */
  revision: z.int(),
  content: documentContent,
  savedBy: z.string(),
  savedAt: instant,
  /** What the case, the act and the roster say of the fields now. */
  filled: documentContent,
  /** What stands against making it final. */
  faults: z.array(documentFault),
  /** Null for a kind in which the head has no part. */
  approval: documentApproval.nullable(),
  sha256: hexDigest.nullable(),
  signatures: z.array(signature),
  /** Signatures still wanted, with how many. */
  missing: z.array(wantedSignature),
  scans: z.array(documentScan),
  /** Pages of which no scan is attached, once one is. */
  pagesMissing: z.array(z.int()),
  /** What happened to it, its signatures and its scans, with the entries of the log. */
  life: z.array(lifeEvent),
  abilities: z.object({
    edit: z.boolean(),
    finalize: z.boolean(),
    /** Whether the caller may ask for its approval now. */
    ask: z.boolean(),
    void: z.boolean(),
    attach: z.boolean(),
    /** Roles in which the caller may sign with the password. */
    sign: z.array(signatureRole),
    /** Roles of other people whose signature the caller may take. */
    take: z.array(signatureRole),
    acceptPaper: z.boolean(),
  }),
});
export type ShownDocument = z.infer<typeof shownDocument>;

export const documentQuery = z.object({ caseId: id.optional(), actId: id.optional() });
export const documentList = z.object({
  rows: z.array(documentRow),
  /** Scanned pages of this case or act that belong to no document yet. */
  unmatched: z.array(documentScan),
  abilities: z.object({ create: z.boolean() }),
});
export type DocumentList = z.infer<typeof documentList>;

export const documentInput = z
  .object({ id, kind: z.string().max(60), caseId: id.nullable(), actId: id.nullable() })
  .refine((one) => one.caseId !== null || one.actId !== null, refusals.choose.zh);
export const documentSave = z.object({ id, revision: z.int().min(1), content: documentContent });
export const documentSaved = z.object({ id, revision: z.int() });
export const documentStep = z.object({ id, revision: z.int().min(1) });
/** Asks for the approval of the version that was seen; the sender makes the approval's id. */
export const documentAsk = documentStep.extend({
  approvalId: id.toLowerCase(),
  opinion: z.string().trim().max(2000),
});
export const documentVoid = z.object({ id, reason: z.string().trim().min(1).max(1000) });
export const documentVersions = z.array(
  z.object({ revision: z.int(), content: documentContent, by: z.string(), at: instant }),
);
export type DocumentVersions = z.infer<typeof documentVersions>;

const shortText = z.string().trim().min(1).max(100);
/** One's own signature, with the password again. `sha256` is the file that was read. */
export const documentSign = z.object({
  id,
  signatureId: id,
  role: signatureRole,
  sha256: hexDigest,
  password: z.string().min(1).max(200),
});
const place = z.string().trim().max(200).nullable();
/** Somebody else's signature, drawn on the glass. What was shown above the pad names the file by its digest. */
export const documentTake = z
  .object({ id, role: signatureRole, sha256: hexDigest, drawn: signatureStated })
  .refine(({ drawn }) => drawn.refusedReason === null && drawn.strokes.length > 0, {
    path: ['drawn', 'strokes'],
    message: refusals.signOrRefuse.zh,
  })
  .refine(({ drawn, sha256 }) => drawn.textShown.includes(sha256), {
    path: ['sha256'],
    message: refusals.otherFile.zh,
  });
/** A refusal to sign, with who saw it. */
export const documentRefusal = z.object({
  id,
  signatureId: id,
  role: signatureRole,
  sha256: hexDigest,
  name: shortText,
  reason: z.string().trim().min(1).max(500),
  witness: z.string().trim().max(100).nullable(),
  place,
  at: plausibleInstant,
});
/** `names`: who signed, one for each signature that was still wanted, in their order; empty where nobody says. */
export const paperSigned = z.object({
  id,
  sha256: hexDigest,
  at: plausibleInstant,
  names: z.array(shortText).max(40),
});

/** A file of scanned pages, base64. */
export const scanInput = z.object({
  fileName: z.string().trim().min(1).max(200),
  content: z.base64().max(14_000_000),
  caseId: id.nullable(),
  /** The document from whose page it is sent; takes pages on which no code can be read, when there is exactly one page missing. */
  documentId: id.nullable(),
});
export const scanResult = z.object({
  scans: z.array(documentScan),
  ocr: z.boolean(),
  /** The documents to which pages went, by name. */
  documents: z.array(z.object({ id, title: words, number: z.string().nullable(), pages: z.int() })),
  /** Pages that the document from whose page it was sent still lacks. */
  missing: z.array(z.int()),
});
export type ScanResult = z.infer<typeof scanResult>;
export const scanAssign = z.object({ id, documentId: id, page: z.int().min(1).max(999) });

export const documentSetting = z.object({ word: z.string().trim().max(10), mayChange: z.boolean() });
export const documentSettingInput = documentSetting.pick({ word: true });

/** A template of the organ for one kind; `body` is null where it uses the wording of the house. */
export const documentTemplate = z.object({
  kind: documentKind,
  version: z.int(),
  title: z.string().nullable(),
  word: z.string().nullable(),
  body: z.string().nullable(),
  /** The wording of the house. */
  houseBody: z.string(),
  savedBy: z.string().nullable(),
  savedOn: civilDate.nullable(),
  mayChange: z.boolean(),
});
export type DocumentTemplate = z.infer<typeof documentTemplate>;
export const templateQuery = z.object({ kind: z.string().max(60) });
export const templateInput = z.object({
  kind: z.string().max(60),
  /** The version that was seen; 0 where there was none. */
  version: z.int().min(0),
  title: z.string().trim().min(1).max(60).nullable(),
  word: z.string().trim().max(10).nullable(),
  body: z.string().min(1).max(40_000).nullable(),
});
/** Where a template cannot be used: line from 1, or null for the whole. */
export const templateFault = z.object({ line: z.int().nullable(), zh: z.string(), en: z.string() });
export type TemplateFault = z.infer<typeof templateFault>;
/** `pdf`: the sheet with the names of its fields, base64; null while something stands against it. */
export const templateCheck = z.object({ faults: z.array(templateFault), pdf: z.base64().nullable() });

import { z } from 'zod';
import { hexDigest, id, instant } from './shapes.ts';
import { officeHeads } from './terms/sheet-heads.ts';

/** Lists that can be written out as a sheet. */
export const exportLists = [
  'found',
  'acts',
  'actSteps',
  'cases',
  'recordings',
  'duties',
  'people',
  'accounts',
  'devices',
  'matters',
  'register',
  'caseActs',
  'parties',
  'documents',
  'evidence',
  'goods',
  'caseGoods',
  'services',
  'addresses',
  'approvals',
  'recusals',
  'timeline',
  'completeness',
  'volume',
  'matterRows',
  'causes',
  'chains',
  'deviceModels',
  'units',
  'documentKinds',
  'regulations',
  'calendarDays',
  'calendarChanges',
  'registers',
  'imports',
  'packages',
  'erasures',
  'entries',
  'checkpoints',
] as const;
export type ExportList = (typeof exportLists)[number];

/** Rows of one export at most; a longer list is narrowed by its filters. */
export const mostExported = 100_000;

export const exportInput = z.object({
  list: z.enum(exportLists),
  format: z.enum(['xlsx', 'csv']),
  language: z.enum(['zh', 'en']),
  /** The filters of the list, as its page has them in its address. */
  filter: z.record(z.string().max(40), z.string().max(200)).default({}),
});

export const importKind = z.enum(['people', 'cases']);
export type ImportKind = z.infer<typeof importKind>;

/** Bytes and rows of one file at most. */
export const maxSheetBytes = 1_400_000;
export const mostImported = 5000;

interface ImportField {
  required?: true;
  /** Heads under which people write it, beside its own name; compared without spaces and stars. */
  aliases: readonly string[];
}

/** What a row of each kind says; the names of the fields stand among the terms. */
export const importFields = {
  people: {
    name: { required: true, aliases: ['name', ...officeHeads.people.name] },
    kind: { required: true, aliases: ['kind', ...officeHeads.people.kind] },
    unit: { required: true, aliases: ['unit', 'department', ...officeHeads.people.unit] },
    certificateNo: { aliases: ['certificate', ...officeHeads.people.certificateNo] },
    certificateValidUntil: { aliases: ['valid until', ...officeHeads.people.certificateValidUntil] },
    deviceUserId: { aliases: ['device user'] },
    loginName: { aliases: ['login', 'account'] },
    roles: { aliases: ['role'] },
  },
  cases: {
    ownNumber: { aliases: ['file number', ...officeHeads.cases.ownNumber] },
    cause: { required: true, aliases: ['cause'] },
    procedure: { required: true, aliases: ['procedure', ...officeHeads.cases.procedure] },
    unit: { required: true, aliases: ['unit', 'department', ...officeHeads.cases.unit] },
    officers: { required: true, aliases: ['handlers', 'officers', ...officeHeads.cases.officers] },
    openedAt: { required: true, aliases: ['opened', ...officeHeads.cases.openedAt] },
    closedAt: { aliases: ['closed', ...officeHeads.cases.closedAt] },
    partyName: { aliases: ['party', ...officeHeads.cases.partyName] },
    partyKind: { aliases: ['party kind', ...officeHeads.cases.partyKind] },
    partyNumber: { aliases: ['id number', ...officeHeads.cases.partyNumber] },
    partyPhone: { aliases: ['phone', ...officeHeads.cases.partyPhone] },
    partyAddress: { aliases: ['address', ...officeHeads.cases.partyAddress] },
  },
} as const satisfies Record<ImportKind, Record<string, ImportField>>;

export type ImportFieldName = {
  [K in ImportKind]: keyof (typeof importFields)[K];
}[ImportKind];
export const fieldsOfImport = (kind: ImportKind): [string, ImportField][] =>
  Object.entries(importFields[kind]);

/** Which column of the file, counted from 0, says which field. */
const mapping = z.record(z.string().max(40), z.int().min(0).max(199));
export type ImportMapping = z.infer<typeof mapping>;

const sheetFile = {
  kind: importKind,
  fileName: z.string().trim().min(1).max(200),
  content: z.base64().max(Math.ceil(maxSheetBytes / 3) * 4 + 4),
};
/** Without a mapping the columns are matched by their heads. */
export const importFile = z.object({ ...sheetFile, mapping: mapping.optional() });
export const importStart = z.object({ ...sheetFile, mapping, sha256: hexDigest });
export const importFaultsInput = z.object({ ...sheetFile, mapping, language: z.enum(['zh', 'en']) });

/** What is wrong with a cell. `row` as the file numbers it, from 1; `column` from 0, null for the row as a whole. */
export const cellFault = z.object({
  row: z.int(),
  column: z.int().nullable(),
  field: z.string().nullable(),
  value: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type CellFault = z.infer<typeof cellFault>;

export const importPreview = z.object({
  sha256: hexDigest,
  format: z.enum(['xlsx', 'csv']),
  encoding: z.string().nullable(),
  /** The heads of the columns as the file has them. */
  columns: z.array(z.string()),
  mapping,
  /** Fields that are wanted and that no column says. */
  missing: z.array(z.string()),
  rows: z.int(),
  /** The first rows, cell by cell as read. */
  sample: z.array(z.array(z.string())),
  /** The first of the faults, and how many there are. */
  faults: z.array(cellFault),
  faultCount: z.int(),
  /** The same file was imported before. */
  knownAs: z.object({ id, by: z.string(), at: instant }).nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importState = z.object({
  id,
  kind: importKind,
  fileName: z.string(),
  sha256: hexDigest,
  size: z.int(),
  rows: z.int(),
  /** Rows that are done; they count only once all are. */
  done: z.int(),
  state: z.enum(['waiting', 'done', 'refused']),
  made: z
    .object({
      people: z.int(),
      accounts: z.int(),
      cases: z.int(),
      parties: z.int(),
      first: z.string().nullable(),
      last: z.string().nullable(),
    })
    .nullable(),
  faults: z.array(cellFault),
  by: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
});
export type ImportState = z.infer<typeof importState>;

/** A file that is made on asking. */
export const madeFile = z.object({ fileName: z.string(), type: z.string(), content: z.string() });
export const templateQuery = z.object({
  kind: importKind,
  format: z.enum(['xlsx', 'csv']),
  language: z.enum(['zh', 'en']),
});

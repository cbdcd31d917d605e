import { z } from 'zod';
import { bilingual, dutyState } from './obligations.ts';
import { civilDate, hexDigest, instant } from './shapes.ts';

/** Most bytes of a regulation's file. */
export const maxRegulationBytes = 1 << 20;

const packId = z.string().regex(/^[a-z][a-z0-9]{0,30}$/);
export const packQuery = z.object({ packId, version: z.coerce.number().int().min(1).max(9999).optional() });

/** A file as the page sends it: its bytes in base64. */
export const regulationFile = z.object({
  packId,
  fileName: z.string().trim().min(1).max(200),
  content: z.base64().max(Math.ceil(maxRegulationBytes / 3) * 4 + 4),
});
/** `sha256`: of the file whose preview somebody read. */
export const regulationImport = regulationFile.extend({ sha256: hexDigest });

const line = z.object({ line: z.int(), text: z.string(), apart: z.boolean() });
const item = z.object({
  number: z.int(),
  mark: z.string(),
  label: z.string(),
  line: z.int(),
  text: z.string(),
});
const paragraph = z.object({ number: z.int(), line: z.int(), text: z.string(), items: z.array(item) });
const article = z.object({
  id: z.string(),
  ordinal: z.int(),
  number: z.int(),
  label: z.string(),
  mark: z.string(),
  lines: z.object({ from: z.int(), to: z.int() }),
  paragraphs: z.array(paragraph),
});
const heading = z.object({
  level: z.enum(['part', 'chapter', 'section']),
  number: z.int(),
  mark: z.string().nullable(),
  title: z.string(),
  line: z.int(),
  firstArticle: z.int(),
});
const note = z.object({ kind: z.string(), line: z.int().nullable(), text: bilingual });

/** The text of a regulation taken apart, as `rules/src/text/parsed.ts` has it. */
export const regulationText = z.object({
  cover: z
    .object({
      issuer: z.string().nullable(),
      number: z.string().nullable(),
      title: z.string().nullable(),
      lines: z.array(line),
    })
    .nullable(),
  title: z.object({ text: z.string(), lines: z.array(line) }),
  subtitle: z.array(line),
  contents: z.array(line),
  chapters: z.array(heading),
  articles: z.array(article),
  tail: z.array(line),
  stripped: z.array(z.object({ line: z.int(), text: z.string() })),
  issued: z.object({ date: civilDate, line: z.int() }).nullable(),
  effective: z
    .object({ rule: z.enum(['stated', 'fromIssue']), date: civilDate.nullable(), line: z.int() })
    .nullable(),
  notes: z.array(note),
});
export type RegulationText = z.infer<typeof regulationText>;

/** What importing a file would give. `knownAs`: the version that is this very file. */
export const regulationPreview = z.object({
  sha256: hexDigest,
  format: z.enum(['text', 'docx']),
  encoding: z.string().nullable(),
  text: regulationText,
  /** Articles that the pack cites and the text lacks: perhaps the wrong file. */
  missing: z.array(z.string()),
  knownAs: z.int().nullable(),
});
export type RegulationPreview = z.infer<typeof regulationPreview>;

export const force = z.object({
  state: z.enum(['inForce', 'notYetInForce', 'noLongerInForce', 'noEffectiveDate']),
  /** Since when, or from when on no more. */
  date: civilDate.nullable(),
});

const imported = z.object({
  version: z.int(),
  fileName: z.string(),
  sha256: hexDigest,
  importedBy: z.string(),
  importedAt: instant,
});

/** A pack of the house. `relation`: what it is to the organ that asks. */
export const regulation = z.object({
  packId,
  title: bilingual,
  issuer: bilingual,
  level: z.enum(['national', 'province', 'municipalOrgan', 'districtOrgan', 'town']),
  relation: z.enum(['own', 'parent', 'national', 'other']),
  packVersion: z.int(),
  force,
  fingerprint: z.string(),
  /** The text that the organ imported last. */
  text: imported.nullable(),
});
export type Regulation = z.infer<typeof regulation>;

/** What the pack takes from an article, in words. */
const said = z.object({ key: z.string(), name: bilingual, value: bilingual, articles: z.array(z.string()) });

export const regulationView = regulation.extend({
  versions: z.array(imported),
  body: regulationText.nullable(),
  articles: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** The statute it belongs to, of a frame of several. */
      source: bilingual.nullable(),
      gist: bilingual.nullable(),
      /** Why nothing follows from it. */
      why: bilingual.nullable(),
      /** How it is served: by the system, by a register, or not at all as it only informs; null where nobody listed it. */
      kind: z.enum(['automated', 'supported', 'informational']).nullable(),
      /** Pages, by path, and routes, by name, that serve it. */
      screens: z.array(z.string()),
      registers: z.array(z.string()),
      /** The work to come that serves it, or what of it is not served yet. */
      later: bilingual.nullable(),
      said: z.array(said),
      /** Duties under it that are not done, by state; null where the person sees none. */
      open: z.array(z.object({ state: dutyState, count: z.int() })).nullable(),
    }),
  ),
});
export type RegulationView = z.infer<typeof regulationView>;

export const comparisonQuery = z.object({
  packs: z.string().regex(/^[a-z][a-z0-9]*(,[a-z][a-z0-9]*){0,7}$/),
});
export const comparison = z.object({
  packs: z.array(regulation.pick({ packId: true, title: true, packVersion: true, force: true })),
  rows: z.array(
    z.object({
      key: z.string(),
      name: bilingual,
      values: z.array(z.object({ value: bilingual, articles: z.array(z.string()) }).nullable()),
      differs: z.boolean(),
    }),
  ),
});
export type PackComparison = z.infer<typeof comparison>;

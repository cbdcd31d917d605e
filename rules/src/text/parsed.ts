import type { Bilingual, CivilDate } from '../time/civil.ts';
import type { Level, Line, Stripped } from './lines.ts';

/** A stretch of lines of the source, counted from 1, both included. */
export type LineSpan = { from: number; to: number };

/** `mark`: how it is printed, `- (三)`; `label`: how it is cited, 第（三）项. */
export type Item = { number: number; mark: string; label: string; line: number; text: string };
/** Several lines where a broken one was joined or where points (1. 2.) follow; those keep a line break in `text`. */
export type Paragraph = { number: number; line: number; text: string; items: Item[] };

/**
 * One article. `id` is how packs cite it, `SX-17`; a number that is printed twice gets a letter, `DPH-4b`. `ordinal`
 * counts the articles of the text from 1, whatever numbers they bear. `mark` is the heading as printed.
 */
export type Article = {
  id: string;
  ordinal: number;
  number: number;
  label: string;
  mark: string;
  lines: LineSpan;
  paragraphs: Paragraph[];
};

/** A heading above articles; `mark` is null where the text prints none and the number was inferred. */
export type Heading = {
  level: Level;
  number: number;
  mark: string | null;
  title: string;
  line: number;
  /** Ordinal of the first article under it. */
  firstArticle: number;
};

/** The notice that announces a regulation and stands before it. */
export type Cover = { issuer: string | null; number: string | null; title: string | null; lines: Line[] };

/** A date that the text suggests. Nobody has confirmed it: a person has to enter it. */
export type Proposal = { date: CivilDate; line: number };
export type EffectiveProposal = { rule: 'stated' | 'fromIssue'; date: CivilDate | null; line: number };

export type NoteKind =
  | 'bookmarkStripped'
  | 'headingSpaced'
  | 'numberDoubled'
  | 'numberGap'
  | 'numberBackwards'
  | 'chapterNumberInferred'
  | 'chapterNumberOdd'
  | 'lineJoined'
  | 'bracketsMixed'
  | 'bulletsStripped'
  | 'itemNumberOdd'
  | 'itemUnpunctuated'
  | 'danglingReference'
  | 'dateImpossible'
  | 'documentNumberIncomplete'
  | 'titleUncertain'
  | 'noEffectiveDate'
  | 'effectiveFromIssue'
  | 'attachmentNotRead'
  | 'autoNumbered';

/** What an editor has to look at. The text itself stays as it is printed. */
export type Note = { kind: NoteKind; line: number | null; text: Bilingual };

export type ParsedRegulation = {
  cover: Cover | null;
  title: { text: string; lines: Line[] };
  /** Between title and first article: when and by whom it was adopted, and the like. */
  subtitle: Line[];
  /** A table of contents. */
  contents: Line[];
  chapters: Heading[];
  articles: Article[];
  /** What follows the last article: who printed it, attachments. */
  tail: Line[];
  stripped: Stripped[];
  issued: Proposal | null;
  effective: EffectiveProposal | null;
  notes: Note[];
};

import { createHash } from 'node:crypto';
import { canonicalize, type Json } from '@liuhen/proof';

/** A signature as it stands on paper. */
export interface Mark {
  name: string;
  /** When and how it was given, in one line. */
  said: string;
  /** A drawn line as SVG; null for other ways. */
  svg: string | null;
}

/** A place where people of a role sign, with what is there already. */
export interface SignPlace {
  role: string;
  label: string;
  count: number;
  marks: Mark[];
}

export type Block =
  | { is: 'to' | 'text' | 'heading' | 'center' | 'left'; text: string }
  | {
      is: 'rows';
      rows: (
        | { cells: { label: string; text: string }[] }
        | { label: string; text: string; sign: SignPlace }
      )[];
    }
  | { is: 'table'; columns: string[]; rows: string[][] }
  | { is: 'dialogue'; lines: { q: string; a: string }[]; asks: string; answers: string }
  | { is: 'sign'; places: SignPlace[] }
  | { is: 'seal'; organ: string; date: string };

/** A document as it is set: what PDF, Word and the search are made of. */
export interface Sheet {
  organ: string;
  title: string;
  number: string | null;
  outward: boolean;
  form: 'letter' | 'record' | 'table' | 'cover';
  /** Its pages bear no number. */
  unnumbered?: true;
  draft: boolean;
  void: boolean;
  blocks: Block[];
  /** Who signs the foot of each page. */
  foot: SignPlace[];
  /** A line at the foot of each page. */
  footer?: string;
}

/** The digest of what a sheet says, without the signatures that come after. */
export function digestOf(sheet: Sheet): string {
  const bare = JSON.stringify(sheet, (key, value: unknown) => (key === 'marks' ? [] : value));
  return createHash('sha256')
    .update(canonicalize(JSON.parse(bare) as Json))
    .digest('hex');
}

function saySign({ label, marks }: SignPlace): string {
  return `${label}：${marks.map(({ name }) => name).join('、')}`;
}

function linesOf(block: Block): string[] {
  switch (block.is) {
    case 'rows':
      return block.rows.map((row) =>
        'cells' in row
          ? row.cells.map(({ label, text }) => `${label}：${text}`).join('　')
          : `${row.label}：${row.text}\n${saySign(row.sign)}`,
      );
    case 'table':
      return [block.columns, ...block.rows].map((cells) => cells.join('　'));
    case 'dialogue':
      return block.lines.flatMap(({ q, a }) => [`${block.asks}：${q}`, `${block.answers}：${a}`]);
    case 'sign':
      return block.places.map(saySign);
    case 'seal':
      return [block.organ, block.date];
    default:
      return [block.text];
  }
}

/** A sheet as plain text, for searching and reading aloud. */
export const sheetText = (sheet: Sheet): string =>
  [sheet.organ, sheet.title, sheet.number ?? '', ...sheet.blocks.flatMap(linesOf)]
    .filter((line) => line !== '')
    .join('\n');

import { type CellFault, type ImportMapping, misfitIn, refusalInEnglish, type Term } from '@liuhen/contract';
import type { z } from 'zod';
import type { ReadSheet } from './read.ts';

/** One row on its way to a command: what its cells say, and what is wrong with them. */
export class RowReader {
  readonly row: number;
  readonly faults: CellFault[] = [];
  readonly #cells: readonly string[];
  readonly #mapping: ImportMapping;
  constructor(row: number, cells: readonly string[], mapping: ImportMapping) {
    this.row = row;
    this.#cells = cells;
    this.#mapping = mapping;
  }
  /** What the cell of a field says; empty where no column says it. */
  text(field: string): string {
    const at = this.#mapping[field];
    return at === undefined ? '' : (this.#cells[at] ?? '').trim();
  }
  wrong(field: string | null, { zh, en }: Term): void {
    const column = field === null ? null : (this.#mapping[field] ?? null);
    const value = field === null ? '' : this.text(field);
    this.faults.push({ row: this.row, column, field, value, zh, en });
  }
  /** Whether something is wrong with the cell already: one fault of a cell is told. */
  isWrong(field: string): boolean {
    return this.faults.some((fault) => fault.field === field);
  }
  /** What a shape of the contract refuses, told at the cells that its members come from. */
  require(shape: z.ZodType, input: unknown, cellOf: Readonly<Record<string, string>> = {}): void {
    const chinese = shape.safeParse(input, { error: misfitIn('zh') }).error?.issues ?? [];
    const english = shape.safeParse(input, { error: misfitIn('en') }).error?.issues ?? [];
    for (const [at, { path, message }] of chinese.entries()) {
      const member = String(path[0] ?? '');
      const field = cellOf[member] ?? member;
      if (!this.isWrong(field))
        this.wrong(field, { zh: message, en: refusalInEnglish(message) ?? english[at]?.message ?? message });
    }
  }
}

const missing: Term = { zh: '没有填写', en: 'This is missing' };

/** The cell's text where it must not be empty. */
export function wanted(reader: RowReader, field: string): string {
  const text = reader.text(field);
  if (text === '') reader.wrong(field, missing);
  return text;
}

/** Values that may be there once, in the file and in the house. */
export class Once {
  readonly #seen = new Map<string, number>();
  readonly #known: ReadonlySet<string>;
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }
  check(reader: RowReader, field: string, value: string): void {
    const before = this.#seen.get(value);
    if (this.#known.has(value)) reader.wrong(field, { zh: '系统里已经有了', en: 'It is entered already' });
    else if (before !== undefined)
      reader.wrong(field, { zh: `与第 ${before} 行重复`, en: `The same as in row ${before}` });
    else this.#seen.set(value, reader.row);
  }
}

export interface Checked<T> {
  inputs: { row: number; input: T }[];
  faults: CellFault[];
}

/** Reads every row below the heads, blank ones left out; all faults at once. */
export function checkRows<T>(
  { cells }: Pick<ReadSheet, 'cells'>,
  mapping: ImportMapping,
  read: (reader: RowReader) => T,
): Checked<T> {
  const checked: Checked<T> = { inputs: [], faults: [] };
  for (const [at, row] of cells.entries()) {
    if (at === 0 || row.every((cell) => cell.trim() === '')) continue;
    const reader = new RowReader(at + 1, row, mapping);
    const input = read(reader);
    if (reader.faults.length === 0) checked.inputs.push({ row: reader.row, input });
    checked.faults.push(...reader.faults);
  }
  return checked;
}

import {
  type FieldType,
  type RegisterKind,
  type RegisterRow,
  registerKindNames,
  registerOf,
  routes,
  type Saying,
} from '@liuhen/contract';
import { listRegister } from '../registers/index.ts';
import type { CellKind, CellValue } from './cells.ts';
import { type Column, column, paged, type WrittenList } from './written-list.ts';

const kinds: Partial<Record<FieldType, CellKind>> = {
  date: 'date',
  instant: 'instant',
  number: 'number',
  count: 'number',
  money: 'number',
  year: 'number',
};

function cellOf(row: RegisterRow, field: string, type: FieldType, { nameOf, t }: Saying): CellValue {
  const value = row.content[field];
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map((id) => row.names[id] ?? '').join(t('shell.word.comma'));
  if (type === 'choice') return nameOf('books.choice', String(value));
  if (type === 'device') return row.names[String(value)] ?? null;
  return value;
}

const kindOf = (filter: Readonly<Record<string, string>>): RegisterKind =>
  registerKindNames.find((one) => one === filter.kind) ?? 'training';

function columnsOf(kind: RegisterKind): Column<RegisterRow>[] {
  const fields = Object.entries(registerOf(kind).fields).map(([field, { type }]) =>
    column<RegisterRow>(
      ({ nameOf }) => nameOf('books.field', field),
      kinds[type] ?? 'text',
      (row, saying) => cellOf(row, field, type, saying),
    ),
  );
  return [
    ...fields,
    column<RegisterRow>('books.page.findings', 'text', ({ findings }, { nameOf, t }) =>
      findings
        .map(({ code, days }) => nameOf('books.finding', code).replace('{days}', String(days ?? '')))
        .join(t('shell.word.comma')),
    ),
    column<RegisterRow>('books.page.statedBy', 'text', ({ statedBy }) => statedBy),
    column<RegisterRow>('books.page.statedAt', 'instant', ({ statedAt }) => statedAt),
  ];
}

/** A register with all its fields, also those that its page shows only on the entry. */
export const registerTable: WrittenList = paged(
  ({ nameOf }, filter) => nameOf('books.kind', kindOf(filter)),
  routes.listRegister,
  (ctx, filter, { law }) => listRegister(ctx, law, filter),
  (filter) => columnsOf(kindOf(filter)),
);

import type { Description, Json } from '@liuhen/proof';
import type { SealedRow, TakenEntry } from './entries.ts';

/** All that archival descriptions are made of, from the rows as they were sealed. */
export interface Archived {
  rows: ReadonlyMap<string, SealedRow[]>;
  entries: readonly TakenEntry[];
  people: Description['people'];
  organ: Description['organ'];
  origin: string;
}

export const text = (row: SealedRow | undefined, member: string): string | null => {
  const value = row?.[member];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};
export const instant = (row: SealedRow | undefined, member: string): string | null => {
  const millis = Date.parse(text(row, member) ?? '');
  return Number.isNaN(millis) ? null : new Date(millis).toISOString();
};
export const part = (value: Json | undefined): SealedRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SealedRow) : {};

export const find = (rows: Archived['rows'], table: string, id: string | null): SealedRow | undefined =>
  id === null ? undefined : rows.get(table)?.find((row) => row.id === id);

/** Who somebody is by the sealed list of people; their id where they are not in it. */
export const namesOf = ({ people }: Archived) => {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id: string | null): string | null => (id === null ? null : (names.get(id) ?? id));
};

export const orNone = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

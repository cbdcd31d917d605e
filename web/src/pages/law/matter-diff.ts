import type { MatterRow } from '@liuhen/contract';
import { type MatterColumn, matterColumns } from './matter-words.ts';

/** One matter that two versions of a list do not have alike. `columns`: what differs of an altered one. */
export interface MatterDifference<T extends MatterRow = MatterRow> {
  kind: 'added' | 'removed' | 'altered';
  former: T | null;
  latter: T | null;
  columns: MatterColumn[];
}

const fields = {
  subject: ({ activities, circumstances }) => [activities, circumstances],
  content: ({ content }) => content,
  link: ({ link }) => link,
  methods: ({ methods }) => methods,
  duty: ({ duty }) => duty,
  articles: ({ articles }) => articles,
} satisfies Record<MatterColumn, (row: MatterRow) => unknown>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const alteredColumns = (former: MatterRow, latter: MatterRow) =>
  matterColumns.filter((column) => !same(fields[column](former), fields[column](latter)));

/**
 * What changed from one version to the next: a matter is the same one while its name stays, or else what it speaks of.
 * Order does not count.
 */
export function differencesOf<T extends MatterRow>(
  former: readonly T[],
  latter: readonly T[],
): MatterDifference<T>[] {
  const left = new Set(former);
  const take = (alike: (one: T) => boolean): T | null => {
    const found = [...left].find(alike) ?? null;
    if (found !== null) left.delete(found);
    return found;
  };
  const byName = latter.map((row) => take((one) => one.matter === row.matter));
  const pairs = latter.map((row, at) => {
    const known = byName[at] ?? take((one) => same(fields.subject(one), fields.subject(row)));
    return { row, known };
  });
  const changed = pairs.flatMap(({ row, known }): MatterDifference<T>[] => {
    if (known === null) return [{ kind: 'added', former: null, latter: row, columns: [] }];
    const columns = alteredColumns(known, row);
    if (columns.length === 0 && known.matter === row.matter) return [];
    return [{ kind: 'altered', former: known, latter: row, columns }];
  });
  const removed = [...left].map(
    (row): MatterDifference<T> => ({ kind: 'removed', former: row, latter: null, columns: [] }),
  );
  return [...changed, ...removed];
}

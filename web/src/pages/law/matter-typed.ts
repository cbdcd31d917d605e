import type { Input, MatterFault, MatterList, MatterRow } from '@liuhen/contract';
import { matterShapes } from '@liuhen/contract';

/** A row as the form holds it: activities and circumstances stand in one field. */
export interface TypedRow extends Pick<MatterRow, 'matter' | 'content' | 'link' | 'methods' | 'articles'> {
  subjects: string[];
  duty: MatterRow['duty'] | null;
}

export interface TypedList {
  title: string;
  publish: boolean;
  effectiveFrom: string | null;
  rows: TypedRow[];
}

export const rowFields = ['matter', 'subjects', 'content', 'link', 'methods', 'duty', 'articles'] as const;

export const blankRow: TypedRow = {
  ...{ matter: '', subjects: [], content: '', link: '' },
  ...{ methods: ['video'], duty: null, articles: [] },
};

const typeRow = (row: MatterRow): TypedRow => ({
  ...{ matter: row.matter, content: row.content, link: row.link },
  ...{ methods: [...row.methods], duty: row.duty, articles: [...row.articles] },
  subjects: [...(row.activities === 'all' ? ['all'] : row.activities), ...row.circumstances],
});

export const typeList = (
  list: Pick<MatterList, 'title' | 'published' | 'effectiveFrom' | 'rows'>,
): TypedList => ({
  ...{ title: list.title, publish: list.published, effectiveFrom: list.effectiveFrom },
  rows: list.rows.map(typeRow),
});

const members = <T extends string>(of: readonly T[], chosen: readonly string[]): T[] =>
  of.filter((one) => chosen.includes(one));

/** Rows as the contract has them. What every act covers needs no single ones beside it. */
export const readRow = ({ subjects, duty, ...row }: TypedRow): MatterRow => ({
  ...row,
  activities: subjects.includes('all') ? 'all' : members(matterShapes.activity.options, subjects),
  circumstances: members(matterShapes.circumstance.options, subjects),
  duty: duty ?? 'situational',
});

export const readList = (typed: TypedList): Omit<Input<'changeMatterList'>, 'id' | 'revision'> => ({
  ...{ title: typed.title, publish: typed.publish, effectiveFrom: typed.effectiveFrom || null },
  rows: typed.rows.map(readRow),
});

/** Whether both would be saved as the same list. */
export const isSame = (a: TypedList, b: TypedList): boolean =>
  JSON.stringify(readList(a)) === JSON.stringify(readList(b));

const placed: Readonly<Record<string, string>> = { activities: 'subjects', circumstances: 'subjects' };

/** The server's path of a fault in the form: `rows.0.activities.1` stands beside `subjects` of the first row. */
export function placePath(path: string): string {
  const [first = '', at, field] = path.split('.');
  return first === 'rows' && at !== undefined && field !== undefined
    ? `rows.${at}.${placed[field] ?? field}`
    : path;
}

/** For each field of each row what the law says against it; none for those that are well. */
export function warningsOf(
  rows: readonly unknown[],
  faults: readonly MatterFault[],
  pick: (pair: { zh: string; en: string }) => string,
): { name: ['rows', number, (typeof rowFields)[number]]; warnings: string[] }[] {
  return rows.flatMap((_, at) =>
    rowFields.map((field) => ({
      name: ['rows', at, field] as ['rows', number, typeof field],
      warnings: faults
        .filter((one) => one.row === at && one.field !== null && (placed[one.field] ?? one.field) === field)
        .map(pick),
    })),
  );
}

import type { Citation, Permission, Route, Saying, TermKey } from '@liuhen/contract';
import type { RecordRules } from '@liuhen/rules';
import type { z } from 'zod';
import type { Reading } from '../base/context.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Law, Library } from '../law/index.ts';
import type { AskingLaw } from '../registers/index.ts';
import type { CellKind, CellValue } from './cells.ts';

/** What lists are read with beside a context. */
export interface ListHands {
  law: Law & AskingLaw & Library;
  numberKeys: NumberKeys;
  /** What proves the items of a record. */
  rules: RecordRules;
}

/** One column of a written list. */
export interface Column<Row> {
  head: (saying: Saying) => string;
  kind: CellKind;
  of: (row: Row, saying: Saying) => CellValue;
}

/** How a list is written out: page after page of what its own route shows to this person, in columns. */
export interface WrittenList {
  /** The list's own route, whose rights and filters are those of the sheet. */
  route: Route;
  permission: Permission;
  title: (saying: Saying, filter: Filter) => string;
  /** The filter as the list's own route takes it. Throws a ZodError. */
  read: (filter: Filter) => unknown;
  page: (ctx: Reading, hands: ListHands, filter: unknown, after: string | null) => Promise<Page>;
  columns: (filter: Filter) => Column<never>[];
}
export type Filter = Readonly<Record<string, string>>;
export interface Page {
  rows: unknown[];
  next: string | null;
}

export const column = <Row>(
  head: TermKey | ((saying: Saying) => string),
  kind: CellKind,
  of: (row: Row, saying: Saying) => CellValue,
): Column<Row> => ({ head: typeof head === 'string' ? ({ t }) => t(head) : head, kind, of });

export const joined = (words: readonly string[], { t }: Saying): string => words.join(t('shell.word.comma'));
export const named = (people: readonly { name: string }[], saying: Saying): string =>
  joined(
    people.map(({ name }) => name),
    saying,
  );
export const yes = (is: boolean, { t }: Saying): string => t(is ? 'shell.word.yes' : 'shell.word.no');
export const cited = (
  { title, titleEn, label, article }: Pick<Citation, 'title' | 'titleEn' | 'label' | 'article'>,
  { language }: Saying,
): string => (language === 'zh' ? `《${title}》${label}` : `${titleEn}, ${article}`);

type FilterOf<R extends Route> = z.output<R['input']>;

/** Columns of rows of one kind. */
export const columnOf =
  <Row>() =>
  (...given: Parameters<typeof column<Row>>): Column<Row> =>
    column<Row>(...given);

/** A list that is read by keyset pages. */
export function paged<R extends Route, Row>(
  title: TermKey | ((saying: Saying, filter: Filter) => string),
  route: R,
  list: (
    ctx: Reading,
    filter: FilterOf<R>,
    hands: ListHands,
  ) => Promise<{ rows: Row[]; next: string | null }>,
  columns: Column<Row>[] | ((filter: Filter) => Column<Row>[]),
  pageSize = 100,
): WrittenList {
  return {
    route,
    permission: route.permission,
    title: typeof title === 'string' ? ({ t }) => t(title) : title,
    read: (filter) => route.input.parse({ ...filter, limit: pageSize }),
    page: (ctx, hands, filter, after) =>
      list(ctx, { ...(filter as object), ...(after === null ? {} : { after }) } as FilterOf<R>, hands),
    columns: (filter) => (typeof columns === 'function' ? columns(filter) : columns) as Column<never>[],
  };
}

/** A list that comes whole, for the filter that its route takes: of a case, of a year. */
export const whole = <R extends Route, Row>(
  title: TermKey,
  route: R,
  list: (ctx: Reading, hands: ListHands, filter: FilterOf<R>) => Promise<Row[]>,
  columns: Column<Row>[],
): WrittenList => ({
  route,
  permission: route.permission,
  title: ({ t }) => t(title),
  read: (filter) => route.input.parse(filter),
  page: async (ctx, hands, filter) => ({
    rows: await list(ctx, hands, filter as FilterOf<R>),
    next: null,
  }),
  columns: () => columns as Column<never>[],
});

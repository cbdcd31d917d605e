import type { Permission, Route, Saying, TermKey } from '@liuhen/contract';
import type { z } from 'zod';
import type { Reading } from '../base/context.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Law } from '../law/index.ts';
import type { AskingLaw } from '../registers/index.ts';
import type { CellKind, CellValue } from './cells.ts';

/** What lists are read with beside a context. */
export interface ListHands {
  law: Law & AskingLaw;
  numberKeys: NumberKeys;
}

/** One column of a written list. */
export interface Column<Row> {
  head: (saying: Saying) => string;
  kind: CellKind;
  of: (row: Row, saying: Saying) => CellValue;
}

/** How a list is written out: page after page of what its own route shows to this person, in columns. */
export interface WrittenList {
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

type FilterOf<R extends Route> = z.output<R['input']>;
const pageSize = 100;

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
): WrittenList {
  return {
    permission: route.permission,
    title: typeof title === 'string' ? ({ t }) => t(title) : title,
    read: (filter) => route.input.parse({ ...filter, limit: pageSize }),
    page: (ctx, hands, filter, after) =>
      list(ctx, { ...(filter as object), ...(after === null ? {} : { after }) } as FilterOf<R>, hands),
    columns: (filter) => (typeof columns === 'function' ? columns(filter) : columns) as Column<never>[],
  };
}

/** A list that comes whole. */
export const whole = <Row>(
  title: TermKey,
  route: Route,
  list: (ctx: Reading, hands: ListHands) => Promise<Row[]>,
  columns: Column<Row>[],
): WrittenList => ({
  permission: route.permission,
  title: ({ t }) => t(title),
  read: () => ({}),
  page: async (ctx, hands) => ({ rows: await list(ctx, hands), next: null }),
  columns: () => columns as Column<never>[],
});

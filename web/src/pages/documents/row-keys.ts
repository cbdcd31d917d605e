/** What rows are told apart by while they are edited: a row has none of its own, and its place changes. */
export interface RowKeys {
  keys: readonly number[];
  next: number;
}

export const noKeys: RowKeys = { keys: [], next: 0 };

/** Keys for so many rows: those that were there keep theirs, rows at the end get new ones. */
export function fitKeys({ keys, next }: RowKeys, count: number): RowKeys {
  const more = Math.max(0, count - keys.length);
  return {
    keys: [...keys.slice(0, count), ...Array.from({ length: more }, (_, i) => next + i)],
    next: next + more,
  };
}

/** Without the row at a place; the others keep theirs. */
export const dropKey = ({ keys, next }: RowKeys, at: number): RowKeys => ({
  ...{ keys: keys.filter((_, i) => i !== at), next },
});

interface Version {
  id: string;
  replaces: string | null;
}

/** A step as it was stated over time: `id` is that of its first version, the last one holds. */
interface Chain<R> {
  id: string;
  last: R;
  versions: R[];
}

/** Follows from each first version to what replaced it, and on. The order of the rows does not matter. */
export function chainsOf<R extends Version>(rows: readonly R[]): Chain<R>[] {
  const replacedBy = new Map(rows.map((row) => [row.replaces, row]));
  return rows
    .filter((row) => row.replaces === null)
    .map((first) => {
      const versions = [first];
      let last = first;
      for (let next = replacedBy.get(first.id); next !== undefined; next = replacedBy.get(next.id)) {
        versions.push(next);
        last = next;
      }
      return { id: first.id, last, versions };
    });
}

import type { Description } from './description.ts';
import { memberOf, type PackageEntry } from './entries.ts';

/** Something that the package holds files of, with what happened to it. */
export interface Item {
  /** `<table>/<uuid>`. */
  of: string;
  /** Paths, ascending. */
  files: string[];
  /** Indexes of the entries that speak of it, in the order of the log. */
  entries: number[];
}

/** An entry speaks of its subject, and of every row that its payload points to as `<table>_id`. */
function subjectsOf({ entry, payload }: PackageEntry): string[] {
  const subjects = [entry.subject];
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return subjects;
  for (const name of Object.keys(payload))
    if (name.endsWith('_id')) subjects.push(`${name.slice(0, -3)}/${String(memberOf(payload, name))}`);
  return subjects;
}

/** The things whose files are in the package, in the order of their first file, each with its story. */
export function itemsOf(description: Description | null, entries: readonly PackageEntry[]): Item[] {
  const items = new Map<string, Item>();
  for (const { path, of } of description?.files ?? []) {
    if (of === null) continue;
    const item = items.get(of) ?? { of, files: [], entries: [] };
    item.files.push(path);
    items.set(of, item);
  }
  for (const entry of entries)
    for (const of of new Set(subjectsOf(entry))) items.get(of)?.entries.push(entry.index);
  return [...items.values()];
}

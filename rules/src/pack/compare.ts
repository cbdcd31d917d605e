import type { Bilingual } from '../time/civil.ts';
import { type Pack, sectionNames } from './pack.ts';
import { sayPack } from './say.ts';

/** One line of a comparison: a value for each pack in their order, null where it is silent. */
export type Comparison = {
  key: string;
  name: Bilingual;
  values: ({ value: Bilingual; articles: string[] } | null)[];
  /** Whether the packs say different things, silence included. */
  differs: boolean;
};

/** Lays packs side by side, one line for each parameter that any of them has. */
export function comparePacks(packs: readonly Pack[]): Comparison[] {
  const said = packs.map((pack) => new Map(sayPack(pack).map((one) => [one.key, one])));
  const rows = sectionNames.flatMap((section) =>
    said.flatMap((one) => [...one.values()].filter((row) => row.section === section)),
  );
  const names = new Map(rows.map(({ key, name }) => [key, name]));
  return [...names].map(([key, name]) => {
    const values = said.map((one) => {
      const row = one.get(key);
      return row ? { value: row.value, articles: row.articles } : null;
    });
    return { key, name, values, differs: new Set(values.map((one) => one?.value.zh ?? null)).size > 1 };
  });
}

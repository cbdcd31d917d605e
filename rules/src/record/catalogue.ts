import type { VolumeRules } from './record.ts';

/** Something that goes into a volume. `pages`: of its print; null for what has none, as film. */
export type Filed = {
  type: 'document' | 'evidence' | 'recording';
  kind: string;
  id: string;
  at: string;
  pages: number | null;
};
export type Placed<T extends Filed> = T & {
  section: string;
  part: 'main' | 'internal';
  /** From 1 in each part. */
  place: number;
  /** Pages in its part; null for what has no pages. */
  from: number | null;
  to: number | null;
};

const orderOf = ({ orders, packs }: VolumeRules, packId: string) => orders[packs[packId] ?? 'decisionFirst'];

function sectionOf({ sections, sheets }: VolumeRules, { type, kind }: Filed) {
  if (type === 'document' && sheets.includes(kind)) return undefined;
  const named = sections.find((one) =>
    type === 'document' ? one.documents.includes(kind) : one.kinds.includes(type),
  );
  return named ?? sections.find(({ rest }) => rest);
}

/**
 * The catalogue of a volume: sections in the order of the regulation, within a section as the law names the kinds, then
 * by time; pages counted on through each part. Sheets about the volume are left out.
 */
export function catalogueOf<T extends Filed>(
  rules: VolumeRules,
  packId: string,
  filed: readonly T[],
): Placed<T>[] {
  const order = orderOf(rules, packId);
  const placed = filed.flatMap((one) => {
    const section = sectionOf(rules, one);
    if (section === undefined) return [];
    const kindAt = section.documents.indexOf(one.kind);
    return {
      one,
      section,
      rank: [order.indexOf(section.id), kindAt === -1 ? section.documents.length : kindAt],
    };
  });
  placed.sort(
    (a, b) =>
      (a.rank[0] ?? 0) - (b.rank[0] ?? 0) ||
      (a.rank[1] ?? 0) - (b.rank[1] ?? 0) ||
      (a.one.at < b.one.at ? -1 : Number(a.one.at > b.one.at)) ||
      (a.one.id < b.one.id ? -1 : 1),
  );
  const counted = { main: { items: 0, pages: 0 }, internal: { items: 0, pages: 0 } };
  return placed.map(({ one, section: { id, part } }) => {
    const sofar = counted[part];
    sofar.items += 1;
    const from = one.pages === null ? null : sofar.pages + 1;
    sofar.pages += one.pages ?? 0;
    return { ...one, section: id, part, place: sofar.items, from, to: from === null ? null : sofar.pages };
  });
}

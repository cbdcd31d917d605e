import { fieldsOfImport, type ImportKind, type ImportMapping, terms } from '@liuhen/contract';

const plain = (head: string): string =>
  head
    .normalize('NFKC')
    .replace(/[\s*＊:：()（）]/g, '')
    .toLowerCase();

/** Heads under which a field is known: its name in both languages, and what people call it. */
function headsOf(kind: ImportKind, field: string, aliases: readonly string[]): Set<string> {
  const term = Object.entries(terms.sheets.field[kind]).find(([name]) => name === field)?.[1];
  return new Set([term?.zh ?? '', term?.en ?? '', field, ...aliases].map(plain));
}

/** Matches columns by their heads: each field takes the first column that bears one of its names, none twice. */
export function matchColumns(kind: ImportKind, heads: readonly string[]): ImportMapping {
  const taken = new Set<number>();
  const found = fieldsOfImport(kind).flatMap(([field, { aliases }]): [string, number][] => {
    const known = headsOf(kind, field, aliases);
    const at = heads.findIndex((head, i) => !taken.has(i) && plain(head) !== '' && known.has(plain(head)));
    if (at === -1) return [];
    taken.add(at);
    return [[field, at]];
  });
  return Object.fromEntries(found);
}

/** Only what the kind knows and the file has. */
export function soundMapping(kind: ImportKind, mapping: ImportMapping, columns: number): ImportMapping {
  const known = new Set(fieldsOfImport(kind).map(([field]) => field));
  return Object.fromEntries(
    Object.entries(mapping).filter(([field, at]) => known.has(field) && at < columns),
  );
}

/** Fields that are wanted and that no column says. */
export const missingFields = (kind: ImportKind, mapping: ImportMapping): string[] =>
  fieldsOfImport(kind).flatMap(([field, { required }]) =>
    required && mapping[field] === undefined ? [field] : [],
  );

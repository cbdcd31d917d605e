import { type RawBuilder, sql } from 'kysely';

const runs = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;
const han = /^\p{Script=Han}/u;

function gramsOf(run: string): string[] {
  const signs = [...run];
  return signs.length === 1 ? signs : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`);
}

function runsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(runs) ?? [];
}

/**
 * Words under which a text is found: Chinese by single signs and by pairs of neighbours, all else by whole runs
 * of letters and digits. Pairs, not a dictionary: names of people and firms are in no dictionary.
 */
export function indexWords(text: string): string[] {
  return runsOf(text).flatMap((run) => (han.test(run) ? [...run, ...gramsOf(run)] : [run]));
}

const quote = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A sign that no word holds. */
const noWord = '·';

/**
 * The tsquery for what a person typed: every part must be there; letters and digits match from their beginning. Signs
 * alone find nothing. Null when nothing was typed.
 */
export function searchQuery(text: string, field = ''): RawBuilder<unknown> | null {
  const parts = runsOf(text).flatMap((run) =>
    han.test(run) ? gramsOf(run).map((gram) => quote(field + gram)) : [`${quote(field + run)}:*`],
  );
  if (parts.length > 0) return sql`${parts.join(' & ')}::tsquery`;
  return text.trim() === '' ? null : sql`${quote(noWord)}::tsquery`;
}

/** A tsvector of words; fields are searched apart by a prefix (`p:` party, `c:` cause). */
export function searchVector(
  plain: readonly (string | null)[],
  fields: Record<string, string | null> = {},
): RawBuilder<string> {
  const words = plain.flatMap((text) => indexWords(text ?? ''));
  const tagged = Object.entries(fields).flatMap(([field, text]) =>
    indexWords(text ?? '').map((word) => field + word),
  );
  return sql<string>`array_to_tsvector(${[...new Set([...words, ...tagged])]}::text[])`;
}

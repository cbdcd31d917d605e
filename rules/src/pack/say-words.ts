import type { Bilingual } from '../time/civil.ts';

export const two = (zh: string, en: string): Bilingual => ({ zh, en });
/** A section that is there and asks for nothing in particular. */
export const required = two('有规定', 'required');
/** A list in words. Where a member is a list itself, stronger marks part them. */
export function join(all: readonly Bilingual[], zh = '、', en = ', '): Bilingual {
  const nested = (one: Bilingual) => one.zh.includes(zh) || one.en.includes(en);
  const [comma, point] = all.some(nested) ? ['；', '; '] : [zh, en];
  return two(all.map((one) => one.zh).join(comma), all.map((one) => one.en).join(point));
}
/** Each clause on its own; a section that is there and asks for nothing in particular still binds. */
export function clauses(...all: (Bilingual | false | null)[]): Bilingual {
  const said = all.filter((one) => one !== false && one !== null);
  return said.length === 0 ? required : join(said, '；', '; ');
}
/** Names of a list by their keys. */
export const named = <L extends Record<string, Bilingual>>(
  list: L,
  keys: readonly (keyof L & string)[],
): Bilingual => join(keys.flatMap((key) => list[key] ?? []));

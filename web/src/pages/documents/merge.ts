import type { DocumentContent } from '@liuhen/contract';

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

/** What two people made of one text, put together. Where both changed the same field somebody has to choose. */
export interface Merge {
  /** What only one of them changed, and for the rest what was typed here. */
  merged: DocumentContent;
  /** Fields that both changed, and differently. */
  both: string[];
}

/** Puts together what was typed here and what somebody else saved, by what both began with. */
export function mergeContent(base: DocumentContent, mine: DocumentContent, theirs: DocumentContent): Merge {
  const merged: DocumentContent = {};
  const both: string[] = [];
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const iChanged = !same(mine[field], base[field]);
    const theyChanged = !same(theirs[field], base[field]);
    const value = theyChanged && !iChanged ? theirs[field] : mine[field];
    if (value !== undefined) merged[field] = value;
    if (iChanged && theyChanged && !same(mine[field], theirs[field])) both.push(field);
  }
  return { merged, both };
}

/** A value as it can be read beside another one. */
export const sayValue = (value: DocumentContent[string] | undefined): string =>
  Array.isArray(value)
    ? value
        .map((row) =>
          Object.values(row)
            .filter((cell) => cell !== '')
            .join('　'),
        )
        .join('\n')
    : (value ?? '');

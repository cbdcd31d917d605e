import type { lawTextShapes, PackComparison } from '@liuhen/contract';
import { comparePacks } from '@liuhen/rules';
import type { z } from 'zod';
import type { Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { type Library, listRegulations, packOf } from './regulations.ts';

/** What regulations say, side by side: each by its own text, without what those above add. */
export async function compareRegulations(
  ctx: Reading,
  library: Library,
  { packs: asked }: z.output<typeof lawTextShapes.comparisonQuery>,
): Promise<PackComparison> {
  const ids = [...new Set(asked.split(','))];
  const listed = await listRegulations(ctx, library);
  const packs = await Promise.all(ids.map((id) => packOf(ctx, library, id)));
  return {
    packs: ids.map((id) => found(listed.find(({ packId }) => packId === id))),
    rows: comparePacks(packs),
  };
}

import { type Citation, sourceOf } from '../citation.ts';
import { citeArticle, type Moment, packInForce, resolvePack } from './effective.ts';
import { mergeSections } from './merge.ts';
import type { LawOfDay } from './merged.ts';
import type { Pack } from './pack.ts';

/**
 * The law that binds an organ with the pack `id` on a day: of each pack the version of that day, without those that are
 * not in force on it. When the organ's own one is not, `force` says why and the chain holds only those above.
 * @throws PackError as `resolvePack` does. @throws FactsError when a date of `moment` does not exist.
 */
export function lawOn(packs: readonly Pack[], id: string, moment: Moment): LawOfDay {
  const { pack: own, parents } = resolvePack(packs, id, moment);
  const forceOf = (pack: Pack) => packInForce(pack, moment.on, moment.boundFrom);
  const chain = [own, ...parents].filter((pack) => forceOf(pack).state === 'inForce');
  return { own, force: forceOf(own), chain, merged: mergeSections(chain) };
}

/**
 * Cites an article of whichever pack of a chain it belongs to: merged parameters carry references of several.
 * @throws RangeError when it belongs to none of them or is no reference.
 */
export function citeOf(chain: readonly Pack[], reference: string): Citation {
  const source = sourceOf(reference);
  const pack = chain.find((one) => one.id.toUpperCase() === source || source in one.sources);
  if (!pack) throw new RangeError(`${reference} belongs to none of ${chain.map(({ id }) => id).join(', ')}`);
  return citeArticle(pack, reference);
}

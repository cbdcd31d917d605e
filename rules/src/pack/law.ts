import { type Citation, sourceOf } from '../citation.ts';
import type { CivilDate } from '../time/civil.ts';
import { citeArticle, type Moment, packInForce, resolvePack } from './effective.ts';
import { mergeSections } from './merge.ts';
import type { LawOfDay } from './merged.ts';
import { type Pack, sectionNames } from './pack.ts';

/**
 * A frame of several statutes without what rests on one that does not apply yet; any other pack as it is. Periods stay:
 * each is asked about on the day on which it begins, which can lie after the day of the act.
 */
function asOf(pack: Pack, on: CivilDate): Pack {
  const sources = Object.entries(pack.sources);
  const coming = new Set(sources.flatMap(([name, { effectiveFrom }]) => (effectiveFrom > on ? [name] : [])));
  if (coming.size === 0) return pack;
  const applies = ({ article }: { article: string }) => !coming.has(sourceOf(article));
  const said = sectionNames.map((name) => {
    const value = pack[name];
    if (name === 'periods') return [name, value];
    if (Array.isArray(value)) return [name, value.filter(applies)];
    return [name, value !== null && applies(value) ? value : null];
  });
  return { ...pack, ...Object.fromEntries(said) };
}

/**
 * The law that binds an organ with the pack `id` on a day: of each pack the version of that day, without those that are
 * not in force on it, and of a frame of statutes only what applies by then. When the organ's own pack is not in force,
 * `force` says why and the chain holds only those above.
 * @throws PackError as `resolvePack` does. @throws FactsError when a date of `moment` does not exist.
 */
export function lawOn(packs: readonly Pack[], id: string, moment: Moment): LawOfDay {
  const { pack: own, parents } = resolvePack(packs, id, moment);
  const forceOf = (pack: Pack) => packInForce(pack, moment.on, moment.boundFrom);
  const chain = [own, ...parents]
    .filter((pack) => forceOf(pack).state === 'inForce')
    .map((pack) => asOf(pack, moment.on));
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

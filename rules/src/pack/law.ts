import { type Citation, sourceOf } from '../citation.ts';
import type { CivilDate } from '../time/civil.ts';
import { citeArticle, type Moment, packInForce, resolvePack } from './effective.ts';
import { mergeSections } from './merge.ts';
import type { LawOfDay, MergedSections } from './merged.ts';
import { type Pack, sectionNames } from './pack.ts';

type Referring = { article: string; also?: string[] };

/**
 * What a parameter says once those of its articles are left out that do not apply yet: the first that does leads. Null
 * where none does.
 */
function withoutComing<T extends Referring>(value: T, coming: ReadonlySet<string>): T | null {
  const applies = (article: string) => !coming.has(sourceOf(article));
  const [article, ...also] = [value.article, ...(value.also ?? [])].filter(applies);
  if (article === undefined) return null;
  const left = { ...value, article, ...(value.also ? { also } : {}) };
  return 'of' in left && Array.isArray(left.of)
    ? { ...left, of: left.of.filter((one: Referring) => applies(one.article)) }
    : left;
}

/**
 * A frame of several statutes without what rests on one that does not apply yet; any other pack as it is. Periods stay:
 * each is asked about on the day on which it begins, which can lie after the day of the act.
 */
function asOf(pack: Pack, on: CivilDate): Pack {
  const sources = Object.entries(pack.sources);
  const coming = new Set(sources.flatMap(([name, { effectiveFrom }]) => (effectiveFrom > on ? [name] : [])));
  if (coming.size === 0) return pack;
  const name = [...coming].join(' ');
  const made = parts.get(pack)?.get(name);
  if (made) return made;
  const said = sectionNames.map((name) => {
    const value = pack[name];
    if (name === 'periods' || value === null) return [name, value];
    if (Array.isArray(value)) return [name, value.flatMap((one) => withoutComing(one, coming) ?? [])];
    return [name, withoutComing(value, coming)];
  });
  const part: Pack = { ...pack, ...Object.fromEntries(said) };
  parts.set(pack, (parts.get(pack) ?? new Map<string, Pack>()).set(name, part));
  return part;
}
const parts = new WeakMap<Pack, Map<string, Pack>>();

/** What was merged for a chain of packs; days on which the same ones apply share it. */
type Laid = { above: WeakMap<Pack, Laid>; merged: MergedSections | null };
const laid = (): Laid => ({ above: new WeakMap(), merged: null });
const bottom = laid();

function mergedOf(chain: readonly Pack[]): MergedSections {
  let at = bottom;
  for (const pack of chain) {
    const next = at.above.get(pack) ?? laid();
    at.above.set(pack, next);
    at = next;
  }
  at.merged ??= mergeSections(chain);
  return at.merged;
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
  return { own, force: forceOf(own), chain, merged: mergedOf(chain) };
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

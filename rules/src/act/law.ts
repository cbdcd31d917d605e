import { type Citation, sourceOf } from '../citation.ts';
import { citeOf } from '../pack/law.ts';
import { mergeSections } from '../pack/merge.ts';
import type { LawOfDay, MergedSections } from '../pack/merged.ts';
import type { Pack } from '../pack/pack.ts';
import type { Bilingual, CivilDate } from '../time/civil.ts';
import { type Activity, kindsOf } from '../vocabulary.ts';
import type { Obligation, Part } from './obligation.ts';

/** What a duty rests on. */
export type Basis = Pick<Obligation, 'tier' | 'packId' | 'citations'>;
/** An item of a checklist in each of its states. */
type ChecklistItem = { present: Part; missing: Part; catchAll: boolean; unentered: Part };
/** A checklist, made once, with the places of its items by their ids; `unmarked`: as it is before anything is entered. */
export type Checklist = {
  places: ReadonlyMap<string, number>;
  items: readonly ChecklistItem[];
  unmarked: Part[];
  lacking: number;
};

type Referring = { article: string; also: readonly string[] };
type Item = { id: string; article: string | null; name: Bilingual };

/**
 * The law as one kind of act meets it: what its packs say that are about such an act, with the values that do not
 * depend on the act made once.
 */
export type ActLaw = {
  activity: Activity;
  own: Pack;
  chain: readonly Pack[];
  /** Packs in force that say they are not about such an act. */
  outside: readonly Pack[];
  merged: MergedSections;
  /** @throws RangeError when the article belongs to no pack of the chain. */
  basisOf(parameter: Referring): Basis;
  /** What a list of articles of several parameters rests on, the first leading. */
  basisOn(articles: readonly string[]): Basis;
  checklistOf(key: object, items: () => readonly Item[]): Checklist;
  /** Since when the text that an article stands in applies; null where it does not say. */
  since(article: string): CivilDate | null;
  /** What rules made of it, by the place that `perLaw` gave them. */
  made: ({ value: unknown } | undefined)[];
};

const unentered = '没有登记此类内容';

function makeChecklist(items: readonly Item[]): Checklist {
  const made = items.map(({ id, name, article }): ChecklistItem => {
    const part = { id, name, article, reason: null };
    return {
      present: { ...part, state: 'present' },
      missing: { ...part, state: 'missing' },
      catchAll: id.startsWith('other'),
      unentered: { ...part, state: 'notApplicable', reason: unentered },
    };
  });
  return {
    places: new Map(items.map(({ id }, place) => [id, place])),
    items: made,
    unmarked: made.map((item) => (item.catchAll ? item.unentered : item.missing)),
    lacking: made.filter((item) => !item.catchAll).length,
  };
}

function packOf(chain: readonly Pack[], article: string): Pack | undefined {
  const source = sourceOf(article);
  return chain.find((pack) => pack.id.toUpperCase() === source || source in pack.sources);
}

function makeActLaw(law: Pick<LawOfDay, 'own' | 'chain' | 'merged'>, activity: Activity): ActLaw {
  const about = (pack: Pack) =>
    pack.scope === null || pack.scope.kinds.some((kind) => kindsOf[activity].includes(kind));
  const chain = law.chain.filter(about);
  const outside = law.chain.filter((pack) => !about(pack));
  const every =
    outside.includes(law.own) || law.chain.includes(law.own) ? law.chain : [law.own, ...law.chain];
  const bases = new Map<object | string, Basis>();
  const checklists = new Map<object, Checklist>();
  const basisOn = (articles: readonly string[]): Basis => {
    const key = articles.join(' ');
    const known = bases.get(key);
    if (known) return known;
    const citations = [...new Set(articles)].map((article) => citeOf(every, article));
    const [lead] = citations;
    const pack = lead && packOf(every, lead.article);
    if (!pack) throw new RangeError('a duty rests on an article');
    const tier = pack.level === 'national' ? 'national' : pack.id === law.own.id ? 'local' : 'parent';
    const basis: Basis = { tier, packId: pack.id, citations: citations as [Citation, ...Citation[]] };
    bases.set(key, basis);
    return basis;
  };
  return {
    made: [],
    activity,
    own: law.own,
    chain,
    outside,
    merged: outside.length === 0 ? law.merged : mergeSections(chain),
    basisOn,
    basisOf(parameter) {
      const known = bases.get(parameter);
      if (known) return known;
      const basis = basisOn([parameter.article, ...parameter.also]);
      bases.set(parameter, basis);
      return basis;
    },
    checklistOf(key, items) {
      const known = checklists.get(key);
      if (known) return known;
      const made = makeChecklist(items());
      checklists.set(key, made);
      return made;
    },
    since(article) {
      const pack = packOf(every, article);
      return pack?.sources[sourceOf(article)]?.effectiveFrom ?? pack?.effectiveFrom ?? null;
    },
  };
}

/** By what was merged and for whom: organs whose own packs are not in force share what stands above them. */
const made = new WeakMap<MergedSections, WeakMap<Pack, Map<Activity, ActLaw>>>();

/** The law for a kind of act, remembered as long as what was merged for the organ; days share that. */
export function actLaw(law: LawOfDay, activity: Activity): ActLaw {
  let organs = made.get(law.merged);
  if (!organs) {
    organs = new WeakMap();
    made.set(law.merged, organs);
  }
  let known = organs.get(law.own);
  if (!known) {
    known = new Map();
    organs.set(law.own, known);
  }
  const before = known.get(activity);
  if (before) return before;
  const prepared = makeActLaw(law, activity);
  known.set(activity, prepared);
  return prepared;
}

let slots = 0;

/** What a rule makes of the law for a kind of act, once; kept in a place of its own in `made`. */
export function perLaw<T>(make: (law: ActLaw) => T): (law: ActLaw) => T {
  const slot = slots++;
  return (law) => {
    let found = law.made[slot] as { value: T } | undefined;
    if (!found) {
      found = { value: make(law) };
      law.made[slot] = found;
    }
    return found.value;
  };
}

/** The law without the organ's own pack; null where nothing stands above, or the own pack is not part of it. */
export const lawAbove = perLaw(({ own, chain, activity }) => {
  const [first, ...above] = chain;
  if (first?.id !== own.id || above.length === 0) return null;
  return makeActLaw({ own, chain: above, merged: mergeSections(above) }, activity);
});

/** A word list with its names, as items of a checklist. */
export const wordItems = <K extends string>(keys: readonly K[], names: Readonly<Record<K, Bilingual>>) =>
  keys.map((id) => ({ id, name: names[id], article: null }));

/** Items of a pack's checklist. */
export const packItems = (
  items: readonly { id: string; zh: string; en: string; article?: string | undefined }[],
): Item[] => items.map(({ id, zh, en, article }) => ({ id, name: { zh, en }, article: article ?? null }));

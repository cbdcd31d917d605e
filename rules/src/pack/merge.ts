import type { InterruptionCause } from '../vocabulary.ts';
import type { KeepingTime } from './duration.ts';
import type { Merged, MergedSections } from './merged.ts';
import { type Pack, type PeriodRule, type SectionName, type Sections, sectionNames } from './pack.ts';

/** Lays what the level above says under what the level below says. */
type Join<T> = (child: T, parent: T) => T;
export type Said = { [K in SectionName]: NonNullable<Sections[K]> };
/** What one pack, or several already laid over each other, say; null where silent. */
export type SectionValues = { [K in SectionName]: Said[K] | null };

type Referring = { article: string; also: string[] };
type Item = { id: string; article?: string | undefined };

const own = <T>(child: T): T => child;
const named = <T>(child: T, parent: T): T => child ?? parent;
const either: Join<boolean> = (child, parent) => child || parent;
const greatest: Join<number | null> = (child, parent) =>
  child === null || parent === null ? (child ?? parent) : Math.max(child, parent);
const union = <T>(child: T[], parent: T[]): T[] => [...new Set([...child, ...parent])];
const unionOrAll = <T>(child: 'all' | T[], parent: 'all' | T[]): 'all' | T[] =>
  child === 'all' || parent === 'all' ? 'all' : union(child, parent);
/** The one that stands first in `order`. */
const strictest =
  <T>(...order: T[]): Join<T> =>
  (child, parent) =>
    order.indexOf(child) <= order.indexOf(parent) ? child : parent;

/**
 * Causes that both accept. `other` accepts every cause, so it narrows nothing; two that both have it name all they name.
 */
const acceptedByBoth: Join<InterruptionCause[]> = (child, parent) => {
  const [childAny, parentAny] = [child.includes('other'), parent.includes('other')];
  if (childAny) return parentAny ? union(child, parent) : parent;
  return parentAny ? child : child.filter((cause) => parent.includes(cause));
};

/** Members told apart by `id`; where both have one, the child's. */
const unionById = <T extends { id: string }>(child: T[], parent: T[]): T[] => [
  ...child,
  ...parent.filter(({ id }) => !child.some((one) => one.id === id)),
];

const unionByArticle = <T extends { article: string }>(child: T[], parent: T[]): T[] => [
  ...child,
  ...parent.filter(({ article }) => !child.some((one) => one.article === article)),
];

/** A time without an end that the text states lasts longer than any figure, and permanence longer than both. */
function monthsKept(time: KeepingTime | null): number {
  if (time === null) return Number.MAX_SAFE_INTEGER;
  if (time.rule === 'permanent') return Number.POSITIVE_INFINITY;
  return time.rule === 'years' ? time.value * 12 : time.value;
}
const longer = <T extends KeepingTime | null>(child: T, parent: T): T =>
  monthsKept(parent) > monthsKept(child) ? parent : child;

const unlessTold = <T>(child: T[], parent: T[]): T[] => {
  const told = new Set(child.map((rule) => JSON.stringify(rule)));
  return [...child, ...parent.filter((rule) => !told.has(JSON.stringify(rule)))];
};

/** Both stay, each to be judged at its own level: which is shorter depends on the days. A special law alone prevails. */
const periods: Join<PeriodRule[]> = (child, parent) => {
  const prevailing = new Set(child.flatMap(({ id, overrides }) => (overrides ? [id] : [])));
  return unlessTold(
    child,
    parent.filter(({ id }) => !prevailing.has(id)),
  );
};

/** Every rule stays, with its own article; the engine takes the strictest that fits an act. */
const filming: Join<Said['filming']> = unlessTold;

function references({ article, also }: Referring, parent: Referring): Referring {
  return { article, also: union(also, [parent.article, ...parent.also]).filter((one) => one !== article) };
}

type Fields<T> = { [F in Exclude<keyof T, keyof Referring>]: Join<T[F]> };
/** Joins field by field. The child's article leads, the references of the parent follow in `also`. */
function byField<T extends Referring>(fields: Fields<T>): Join<T> {
  return (child, parent) => {
    const joined: T = { ...child, ...references(child, parent) };
    const join = <F extends Exclude<keyof T, keyof Referring>>(field: F) => {
      joined[field] = fields[field](child[field], parent[field]);
    };
    for (const field of Object.keys(fields) as Exclude<keyof T, keyof Referring>[]) join(field);
    return joined;
  };
}

/** The child's where it names somebody, untouched; else it leaves to the parent who that is. */
const unlessNamed =
  <T extends Referring>(names: (value: T) => boolean): Join<T> =>
  (child, parent) =>
    names(child) ? child : { ...parent, ...references(child, parent) };
const approval = unlessNamed<Said['viewing']>(({ steps }) => steps.length > 0);

/** A checklist of both. An item of the parent without a place of its own rests on the parent's article. */
const checklist = <T extends Referring & { items: Item[] }>(child: T, parent: T): T => {
  const theirs = parent.items.map((item) => ({ ...item, article: item.article ?? parent.article }));
  return { ...child, ...references(child, parent), items: unionById<Item>(child.items, theirs) };
};

const joins: { [K in SectionName]: Join<Said[K]> } = {
  scope: byField({ kinds: union }),
  officers: byField({
    who: named,
    minimum: greatest,
    of: unionByArticle,
    established: either,
    exam: named,
  }),
  assistants: byField({ needs: strictest('assistQualification', 'nothing') }),
  enforcementDays: byField({ activities: union }),
  storage: own,
  filming,
  textSuffices: byField({ reasonRequired: either }),
  preUseCheck: byField({ items: union }),
  openingStatement: byField({ manner: strictest('spoken', 'focus'), fields: union }),
  recordingNotice: byField({ when: strictest('before', 'atStart', 'during'), occasions: union }),
  coverage: byField({
    from: strictest('arrival', 'start'),
    to: strictest('leaving', 'activityEnd'),
    continuous: either,
    mandatoryContinuousOnly: (child, parent) => child && parent,
  }),
  interruption: byField({
    causes: acceptedByBoth,
    voiceOnRestart: either,
    reportTo: named,
    writtenAfter: either,
  }),
  keyContents: checklist,
  fallback: byField({ keyLinks: either, document: either, explanation: either }),
  bystanders: byField({ rule: strictest('mustBeTold', 'notRestricted') }),
  textRecord: checklist,
  evidenceFilm: byField({ note: union, disc: either }),
  routineKeeping: byField({ time: longer, activities: unionOrAll }),
  evidenceKeeping: byField({ scopes: union }),
  longTermKeeping: byField({ triggers: union, time: longer }),
  noDestruction: byField({}),
  viewing: approval,
  disclosure: approval,
  externalProvision: byField({ provider: named, retainCopy: either, approval: either }),
  retrieval: byField({ by: union }),
  partyAccess: byField({}),
  excuses: approval,
  keeper: own,
  classification: byField({ keys: union }),
  inspection: unlessNamed(({ by }) => by !== null),
  bulletin: byField({ appraisal: either }),
  supervision: own,
  obstruction: byField({ to: union }),
  budget: byField({}),
  matterList: byField({ kind: own, publish: either, contents: union }),
  violations: byField({ grounds: unionById, consequences: own }),
  periods,
};

/** What one pack says, silence as null also where it would be an empty list. */
export function sectionsOf(pack: Pack): SectionValues {
  const silent = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(
    sectionNames.map((name) => [name, silent(pack[name]) ? null : pack[name]]),
  ) as SectionValues;
}

function joinSection<K extends SectionName>(name: K, child: SectionValues, parent: SectionValues) {
  const below: Said[K] | null = child[name];
  const above: Said[K] | null = parent[name];
  return below === null || above === null ? (below ?? above) : joins[name](below, above);
}

/**
 * Lays one level over the one above it, the stricter field by field. Associative: it never matters which two of a
 * chain are joined first. A list of causes for which filming may be interrupted can become empty.
 */
export function joinSections(child: SectionValues, parent: SectionValues): SectionValues {
  return Object.fromEntries(
    sectionNames.map((name) => [name, joinSection(name, child, parent)]),
  ) as SectionValues;
}

function mergeSection<K extends SectionName>(name: K, value: SectionValues[K], chain: readonly Pack[]) {
  const kept = chain.flatMap((pack) => {
    const said = sectionsOf(pack)[name];
    return said === null ? [] : [{ pack, value: said }];
  });
  return { value, kept } as Merged<Said[K]>;
}

/**
 * What holds when the packs of a chain are laid over each other, the organ's own first: for each parameter the
 * stricter, field by field, and beside it what each pack says. Where two lists of causes for an interruption have
 * nothing in common, the one of the level below stays: no cause at all is what neither of them says.
 */
export function mergeSections(chain: readonly Pack[]): MergedSections {
  const said = chain.map(sectionsOf);
  const joined = said.slice(1).reduce(joinSections, said[0] ?? silence);
  const merged = Object.fromEntries(
    sectionNames.map((name) => [name, mergeSection(name, joined[name], chain)]),
  ) as MergedSections;
  const { value, kept } = merged.interruption;
  if (value?.causes.length === 0 && kept[0])
    merged.interruption = { value: { ...value, causes: kept[0].value.causes }, kept };
  return merged;
}

const silence = Object.fromEntries(sectionNames.map((name) => [name, null])) as SectionValues;

import { type Citation, labelOf, sourceOf } from '../citation.ts';
import { FactsError, PackError } from '../errors.ts';
import type { CivilDate } from '../time/civil.ts';
import { isCivilDate } from '../time/civil.ts';
import type { Pack } from './pack.ts';

/** A pack with the packs above it: nearest first, none left out. What the organ itself wrote comes first. */
export type EffectivePack = { pack: Pack; parents: Pack[] };

/** Why a pack does or does not bind on a date. Missing dates are states, never guesses. */
export type ForceState =
  | { state: 'inForce'; from: CivilDate }
  | { state: 'notYetInForce'; from: CivilDate }
  | { state: 'noLongerInForce'; until: CivilDate }
  | { state: 'noEffectiveDate' };

function refuse(path: string, message: string, zh: string): PackError {
  return new PackError([{ path, line: null, article: null, message, zh }]);
}

/** When a pack is asked about: the Beijing date of the activity, and since when the organ is bound (null: not entered). */
export type Moment = { on: CivilDate; boundFrom: CivilDate | null };

function choose(packs: readonly Pack[], id: string, moment: Moment | null): Pack | null {
  const versions = packs.filter((pack) => pack.id === id).toSorted((a, b) => b.version - a.version);
  const twin = versions.find((pack, index) => versions[index + 1]?.version === pack.version);
  if (twin) throw refuse(id, `version ${twin.version} is given twice`, `第 ${twin.version} 版重复`);
  const bound =
    moment && versions.find((pack) => packInForce(pack, moment.on, moment.boundFrom).state === 'inForce');
  return bound ?? versions[0] ?? null;
}

/**
 * Joins a pack with the packs it extends. Both levels are kept, so that a local breach and a breach of the level above
 * can be told apart. Of several versions the one in force at `moment` is taken, the latest when none is or when no
 * moment is given.
 * @throws PackError when the pack or one it extends is not among `packs`, when a version is given twice, or when packs
 * extend each other in a ring. @throws FactsError when a date of `moment` does not exist.
 */
export function resolvePack(packs: readonly Pack[], id: string, moment: Moment | null = null): EffectivePack {
  const pack = choose(packs, id, moment);
  if (!pack) throw refuse(id, 'no such pack', '没有这个规则包');
  const parents: Pack[] = [];
  for (let child = pack; child.extends !== null; ) {
    const parent = choose(packs, child.extends, moment);
    if (!parent)
      throw refuse(`${child.id}.extends`, `no such pack: ${child.extends}`, `没有规则包 ${child.extends}`);
    if (parent === pack || parents.includes(parent))
      throw refuse(`${child.id}.extends`, 'packs extend each other in a ring', '规则包的 extends 互相循环');
    parents.push(parent);
    child = parent;
  }
  return { pack, parents };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** What a value says, without what is silent: a parameter that a later shape adds does not change an older pack. */
function said(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(said);
  const silent = (member: unknown) =>
    member === null ||
    member === false ||
    (typeof member === 'object' && Object.keys(member as object).length === 0);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (silent(member) ? [] : [[key, said(member)]])),
  );
}

/** One pack alone as canonical JSON, which `parsePack` reads again. */
export const packText = (pack: Pack): string => canonical(pack);
/** What one pack alone says, always the same for the same content: by its digest a changed pack is told. */
export const frozenText = (pack: Pack): string => canonical(said(pack));

/**
 * Names exactly which rules judged a duty: `sha256:` and the digest of the pack and its parents with sorted keys.
 * Comments and layout of the YAML do not change it. `sha256Hex` takes text (hashed as UTF-8), gives lower-case hex.
 */
export function packFingerprint(effective: EffectivePack, sha256Hex: (text: string) => string): string {
  return `sha256:${sha256Hex(canonical(effective))}`;
}

/**
 * Whether a pack binds an organ on a date: from its own effective date, but not before the organ was bound to it
 * (`boundFrom`, entered by an administrator, null when not entered). A text that states no effective date binds only
 * from `boundFrom`, and no text before it was issued. A national statute binds whoever it is about from its own date, whatever was entered.
 * @throws FactsError when a date does not exist.
 */
export function packInForce(pack: Pack, on: CivilDate, boundFrom: CivilDate | null): ForceState {
  for (const date of [on, ...(boundFrom === null ? [] : [boundFrom])]) {
    if (!isCivilDate(date)) throw new FactsError(date, 'a date YYYY-MM-DD that exists');
  }
  const ofItself = pack.level === 'national' && pack.effectiveFrom !== null;
  const entered = ofItself ? null : boundFrom;
  const told = [pack.effectiveFrom, entered].filter((date) => date !== null);
  if (told.length === 0) return { state: 'noEffectiveDate' };
  const from = [...told, pack.issuedAt ?? ''].toSorted().at(-1) ?? '';
  if (on < from) return { state: 'notYetInForce', from };
  const until = pack.repealedFrom;
  return until !== null && on >= until ? { state: 'noLongerInForce', until } : { state: 'inForce', from };
}

const cited = new WeakMap<Pack, Map<string, Citation>>();

/**
 * An article of a pack as a citation, made once. In a frame of several statutes the title is that of the statute.
 * @throws RangeError when it is no reference to an article.
 */
export function citeArticle(pack: Pack, article: string): Citation {
  let known = cited.get(pack);
  if (!known) {
    known = new Map();
    cited.set(pack, known);
  }
  const before = known.get(article);
  if (before) return before;
  const citation = makeCitation(pack, article);
  known.set(article, citation);
  return citation;
}

function makeCitation(pack: Pack, article: string): Citation {
  const label = labelOf(article);
  if (label === null) throw new RangeError(`${article} is no reference to an article`);
  const title = pack.sources[sourceOf(article)]?.title ?? pack.title;
  return { packId: pack.id, title: title.zh, titleEn: title.en, article, label };
}

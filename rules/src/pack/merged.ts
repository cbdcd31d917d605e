import type { ForceState } from './effective.ts';
import type { Pack, SectionName, Sections } from './pack.ts';

/** What one pack of the chain says, kept beside what holds. */
export type Kept<T> = { pack: Pack; value: T };

/**
 * What holds for one parameter when a pack and those above it are laid over each other: the stricter, field by field,
 * and everything it was made of, the organ's own pack first. `value` is null where all are silent. Its `article` is
 * that of the first pack that gave it; the references of the others that tightened it are in its `also`.
 */
export type Merged<T> = { value: T | null; kept: Kept<T>[] };

/** All parameters of a chain. Lists (`filming`, `periods`) are joined member by member. */
export type MergedSections = { [K in SectionName]: Merged<NonNullable<Sections[K]>> };

/** The law of an organ on a day: its own pack, whether that is in force, and what holds of it and of those above. */
export type LawOfDay = {
  own: Pack;
  force: ForceState;
  /** Packs in force on the day, the organ's own first; the own one is missing when it is not in force. */
  chain: readonly Pack[];
  merged: MergedSections;
};

declare const sealedBrand: unique symbol;

/**
 * The result of a command whose change is in the custody log. Only `custody/seal.ts` makes one
 * (the import rules see to it), so a command that forgets to seal does not compile.
 */
export interface Sealed<T> {
  readonly [sealedBrand]: true;
  readonly value: T;
  /** Number of the last entry sealed by the command. */
  readonly entryId: number;
}

/** For custody/seal.ts alone. */
export function markSealed<T>(value: T, entryId: number): Sealed<T> {
  return { value, entryId } as Sealed<T>;
}

declare const sealedBrand: unique symbol;

/**
 * The result of a command whose change is in the custody log. Only `custody/seal.ts` makes one
 * (the import rules see to it), so a command that forgets to seal does not compile.
 */
export interface Sealed<T> {
  readonly [sealedBrand]: true;
  readonly value: T;
}

/** For custody/seal.ts alone. */
export function markSealed<T>(value: T): Sealed<T> {
  return { value } as Sealed<T>;
}

/**
 * Whether a write failed because the phone has no room. Browsers name it differently, and some only abort what was
 * written with the cause beside it.
 */
export function isFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  return name === 'QuotaExceededError' || name === 'UnknownError' || (cause !== error && isFull(cause));
}

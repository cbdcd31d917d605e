const namesOfFull: readonly unknown[] = ['QuotaExceededError', 'UnknownError'];
/** What Chromium says of a file that it could not write; the name that it gives this is that of many other faults. */
const unwritten = /IOError|IO error|NO_SPACE/;

const told = (error: unknown): { name?: unknown; message?: unknown; cause?: unknown } | null =>
  typeof error === 'object' && error !== null ? error : null;

/**
 * Whether a write failed because the phone has no room. Browsers name it differently, and some only abort what was
 * written with the cause beside it.
 */
export function isFull(error: unknown): boolean {
  const fault = told(error);
  if (fault === null) return false;
  const { name, message, cause } = fault;
  return (
    namesOfFull.includes(name) ||
    (typeof message === 'string' && unwritten.test(message)) ||
    (cause !== error && isFull(cause))
  );
}

/** Whether the store was closed while it was worked with; it may be opened again. */
export const isClosed = (error: unknown): boolean => told(error)?.name === 'InvalidStateError';

/** Whether a fault is of what the browser keeps and not of the line: a lost network is never told by this class. */
export const isOfStore = (error: unknown): boolean => error instanceof DOMException;

/** Whether what was sealed does not open any more. */
export const isDamaged = (error: unknown): boolean => told(error)?.name === 'OperationError';

import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';

/** For lists whose filters are all free text. */
const anything = () => true;

/**
 * Filters of a list that live in the address, so that a view can be sent to a colleague. What an address says that
 * is no filter at all is dropped; `isGood` must be the same function all the time.
 */
export function useFilters<K extends string>(
  keys: readonly K[],
  isGood: (key: K, value: string) => boolean = anything,
) {
  const [search, setSearch] = useSearchParams();
  /** What came with the address stays with it. */
  const { state } = useLocation();
  const text = search.toString();
  const filters = useMemo(() => {
    const params = new URLSearchParams(text);
    const found: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = params.get(key);
      if (value && isGood(key, value)) found[key] = value;
    }
    return found;
  }, [text, keys, isGood]);
  const change = useCallback(
    (next: Partial<Record<K, string | undefined>>) =>
      setSearch(
        (before) => {
          const params = new URLSearchParams(before);
          for (const [key, value] of Object.entries(next) as [K, string | undefined][])
            if (value) params.set(key, value);
            else params.delete(key);
          return params;
        },
        { replace: true, state },
      ),
    [setSearch, state],
  );
  return { filters, change, clear: () => setSearch({}, { replace: true }) };
}

/** A value outside React that pages can watch. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  /** Calls back after each change; returns how to stop. */
  listen: (heard: () => void) => () => void;
}

/** Makes a store; setting the same value again tells nobody. */
export function makeStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const heard of listeners) heard();
    },
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

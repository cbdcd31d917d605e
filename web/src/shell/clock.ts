import { toWallClock } from '@liuhen/contract';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { makeStore } from './store.ts';
import { useStore } from './use-store.ts';

/** Milliseconds since 1970; the only clock of the pages. */
export const readClock = (): number => Date.now();

const tick = makeStore(Math.floor(readClock() / 15_000) * 15_000);
let beating = false;

function listen(heard: () => void): () => void {
  const stop = tick.listen(heard);
  tick.set(readClock());
  if (!beating) setInterval(() => tick.set(readClock()), 15_000);
  beating = true;
  return stop;
}

/** The present moment in milliseconds, renewed every quarter of a minute, so that deadlines stay true on an open page. */
export function useNow(): number {
  return useStore({ listen, get: tick.get });
}

/** The present moment, RFC 3339 in UTC. */
export const readInstant = (): string => new Date(readClock()).toISOString();

/** The civil day in Beijing, `YYYY-MM-DD`. */
export const beijingToday = (): string => toWallClock(readInstant()).slice(0, 10);

/** The moment the page is printed: renewed right before the browser draws it for paper. */
export function usePrintTime(): string {
  const [at, setAt] = useState(readInstant);
  useEffect(() => {
    const renew = () => flushSync(() => setAt(readInstant()));
    addEventListener('beforeprint', renew);
    return () => removeEventListener('beforeprint', renew);
  }, []);
  return at;
}

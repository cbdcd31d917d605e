import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** So long what an address points at may take to be fetched, and what stands above it to be drawn. */
const patience = 8000;
/** Whoever does one of these looks elsewhere by now. */
const ownWill = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings the row that the address points at into view once it is there, marks it, and keeps it in view while what stands
 * above it is still fetched, unless the reader moves on.
 */
export function usePointedAt(): void {
  const { pathname, hash } = useLocation();
  useEffect(() => {
    const name = decodeURIComponent(hash.slice(1));
    if (name === '' || pathname === '') return;
    let row: HTMLElement | null = null;
    const look = () => {
      row = document.getElementById(name);
      if (row === null) return;
      // Of what is higher than the window the beginning is to be seen.
      row.scrollIntoView({ block: row.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
      row.classList.add('pointed-at');
    };
    const drawn = new MutationObserver(look);
    const grown = new ResizeObserver(look);
    const stop = () => {
      drawn.disconnect();
      grown.disconnect();
      clearTimeout(timer);
      for (const event of ownWill) removeEventListener(event, stop);
    };
    const timer = setTimeout(stop, patience);
    drawn.observe(document.body, { childList: true, subtree: true });
    grown.observe(document.body);
    for (const event of ownWill) addEventListener(event, stop, { passive: true });
    look();
    return () => {
      stop();
      row?.classList.remove('pointed-at');
    };
  }, [pathname, hash]);
}

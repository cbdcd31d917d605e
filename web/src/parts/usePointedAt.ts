import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** So long what an address points at may take to be fetched. */
const patience = 8000;

/** Brings the row that the address points at into view once it is there, and marks it. */
export function usePointedAt(): void {
  const { pathname, hash } = useLocation();
  useEffect(() => {
    const name = decodeURIComponent(hash.slice(1));
    if (name === '' || pathname === '') return;
    let row: HTMLElement | null = null;
    const look = () => {
      row = document.getElementById(name);
      if (row === null) return;
      watch.disconnect();
      // Of what is higher than the window the beginning is to be seen.
      row.scrollIntoView({ block: row.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
      row.classList.add('pointed-at');
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => watch.disconnect(), patience);
    look();
    return () => {
      watch.disconnect();
      clearTimeout(timer);
      row?.classList.remove('pointed-at');
    };
  }, [pathname, hash]);
}

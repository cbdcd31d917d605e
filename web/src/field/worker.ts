import { makeStore } from '../shell/store.ts';
import { useStore } from '../shell/use-store.ts';

/** Whether the page opens without network: `insecure` and `none` never will, `failed` not yet. */
export type OfflineState = 'asking' | 'ready' | 'insecure' | 'none' | 'failed';

const state = makeStore<OfflineState>('asking');
const waiting = makeStore<ServiceWorker | null>(null);
export const useOffline = (): OfflineState => useStore(state);
export const useUpdate = (): ServiceWorker | null => useStore(waiting);

/** Lets the newer page take over. What is queued lies elsewhere and stays. */
export function takeUpdate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage('take over');
}

/** Has the browser keep the page's own code, so that it opens without network from the next time on. */
export async function keepPage(): Promise<void> {
  if (!globalThis.isSecureContext) return state.set('insecure');
  if (!('serviceWorker' in navigator)) return state.set('none');
  try {
    const registration = await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' });
    const look = () => {
      if (registration.waiting && navigator.serviceWorker.controller) waiting.set(registration.waiting);
    };
    look();
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', look),
    );
    await navigator.serviceWorker.ready;
    state.set('ready');
    // Asked for, not relied on: a browser under pressure empties what it was not asked to keep.
    await navigator.storage?.persist?.();
  } catch {
    // Without network at this moment, or a page in development: what was kept before still opens.
    state.set(navigator.serviceWorker.controller ? 'ready' : 'failed');
  }
}

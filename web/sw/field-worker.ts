/*
 * Keeps the code of the phone page, so that it opens without network. Nothing of the record is kept here: answers of the
 * house are not cached, and what is queued lies sealed in IndexedDB. The build puts the list of files before this text.
 */
declare const shell: { version: string; files: string[] };

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const page = '/field';
const prefix = 'liuhen-field ';
const ownCache = prefix + shell.version;

worker.addEventListener('install', (event) => {
  // All or nothing: a page of which a part is missing would open and then fail.
  const fetched = shell.files.map((file) => new Request(file, { cache: 'no-cache' }));
  event.waitUntil(caches.open(ownCache).then((cache) => cache.addAll(fetched)));
});

worker.addEventListener('activate', (event) => {
  const clear = async () => {
    const names = await caches.keys();
    const old = names.filter((one) => one.startsWith(prefix) && one !== ownCache);
    await Promise.all(old.map((one) => caches.delete(one)));
    await worker.clients.claim();
  };
  event.waitUntil(clear());
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  const ofPage = request.mode === 'navigate' && (pathname === page || pathname.startsWith(`${page}/`));
  if (!ofPage && !shell.files.includes(pathname)) return;
  // The page and its parts come from one version: a newer one is taken as a whole.
  const kept = async () => {
    const cache = await caches.open(ownCache);
    return (await cache.match(ofPage ? page : pathname)) ?? fetch(request);
  };
  event.respondWith(kept());
});

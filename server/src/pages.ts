import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built pages of a folder; any address that is no file is one of the page's own, but of code that is gone. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  const assets = join(folder, 'assets') + sep;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    // The build names assets by their content, so one name is one content for ever. All else is asked for anew:
    // an old page would look for assets that an upgrade has taken away.
    setHeaders: (reply, path) =>
      reply.header(
        'Cache-Control',
        path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'private, no-cache',
      ),
  });
  app.get('/*', (request, reply) => {
    if (/^\/(api|log|assets)\//.test(request.url)) return reply.callNotFound();
    return reply.sendFile('index.html');
  });
}

import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { answerErrors, type Binding, type HttpHouse } from './base/http.ts';
import { guardAnswers, refuseAddress, refuseRequest } from './base/http-edge.ts';
import type { Vault } from './base/vault.ts';
import type { Config } from './config.ts';
import { registerPublicLog } from './custody/index.ts';
import { registerCosignatures } from './exchange/index.ts';
import { registerPackages } from './exports/index.ts';
import { servePages } from './pages.ts';
import { type LineHouse, registerPlayback, registerReceive } from './recordings/index.ts';
import { registerSession } from './roster/index.ts';

/** The rooms' doors to the network. */
export interface AppParts extends HttpHouse {
  config: Config;
  vault: Vault;
  line: LineHouse;
  bindings: readonly Binding[];
}

const webFolder = join(import.meta.dirname, '..', '..', 'web', 'dist');

/** Builds the HTTP application: contract routes, uploads, playback, the public log, the pages. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  // A chunk of a slow network may take long; what is stalled for ten minutes is dead.
  const app = Fastify({
    logger: false,
    bodyLimit: 2 << 20,
    requestTimeout: 0,
    connectionTimeout: 600_000,
    trustProxy: 'loopback',
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseRequest,
  });
  answerErrors(app, parts.log);
  await app.register(fastifyCookie);
  guardAnswers(app);
  registerSession(app, parts, parts.config);
  for (const binding of parts.bindings) binding.attach(app, parts);
  registerReceive(app, parts, parts.line);
  registerPlayback(app, parts, parts.vault);
  registerPackages(app, parts, parts.vault);
  registerPublicLog(app, parts.database);
  registerCosignatures(app, { ...parts, witnesses: parts.config.witnesses });
  await servePages(app, webFolder);
  return app;
}

const grace = 5000;

/**
 * Closes the application once what was asked is answered. What goes on for longer, as a download of gigabytes does, is
 * cut off after `patience` milliseconds: whoever waits for it goes on at the same byte, and a stop waits for nobody.
 */
export async function closeApp(app: FastifyInstance, patience = grace): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), patience);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { connectOwner } from '../src/base/database.ts';
import { startEmbedded } from '../src/base/database-embedded.ts';
import { migrate } from '../src/base/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the server's maintenance database; tests clone the database `liuhen_template` of that server. */
    databaseUrl: string;
  }
}

/** Starts one real PostgreSQL for the run (the embedded one, or the programs in LIUHEN_TEST_POSTGRES) and migrates a template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp('/tmp/liuhen-test-');
  await chmod(folder, 0o755);
  const server = await startEmbedded(join(folder, 'postgres'), process.env.LIUHEN_TEST_POSTGRES);
  const url = new URL(server.ownerUrl);
  url.pathname = '/postgres';
  const client = await connectOwner(url.href);
  // What a power cut would lose is lost here with the folder: programs that die lose nothing by it.
  await client.query('alter system set fsync = off');
  await client.query('alter system set full_page_writes = off');
  await client.query('select pg_reload_conf()');
  await client.query('drop database if exists liuhen_template');
  await client.query('create database liuhen_template');
  await client.end();
  const template = new URL(url);
  template.pathname = '/liuhen_template';
  await migrate(template.href);
  project.provide('databaseUrl', url.href);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

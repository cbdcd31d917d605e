import { mkdtemp, rm } from 'node:fs/promises';
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

/** Starts one real PostgreSQL for the run (embedded, or the one named by LIUHEN_TEST_DATABASE_URL) and migrates a template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.LIUHEN_TEST_DATABASE_URL;
  const folder = await mkdtemp('/tmp/liuhen-test-');
  const embedded = given === undefined ? await startEmbedded(join(folder, 'postgres')) : null;
  const url = new URL(given ?? embedded?.ownerUrl ?? '');
  url.pathname = '/postgres';
  const client = await connectOwner(url.href);
  await client.query('drop database if exists liuhen_template');
  await client.query('create database liuhen_template');
  await client.end();
  const template = new URL(url);
  template.pathname = '/liuhen_template';
  await migrate(template.href);
  project.provide('databaseUrl', url.href);
  return async () => {
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

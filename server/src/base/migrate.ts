import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { connectOwner } from './database.ts';

const folder = join(import.meta.dirname, '..', '..', 'migrations');
const migrationLock = 7_251_001;
const silentLogger = new Logger(() => () => undefined);

/** Brings the database to the newest schema, as its owner. Forward only; two at once: the second waits. Returns what was applied. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  await requireVersion(ownerUrl);
  await runMigrations({ connectionString: ownerUrl, logger: silentLogger });
  const client = await connectOwner(ownerUrl);
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const done = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    );
    const waiting = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !done.has(name)).sort();
    for (const name of waiting) await apply(client, name);
    return waiting;
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query(await readFile(join(folder, name), 'utf8'));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`数据库升级在 ${name} 处失败，未作任何改动 (migration failed, nothing changed)`, {
      cause: error,
    });
  }
}

async function requireVersion(ownerUrl: string): Promise<void> {
  const client = await connectOwner(ownerUrl);
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(rows[0]?.server_version_num) < 150_000)
      throw new Error('需要 PostgreSQL 15 或更高版本 (PostgreSQL 15 or newer is needed)');
  } finally {
    await client.end();
  }
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { connectOwner } from './database.ts';

const folder = join(import.meta.dirname, '..', '..', 'migrations');
const migrationLock = 7_251_001;
const silentLogger = new Logger(() => () => undefined);

interface Migration {
  name: string;
  text: string;
  /** SHA-256 of the text. Line ends are the checkout's and not the migration's, so they are not in it. */
  digest: string;
}

/** Brings the database to the newest schema, as its owner. Forward only; two at once: the second waits. Returns what was applied. */
export async function migrate(ownerUrl: string, from: string = folder): Promise<string[]> {
  await requireVersion(ownerUrl);
  const client = await connectOwner(ownerUrl);
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const migrations = await readMigrations(from);
    const done = await requireUnaltered(client, migrations);
    await runMigrations({ connectionString: ownerUrl, logger: silentLogger });
    const waiting = migrations.filter(({ name }) => !done.has(name));
    for (const migration of waiting) await apply(client, migration);
    return waiting.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(from: string): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(from, name), 'utf8');
      return { name, text, digest: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') };
    }),
  );
}

/** The names already applied. Throws when a file is no longer what was applied: the schema would not be what the files say. */
async function requireUnaltered(client: pg.Client, migrations: Migration[]): Promise<Set<string>> {
  await client.query(
    `create table if not exists migration
       (name text primary key, applied_at timestamptz not null default now(), digest text)`,
  );
  await client.query('alter table migration add column if not exists digest text');
  const { rows } = await client.query<{ name: string; digest: string | null }>(
    'select name, digest from migration',
  );
  const done = new Map(rows.map((row) => [row.name, row.digest]));
  const altered = migrations.filter(({ name, digest }) => (done.get(name) ?? digest) !== digest);
  if (altered.length > 0) {
    const names = altered.map(({ name }) => name).join('、');
    throw new Error(
      `已执行过的数据库升级文件 ${names} 被改动，拒绝启动，数据库未作改动。请恢复原来的文件 (migrations already applied were altered; put back the original files, nothing changed)`,
    );
  }
  // A database migrated before digests were kept has none: the files of its next start are trusted, and held to from then on.
  for (const { name, digest } of migrations.filter(({ name }) => done.get(name) === null))
    await client.query('update migration set digest = $2 where name = $1', [name, digest]);
  return new Set(done.keys());
}

async function apply(client: pg.Client, { name, text, digest }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
    await client.query(text);
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

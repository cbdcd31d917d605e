import { createHash, randomBytes } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectOwner } from './database.ts';
import { migrate } from './migrate.ts';

let admin: pg.Client;
const made: string[] = [];
let files: string[];
const folder = join(import.meta.dirname, '..', '..', 'migrations');
const folders: string[] = [];

beforeAll(async () => {
  admin = await connectOwner(inject('databaseUrl'));
  files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
});
afterAll(async () => {
  for (const name of made) await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  for (const copy of folders) await rm(copy, { recursive: true });
});

/** The migrations in a folder of the test's own, to be altered. */
async function copyFiles(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'liuhen-migrations-'));
  folders.push(copy);
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** A database with nothing in it, as an operator would make one. */
async function makeEmpty(): Promise<string> {
  const name = `liuhen_migrate_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name} template template0`);
  made.push(name);
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

async function read<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = await connectOwner(url);
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const appliedIn = async (url: string) =>
  (await read<{ name: string }>(url, 'select name from migration order by applied_at, name')).map(
    ({ name }) => name,
  );
const columns = `select table_name || '.' || column_name || ' ' || data_type as one
  from information_schema.columns where table_schema = 'public' order by 1`;

describe('migrations', () => {
  it('are numbered, each number once', () => {
    const numbers = files.map((name) => name.slice(0, 4));
    expect(files.filter((name) => !/^\d{4}-[a-z-]+\.sql$/.test(name))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('bring an empty database to the newest schema in their order, and the second time do nothing', async () => {
    const url = await makeEmpty();
    expect(await migrate(url)).toEqual(files);
    expect(await appliedIn(url)).toEqual(files);
    const [before, stamps] = [await read(url, columns), await read(url, 'select * from migration')];
    expect(await migrate(url)).toEqual([]);
    expect(await read(url, columns)).toEqual(before);
    expect(await read(url, 'select * from migration')).toEqual(stamps);
  });

  it('come to the same schema as the template of all other tests', async () => {
    const url = await makeEmpty();
    await migrate(url);
    const template = new URL(url);
    template.pathname = '/liuhen_template';
    expect(await read(url, columns)).toEqual(await read(template.href, columns));
  });

  it('two at once: one does the work, the other waits and finds nothing to do', async () => {
    const url = await makeEmpty();
    const applied = await Promise.all([migrate(url), migrate(url)]);
    expect(applied.map(({ length }) => length).sort()).toEqual([0, files.length].sort());
    expect(await appliedIn(url)).toEqual(files);
  });
});

describe('a database that cannot be brought up', () => {
  it('with a table in the way keeps what it had, and says at which step', async () => {
    const url = await makeEmpty();
    const client = await connectOwner(url);
    await client.query("create table organ (mine text); insert into organ values ('keep me')");
    const before = await read(url, columns);
    const fault = await migrate(url).then(
      () => null,
      (error: Error) => error,
    );
    expect(fault?.message).toMatch(/数据库升级在 \d{4}-[a-z-]+\.sql 处失败/);
    expect(fault?.cause).toMatchObject({ code: '42P07' });
    expect(await read(url, 'select mine from organ')).toEqual([{ mine: 'keep me' }]);
    const half = (await read<{ one: string }>(url, columns)).map(({ one }) => one);
    const at = /在 (\S+) 处/.exec(fault?.message ?? '')?.[1] ?? '';
    expect(await appliedIn(url)).toEqual(files.slice(0, files.indexOf(at)));
    expect(half).toEqual(expect.arrayContaining(before.map((row) => (row as { one: string }).one)));
    // With the obstacle out of the way the same call finishes the work.
    await client.query('drop table organ');
    await client.end();
    expect(await migrate(url)).toEqual(files.slice(files.indexOf(at)));
    expect(await appliedIn(url)).toEqual(files);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, '28P01'],
    ['no such database', { pathname: '/liuhen_nowhere' }, '3D000'],
    ['nobody listening', { port: '1', search: '' }, 'ECONNREFUSED'],
  ])('for %s fails as the database says', async (_, spoilt, code) => {
    const url = Object.assign(new URL(inject('databaseUrl')), spoilt);
    await expect(migrate(url.href)).rejects.toMatchObject({ code });
  });
});

describe('a migration that was applied', () => {
  const digests = 'select name, digest from migration order by name';
  const digestsOf = () =>
    Promise.all(
      files.map(async (name) => {
        const bytes = await readFile(join(folder, name));
        return { name, digest: createHash('sha256').update(bytes).digest('hex') };
      }),
    );

  it('and then altered stops the start before anything is done, each file named', async () => {
    const [url, copy] = [await makeEmpty(), await copyFiles()];
    await migrate(url, copy);
    expect(await read(url, digests)).toEqual(await digestsOf());
    const [first, second] = [files[0] ?? '', files[3] ?? ''];
    for (const name of [first, second]) await appendFile(join(copy, name), '-- another word\n');
    await writeFile(join(copy, '9999-new.sql'), 'create table newcomer ();');
    const [before, stamps] = [await read(url, columns), await read(url, 'select * from migration')];
    await expect(migrate(url, copy)).rejects.toThrow(
      `已执行过的数据库升级文件 ${first}、${second} 被改动，拒绝启动`,
    );
    expect(await read(url, columns)).toEqual(before);
    expect(await read(url, 'select * from migration')).toEqual(stamps);
    // With the original files back the same call goes on.
    for (const name of [first, second]) await cp(join(folder, name), join(copy, name));
    expect(await migrate(url, copy)).toEqual(['9999-new.sql']);
  });

  it('is the same with the line ends of another system', async () => {
    const [url, copy] = [await makeEmpty(), await copyFiles()];
    await migrate(url, copy);
    for (const name of files) {
      const text = await readFile(join(copy, name), 'utf8');
      await writeFile(join(copy, name), text.replaceAll('\n', '\r\n'));
    }
    expect(await migrate(url, copy)).toEqual([]);
  });

  it('before digests were kept gets one at the next start, and is held to it from then on', async () => {
    const [url, copy] = [await makeEmpty(), await copyFiles()];
    await migrate(url, copy);
    await read(url, 'alter table migration drop column digest');
    await writeFile(join(copy, '9999-new.sql'), 'create table newcomer ();');
    const stamps = 'select name, applied_at from migration where name < $$9999$$ order by name';
    const before = await read(url, stamps);
    expect(await migrate(url, copy)).toEqual(['9999-new.sql']);
    expect((await read(url, digests)).slice(0, -1)).toEqual(await digestsOf());
    expect(await read(url, stamps)).toEqual(before);
    await appendFile(join(copy, files[0] ?? ''), ' ');
    await expect(migrate(url, copy)).rejects.toThrow(files[0]);
  });
});

describe('the roles of the application', () => {
  it('own nothing and cannot sign in', async () => {
    const url = await makeEmpty();
    await migrate(url);
    const roles = await read(
      url,
      `select rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb from pg_roles
       where rolname in ('liuhen_app', 'liuhen_system') order by 1`,
    );
    const powerless = { rolcanlogin: false, rolsuper: false, rolcreaterole: false, rolcreatedb: false };
    expect(roles).toEqual([
      { rolname: 'liuhen_app', ...powerless },
      { rolname: 'liuhen_system', ...powerless },
    ]);
    const owned = await read(
      url,
      `select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname like 'liuhen\\_%' and rolname <> current_user`,
    );
    expect(owned).toEqual([]);
  });
});

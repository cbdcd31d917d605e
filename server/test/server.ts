import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Call, makeClient } from '@liuhen/contract';
import type { Person } from '../src/base/context.ts';
import { openFileVault } from '../src/base/vault-files.ts';
import { type Config, readConfig } from '../src/config.ts';
import {
  type Checked,
  checkHouse,
  openCheckpointShelf,
  readLogKey,
  readVerifierKeys,
} from '../src/custody/index.ts';
import { setPassword } from '../src/roster/index.ts';
import { openSession } from '../src/roster/session.ts';
import { type Passing, type RunningServer, startServer } from '../src/server.ts';
import { makeGround, type TestGround } from './house.ts';
import { writeTestKeys } from './numbers.ts';
import { asPerson, makeOrgan, type TestOrgan } from './people.ts';

/** Somebody at the other end of the wire: a session, the contract's calls, and plain requests. */
export interface TestVisitor {
  url(): string;
  headers: { authorization: string };
  call: Call;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestServer {
  ground: TestGround;
  config: Config;
  organ: TestOrgan;
  url: string;
  visit(person: Person): Promise<TestVisitor>;
  /** Stops the server and starts it again over the same folder and database. */
  restart(changes?: Partial<Config>): Promise<void>;
  /** Stops the server, does something to its house, and starts it again. */
  whileStopped<T>(work: () => Promise<T>, changes?: Partial<Config>): Promise<T>;
  /** What `doctor` does: every entry, row and byte read again. */
  check(): Promise<Checked>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');

/** A file of the demonstration cards. */
export const readCard = (path: string): Promise<Buffer> => readFile(join(root, 'media', 'cards', path));

/** Folder of films of real devices that lies beside the repository where somebody put it. */
export const realMedia = join(root, '..', 'shared', 'media');

export const hexOf = (bytes: Buffer, algorithm: 'sha256' | 'sm3'): string =>
  createHash(algorithm).update(bytes).digest('hex');

/** The settings of a server over a test's ground: no ffmpeg, a free port, nothing said. */
export function configOf(ground: TestGround, changes: Partial<Config> = {}): Config {
  return {
    ...readConfig({ LIUHEN_HOME: join(ground.folder, 'home') }),
    databaseUrl: ground.ownerUrl,
    port: 0,
    ffmpeg: null,
    logLevel: 'silent',
    ...changes,
  };
}

/** Opens a session for a person as signing in would, their own password set. */
export async function visitAs(ground: TestGround, person: Person, url: () => string): Promise<TestVisitor> {
  const { value } = await asPerson(ground, person, async (ctx) => {
    await setPassword(ctx, person.accountId, '三号 柜子 左边 7');
    return openSession(ctx, person, 'program', 12);
  });
  const headers = { authorization: `Bearer ${value.token}` };
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${url()}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  const call: Call = (name, input) =>
    makeClient({ baseUrl: url(), fetch, headers: () => headers })(name, input);
  return { url, headers, call, fetch: request };
}

export async function checkAll(ground: TestGround, config: Config): Promise<Checked> {
  const keys = join(config.home, 'keys');
  const key = await readLogKey(keys, config.logOrigin);
  if (key === null) throw new Error('the server has no key');
  return checkHouse({
    database: ground.database,
    vault: openFileVault(join(config.home, 'vault')),
    clock: ground.clock,
    verifierKeys: [...(await readVerifierKeys(keys)), key.verifierKey],
    keptElsewhere: await openCheckpointShelf(keys).all(),
    progress: () => undefined,
  });
}

/** The real server over a fresh database and folder, with one organ. The ground's clock stands at the true time. */
export async function startTestServer(changes: Partial<Config> = {}, passing?: Passing): Promise<TestServer> {
  const ground = await makeGround();
  ground.clock.set(new Date().toISOString());
  const config = configOf(ground, changes);
  await writeTestKeys(config.numberKeys);
  let running: RunningServer = await startServer(config, passing);
  const organ = await makeOrgan(ground);
  const server: TestServer = {
    ground,
    config,
    organ,
    url: running.url,
    visit: (person) => visitAs(ground, person, () => running.url),
    restart: (changed) => server.whileStopped(async () => undefined, changed),
    whileStopped: async (work, changed) => {
      await running.stop();
      try {
        return await work();
      } finally {
        running = await startServer({ ...config, ...changed }, passing);
        server.url = running.url;
      }
    },
    check: () => checkAll(ground, config),
    close: async () => {
      await running.stop();
      await ground.close();
    },
  };
  return server;
}

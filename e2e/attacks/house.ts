import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '@liuhen/contract';
import { systemClock } from '../../server/src/base/clock.ts';
import { openDatabase } from '../../server/src/base/database.ts';
import { runningOwnerUrl } from '../../server/src/base/database-embedded.ts';
import { openFileVault } from '../../server/src/base/vault-files.ts';
import type { Config } from '../../server/src/config.ts';
import { checkHouse, openCheckpointShelf, readVerifierKeys } from '../../server/src/custody/index.ts';
import { startServer } from '../../server/src/server.ts';
import type { TestGround } from '../../server/test/house.ts';

/** The real server over its own embedded database and its own disk, which attacks can copy, stop and put back. */
export interface LiveHouse {
  config: Config;
  url: string;
  /** Another one after each start. */
  ground(): TestGround;
  stop(): Promise<void>;
  start(changes?: Partial<Config>): Promise<void>;
  /** Copies all that it has, as a backup does, while it does not run; starts it again. */
  backUp(to: string): Promise<void>;
  /** Puts a backup in its place and starts it again. */
  putBack(from: string): Promise<void>;
  /** What `liuhen doctor` finds, with checkpoints that were kept elsewhere; seals nothing, so that a look changes nothing. */
  doctor(given?: readonly string[]): Promise<Finding[]>;
}

interface Running {
  stop(): Promise<void>;
  ground: TestGround;
}

const idle = () => undefined;

async function startHouse(config: Config, folder: string): Promise<Running> {
  const server = await startServer(config);
  const ownerUrl = await runningOwnerUrl(join(config.home, 'postgres'));
  if (ownerUrl === null) throw new Error('the database does not run');
  const database = openDatabase(ownerUrl, 4);
  const clock = { now: systemClock.now, set: idle, advance: idle };
  return {
    ground: { database, ownerUrl, folder, clock, close: database.close },
    stop: async () => {
      await database.close();
      await server.stop();
    },
  };
}

const copy = async (from: string, to: string): Promise<void> => {
  await promisify(execFile)('cp', ['-a', from, to]);
};

export async function openLiveHouse(config: Config, folder: string): Promise<LiveHouse> {
  let running: Running | null = await startHouse(config, folder);
  const ground = (): TestGround => {
    if (running === null) throw new Error('the house is stopped');
    return running.ground;
  };
  const house: LiveHouse = {
    ...{ config, url: `http://127.0.0.1:${config.port}`, ground },
    stop: async () => {
      await running?.stop();
      running = null;
    },
    start: async (changes = {}) => {
      running = await startHouse({ ...config, ...changes }, folder);
    },
    backUp: async (to) => {
      await house.stop();
      await copy(config.home, to);
      await house.start();
    },
    putBack: async (from) => {
      await house.stop();
      await rm(config.home, { recursive: true });
      await copy(from, config.home);
      await house.start();
    },
    doctor: async (given = []) => {
      const keys = join(config.home, 'keys');
      const { findings } = await checkHouse({
        ...{ database: ground().database, clock: systemClock, progress: idle },
        vault: openFileVault(join(config.home, 'vault')),
        verifierKeys: await readVerifierKeys(keys),
        keptElsewhere: [...given, ...(await openCheckpointShelf(keys).all())],
      });
      return findings;
    },
  };
  return house;
}

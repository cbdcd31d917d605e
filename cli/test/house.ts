import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readDemoOrgans } from '../src/demo-cards.ts';
import { type FoundedOrgan, foundOrgan, settle } from '../src/demo-people.ts';
import { type ServerProcess, startServerProcess } from '../src/server-process.ts';

/** Password of everybody in a test's house. */
export const password = '三号 柜子 左边 7';

/** A folder that the account of the embedded database can enter too. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp('/tmp/liuhen-house-');
  await chmod(folder, 0o755);
  return folder;
}

/** A server as a program of its own with its own database, and the first organ of the demonstration. */
export interface TestHouse {
  folder: string;
  server: ServerProcess;
  organ: FoundedOrgan;
  /** Starts it again on the port it had, after it has ended. */
  rise(): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<TestHouse> {
  const folder = await makeFolder();
  const start = (port: string) =>
    startServerProcess(
      { LIUHEN_HOME: join(folder, 'home'), LIUHEN_PORT: port, LIUHEN_LOG_LEVEL: 'silent' },
      'inherit',
    );
  const server = await start('0');
  const [demo] = await readDemoOrgans();
  if (server.firstStart === null || demo === undefined) throw new Error('this is no first start');
  const { loginName, oneTimePassword } = server.firstStart;
  const platform = await settle(server.url, loginName, oneTimePassword, password);
  const house: TestHouse = {
    ...{ folder, server },
    organ: await foundOrgan(platform, demo, password),
    rise: async () => {
      await house.server.ended;
      house.server = await start(new URL(house.server.url).port);
    },
    close: async () => {
      // A killed server leaves its database running; only the next one puts it in order.
      if (house.server.process.signalCode !== null) await house.rise();
      await house.server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return house;
}

import { join } from 'node:path';
import { systemClock } from './base/clock.ts';
import { house, openDatabase, transact } from './base/database.ts';
import { runningOwnerUrl } from './base/database-embedded.ts';
import { requireDatabase } from './base/database-fault.ts';
import type { Config } from './config.ts';
import { replaySearch } from './search/index.ts';
import { openHouseDatabase, stopAll } from './server.ts';

/**
 * Has the index of the search built again from the log: by the running server with the next entry, otherwise when it
 * starts. What is found meanwhile is what was found before.
 */
export async function runReindex(config: Config): Promise<number> {
  if (config.databaseUrl !== null) await requireDatabase(config.databaseUrl);
  const stops: (() => Promise<unknown>)[] = [];
  const running = config.databaseUrl ?? (await runningOwnerUrl(join(config.home, 'postgres')));
  const database = running === null ? await openHouseDatabase(config, stops) : openDatabase(running, 1);
  if (running !== null) stops.push(database.close);
  try {
    await transact(database, house, (tx) =>
      replaySearch({ tx, actor: house, clock: systemClock, writing: true }),
    );
    process.stdout.write('搜索索引将从日志起点重建 (the index of the search is built again from the log)\n');
    return 0;
  } finally {
    await stopAll(stops);
  }
}

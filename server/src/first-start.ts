import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import { type Database, house, transact } from './base/database.ts';
import { makeId } from './base/ids.ts';
import type { Config } from './config.ts';
import { createLogKey, type LogKey, readLogKey, seal } from './custody/index.ts';
import { foundInstallation, renewInstallation } from './roster/index.ts';

/** What must be told after the first start, and after each one until somebody has signed in. */
export interface FirstStart {
  loginName: string;
  oneTimePassword: string;
  verifierKey: string;
}

interface Parts {
  database: Database;
  clock: Clock;
  config: Config;
}

/**
 * Reads the log's key, or on the very first start creates it, records it in the log and founds the installation with
 * its administrator, who gets a new password at each start until the first one was used. A database that has a key while the folder has none is not served: a new key would start a
 * second history.
 */
export async function prepareFirstStart({
  database,
  clock,
  config,
}: Parts): Promise<{ key: LogKey; firstStart: FirstStart | null }> {
  const folder = join(config.home, 'keys');
  const known = await transact(database, house, (tx) =>
    tx.selectFrom('log_key').select(['verifier_key', 'origin']).executeTakeFirst(),
  );
  if (known === undefined && (await readLogKey(folder, config.logOrigin)) === null)
    await createLogKey(folder);
  const key = await readLogKey(folder, known?.origin ?? config.logOrigin);
  if (key === null || (known !== undefined && known.verifier_key !== key.verifierKey)) {
    throw new Error(
      `日志签名密钥与数据库不符：请把原来的 ${folder} 恢复到位再启动 (the log key in this folder is not the one of this database)`,
    );
  }
  const told = await transact(database, house, async (tx) => {
    const ctx = { tx, actor: house, clock, writing: true as const };
    if (known !== undefined) return renewInstallation(ctx);
    const id = makeId(clock);
    await tx
      .insertInto('log_key')
      .values({ id, origin: key.origin, verifier_key: key.verifierKey, created_at: clock.now() })
      .execute();
    await seal(ctx, { kind: 'key.created', table: 'log_key', id }, null);
    return foundInstallation(ctx);
  });
  return { key, firstStart: told && { ...told.value, verifierKey: key.verifierKey } };
}

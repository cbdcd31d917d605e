import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import { type Database, house, transact } from './base/database.ts';
import { makeId } from './base/ids.ts';
import type { Log } from './base/log.ts';
import { OperatorFault } from './base/operator-fault.ts';
import type { Config } from './config.ts';
import {
  createLogKey,
  currentKey,
  dropNextKey,
  endSuccession,
  type KeyRow,
  type LogKey,
  noteVerifierKey,
  openCheckpointShelf,
  type Passphrase,
  readLogKey,
  readNextKey,
  seal,
} from './custody/index.ts';
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
  log: Log;
  config: Config;
}

/** Folder of the log's key. */
export const keyFolder = ({ home }: Pick<Config, 'home'>): string => join(home, 'keys');

/** The passphrase of the log's key; null where none is set. Throws OperatorFault when its file cannot be read or is empty. */
export async function readPassphrase({ keyPassphraseFile: file }: Config): Promise<Passphrase> {
  if (file === null) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new OperatorFault('cli.fault.keyPassphraseMissing', { file }, error);
  });
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') throw new OperatorFault('cli.fault.keyPassphraseMissing', { file });
  return line;
}

/**
 * Reads the log's key, or on the very first start creates it, records it in the log and founds the installation with
 * its administrator, who gets a new password at each start until the first one was used. `verifierKeys` are all that the
 * log has had, as they lie outside the database. A database that has a key while the folder has none is not served: a new
 * key would start a second history.
 */
export async function prepareFirstStart(
  parts: Parts,
): Promise<{ key: LogKey; verifierKeys: string[]; firstStart: FirstStart | null }> {
  const { database, clock, config } = parts;
  const known = await transact(database, house, currentKey);
  const key = known === undefined ? await firstKey(config) : await settledKey(parts, known);
  const verifierKeys = await noteVerifierKey(keyFolder(config), key.verifierKey);
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
  return { key, verifierKeys, firstStart: told && { ...told.value, verifierKey: key.verifierKey } };
}

/** The key of a database that has none on record yet: the one in the folder, or a new one. */
async function firstKey(config: Config): Promise<LogKey> {
  const folder = keyFolder(config);
  const passphrase = await readPassphrase(config);
  const there = await readLogKey(folder, config.logOrigin, passphrase);
  if (there !== null) return there;
  await createLogKey(folder, config.keyAlgorithm, passphrase);
  const made = await readLogKey(folder, config.logOrigin, passphrase);
  if (made === null) throw new OperatorFault('cli.fault.keyForeign', { folder });
  return made;
}

/** The key on record as it lies in the folder, after a succession that a crash cut off was brought to its end. */
async function settledKey({ database, clock, log, config }: Parts, known: KeyRow): Promise<LogKey> {
  const folder = keyFolder(config);
  const passphrase = await readPassphrase(config);
  const key = await readLogKey(folder, known.origin, passphrase);
  const next = await readNextKey(folder, known.origin, passphrase);
  if (key?.verifierKey === known.verifier_key) {
    if (next !== null) await dropNextKey(folder);
    return key;
  }
  if (key === null || next?.verifierKey !== known.verifier_key)
    throw new OperatorFault('cli.fault.keyForeign', { folder });
  const keep = openCheckpointShelf(folder).add;
  await endSuccession({ database, clock, log, keep }, folder, { old: key, next, row: known });
  return next;
}

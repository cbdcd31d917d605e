import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyAlgorithm } from '@liuhen/proof';
import { syncPath } from '../base/vault-files.ts';
import { decodeKey, encryptedKey, type LogKey, makeKeyFile, makeLogKey, type Passphrase } from './key.ts';

const files = { current: 'log-key.pem', next: 'log-key.next.pem', all: 'verifier-keys.txt' } as const;

/** Writes a file durably: whoever reads it sees all of it or what was there before. */
async function write(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  const file = await open(`${path}.part`, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  await syncPath(folder);
}

/** Creates the log's key, once, durable before it is used. Refuses to replace one. */
export async function createLogKey(
  folder: string,
  algorithm: KeyAlgorithm = 'ed25519',
  passphrase: Passphrase = null,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, files.current);
  if (existsSync(path)) throw new Error(`${path} exists`);
  await write(folder, files.current, makeKeyFile(algorithm, passphrase));
}

/**
 * Reads the log's key; null before it was created. A passphrase that is new is put on the file. Throws OperatorFault
 * when the file is under one that was not given.
 */
export async function readLogKey(
  folder: string,
  origin: string,
  passphrase: Passphrase = null,
): Promise<LogKey | null> {
  const path = join(folder, files.current);
  if (!existsSync(path)) return null;
  const pem = await readFile(path, 'utf8');
  const key = makeLogKey(decodeKey(pem, passphrase, path), origin);
  const encrypted = encryptedKey(pem, passphrase);
  if (encrypted !== null) await write(folder, files.current, encrypted);
  return key;
}

/** Makes the key that comes after the current one, durable before anything names it. One that was left over goes. */
export async function createNextKey(
  folder: string,
  origin: string,
  algorithm: KeyAlgorithm,
  passphrase: Passphrase,
): Promise<LogKey> {
  const pem = makeKeyFile(algorithm, passphrase);
  await write(folder, files.next, pem);
  return makeLogKey(decodeKey(pem, passphrase, files.next), origin);
}

/** The key that a rotation has prepared; null where none is under way. */
export async function readNextKey(
  folder: string,
  origin: string,
  passphrase: Passphrase,
): Promise<LogKey | null> {
  const path = join(folder, files.next);
  if (!existsSync(path)) return null;
  return makeLogKey(decodeKey(await readFile(path, 'utf8'), passphrase, path), origin);
}

/** Puts the next key in the place of the current one, whose private half is gone with that. */
export async function takeNextKey(folder: string): Promise<void> {
  await rename(join(folder, files.next), join(folder, files.current));
  await syncPath(folder);
}

/** Forgets the next key: nothing was signed by it or names it. */
export const dropNextKey = (folder: string): Promise<void> => rm(join(folder, files.next), { force: true });

/**
 * Verifier keys that this log has had, oldest first, as they lie outside the database. One that is missing is added: it
 * is noted with the first start that has this list.
 */
export async function noteVerifierKey(folder: string, verifierKey: string): Promise<string[]> {
  const known = await readVerifierKeys(folder);
  if (known.includes(verifierKey)) return known;
  const all = [...known, verifierKey];
  await write(folder, files.all, `${all.join('\n')}\n`);
  return all;
}

/** The same list as it lies there; empty where there is none yet. */
export async function readVerifierKeys(folder: string): Promise<string[]> {
  const path = join(folder, files.all);
  if (!existsSync(path)) return [];
  return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
}

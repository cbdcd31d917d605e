import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseVerifierKey } from '@liuhen/proof';
import { writeDurably } from './memory.ts';

/** What a witness was told once and keeps. */
export interface WitnessSettings {
  /** Its name in cosignatures. */
  name: string;
  /** Verifier keys of the logs that it serves. */
  logs: string[];
  /** Addresses of logs that it looks at by itself. */
  follow: string[];
}

const fileName = 'witness.json';

export function readSettings(folder: string): WitnessSettings | null {
  const path = join(folder, fileName);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as WitnessSettings) : null;
}

/** The first of these that is no verifier key of a log; null when all are. */
export function faultyKey(keys: readonly string[]): string | null {
  return (
    keys.find((key) => {
      try {
        parseVerifierKey(key);
        return false;
      } catch {
        return true;
      }
    }) ?? null
  );
}

/** Adds what is new to what was told before, and keeps it. A name is never changed: those who trust the key know it by it. */
export async function keepSettings(folder: string, added: WitnessSettings): Promise<WitnessSettings> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = readSettings(folder);
  const kept = {
    name: before?.name ?? added.name,
    logs: [...new Set([...(before?.logs ?? []), ...added.logs])],
    follow: [...new Set([...(before?.follow ?? []), ...added.follow])],
  };
  if (JSON.stringify(kept) !== JSON.stringify(before))
    await writeDurably(folder, fileName, `${JSON.stringify(kept, null, 1)}\n`);
  return kept;
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Takes a folder for this process alone; null while another one has it. The lock of one that died is taken over. */
export async function lockFolder(folder: string): Promise<(() => Promise<void>) | null> {
  const path = join(folder, 'lock');
  if (existsSync(path)) {
    if (isRunning(Number(readFileSync(path, 'utf8')))) return null;
    await rm(path, { force: true });
  }
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
  return () => rm(path, { force: true });
}

import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseVerifierKey } from '@liuhen/proof';
import { type LogKeys, tellKey } from './log-keys.ts';
import { writeDurably } from './memory.ts';

/** What a witness was told once and keeps, and what became of the keys of its logs since. */
export interface WitnessSettings extends LogKeys {
  /** Its name in cosignatures. */
  name: string;
  /** Addresses of logs that it looks at by itself. */
  follow: string[];
}

type Stored = Omit<WitnessSettings, 'former' | 'revoked'> & Partial<LogKeys>;

/** What its operator says at a start. */
export type Told = Pick<WitnessSettings, 'name' | 'logs' | 'follow'>;

const fileName = 'witness.json';

export function readSettings(folder: string): WitnessSettings | null {
  const path = join(folder, fileName);
  if (!existsSync(path)) return null;
  return { former: [], revoked: [], ...(JSON.parse(readFileSync(path, 'utf8')) as Stored) };
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
export async function keepSettings(folder: string, told: Told): Promise<WitnessSettings> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = readSettings(folder);
  const kept = {
    name: before?.name ?? told.name,
    ...told.logs.reduce(tellKey, before ?? { logs: [], former: [], revoked: [] }),
    follow: [...new Set([...(before?.follow ?? []), ...told.follow])],
  };
  if (JSON.stringify(kept) !== JSON.stringify(before)) await writeSettings(folder, kept);
  return kept;
}

/** Keeps keys that came after a succession; returns once they are durable. */
export async function keepKeys(folder: string, { logs, former, revoked }: LogKeys): Promise<void> {
  const settings = readSettings(folder);
  if (settings !== null) await writeSettings(folder, { ...settings, logs, former, revoked });
}

const writeSettings = (folder: string, settings: WitnessSettings): Promise<void> =>
  writeDurably(folder, fileName, `${JSON.stringify(settings, null, 1)}\n`);

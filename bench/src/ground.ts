import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/src/base/database.ts';
import { startEmbedded } from '../../server/src/base/database-embedded.ts';
import { migrate } from '../../server/src/base/migrate.ts';

export interface Ground {
  database: Database;
  ownerUrl: string;
}

/** Gives a folder that is gone afterwards. Others may enter it, because the embedded PostgreSQL runs as nobody for root. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-bench-'));
  await chmod(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives an empty house database on the embedded PostgreSQL, as the server starts it. */
export function onGround<T>(connections: number, work: (ground: Ground) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const server = await startEmbedded(join(folder, 'postgres'));
    try {
      await migrate(server.ownerUrl);
      const database = openDatabase(server.ownerUrl, connections);
      try {
        return await work({ database, ownerUrl: server.ownerUrl });
      } finally {
        await database.close();
      }
    } finally {
      await server.stop();
    }
  });
}

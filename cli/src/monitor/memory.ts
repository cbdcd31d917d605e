import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Frontier, fromBase64, makeFrontier, toBase64 } from '@liuhen/proof';

/** A tree that is known by the roots of its full tiles alone: its frontier counts tiles, not leaves. */
export interface MonitorMemory {
  /** The log, by its verifier key. */
  key: string;
  /** The last checkpoint that was verified with all that lies under it. */
  verified: { size: number; note: string } | null;
  /** Full tiles read so far, also beyond what was verified. */
  tiles: Frontier;
}

interface Stored {
  key: string;
  verified: MonitorMemory['verified'];
  tiles: { size: number; nodes: string[] };
}

export const freshMemory = (key: string): MonitorMemory => ({
  ...{ key, verified: null },
  tiles: makeFrontier(0, []),
});

/** What was remembered in the file; null when there is none. Throws an Error for a file that is none of ours. */
export function readMemory(path: string): MonitorMemory | null {
  if (!existsSync(path)) return null;
  const { key, verified, tiles } = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  const nodes = tiles.nodes.map((node) => fromBase64(node));
  return { key, verified, tiles: makeFrontier(tiles.size, nodes) };
}

/** Writes a file that is there whole or not at all, and stays. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}

export function writeMemory(path: string, { key, verified, tiles }: MonitorMemory): Promise<void> {
  const { size, nodes } = tiles;
  const stored: Stored = { key, verified, tiles: { size, nodes: nodes.map((node) => toBase64(node)) } };
  return writeWhole(path, `${JSON.stringify(stored)}\n`);
}

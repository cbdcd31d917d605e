import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import { type Pack, packFingerprint, parsePack, resolvePack } from '@liuhen/rules';

const ownPacks = join(import.meta.dirname, '..', '..', 'rules', 'packs');
const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');

/** `liuhen packs check [folder]`: reads every pack, lays it over its parent and prints its fingerprint. Code 2: faults. */
export async function runPacksCheck(folder: string | undefined, { t, language }: Saying): Promise<number> {
  const from = folder ?? ownPacks;
  const packs: Pack[] = [];
  const faults: string[] = [];
  const attempt = (id: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      faults.push(t('cli.packs.bad', { id, reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  for (const id of (await readdir(from)).sort()) {
    const text = await readFile(join(from, id, 'pack.yaml'), 'utf8');
    attempt(id, () => packs.push(parsePack(text)));
  }
  for (const { id, title } of packs) {
    attempt(id, () => {
      const fingerprint = packFingerprint(resolvePack(packs, id, null), sha256Hex);
      process.stdout.write(`${t('cli.packs.ok', { id, title: title[language], fingerprint })}\n`);
    });
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 2;
}

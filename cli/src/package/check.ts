import { createHash } from 'node:crypto';
import { parseManifest } from '@liuhen/proof';
import type { Member } from './members.ts';
import type { Target } from './targets.ts';

const lists = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'] as const;
const description = 'data/package.json';

/**
 * Reads every file back from where it lies and compares its SHA-256 with the lists of the package (RFC 8493 §2.1.3, §2.2.1),
 * and the description with the digest of the package. Gives the paths that differ, are missing or are not listed.
 */
export async function findFaults(
  members: readonly Member[],
  { read }: Pick<Target, 'read'>,
  digest: string,
  onBytes: (count: number) => void,
): Promise<string[]> {
  const wanted = new Map([[description, digest]]);
  const kept = new Map<string, Buffer[]>(lists.map((path) => [path, []]));
  const found = new Map<string, string>();
  for (const member of members) {
    const hash = createHash('sha256');
    for await (const piece of read(member)) {
      hash.update(piece);
      kept.get(member.path)?.push(Buffer.from(piece));
      onBytes(piece.length);
    }
    found.set(member.path, hash.digest('hex'));
  }
  const faults: string[] = [];
  for (const [path, pieces] of kept) {
    try {
      for (const [listed, sha256] of parseManifest(new Uint8Array(Buffer.concat(pieces))))
        wanted.set(listed, listed === description ? digest : sha256);
    } catch {
      faults.push(path);
    }
  }
  const tagManifest = lists[1];
  for (const path of new Set([...wanted.keys(), ...found.keys()]))
    if (path !== tagManifest && found.get(path) !== wanted.get(path)) faults.push(path);
  return [...new Set(faults)];
}

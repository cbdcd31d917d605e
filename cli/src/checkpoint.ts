import { byteRoutes, type Saying } from '@liuhen/contract';
import { openCheckpoint, toHex } from '@liuhen/proof';

/**
 * `liuhen checkpoint <url>`: prints the signed checkpoint of a server, for keeping elsewhere, and verifies it with a
 * key. Code 2: the signature is not of that key.
 */
export async function runCheckpoint(url: string, key: string | undefined, { t }: Saying): Promise<number> {
  const response = await fetch(`${url.replace(/\/+$/, '')}${byteRoutes.log}/checkpoint`);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const note = await response.text();
  process.stdout.write(note);
  if (key === undefined) {
    process.stderr.write(`${t('cli.checkpoint.noKey')}\n`);
    return 0;
  }
  try {
    const { checkpoint } = openCheckpoint(note, [key]);
    const { origin, size, root } = checkpoint;
    process.stderr.write(`${t('cli.checkpoint.ok', { origin, size, root: toHex(root) })}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

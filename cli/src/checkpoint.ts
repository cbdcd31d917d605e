import { byteRoutes, type Saying } from '@liuhen/contract';
import { openCheckpoint, parseNote, parseVerifierKey, toHex, VerificationError } from '@liuhen/proof';
import { plain } from './plain.ts';

/**
 * `liuhen checkpoint <url>`: prints the signed checkpoint of a server, for keeping elsewhere, and verifies it with a
 * key. Code 1: nothing was fetched, or the key is none; 2: what was fetched is no checkpoint that the key has signed.
 */
export async function runCheckpoint(url: string, key: string | undefined, { t }: Saying): Promise<number> {
  const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
  // Looked at first: a key that was miscopied must not look like a log that was replaced.
  if (key !== undefined && !succeeds(() => parseVerifierKey(key))) {
    tell(t('cli.checkpoint.badKey'));
    return 1;
  }
  const server = plain(url);
  const response = await fetch(`${url.replace(/\/+$/, '')}${byteRoutes.log}/checkpoint`).catch(() => null);
  if (response === null) throw new Error(t('cli.enter.noServer', { server }));
  if (!response.ok) throw new Error(t('cli.checkpoint.notThere', { server, status: response.status }));
  const note = await response.text();
  if (!succeeds(() => parseNote(note))) throw new Error(t('cli.checkpoint.unsound', { server }));
  process.stdout.write(note);
  if (key === undefined) {
    tell(t('cli.checkpoint.noKey'));
    return 0;
  }
  try {
    const { checkpoint } = openCheckpoint(note, [key]);
    const { origin, size, root } = checkpoint;
    tell(t('cli.checkpoint.ok', { origin, size, root: toHex(root) }));
    return 0;
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    tell(error.code === 'signature' ? t('cli.checkpoint.otherKey') : t('cli.checkpoint.unsound', { server }));
    return 2;
  }
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

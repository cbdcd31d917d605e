import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environmentWith } from '../config.ts';

/** The program that writes images is not on this machine. */
export class NoImageProgram extends Error {}

/**
 * Writes an image of a disc (ISO 9660 level 3 with Rock Ridge and Joliet) that has the files of a folder at its root.
 * Everything in it is dated `at` (RFC 3339), so that the same files give the same bytes. `onPercent` hears how far it is.
 * Throws NoImageProgram, or Error with what the program said.
 */
export async function writeImage(
  { folder, image, label, at }: { folder: string; image: string; label: string; at: string },
  onPercent: (percent: number) => void,
): Promise<void> {
  const seconds = Math.floor(Date.parse(at) / 1000);
  // YYYYMMDDhhmmsscc, in the zone of the program.
  const date = new Date(seconds * 1000).toISOString().replace(/\D/g, '').slice(0, 16);
  const child = spawn(
    'xorriso',
    [
      ...['-as', 'mkisofs', '-iso-level', '3', '-r', '-J', '-joliet-long'],
      ...['--set_all_file_dates', date, '-V', label, '-o', image, folder],
    ],
    {
      // The disc as a whole is dated by this (reproducible-builds.org, SOURCE_DATE_EPOCH).
      env: environmentWith({ TZ: 'UTC', LC_ALL: 'C', SOURCE_DATE_EPOCH: String(seconds) }),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
    const percent = /([\d.]+)% done[^%]*$/.exec(said)?.[1];
    if (percent !== undefined) onPercent(Number(percent));
  });
  const [code] = (await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new NoImageProgram() : error;
  })) as [number];
  if (code !== 0) throw new Error(said.trim().split('\n').slice(-3).join('\n'));
}

import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cosignerKey, logKey, makePackage, making } from '../../proof/vectors/package.ts';
import { atLeast, type Bench, type Figure } from './figure.ts';
import { inFolder } from './ground.ts';
import { median } from './statistics.ts';

const program = join(import.meta.dirname, '../../verifier/dist/verify.mjs');
const MiB = 2 ** 20;

function secondsOf(command: string, parameters: string[], cwd: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

/** Writes a package of eight films, each of the same noise, which no disc and no digest does faster for being the same. */
function writePackage(bag: string, film: Buffer): void {
  for (const [path, bytes] of Object.entries(makePackage(making(film, 7)))) {
    mkdirSync(dirname(join(bag, path)), { recursive: true });
    writeFileSync(join(bag, path), bytes);
  }
}

/**
 * The whole verification of a package by the program of the command line, SM3 switched off, beside `sha256sum -c` over the
 * same manifest, by turns; both read from the memory of the system, so that it is the digests that are compared.
 */
export async function benchVerify({ small, say }: Bench): Promise<Figure[]> {
  if (!existsSync(program)) throw new Error('the verifier is not built: npm run build');
  return inFolder(async (folder) => {
    const film = randomFillSync(Buffer.alloc((small ? 8 : 256) * MiB));
    writePackage(join(folder, 'bag'), film);
    writeFileSync(join(folder, 'keys.txt'), `${logKey}\n${cosignerKey}\n`);
    const trusting = [program, 'bag', '--keys', 'keys.txt', '--policy', '1'];
    const plain = () => secondsOf('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt'], join(folder, 'bag'));
    const verify = (...more: string[]) => secondsOf(process.execPath, [...trusting, ...more], folder);
    plain();
    const rounds = Array.from({ length: small ? 1 : 3 }, () => ({
      plain: plain(),
      verify: verify('--no-sm3'),
    }));
    const sizes = (8 * film.length) / MiB;
    for (const round of rounds)
      say(`${sizes} MiB: sha256sum ${round.plain.toFixed(2)} s, verify.mjs ${round.verify.toFixed(2)} s`);
    const both = verify();
    say(`with SM3 ${both.toFixed(2)} s, ${Math.round(sizes / both)} MiB/s`);
    const ratio = median(rounds.map((round) => round.plain / round.verify));
    const bound = `${Math.round(sizes / median(rounds.map((round) => round.verify)))} MiB/s of SHA-256 on all processors`;
    return [atLeast('a package verified beside sha256sum -c', ratio, 1.2, '×', bound)];
  });
}

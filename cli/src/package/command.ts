import { existsSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type PackageRow, type Saying, sayInstant, saySize } from '@liuhen/contract';
import { parseDescription } from '@liuhen/proof';
import type { CliConfig } from '../config.ts';
import { lockFolder } from '../lock-folder.ts';
import { plain } from '../plain.ts';
import { openBar } from '../progress-bar.ts';
import { enter, type ProgramSession, sayRefusal } from '../session.ts';
import { findFaults } from './check.ts';
import { NoImageProgram, writeImage } from './disc.ts';
import { listMembers, type Member } from './members.ts';
import { openRemote, overBreaks, type RemoteArchive } from './remote.ts';
import { openFolderTarget, openZipTarget, type Target } from './targets.ts';

export const forms = ['folder', 'zip', 'iso'] as const;
type Form = (typeof forms)[number];

export interface PackageOptions {
  server: string;
  user?: string;
  to: string;
  as: Form;
}

type Ready = PackageRow & { digest: string; size: number };
const isReady = (row: PackageRow): row is Ready =>
  row.state === 'ready' && row.size !== null && row.digest !== null;

/** Something that the user has to hear; the sentence is for the terminal. */
class Refusal extends Error {}

async function listReady({ call }: ProgramSession): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (let after: string | undefined; ; ) {
    const { rows, next } = await call('listPackages', { limit: 100, ...(after && { after }) });
    ready.push(...rows.filter(isReady));
    if (next === null) return ready;
    after = next;
  }
}

function choose(rows: readonly Ready[], named: string, { t }: Saying): Ready {
  const name = named.toLowerCase().replaceAll(' ', '');
  const isNamed = ({ id, digest }: Ready) => id === name || (name.length >= 8 && digest.startsWith(name));
  const [found, another] = rows.filter(isNamed);
  if (found === undefined || another !== undefined)
    throw new Refusal(t('takeOut.unknown', { name: plain(named) }));
  return found;
}

const nameOf = ({ digest }: Ready): string => `liuhen-${digest.slice(0, 16)}`;
const endings = { folder: '', zip: '.zip', iso: '.iso' } as const;

/** Where the package will stand. Throws Refusal when something stands there. */
function placeOf(row: Ready, { to, as }: PackageOptions, { t }: Saying): string {
  const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
  const place = resolve(isFolder(to) ? join(to, `${nameOf(row)}${endings[as]}`) : to);
  if (existsSync(place)) throw new Refusal(t('takeOut.exists', { path: place }));
  if (!isFolder(dirname(place))) throw new Refusal(t('takeOut.noFolder', { path: dirname(place) }));
  return place;
}

/** Shows one bar for each step of the way. */
function showSteps({ t }: Saying) {
  const bar = openBar('{bar} {percentage}% · {step} {size}');
  return {
    begin: (step: 'fetching' | 'checking' | 'burning', total: number, done: number) => {
      const size = step === 'burning' ? '' : saySize(total);
      bar.start(Math.max(1, total), done, { step: t(`takeOut.${step}`), size });
    },
    forward: (count: number) => bar.increment(count),
    upTo: (done: number) => bar.update(done),
    stop: () => bar.stop(),
  };
}
type Steps = ReturnType<typeof showSteps>;

async function fetchAll(remote: RemoteArchive, target: Target, steps: Steps): Promise<void> {
  steps.begin('fetching', remote.size, target.position());
  await overBreaks(async (forward) => {
    while (target.position() < remote.size)
      for await (const piece of await remote.stream(target.position())) {
        await target.write(piece);
        steps.forward(piece.length);
        forward();
      }
  });
  await target.finish();
  steps.stop();
}

/** Fetches a package into a folder of its own, from wherever an earlier run came to, and compares every file. */
async function take(
  remote: RemoteArchive,
  row: Ready,
  { folder, as, steps, saying }: { folder: string; as: Form; steps: Steps; saying: Saying },
): Promise<string> {
  const content = join(folder, as === 'zip' ? 'package.zip' : 'files');
  // The first byte is asked for first: by it the server notes that the package goes out.
  const first = existsSync(content) ? null : await remote.read(0, 1);
  const members: Member[] = await listMembers(remote, nameOf(row));
  const target = await (as === 'zip' ? openZipTarget(content) : openFolderTarget(content, members));
  try {
    if (first !== null) await target.write(first);
    await fetchAll(remote, target, steps);
    const total = members.reduce((sum, { size }) => sum + size, 0);
    steps.begin('checking', total, 0);
    const faults = await findFaults(members, target, row.digest, steps.forward);
    steps.stop();
    if (faults.length === 0) return content;
  } finally {
    await target.close();
  }
  await rm(folder, { recursive: true });
  throw new Refusal(saying.t('takeOut.damaged'));
}

/** Writes the image of a disc of the files that are in a folder; gives its path. */
async function burn(content: string, image: string, row: Ready, steps: Steps): Promise<string> {
  const { asOf } = parseDescription(new Uint8Array(await readFile(join(content, 'data', 'package.json'))));
  await rm(image, { force: true });
  steps.begin('burning', 100, 0);
  const label = `LIUHEN_${row.digest.slice(0, 8).toUpperCase()}`;
  await writeImage({ folder: content, image, label, at: asOf.at }, steps.upTo);
  steps.stop();
  return image;
}

async function makeDurable(path: string): Promise<void> {
  const opened = await open(path, 'r');
  await opened.sync();
  await opened.close();
}

/** Brings a package to its place by way of a folder beside it, which stays where something went wrong. */
async function bring(row: Ready, options: PackageOptions, session: ProgramSession, saying: Saying) {
  const { as } = options;
  const place = placeOf(row, options, saying);
  const folder = join(dirname(place), `${nameOf(row)}.${as}.partial`);
  if (!existsSync(folder)) await mkdir(folder, { mode: 0o700 });
  const unlock = await lockFolder(folder);
  if (unlock === null) throw new Refusal(saying.t('takeOut.busy', { path: folder }));
  const steps = showSteps(saying);
  try {
    const content = await take(openRemote(session, row), row, { folder, as, steps, saying });
    const made = as === 'iso' ? await burn(content, join(folder, 'package.iso'), row, steps) : content;
    await makeDurable(made);
    await rename(made, place);
    await rm(folder, { recursive: true });
    await makeDurable(dirname(place));
    return place;
  } finally {
    steps.stop();
    await unlock();
  }
}

function sayList(rows: readonly Ready[], { t, nameOf: name }: Saying): string {
  if (rows.length === 0) return t('takeOut.none');
  const lines = rows.map(({ digest, size, kind, title, recipient, orderedAt }) =>
    [
      ...[digest.slice(0, 16), sayInstant(orderedAt), saySize(size)],
      ...[name('packages.kind', kind), plain(title), plain(recipient)],
    ].join('  '),
  );
  return [...lines, t('takeOut.how')].join('\n');
}

function explain(error: unknown, server: string, saying: Saying): string {
  const { t } = saying;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof NoImageProgram) return t('takeOut.noImageProgram');
  if (code === 'ENOSPC' || code === 'EDQUOT') return t('takeOut.full');
  if (code === 'EFBIG') return t('takeOut.tooLarge');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT')
    return t('takeOut.forbidden');
  const sentence = plain(sayRefusal(error, server, saying));
  return error instanceof TypeError ? `${sentence}\n${t('takeOut.goesOn')}` : sentence;
}

/**
 * `liuhen package [id or digest]`: brings a package that is ready out of the house, as a folder, an archive or the image of
 * a disc, and compares every file with its lists; without a name it tells which there are. Exit code 1 where it did not.
 */
export async function runPackage(
  named: string | undefined,
  options: PackageOptions,
  config: CliConfig,
  saying: Saying,
): Promise<number> {
  try {
    const session = await enter(options, config, saying);
    const ready = await listReady(session);
    if (named === undefined) {
      process.stdout.write(`${sayList(ready, saying)}\n`);
      return 0;
    }
    const row = choose(ready, named, saying);
    const path = await bring(row, options, session, saying);
    process.stdout.write(`${saying.t('takeOut.done', { path, digest: row.digest })}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${explain(error, options.server, saying)}\n`);
    return 1;
  }
}

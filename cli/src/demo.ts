import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Saying } from '@liuhen/contract';
import type { CliConfig } from './config.ts';
import type { DemoAccount } from './demo-people.ts';
import { seedDemo } from './demo-seed.ts';
import { plain } from './plain.ts';
import { type ServerProcess, startServerProcess, stayWith } from './server-process.ts';
import { ensureWebBuilt, isWebBuilt } from './web-build.ts';

export interface DemoOptions {
  /** As it was typed. */
  port: string;
  fresh: boolean;
  exit: boolean;
}

/** What the demonstration remembers between its runs; written when the seeding is complete. */
interface DemoNote {
  password: string;
  accounts: DemoAccount[];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

async function readNote(home: string): Promise<DemoNote | null> {
  const note = join(home, 'demo.json');
  return existsSync(note) ? (JSON.parse(await readFile(note, 'utf8')) as DemoNote) : null;
}

/** The process of the database that runs on this home, also where the program that started it is gone. */
async function databaseOf(home: string): Promise<string | null> {
  const data = join(home, 'postgres', 'data');
  const note = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = ''] = note.split('\n');
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return pid !== '' && command.includes(data) ? pid : null;
}

/** Empties the home of the demonstration. Refuses a folder that holds anything else. */
async function layHome(home: string, { t }: Saying): Promise<void> {
  const mark = join(home, 'demo.mark');
  const lying = await readdir(home).catch(() => []);
  if (lying.length > 0 && !existsSync(mark)) throw new Error(t('cli.demo.notOurs', { home }));
  const pid = await databaseOf(home);
  if (pid !== null) throw new Error(t('cli.demo.running', { home, pid }));
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true, mode: 0o755 });
  await writeFile(mark, '');
}

/** Words of a password that can be typed from a screen: no 0/O, 1/l. */
function makePassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = [...randomBytes(15)].map((byte) => signs[byte % signs.length] ?? 'x').join('');
  return letters.match(/.{5}/g)?.join('-') ?? letters;
}

/** A port as it was typed; null when it is none. */
export function readPort(typed: string): number | null {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  return port <= 65_535 ? port : null;
}

/** `liuhen demo`: a house of its own with five organs, filled through the real line. */
export async function runDemo(options: DemoOptions, config: CliConfig, saying: Saying): Promise<number> {
  const { t } = saying;
  const home = config.demoHome;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const port = readPort(options.port);
  if (port === null) throw new Error(t('cli.demo.badPort', { port: plain(options.port) }));
  if (!isWebBuilt()) say(t('cli.start.building'));
  ensureWebBuilt();
  let note = options.fresh ? null : await readNote(home);
  // A seeding that was interrupted is begun anew: the demonstration holds nothing of anybody's.
  if (note === null) await layHome(home, saying);
  const free = await isFree(port);
  if (!free) say(t('cli.demo.portTaken', { port }));
  const log = join(home, 'demo.log');
  const settings = { LIUHEN_HOME: home, LIUHEN_PORT: String(free ? port : 0) };
  const server = await startServerProcess(
    { ...settings, LIUHEN_LOG_ORIGIN: 'demo.liuhen.local/log' },
    openSync(log, 'a'),
  ).catch(async () => {
    const said = (await readFile(log, 'utf8')).trim().split('\n');
    const why = t('cli.demo.notStarted', { last: plain(said.at(-1) ?? ''), log });
    throw new Error(note === null ? why : `${why}\n${t('cli.demo.stale', { home })}`);
  });
  try {
    if (note === null) note = await fill(server, home, saying);
    else say(t('cli.demo.again', { home }));
  } catch (error) {
    await server.stop();
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${t('cli.demo.failed', { reason })}\n`);
    return 1;
  }
  say(describe(server, home, note, saying));
  if (options.exit) {
    await server.stop();
    return 0;
  }
  say(t('cli.start.stop'));
  return stayWith(server);
}

async function fill(server: ServerProcess, home: string, { t }: Saying): Promise<DemoNote> {
  process.stdout.write(`${t('cli.demo.seeding')}\n`);
  const password = makePassword();
  const accounts = await seedDemo({
    ...{ server, password, home, now: Date.now() },
    told: (name, n) => process.stdout.write(`${t('cli.demo.organ', { name, n })}\n`),
  });
  const note: DemoNote = { password, accounts };
  await writeFile(join(home, 'demo.json'), JSON.stringify(note), { mode: 0o600 });
  return note;
}

function describe(
  { url }: ServerProcess,
  home: string,
  { password, accounts }: DemoNote,
  { t, nameOf }: Saying,
): string {
  const organs = [...new Set(accounts.map(({ organ }) => organ))];
  const custodian = accounts.find(({ role }) => role === 'custodian')?.login ?? '';
  return [
    '',
    t('cli.start.ready', { url }),
    t('cli.demo.password', { password }),
    t('cli.demo.accounts'),
    ...organs.flatMap((organ) => [
      `  ${organ}`,
      ...accounts
        .filter((account) => account.organ === organ)
        .map(({ login, name, role }) =>
          t('cli.demo.account', { login: login.padEnd(20), role: nameOf('names.role', role), name }),
        ),
    ]),
    t('cli.demo.platform', { login: 'admin' }),
    t('cli.demo.own', { password, url, login: custodian, drop: join(home, 'drop') }),
    t('cli.demo.home', { home }),
    '',
  ].join('\n');
}

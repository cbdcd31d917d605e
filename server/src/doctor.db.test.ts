import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiled } from '../test/compiled.ts';
import { makeGround, type TestGround } from '../test/house.ts';
import { configOf } from '../test/server.ts';
import { connectOwner, house, transact } from './base/database.ts';
import { openCheckpointShelf } from './custody/index.ts';
import { openBrowser } from './roster/door-for-tests.ts';
import { startServer } from './server.ts';

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

const program = join(import.meta.dirname, 'main.ts');

/** Runs the server's program as an operator would. */
function run(environment: Record<string, string>, ...args: string[]): Promise<Run> {
  const env = { PATH: process.env.PATH ?? '', LIUHEN_LOG_LEVEL: 'silent', ...compiled, ...environment };
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

let ground: TestGround;
let home: string;
let settings: Record<string, string>;
beforeAll(async () => {
  ground = await makeGround();
  const config = configOf(ground);
  home = config.home;
  settings = { LIUHEN_HOME: home, LIUHEN_DATABASE_URL: ground.ownerUrl };
  const server = await startServer(config);
  const password = server.firstStart?.oneTimePassword ?? '';
  const admin = openBrowser(server.url);
  await admin.signIn('admin', password);
  await admin.ask('POST', '/api/session/password', { current: password, next: '三号 柜子 左边 7' });
  const made = await admin.ask('POST', '/api/organs', {
    ...{ code: 'xz', name: '忻州', packId: 'xz', packBoundFrom: '2020-01-01' },
  });
  expect(made.status).toBe(200);
  await server.stop();
});
afterAll(() => ground.close());

const asOwner = async (...statements: string[]) => {
  const owner = await connectOwner(ground.ownerUrl);
  try {
    for (const one of statements) await owner.query(one);
  } finally {
    await owner.end();
  }
};
/** Changes rows behind the back of the house, whose guards are put aside for it. */
const tamper = (statement: string) =>
  asOwner("set session_replication_role = 'replica'", statement, "set session_replication_role = 'origin'");
const keysNow = async () => {
  const folder = join(home, 'keys');
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
};

describe('the doctor as a program', () => {
  it('finds a sound house clean, tells how much it read, and leaves its keys alone', async () => {
    const keys = await keysNow();
    const folder = join(home, 'vault', 'ab', 'ab');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'ab'.repeat(32)), 'left by an upload');
    const [note = ''] = await openCheckpointShelf(join(home, 'keys')).all();
    // as it comes back from a printer or a mail: other line ends, blank lines at the end
    await writeFile(join(ground.folder, 'note'), `${note.replaceAll('\n', '\r\n')}\r\n\r\n`);
    const { code, stdout, stderr } = await run(
      settings,
      'doctor',
      '--checkpoint',
      join(ground.folder, 'note'),
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/✓ 完好 clean：日志 [1-9]\d* 条，登记 [1-9]\d* 行，文件 /);
    expect(stdout).toMatch(/另有 1 个文件没有登记.*不是损坏/);
    expect(stdout).not.toMatch(/✗|findings/);
    expect(await keysNow()).toEqual(keys);
    await rm(join(folder, 'ab'.repeat(32)));
  });

  it('finds a row that was changed behind its back, says so in both languages, and leaves by 2', async () => {
    await tamper("update organ set name = '改过的' where code = 'xz'");
    const { code, stdout } = await run(settings, 'doctor');
    await tamper("update organ set name = '忻州' where code = 'xz'");
    expect(code).toBe(2);
    expect(stdout).toMatch(/发现 1 处问题 findings/);
    expect(stdout).toMatch(/✗ .*\p{Script=Han}.*\n {2}[\x20-\x7e]+\n/u);
    expect(stdout).not.toContain('clean');
  });

  it('finds a checkpoint that this log cannot have signed, and leaves by 2', async () => {
    const foreign = join(ground.folder, 'foreign');
    await writeFile(foreign, 'liuhen.local/log\n99999\nAAAA\n\n— liuhen.local/log AAAA\n');
    const { code, stdout } = await run(settings, 'doctor', '--checkpoint', foreign);
    expect(code).toBe(2);
    expect(stdout).toMatch(/✗ /);
  });

  it('beside a running server disturbs neither', async () => {
    const server = await startServer(configOf(ground));
    try {
      const [checked, answer] = await Promise.all([
        run(settings, 'doctor'),
        fetch(`${server.url}/log/checkpoint`),
      ]);
      expect([checked.code, answer.status]).toEqual([0, 200]);
    } finally {
      await server.stop();
    }
  });

  it('notes each check in the house', async () => {
    const noted = await transact(ground.database, house, (tx) =>
      tx.selectFrom('verification').select(['ok', 'asked_by']).orderBy('id').execute(),
    );
    expect(noted.map(({ ok }) => ok)).toEqual([true, false, false, true]);
  });
});

describe('what the doctor cannot do', () => {
  it('with a checkpoint that is not there: which file, and 1', async () => {
    const { code, stderr } = await run(settings, 'doctor', '--checkpoint', '/nowhere/note');
    expect(code).toBe(1);
    expect(stderr).toContain('读不到检查点文件 /nowhere/note');
  });

  it('in a house that was never started: a sentence and 1, and no key is made', async () => {
    const empty = await makeGround();
    const elsewhere = join(empty.folder, 'home');
    const { code, stdout, stderr } = await run(
      { LIUHEN_HOME: elsewhere, LIUHEN_DATABASE_URL: empty.ownerUrl },
      'doctor',
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`${elsewhere} 里没有日志密钥，这里还没有启动过。\n`);
    expect(await readdir(empty.folder)).toEqual(['staging']);
    await empty.close();
  });

  it('on a database that no house was started on: which one, in the language of the operator', async () => {
    const url = new URL(ground.ownerUrl);
    url.pathname = '/postgres';
    const blank = { ...settings, LIUHEN_DATABASE_URL: url.href };
    const said = await run(blank, 'doctor');
    expect([said.code, said.stderr]).toEqual([
      1,
      expect.stringMatching(/^数据库 \S+\/postgres 里没有留痕的数据/),
    ]);
    const english = await run({ ...blank, LIUHEN_LANG: 'en' }, 'doctor');
    expect(english.stderr).toMatch(/^The database \S+\/postgres holds nothing of Liuhen[\x20-\x7e]+\n$/);
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    [
      'with a database that is away',
      { LIUHEN_DATABASE_URL: 'postgres://u:secret@localhost:9/house' },
      ['doctor'],
      /^连不上 LIUHEN_DATABASE_URL 所指的数据库 localhost:9\/house：请检查[^A-Z]+\n$/,
    ],
    ['with a wrong setting', { LIUHEN_PORT: 'x' }, ['doctor'], /设置有误.*LIUHEN_PORT/s],
    ['with an option unknown', {}, ['doctor', '--repair'], /--repair/],
    ['without a name', {}, [], /serve \| doctor/],
  ])('%s it says so and leaves by 1', async (_, changes, args, said) => {
    const { code, stderr } = await run({ ...settings, ...changes }, ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /); // no trace of calls for an operator
  });

  // A row of a party cannot be taken out again: last of all.
  it('finds that nobody here can read the numbers of parties', async () => {
    await tamper(
      `insert into party (id, organ_id, kind, name, number_kind, number_cipher, number_index, number_shown, revision, created_by, created_at, changed_by, changed_at)
       select gen_random_uuid(), o.id, 'person', '某人', 'other', '1.000000000000.AAAA', repeat('0', 64), '1**2', 1, a.id, '2026-01-01T00:00:00.000Z', a.id, '2026-01-01T00:00:00.000Z'
       from organ o, account a limit 1`,
    );
    const { code, stdout } = await run(settings, 'doctor');
    expect(code).toBe(2);
    expect(stdout).toMatch(/✗ 数据库里有加密的当事人号码.*number-keys/);
    expect(stdout).toMatch(/LIUHEN_NUMBER_KEYS/);
  });
});

import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatVerifierKey } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, password } from '../test/house.ts';
import { runTool, type ToolRun } from '../test/tool.ts';
import { readDemoOrgans } from './demo-cards.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { signInProgram } from './session.ts';

let folder: string;
let home: string;
beforeAll(async () => {
  folder = await makeFolder();
  home = join(folder, 'demo');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const demo = (at: string, ...more: string[]): Promise<ToolRun> =>
  runTool(['demo', '--exit', '--port', '0', ...more], { HOME: folder, LIUHEN_DEMO_HOME: at });
const passwordIn = ({ stdout }: ToolRun): string | undefined => /所有演示账号的密码：(\S+)/.exec(stdout)?.[1];

describe('the demonstration', () => {
  let first: ToolRun;

  test('fills five organs, tells who can sign in, and ends in order', async () => {
    first = await demo(home);
    expect(first.code, first.stderr).toBe(0);
    const organs = await readDemoOrgans();
    expect(organs).toHaveLength(5);
    for (const { name, code, files } of organs) {
      expect(first.stdout).toContain(`${name}：${files.length} 个文件已存入`);
      for (const role of ['admin', 'custodian', 'head', 'station'])
        expect(first.stdout).toContain(` ${code}.${role} `);
    }
    expect(passwordIn(first)).toMatch(/^([a-hjkmnp-z2-9]{5}-){2}[a-hjkmnp-z2-9]{5}$/);
    expect(first.stdout).toContain(`数据在 ${home}`);
  }, 300_000);

  test('is verified as a whole by the doctor', async () => {
    const { code, stdout } = await runTool(['doctor'], { HOME: folder, LIUHEN_HOME: home });
    expect(code, stdout).toBe(0);
    const files = (await readDemoOrgans()).reduce((sum, organ) => sum + organ.files.length, 0);
    const [, objects] = /✓ 完好 clean：日志 \d+ 条，登记 \d+ 行，文件 (\d+) 个/.exec(stdout) ?? [];
    expect(Number(objects)).toBeGreaterThanOrEqual(files);
  });

  test('keeps its data and its password the next time', async () => {
    const again = await demo(home);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain(`演示数据已在 ${home}，沿用原密码`);
    expect(again.stdout).not.toContain('正在准备演示');
    expect(passwordIn(again)).toBe(passwordIn(first));
  });

  describe('while its server stands', () => {
    let server: ServerProcess;
    beforeAll(async () => {
      const settings = { LIUHEN_HOME: home, LIUHEN_PORT: '0', LIUHEN_LOG_LEVEL: 'silent' };
      server = await startServerProcess(
        { ...settings, LIUHEN_LOG_ORIGIN: 'demo.liuhen.local/log' },
        'inherit',
      );
    });
    afterAll(() => server?.stop());

    const enter = (login: string) => signInProgram(server.url, login, passwordIn(first) ?? '');
    const checkpoint = (...more: string[]) => runTool(['checkpoint', server.url, ...more], { HOME: folder });

    test('it is not laid anew, nor started twice: both say why', async () => {
      const fresh = await demo(home, '--fresh');
      expect(fresh.code).toBe(1);
      expect(fresh.stderr).toContain(`${home} 的演示正在运行`);
      expect(await readFile(join(home, 'demo.json'), 'utf8')).toContain('accounts');
      const twice = await demo(home);
      expect(twice.code).toBe(1);
      expect(twice.stderr).toContain('另一个留痕服务正在使用');
    });

    test('everybody on its list signs in with its password, nobody with another', async () => {
      const { accounts } = JSON.parse(await readFile(join(home, 'demo.json'), 'utf8')) as {
        accounts: { login: string; role: string }[];
      };
      const logins = accounts.map(({ login }) => login);
      expect(new Set(logins).size).toBe(logins.length);
      const custodian = accounts.find(({ role }) => role === 'custodian')?.login ?? '';
      const { session, call } = await enter(custodian);
      expect(session.account.roles).toEqual(['custodian']);
      expect((await call('listRecordings', { limit: 100 })).rows.length).toBeGreaterThan(0);
      await expect(signInProgram(server.url, custodian, password)).rejects.toThrow('用户名或密码不正确');
    });

    test('its cases stand where they were led: near closing, blocked by a review, under seal, filed as a volume', async () => {
      const head = await enter('xz.head');
      const courseOf = async ({ call }: Awaited<ReturnType<typeof enter>>, cause: string) => {
        const { rows } = await call('listCases', {});
        const id = rows.find((row) => row.cause === cause)?.id ?? '';
        return call('getCaseCourse', { id });
      };
      const penalty = await courseOf(head, '未按规定设置会计账簿');
      expect(penalty.state).toBe('performed');
      expect(penalty.approvals.filter(({ state }) => state === 'open').map(({ matter }) => matter)).toEqual([
        'closing',
      ]);
      const papers = await head.call('listDocuments', { caseId: penalty.caseId });
      expect(papers.rows.filter(({ state }) => state === 'signed').length).toBeGreaterThanOrEqual(9);

      const review = await courseOf(head, '未按规定保管会计资料');
      const [decide] = review.possible.filter(({ kind }) => kind === 'decide');
      expect([review.review.state, decide?.missing.map(({ need }) => need)]).toEqual([
        'open',
        ['reviewSettled'],
      ]);
      const keeper = await enter('ql.custodian');
      const goods = await keeper.call('listGoods', { state: 'held' });
      expect(goods.rows.map(({ lines }) => lines.map(({ held }) => held))).toEqual([[3, 0, 860]]);
      const patrol = await enter('dph.head');
      const onSpot = await courseOf(patrol, '擅自占用道路、公共场地摆摊经营');
      const volume = await patrol.call('caseVolume', { id: onSpot.caseId });
      expect([onSpot.state, volume.state, volume.versions[0]?.checked?.by]).toEqual([
        ...['closed', 'closed', '专职保管员'],
      ]);
    });

    test('its checkpoint is verified with its key: 0; without one it is only fetched', async () => {
      const { verifierKey } = await (await enter('xz.custodian')).call('logState', {});
      const right = await checkpoint('--key', verifierKey);
      expect(right.code).toBe(0);
      expect(right.stdout).toMatch(/^demo\.liuhen\.local\/log\n\d+\n/);
      expect(right.stderr).toContain('签名有效：demo.liuhen.local/log，共 ');
      const none = await checkpoint();
      expect(none.code).toBe(0);
      expect(none.stdout).toMatch(/^demo\.liuhen\.local\/log\n\d+\n/);
      expect(none.stderr).toContain('没有验证签名');
      expect(none.stderr).not.toContain('签名有效');
    });

    test('its checkpoint is not of another key of the same name: 2', async () => {
      const other = formatVerifierKey('demo.liuhen.local/log', new Uint8Array(32).fill(7));
      const { code, stderr } = await checkpoint('--key', other);
      expect(code).toBe(2);
      expect(stderr).not.toContain('签名有效');
    });
  });

  test('that was laid before and does not start says how to lay it anew, and is left as it is', async () => {
    const old = join(folder, 'old');
    await mkdir(old);
    await writeFile(join(old, 'demo.mark'), '');
    await writeFile(join(old, 'demo.json'), JSON.stringify({ password: 'x', accounts: [] }));
    const settings = { HOME: folder, LIUHEN_DEMO_HOME: old, LIUHEN_LOG_LEVEL: 'shouting' };
    const { code, stderr } = await runTool(['demo', '--exit', '--port', '0'], settings);
    expect(code).toBe(1);
    expect(stderr).toContain('npm run demo -- --fresh');
    expect(await readdir(old)).toEqual(['demo.json', 'demo.log', 'demo.mark']);
  });

  test('leaves a folder alone that holds something else', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'thesis.txt'), 'years of work');
    for (const more of [[], ['--fresh']]) {
      const { code, stderr } = await demo(other, ...more);
      expect(code).toBe(1);
      expect(stderr).toContain(`${other} 里有不属于演示的内容，没有动它`);
      expect(await readdir(other)).toEqual(['thesis.txt']);
      expect(await readFile(join(other, 'thesis.txt'), 'utf8')).toBe('years of work');
    }
  });
});

describe('packs check', () => {
  const own = join(import.meta.dirname, '..', '..', 'rules', 'packs');
  const check = (...more: string[]) => runTool(['packs', 'check', ...more], { HOME: folder });

  test('reads our own: each with its title and fingerprint, 0', async () => {
    const { code, stdout, stderr } = await check();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toHaveLength((await readdir(own)).length);
  });

  test('takes none of them when one is bad: 2, and nothing on the output', async () => {
    const copy = join(folder, 'packs');
    await cp(own, copy, { recursive: true });
    const path = join(copy, 'hd', 'pack.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('version:', 'versio:'));
    const { code, stdout, stderr } = await check(copy);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`✗ ${path} 第 3 行　versio：不认识“versio”`);
  });
});

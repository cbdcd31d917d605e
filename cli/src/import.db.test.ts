import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Recording, sayingIn } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, password, type TestHouse } from '../test/house.ts';
import { runTool, startTool, type ToolRun } from '../test/tool.ts';
import { layWire } from '../test/wire.ts';
import { cardsFolder } from './demo-cards.ts';
import type { FileReceipt } from './import-card.ts';
import { type ProgramSession, signInProgram } from './session.ts';

const xz = join(cardsFolder, 'xz');
const wipe = '可以清空存储卡';
const keep = '不要清空存储卡';

type Row = { path: string; size: number; state: string; receipt?: FileReceipt; reason?: string };

let house: TestHouse;
let custodian: ProgramSession;
let settings: Record<string, string>;

beforeAll(async () => {
  house = await openHouse();
  custodian = await signInProgram(house.server.url, 'xz.custodian', password);
  settings = {
    HOME: house.folder,
    XDG_STATE_HOME: join(house.folder, 'state'),
    LIUHEN_URL: house.server.url,
    LIUHEN_USER: 'xz.custodian',
    LIUHEN_PASSWORD: password,
  };
});
afterAll(() => house?.close());

const importFrom = (folder: string, ...more: string[]): Promise<ToolRun> =>
  runTool(['import', folder, ...more], settings);

async function importWithReceipts(folder: string): Promise<ToolRun & { rows: Row[] }> {
  const file = join(house.folder, 'receipts.json');
  const run = await importFrom(folder, '--receipts', file);
  return { ...run, rows: JSON.parse(await readFile(file, 'utf8')) as Row[] };
}

async function layCard(name: string, files: Record<string, Buffer | string>): Promise<string> {
  const folder = join(house.folder, 'cards', name);
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

const countStored = async (): Promise<number> =>
  (await custodian.call('listRecordings', { limit: 100 })).rows.length;
const recordingOf = (row: Row | undefined): Promise<Recording> =>
  custodian.call('getRecording', { id: row?.receipt?.recordingId ?? '' });

/** A voice memo with so many bytes of sound, each memo another. */
function makeWav(bytes: number, seed: string): Buffer {
  const wav = Buffer.alloc(44 + bytes);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(48_000, 24);
  wav.writeUInt32LE(96_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(bytes, 40);
  const pattern = createHash('sha512').update(seed).digest();
  for (let at = 44; at < wav.length; at += 4096) pattern.copy(wav, at);
  return wav;
}

describe('a card that is brought in', () => {
  test('is rehearsed without sending anything', async () => {
    const { code, stdout } = await importFrom(xz, '--dry-run');
    expect(code).toBe(0);
    for (const name of await readdir(xz)) expect(stdout).toMatch(new RegExp(`将传送 +${name}（`));
    expect(stdout).toContain('以上只是预演，没有传送。');
    expect(stdout).not.toContain(wipe);
    expect(await custodian.call('listUploads', {})).toEqual([]);
    expect(await countStored()).toBe(0);
  });

  test('ends with a receipt for each file and the word that it may be wiped', async () => {
    const { code, stdout, rows } = await importWithReceipts(xz);
    const names = (await readdir(xz)).sort();
    expect(code, stdout).toBe(0);
    expect(stdout).toContain(`共 ${names.length} 个文件：${names.length} 个已存入，0 个早已存入`);
    expect(stdout).toContain(wipe);
    expect(stdout).not.toContain(keep);
    expect(rows.map(({ path }) => path).sort()).toEqual(names);
    for (const { path, size, state, receipt } of rows) {
      const bytes = await readFile(join(xz, path));
      const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
      expect(state).toBe('stored');
      expect(size).toBe(bytes.length);
      expect(receipt).toMatchObject({ sha256: digest('sha256'), sm3: digest('sm3') });
      expect(stdout).toContain(
        `✓ 已存入  ${path}\n    SHA-256 ${digest('sha256')}\n    SM3     ${digest('sm3')}`,
      );
      expect(stdout).toContain(`存证日志第 ${(receipt?.logIndex ?? Number.NaN) + 1} 条`);
    }
    expect(new Set(rows.map(({ receipt }) => receipt?.logIndex)).size).toBe(names.length);
    const film = rows.find(({ path }) => path.endsWith('100200.mp4'))?.receipt;
    expect(film?.duties[0]).toMatchObject({ duty: 'store', state: 'dischargedLate' });
    expect(stdout).toMatch(/存储：逾期完成，截止 2026-09-\d\d（周.）24:00，依据《.+》第.+条/);
    const proof = await custodian.call('proveRecording', { id: film?.recordingId ?? '' });
    expect(film?.logIndex).toBe(proof.index);
  });

  test('is known when it comes again, and nothing is stored twice', async () => {
    const [before, uploads] = [await countStored(), await custodian.call('listUploads', {})];
    const { code, stdout, rows } = await importWithReceipts(xz);
    expect(code).toBe(0);
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'known'));
    for (const { path, receipt } of rows) {
      expect(stdout).toContain(`✓ 早已存入  ${path}`);
      expect(receipt?.logIndex).toEqual(expect.any(Number));
    }
    expect(stdout).toContain(wipe);
    expect(await countStored()).toBe(before);
    expect(await custodian.call('listUploads', {})).toEqual(uploads);
  });
});

describe('what may not be stored', () => {
  test('is refused with its reason, and the card must not be wiped', async () => {
    const card = await layCard('refused', {
      'empty.mp4': '',
      'note.mp4': '这不是录像。\n'.repeat(200),
      'memo.wav': makeWav(96_000, 'beside refused ones'),
    });
    const { code, stdout, rows } = await importWithReceipts(card);
    const of = (path: string) => rows.find((row) => row.path === path);
    expect(code).toBe(2);
    expect(of('empty.mp4')).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('文件是空的'),
    });
    expect(of('note.mp4')).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('文件内容与扩展名不符'),
    });
    expect(of('memo.wav')?.state).toBe('stored');
    expect(stdout).toMatch(/✗ 未存入 {2}empty\.mp4：不能存储：文件是空的/);
    expect(stdout).toContain('共 3 个文件：1 个已存入，0 个早已存入，2 个被拒，0 个没有传成。');
    expect(stdout).toContain(`${keep}：被拒的文件只在卡上`);
    expect(stdout).not.toContain(wipe);
  });

  test('is refused in English too', async () => {
    const card = await layCard('refused-en', { 'empty.mp4': '' });
    const { code, stdout } = await runTool(['import', card], { ...settings, LIUHEN_LANG: 'en' });
    expect(code).toBe(2);
    expect(stdout).toContain('✗ refused  empty.mp4: Not stored: the file is empty (0 bytes).');
    expect(stdout).toContain(sayingIn('en').t('cli.import.keepRefused'));
    expect(stdout).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('names', () => {
  test('that a recorder wrote in GBK are shown and stored as they are read', async () => {
    const card = await layCard('gbk', {});
    // 现场.wav in GBK.
    const name = Buffer.from([0xcf, 0xd6, 0xb3, 0xa1, ...Buffer.from('.wav')]);
    await writeFile(Buffer.concat([Buffer.from(`${card}/`), name]), makeWav(48_000, 'gbk'));
    const { code, stdout, rows } = await importWithReceipts(card);
    expect(code).toBe(0);
    expect(stdout).toContain('✓ 已存入  现场.wav');
    expect(rows[0]?.path).toBe('现场.wav');
    expect((await recordingOf(rows[0])).name).toBe('现场.wav');
  });

  test('that occur in two folders stay two recordings', async () => {
    const card = await layCard('twins', {
      '100MEDIA/REC_0001.wav': makeWav(48_000, 'first folder'),
      '101MEDIA/REC_0001.wav': makeWav(48_000, 'second folder'),
    });
    const { code, rows } = await importWithReceipts(card);
    expect(code).toBe(0);
    expect(rows.map(({ path }) => path).sort()).toEqual(['100MEDIA/REC_0001.wav', '101MEDIA/REC_0001.wav']);
    const stored = await Promise.all(rows.map(recordingOf));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(2);
    expect(stored.map(({ name }) => name)).toEqual(['REC_0001.wav', 'REC_0001.wav']);
  });
});

describe('what cannot be begun', () => {
  const begin = (folder: string, changes: Record<string, string>, ...more: string[]) =>
    runTool(['import', folder, ...more], { ...settings, ...changes });

  test('with a wrong password', async () => {
    const { code, stdout, stderr } = await begin(xz, { LIUHEN_PASSWORD: 'not this one' });
    expect(code).toBe(1);
    expect(stderr).toBe('用户名或密码不正确，请核对后再试。\n');
    expect(stdout).toBe('');
  });

  test('without a server', async () => {
    const gone = await layWire(house.server.url);
    await gone.close();
    const { code, stderr } = await begin(xz, {}, '--server', gone.url);
    expect(code).toBe(1);
    expect(stderr).toBe(`连不上 ${gone.url}：请检查地址、网络，或服务器是否已启动。\n`);
  });

  test('from what is no folder, an empty one, or one with leavings only', async () => {
    const missing = join(house.folder, 'no-card');
    const file = join(await layCard('flat', { 'one.txt': 'x' }), 'one.txt');
    for (const folder of [missing, file]) {
      const { code, stderr } = await begin(folder, {});
      expect(code).toBe(1);
      expect(stderr).toContain(`打不开文件夹 ${folder}`);
    }
    const leavings = await layCard('leavings', { '.DS_Store': 'x', 'Thumbs.db': 'x' });
    const { code, stderr } = await begin(leavings, {});
    expect(code).toBe(1);
    expect(stderr).toContain(`${leavings} 里没有文件`);
  });

  test('in the name of somebody who still has a one-time password', async () => {
    const opened = await house.organ.admin.call('openAccount', {
      ...{ loginName: 'xz.fresh', displayName: '新来的', officerId: null, roles: ['custodian'] },
    });
    const { code, stderr } = await begin(
      xz,
      { LIUHEN_PASSWORD: opened.oneTimePassword },
      '--user',
      'xz.fresh',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('这个账号还在用一次性密码');
  });
});

describe('a server that goes away', { timeout: 180_000 }, () => {
  const size = 24 << 20;

  test('after the sign-in: nothing is sent, it is said, and the card must be kept', async () => {
    const card = await layCard('away', { 'a.wav': makeWav(48_000, 'away') });
    const wire = await layWire(house.server.url);
    const rehearse = () => runTool(['import', card, '--dry-run', '--server', wire.url], settings);
    expect((await rehearse()).code).toBe(0);
    // As many bytes as before but the end of the last question: the sign-in passes, the question does not.
    wire.cutAfter(wire.takeSent() - 20, () => undefined);
    const { code, stdout } = await rehearse();
    expect(code).toBe(3);
    expect(stdout).toContain(`… 没有传成  a.wav：连不上 ${wire.url}：请检查地址、网络`);
    expect(stdout).toContain(`${keep}：还有文件没有回执。再运行一次会接着传。`);
    expect(stdout).not.toContain(wipe);
    await wire.close();
  });

  test('in the middle of a file and comes back: the same run goes on', async () => {
    const card = await layCard('killed', { 'long.wav': makeWav(size, 'killed') });
    const wire = await layWire(house.server.url);
    wire.cutAfter(12 << 20, () => house.server.process.kill('SIGKILL'));
    const { ended } = startTool(['import', card, '--server', wire.url], settings);
    await house.rise();
    wire.mend();
    const { code, stdout } = await ended;
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('✓ 已存入  long.wav');
    expect(stdout).toContain(wipe);
    const sent = wire.takeSent();
    expect(sent).toBeLessThan((12 << 20) + size);
    expect(sent).toBeGreaterThan(size);
    await wire.close();
  });

  test('together with the tool: the next run goes on where this one ended', async () => {
    const card = await layCard('power-cut', { 'long.wav': makeWav(size, 'power cut') });
    const wire = await layWire(house.server.url);
    const first = startTool(['import', card, '--server', wire.url], settings);
    wire.cutAfter(12 << 20, () => {
      first.child.kill('SIGKILL');
      house.server.process.kill('SIGKILL');
    });
    expect((await first.ended).code).toBeNull();
    await house.rise();
    wire.mend();
    wire.takeSent();
    const open = await custodian.call('listUploads', { open: 'true' });
    const received = open.find(({ name }) => name === 'long.wav')?.received ?? 0;
    expect(received).toBeGreaterThanOrEqual(8 << 20);
    const { code, stdout } = await runTool(['import', card, '--server', wire.url], settings);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('✓ 已存入  long.wav');
    const sent = wire.takeSent();
    expect(sent).toBeGreaterThanOrEqual(size - received);
    expect(sent).toBeLessThan(size - received + (1 << 20));
    expect(await custodian.call('listUploads', { open: 'true' })).toEqual([]);
    await wire.close();
  });
});

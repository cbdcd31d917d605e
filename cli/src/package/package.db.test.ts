import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PackageRow } from '@liuhen/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, password, type TestHouse } from '../../test/house.ts';
import { runTool, startTool, type ToolRun } from '../../test/tool.ts';
import { layWire, type Wire } from '../../test/wire.ts';
import { cardsFolder } from '../demo-cards.ts';
import { type ProgramSession, signInProgram } from '../session.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
const verifier = join(root, 'verifier', 'dist', 'verify.mjs');
const bagit = join(root, 'verifier', 'test', 'bagit-python', 'bagit.py');

let house: TestHouse;
let custodian: ProgramSession;
let settings: Record<string, string>;
let made: PackageRow;
let name: string;
let to: string;

const rowOf = async (id: string): Promise<PackageRow | undefined> =>
  (await custodian.call('listPackages', { limit: 50 })).rows.find((row) => row.id === id);

beforeAll(async () => {
  house = await openHouse();
  custodian = await signInProgram(house.server.url, 'xz.custodian', password);
  settings = {
    HOME: house.folder,
    XDG_STATE_HOME: join(house.folder, 'state'),
    LIUHEN_URL: house.server.url,
  };
  Object.assign(settings, { LIUHEN_USER: 'xz.custodian', LIUHEN_PASSWORD: password });
  const card = join(house.folder, 'card');
  await mkdir(card);
  const clip = await readFile(join(cardsFolder, 'xz', 'DCAM_XZ260017_140901_20260915_100200.mp4'));
  // A box that players pass over makes the film long enough for a line to break in the midst of it.
  const free = Buffer.concat([Buffer.alloc(8), randomBytes(10 << 20)]);
  free.writeUInt32BE(free.length, 0);
  free.write('free', 4);
  await writeFile(join(card, '现场.mp4'), Buffer.concat([clip, free]));
  expect((await runTool(['import', card], settings)).code).toBe(0);
  const { rows } = await custodian.call('listRecordings', { limit: 10 });
  const order = { kind: 'recordings' as const, ids: rows.map(({ id }) => id), recipient: '某区人民法院' };
  const { id } = await custodian.call('orderPackage', {
    id: randomUUID(),
    ...order,
    purpose: '行政诉讼举证',
  });
  for (let row = await rowOf(id); ; row = await rowOf(id)) {
    if (row?.state === 'ready') made = row;
    if (row?.state === 'ready' || row?.state === 'failed') break;
    await sleep(100);
  }
  name = `liuhen-${made.digest?.slice(0, 16)}`;
});
afterAll(() => house?.close());
beforeEach(async () => {
  to = join(house.folder, 'to');
  await mkdir(to);
});
afterEach(() => rm(to, { recursive: true }));

const take = (...more: string[]): Promise<ToolRun> =>
  runTool(['package', made.digest?.slice(0, 12) ?? '', '--to', to, ...more], settings);

/** What the verifier as it is shipped says of a package: the outcome of each verdict. */
async function verdictsOf(path: string): Promise<Record<string, string>> {
  const keys = join(house.folder, 'keys.txt');
  await writeFile(keys, `${(await custodian.call('logState', {})).verifierKey}\n`);
  const said = await run(process.execPath, [verifier, path, '--keys', keys, '--json']).catch(
    (error: { stdout: string }) => error,
  );
  const { verdicts } = JSON.parse(said.stdout) as { verdicts: Record<string, { outcome: string }> };
  return Object.fromEntries(Object.entries(verdicts).map(([key, { outcome }]) => [key, outcome]));
}
const film = 'files/data/originals/001-现场.mp4';
const sound = { content: 'holds', log: 'holds', signers: 'holds' };

describe('a package that is ready', () => {
  test('is listed with what tells it from others', async () => {
    const { code, stdout } = await runTool(['package'], settings);
    expect(code).toBe(0);
    expect(stdout).toContain(made.digest?.slice(0, 16));
    expect(stdout).toContain('某区人民法院');
  });

  test('comes as a folder that is a valid bag, and as an archive', async () => {
    const folder = await take();
    expect(folder.stderr).toBe('');
    expect(folder.stdout).toContain(`✓ 已取出并逐个文件核对：${join(to, name)}\n  包的摘要 ${made.digest}`);
    expect(folder.code).toBe(0);
    await run('python3', [bagit, '--validate', join(to, name)]);
    expect(await verdictsOf(join(to, name))).toMatchObject(sound);
    expect((await take('--as', 'zip')).code).toBe(0);
    expect(await verdictsOf(join(to, `${name}.zip`))).toMatchObject(sound);
    expect((await readdir(to)).sort()).toEqual([name, `${name}.zip`]);
    expect(await rowOf(made.id)).toMatchObject({ handedOut: 2 });
  });

  test('comes as the image of a disc, each time with the same bytes', async () => {
    const digests: string[] = [];
    for (const place of ['one.iso', 'two.iso']) {
      const { code, stderr } = await runTool(
        ['package', made.id, '--as', 'iso', '--to', join(to, place)],
        settings,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      digests.push(
        createHash('sha256')
          .update(await readFile(join(to, place)))
          .digest('hex'),
      );
      await sleep(1100);
    }
    expect(digests[0]).toBe(digests[1]);
    const out = join(to, 'disc');
    await run('xorriso', ['-osirrox', 'on', '-indev', join(to, 'one.iso'), '-extract', '/', out]);
    await run('chmod', ['-R', 'u+w', out]);
    await run('python3', [bagit, '--validate', out]);
    expect(await verdictsOf(out)).toMatchObject(sound);
  });

  test('says what is missing where no image can be written, and keeps what it fetched', async () => {
    const bare = join(house.folder, 'bin');
    await mkdir(bare, { recursive: true });
    const before = { ...settings, PATH: bare };
    const { code, stderr } = await runTool(['package', made.id, '--as', 'iso', '--to', to], before);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('没有安装 xorriso') });
    expect(existsSync(join(to, `${name}.iso.partial`, 'files', 'data', 'package.json'))).toBe(true);
  });
});

describe('what is in the way', () => {
  test('is left as it is', async () => {
    await writeFile(join(to, name), '别的东西');
    const { code, stderr } = await take();
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('没有覆盖') });
    expect(await readFile(join(to, name), 'utf8')).toBe('别的东西');
  });

  test.each([
    ['abcdef01', '没有可取的证据包叫 abcdef01'],
    ['ab', '没有可取的证据包叫 ab'],
  ])('a name that is none, %s, is said', async (named, sentence) => {
    const { code, stderr } = await runTool(['package', named, '--to', to], settings);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
  });

  test('a folder that is not there is said', async () => {
    const { code, stderr } = await runTool(['package', made.id, '--to', join(to, 'no', 'where')], settings);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('没有文件夹') });
  });
});

/** Begins to take the package, and is killed when the line has broken and so much of a file has come. */
async function breakOff(as: 'folder' | 'zip', wire: Wire, path: string): Promise<string> {
  const broken = new Promise<void>((cut) => wire.cutAfter(7 << 20, cut, 'received'));
  const tool = startTool(['package', made.id, '--to', to, '--as', as, '--server', wire.url], settings);
  await broken;
  const file = join(to, `${name}.${as}.partial`, path);
  while (((await stat(file).catch(() => null))?.size ?? 0) < 1 << 20) await sleep(20);
  tool.child.kill('SIGKILL');
  await tool.ended;
  return file;
}

describe('a line that breaks', () => {
  test.each(['folder', 'zip'] as const)('in the midst of a %s: it goes on from there', async (as) => {
    const before = (await rowOf(made.id))?.handedOut ?? Number.NaN;
    const wire = await layWire(house.server.url);
    await breakOff(as, wire, as === 'zip' ? 'package.zip' : film);
    wire.mend();
    const again = new Promise<void>((cut) => wire.cutAfter(2 << 20, cut, 'received'));
    const second = startTool(['package', made.id, '--to', to, '--as', as, '--server', wire.url], settings);
    await again;
    wire.mend();
    const { code, stderr } = await second.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await wire.close();
    const place = join(to, as === 'zip' ? `${name}.zip` : name);
    expect(await verdictsOf(place)).toMatchObject(sound);
    expect(await readdir(to)).toEqual([as === 'zip' ? `${name}.zip` : name]);
    expect((await rowOf(made.id))?.handedOut).toBe(before + 1);
  });

  test('bytes that went bad on the medium are found out, and nothing is left that looks whole', async () => {
    const wire = await layWire(house.server.url);
    const path = await breakOff('folder', wire, film);
    await wire.close();
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    await writeFile(path, bytes);
    const { code, stderr } = await take();
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('与清单不符，已删除'),
    });
    expect(await readdir(to)).toEqual([]);
  });
});

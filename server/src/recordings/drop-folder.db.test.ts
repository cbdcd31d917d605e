import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { hexOf, readCard } from '../../test/server.ts';
import { variantOf } from '../../test/tus.ts';
import { house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { openFileVault } from '../base/vault-files.ts';
import { openAccount, personOfAccount } from '../roster/index.ts';
import { type Digester, startDigester } from './digest.ts';
import { type DropFolder, watchDropFolder } from './drop-folder.ts';
import { type LineHouse, type LineStep, openLine } from './line.ts';
import { parseMetadata } from './metadata.ts';
import { startProber } from './prober.ts';
import { openStaging } from './staging.ts';
import { openUpload } from './uploads.ts';

let ground: TestGround;
let organ: TestOrgan;
let digester: Digester;
let prober: ReturnType<typeof startProber>;
let line: LineHouse;
let drop: DropFolder;
let home: string;
let film: Buffer;
let breakAt: LineStep | null = null;
let onStep: (step: LineStep) => Promise<void> = async () => undefined;

async function startDrop(): Promise<void> {
  const { database, clock, folder } = ground;
  line = openLine({
    ...{ database, clock, digester, log: quiet },
    vault: openFileVault(join(folder, 'vault')),
    staging: await openStaging(join(folder, 'staging')),
    probe: prober.probe,
    maxFileBytes: 1e9,
    wake: () => undefined,
    passed: async (step) => {
      await onStep(step);
      if (step === breakAt) throw new Error('the plug was pulled');
    },
  });
  await line.recover();
  drop = await watchDropFolder({
    ...{ database, clock, line, log: quiet },
    folder: join(folder, 'drop'),
    account: 'station',
    lookMillis: 1e9, // only when told
  });
}

async function restart(): Promise<void> {
  await drop.stop();
  await line.drain();
  breakAt = null;
  await startDrop();
}

beforeEach(async () => {
  ground = await makeGround();
  digester = startDigester();
  prober = startProber({ processes: 1 });
  organ = await makeOrgan(ground);
  await openStation('xz', organ);
  home = join(ground.folder, 'drop', 'xz');
  await mkdir(home, { recursive: true });
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
  await startDrop();
});
afterEach(async () => {
  breakAt = null;
  onStep = async () => undefined;
  await drop.stop();
  await line.drain();
  await prober.close();
  await digester.close();
  await ground.close();
});

async function openStation(code: string, { people }: TestOrgan): Promise<void> {
  await asPerson(ground, people.administrator, (ctx) =>
    openAccount(ctx, {
      loginName: `${code}.station`,
      displayName: '采集站',
      officerId: null,
      roles: ['assistant'],
    }),
  );
}

/** Lays a file down as a station does, and lets so much time pass that it lies still. */
async function lay(path: string | Buffer, bytes: Buffer): Promise<void> {
  if (typeof path === 'string') await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(typeof path === 'string' ? join(home, path) : path, bytes);
  passTime();
}

/** Sets the clock of the house past the moment from which whatever is there now lies still. */
const passTime = () => ground.clock.set(new Date(Date.now() + 60_000).toISOString());

const recordings = () =>
  transact(ground.database, house, (tx) =>
    tx
      .selectFrom('recording')
      .select(['name', 'sha256', 'source', 'relative_path', 'organ_id'])
      .orderBy('name')
      .execute(),
  );
const uploadStates = async () =>
  (
    await transact(ground.database, house, (tx) =>
      tx.selectFrom('upload').select('state').orderBy('created_at').execute(),
    )
  ).map((row) => row.state);

const name = 'DCAM_XZ01_140901_20260915_104400.mp4';

describe('a file in the drop folder', () => {
  it('is registered in the name of the station, and put aside whole', async () => {
    await lay(`2026-09-15/${name}`, film);
    expect(await drop.look()).toBe(1);
    expect(await recordings()).toEqual([
      {
        name,
        sha256: hexOf(film, 'sha256'),
        source: 'station',
        relative_path: `2026-09-15/${name}`,
        organ_id: organ.id,
      },
    ]);
    expect((await readFile(join(home, '已入库', '2026-09-15', name))).equals(film)).toBe(true);
    await expect(stat(join(home, '2026-09-15', name))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await drop.look()).toBe(0);
  });

  it('of another organ goes there', async () => {
    const other = await makeOrgan(ground, 'ql', 'ql');
    await openStation('ql', other);
    await lay(`../ql/${name}`, film);
    expect(await drop.look()).toBe(1);
    expect((await recordings()).map((row) => row.organ_id)).toEqual([other.id]);
  });

  it('finds its folder there once the organ has an account for its station', async () => {
    await makeOrgan(ground, 'hd', 'hd');
    await openStation('ql', await makeOrgan(ground, 'ql', 'ql'));
    await rm(home, { recursive: true });
    await drop.look();
    expect((await readdir(dirname(home))).sort()).toEqual(['ql', 'xz']);
  });

  it('that is refused is put aside with the reason', async () => {
    await lay('空.mp4', Buffer.alloc(0));
    await lay('文字.mp4', Buffer.from('这不是影像'));
    await lay(name, film);
    expect(await drop.look()).toBe(3);
    expect((await recordings()).map((row) => row.name)).toEqual([name]);
    expect((await readdir(join(home, '未入库'))).sort()).toEqual(['原因.txt', '文字.mp4', '空.mp4'].sort());
    const reasons = (await readFile(join(home, '未入库', '原因.txt'), 'utf8')).trim().split('\n');
    expect(reasons.sort()).toEqual([
      expect.stringMatching(/^文字\.mp4\t不能存储：/),
      expect.stringMatching(/^空\.mp4\t不能存储：文件是空的/),
    ]);
  });

  it('is put aside with the reason where the organ has no station account, and taken once it has', async () => {
    const other = await makeOrgan(ground, 'ql', 'ql');
    await lay(`../ql/${name}`, film);
    const aside = join(ground.folder, 'drop', 'ql');
    expect(await drop.look()).toBe(1);
    expect(await readFile(join(aside, '未入库', '原因.txt'), 'utf8')).toContain('ql.station');
    await openStation('ql', other);
    await rename(join(aside, '未入库', name), join(aside, name));
    passTime();
    expect(await drop.look()).toBe(1);
    expect((await recordings()).length).toBe(1);
  });

  it('is left alone while it is still being written, whatever time the station gives it', async () => {
    const path = join(home, name);
    ground.clock.set(new Date().toISOString());
    await writeFile(path, film.subarray(0, 1000));
    await utimes(path, new Date('2026-09-15T02:44:00Z'), new Date('2026-09-15T02:44:00Z'));
    expect(await drop.look()).toBe(0);
    expect(await uploadStates()).toEqual([]);
    await writeFile(path, film);
    passTime();
    await utimes(path, new Date('2031-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z')); // a wrong clock
    expect(await drop.look()).toBe(1);
    expect((await recordings()).map((row) => row.sha256)).toEqual([hexOf(film, 'sha256')]);
  });

  it.each(['received', 'registered'] as const)(
    'to which a station goes on writing after a pause (house: %s) stays, and is taken again whole',
    async (at) => {
      const whole = variantOf(film, 'the last bytes');
      await lay(name, film);
      onStep = async (step) => {
        if (step === at) await appendFile(join(home, name), whole.subarray(film.length));
      };
      expect(await drop.look()).toBe(0);
      expect((await readFile(join(home, name))).equals(whole)).toBe(true);
      onStep = async () => undefined;
      passTime();
      expect(await drop.look()).toBe(1);
      expect((await recordings()).map((row) => row.sha256)).toContain(hexOf(whole, 'sha256'));
      expect((await readFile(join(home, '已入库', name))).equals(whole)).toBe(true);
    },
  );

  it('that is hidden, or only linked to, is passed over', async () => {
    await lay('.part.mp4', film);
    await writeFile(join(ground.folder, 'elsewhere.mp4'), film);
    await symlink(join(ground.folder, 'elsewhere.mp4'), join(home, 'link.mp4'));
    expect(await drop.look()).toBe(0);
  });

  it('with bytes that the organ has is recognised and put aside as stored', async () => {
    await lay(name, film);
    await drop.look();
    await lay('再次.mp4', film);
    await lay(name, film);
    expect(await drop.look()).toBe(2);
    expect((await recordings()).length).toBe(1);
    expect(await uploadStates()).toEqual(['registered', 'duplicate', 'duplicate']);
    expect((await readdir(join(home, '已入库'))).sort()).toEqual([name, `${name}.1`, '再次.mp4'].sort());
  });

  it('with a name in GBK bytes, in a folder of such a name, is registered under what it says', async () => {
    const folder = Buffer.concat([Buffer.from(`${home}/`), Buffer.from([0xcf, 0xd6, 0xb3, 0xa1])]);
    await mkdir(folder);
    const path = Buffer.concat([folder, Buffer.from([0x2f, 0xd6, 0xb4, 0xb7, 0xa8]), Buffer.from('.mp4')]);
    await lay(path, film);
    expect(await drop.look()).toBe(1);
    expect(await recordings()).toMatchObject([{ name: '执法.mp4', relative_path: '现场/执法.mp4' }]);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await drop.look()).toBe(0);
  });
});

describe('a file beside the folders of the organs', () => {
  it('is laid aside with what to do, and stays there', async () => {
    const root = join(ground.folder, 'drop');
    await writeFile(join(root, 'stray.mp4'), film);
    expect(await drop.look()).toBe(0); // it may still be written
    passTime();
    expect(await drop.look()).toBe(1);
    expect(await readdir(join(root, '未入库'))).toEqual(['stray.mp4', '原因.txt'].sort());
    expect(await readFile(join(root, '未入库', '原因.txt'), 'utf8')).toMatch(
      /^stray\.mp4\t不在任何机关的文件夹里/,
    );
    passTime();
    expect(await drop.look()).toBe(0);
  });
});

describe('a drop folder that is interrupted', () => {
  it.each(['received', 'inspected', 'kept', 'registered', 'done'] as const)(
    'at %s has stored the file once after a restart',
    async (step) => {
      breakAt = step;
      await lay(name, film);
      await drop.look();
      await restart();
      await drop.look();
      await line.drain();
      expect((await recordings()).map((row) => row.sha256)).toEqual([hexOf(film, 'sha256')]);
      expect(await readdir(join(home, '已入库'))).toEqual([name]);
      expect(await readdir(join(ground.folder, 'staging'))).toEqual([]);
      expect(await uploadStates()).not.toContain('receiving');
    },
  );

  it('while it copies begins that file anew and leaves no upload that waits for ever', async () => {
    const station = await transact(ground.database, house, (tx) => personOfAccount(tx, 'xz.station'));
    if (station === null) throw new Error('no station');
    const id = makeId(ground.clock);
    await asPerson(ground, station, (ctx) =>
      openUpload(ctx, id, film.length, {
        ...parseMetadata(undefined),
        source: 'station',
      }),
    );
    await writeFile(line.staging.pathOf(id), film.subarray(0, 1000));
    await lay(name, film);
    await restart();
    expect(await uploadStates()).toEqual(['cancelled']);
    expect(await readdir(join(ground.folder, 'staging'))).toEqual([]);
    expect(await drop.look()).toBe(1);
    expect((await recordings()).length).toBe(1);
  });

  it('by a fault of the line copies the file once, not once at every look', async () => {
    breakAt = 'inspected';
    await lay(name, film);
    for (const _look of [1, 2, 3]) expect(await drop.look()).toBe(0);
    expect(await uploadStates()).toEqual(['received']);
    breakAt = null;
    const [id = ''] = await readdir(join(ground.folder, 'staging'));
    line.advance(id); // what the line does by itself after a while
    expect(await drop.look()).toBe(1);
    expect(await uploadStates()).toEqual(['registered']);
  });

  it('by one file does not keep the others waiting', async () => {
    const create = line.staging.create;
    let first = true;
    line.staging.create = (id) => {
      const refuse = first;
      first = false;
      return refuse ? Promise.reject(Object.assign(new Error('no'), { code: 'EIO' })) : create(id);
    };
    await lay('a.mp4', variantOf(film, 'a'));
    await lay('b.mp4', variantOf(film, 'b'));
    expect(await drop.look()).toBe(1);
    expect((await recordings()).map((row) => row.name)).toEqual(['b.mp4']);
    expect(await drop.look()).toBe(1);
    expect((await recordings()).length).toBe(2);
    expect(await uploadStates()).toEqual(['cancelled', 'registered', 'registered']);
  });
});

import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdir, readdir, readFile, readlink, rename, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { checkAll, configOf, hexOf, readCard, type TestVisitor, visitAs } from '../../test/server.ts';
import { create, filesIn, offsetOf, open, patch, settle, until, variantOf } from '../../test/tus.ts';
import { house, transact } from '../base/database.ts';
import type { Config } from '../config.ts';
import { type RunningServer, startServer } from '../server.ts';
import type { LineStep } from './line.ts';

let ground: TestGround;
let config: Config;
let server: RunningServer;
let organ: TestOrgan;
let officer: TestVisitor;
let film: Buffer;
let fullAt: LineStep | null = null;

const passing = {
  sequencer: async () => undefined,
  line: async (step: LineStep) => {
    if (step === fullAt) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  },
};

beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set(new Date().toISOString());
  config = configOf(ground);
  server = await startServer(config, passing);
  organ = await makeOrgan(ground);
  officer = await visitAs(ground, organ.people.officer, () => server.url);
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
});
afterAll(async () => {
  await server.stop();
  await ground.close();
});

const full = {
  code: 'storage.full',
  retry: true,
  message: expect.stringContaining('不要清空设备'),
  messageEn: expect.stringContaining('do not wipe the device'),
};

/** Whether both threads of this process that hash what arrives read the file already: its writer has it open too. */
async function isRead(path: string): Promise<boolean> {
  const numbers = await readdir('/proc/self/fd');
  const reads = await Promise.all(
    numbers.map(async (one) => {
      const to = await readlink(`/proc/self/fd/${one}`).catch(() => '');
      if (to !== path) return false;
      const told = await readFile(`/proc/self/fdinfo/${one}`, 'utf8').catch(() => '');
      const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(told)?.[1] ?? '1', 8);
      return (flags & (constants.O_WRONLY | constants.O_RDWR)) === 0;
    }),
  );
  return reads.filter((isIt) => isIt).length === 2;
}

/** Something has no room until the test is over; the file itself stays what it was. */
async function fillUp(path: string): Promise<() => Promise<void>> {
  await rename(path, `${path}.aside`);
  await symlink('/dev/full', path);
  return async () => {
    await rm(path);
    await rename(`${path}.aside`, path);
  };
}

describe('a full disk', () => {
  it('stops a chunk with a sentence; what had arrived stays and the rest comes when there is room', async () => {
    const bytes = variantOf(film, 'full staging');
    const id = await open(officer, bytes.length, { filename: '现场.mp4' });
    expect((await patch(officer, id, 0, bytes.subarray(0, 50_000))).status).toBe(204);
    const staged = join(config.home, 'staging', id);
    await until(
      () => isRead(staged),
      (isIt) => isIt,
    ); // else the threads would hash what stands in its place
    const empty = await fillUp(staged);
    const answer = await patch(officer, id, 50_000, bytes.subarray(50_000));
    expect([answer.status, await answer.json()]).toEqual([507, expect.objectContaining(full)]);
    expect(await offsetOf(officer, id)).toBe(50_000);
    expect(await officer.call('getUpload', { id })).toMatchObject({ state: 'receiving', received: 50_000 });
    await empty();
    expect((await patch(officer, id, 50_000, bytes.subarray(50_000))).status).toBe(204);
    expect((await settle(officer, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it.each(['received', 'inspected', 'kept'] as const)(
    'after %s lets the film wait, promises nothing, and a later try registers it',
    async (step) => {
      onTestFinished(() => {
        fullAt = null;
      });
      const bytes = variantOf(film, `full after ${step}`);
      fullAt = step;
      const id = await open(officer, bytes.length, { filename: '现场.mp4' });
      expect((await patch(officer, id, 0, bytes)).status).toBe(204);
      await server.stop(); // waits until nothing is on the line
      fullAt = null;
      expect((await readFile(join(config.home, 'staging', id))).equals(bytes)).toBe(true);
      const rows = await transact(ground.database, house, (tx) =>
        tx.selectFrom('upload').select(['state', 'recording_id']).where('id', '=', id).execute(),
      );
      expect(rows).toEqual([{ state: 'received', recording_id: null }]);
      server = await startServer(config, passing);
      expect((await settle(officer, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
      expect(await filesIn(config, 'staging')).toEqual([]);
    },
  );

  it('leaves a house that doctor finds clean', async () => {
    expect((await checkAll(ground, config)).findings).toEqual([]);
  });
});

const system = { mount: 'mount', unmount: 'umount' };

/** A file system of its own with so little room; null where nobody lets us mount one. */
function mountSmall(folder: string, megabytes: number): (() => void) | null {
  try {
    execFileSync(system.mount, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return () => void execFileSync(system.unmount, ['-l', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
}

describe('a small disk of its own', () => {
  it('that fills up while a film arrives keeps its begun part and goes on', async ({ skip }) => {
    const small = await makeGround();
    small.clock.set(new Date().toISOString());
    onTestFinished(() => small.close());
    const settings = configOf(small);
    await mkdir(settings.home);
    const unmount = mountSmall(settings.home, 3) ?? skip('only root may mount');
    onTestFinished(unmount);
    const running = await startServer(settings);
    onTestFinished(() => running.stop());
    const people = (await makeOrgan(small)).people;
    const by = await visitAs(small, people.officer, () => running.url);
    const ballast = join(settings.home, 'ballast');
    const { bavail, bsize } = await statfs(settings.home);
    await writeFile(ballast, Buffer.alloc(bavail * bsize - 100_000, 1));
    const bytes = variantOf(film, 'small disk');
    const id = await open(by, bytes.length, { filename: '现场.mp4' });
    const answer = await patch(by, id, 0, bytes);
    expect([answer.status, await answer.json()]).toEqual([507, expect.objectContaining(full)]);
    const at = await offsetOf(by, id);
    expect(at).toBeLessThan(bytes.length);
    await rm(ballast);
    await until(
      () => patch(by, id, at, bytes.subarray(at)),
      ({ status }) => status === 204,
    );
    expect((await settle(by, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
    expect((await create(by, 10, { filename: 'a.mp4' })).status).toBe(201);
    expect((await checkAll(small, settings)).findings).toEqual([]);
  });
});

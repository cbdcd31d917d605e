import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { makePoster, makeProxy } from './derive.ts';
import { startProber } from './prober.ts';

const { ffmpeg } = readConfig();
const root = new URL('../../../', import.meta.url).pathname;
const card = (path: string) => join(root, 'media/cards', path);
const real = join(root, '../shared/media');
const avi = card('dph/DCAM_DPH00032_130322_20261012_153500.avi');
const hevc = card('ql/DCAM_QL530011_530302_20261108_193005.mp4');
const mpg = card('hd/DCAM_HD040006_130406_20261020_091530.mpg');
const mp4 = card('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
const photo = card('xz/IMG_20260915_101512.jpg');

const prober = startProber({ processes: 1 });
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-derive-'));
});
afterAll(async () => {
  await prober.close();
  await rm(folder, { recursive: true });
});
const to = (name: string) => join(folder, name);

/** A stand-in for ffmpeg that behaves badly in one way; the real one is tested below. */
async function program(name: string, script: string): Promise<string> {
  const path = to(name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('an ffmpeg that misbehaves', () => {
  it('is reported with what it said, and leaves no output', async () => {
    const tool = await program(
      'fails',
      'for out; do :; done; echo half > "$(echo $out | cut -c6-)"; echo "no such thing" >&2; exit 3',
    );
    await expect(makePoster(tool, avi, to('a.jpg'), 'video')).rejects.toThrow('ended with 3: no such thing');
    expect(existsSync(to('a.jpg'))).toBe(false);
  });

  it('is not believed when it makes nothing', async () => {
    const tool = await program('lazy', 'for out; do :; done; : > "$(echo $out | cut -c6-)"; exit 0');
    await expect(makeProxy(tool, avi, to('b.mp4'), { durationMs: 1000 })).rejects.toThrow('empty file');
    expect(existsSync(to('b.mp4'))).toBe(false);
  });

  it('is reported when it cannot be started', async () => {
    await expect(makePoster(to('nowhere'), avi, to('c.jpg'), 'video')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('is said not to have started when it cannot run, so that it is tried again', async () => {
    await expect(makePoster(to('nowhere'), avi, to('c.jpg'), 'video')).rejects.toThrow(
      'ffmpeg did not start',
    );
    await writeFile(to('plain'), 'no program');
    await expect(makePoster(to('plain'), avi, to('c.jpg'), 'video')).rejects.toThrow('ffmpeg did not start');
    const broken = await program('broken', 'echo "error while loading shared libraries" >&2; exit 127');
    await expect(makePoster(broken, avi, to('c.jpg'), 'video')).rejects.toThrow('ffmpeg did not start');
    const killed = await program('killed', 'kill -SEGV $$');
    await expect(makePoster(killed, avi, to('c.jpg'), 'video')).rejects.toThrow('was ended by SIGSEGV');
  });

  it.runIf(process.platform === 'linux')('gets no more memory than it may have', async () => {
    const tool = await program('limits', `ulimit -v > ${to('limit')}; exit 1`);
    await expect(makePoster(tool, avi, to('m.jpg'), 'video')).rejects.toThrow('ended with 1');
    expect(readFileSync(to('limit'), 'utf8').trim()).toBe(String(4 << 20));
  });

  it('is killed when the work is called off', async () => {
    const tool = await program('sleeps', 'exec /bin/sleep 60');
    const stop = new AbortController();
    const work = makeProxy(tool, avi, to('d.mp4'), { durationMs: 1000, signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    const start = performance.now();
    await expect(work).rejects.toThrow('called off');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('is not even started when the work was called off before', async () => {
    const tool = await program('marks', `echo ran > ${to('ran')}`);
    const work = makePoster(tool, avi, to('e.jpg'), 'video', AbortSignal.abort());
    await expect(work).rejects.toThrow();
    expect(existsSync(to('ran'))).toBe(false);
  });

  it('gets no environment, and the whole film anew when copying fails', async () => {
    const tool = await program(
      'copyless',
      `echo "$*" >> ${to('calls')}; env >> ${to('env')}; case "$*" in *copy*) exit 1;; esac; for out; do :; done; echo film > "\${out#file:}"`,
    );
    const streams = [{ type: 'video', codec: 'h264', width: 640, height: 360, frameRate: 25 } as const];
    await makeProxy(tool, avi, to('f.mp4'), { durationMs: 1000, streams });
    const calls = readFileSync(to('calls'), 'utf8').trim().split('\n');
    expect(calls).toHaveLength(2);
    expect(calls[0]).toContain('-c:v copy');
    expect(calls[1]).toContain('-c:v libx264');
    for (const call of calls) expect(call).toContain('-protocol_whitelist file,pipe');
    expect(readFileSync(to('env'), 'utf8')).not.toMatch(/^(PATH=.*node_modules|HOME|LIUHEN)/m);
  });
});

describe.runIf(ffmpeg !== null)('the real ffmpeg', () => {
  const tool = ffmpeg ?? '';

  it.each([
    ['a film', mp4, 'video'],
    ['MJPEG in AVI', avi, 'video'],
    ['HEVC', hevc, 'video'],
    ['a picture', photo, 'picture'],
  ] as const)('makes a poster of %s', async (_, input, kind) => {
    await makePoster(tool, input, to('p.jpg'), kind);
    expect(await prober.probe(to('p.jpg'), 'p.jpg')).toMatchObject({
      container: 'jpeg',
      width: 640,
      height: 360,
      fault: null,
    });
  });

  it('makes a poster of a film of huge frames without holding them all', async () => {
    const huge = ['-f', 'lavfi', '-i', 'color=c=gray:s=8000x8000:r=25:d=1.2', '-c:v', 'mpeg4', '-g', '1'];
    execFileSync(tool, ['-loglevel', 'error', '-y', ...huge, to('huge.avi')]);
    await makePoster(tool, to('huge.avi'), to('huge.jpg'), 'video');
    expect(await prober.probe(to('huge.jpg'), 'huge.jpg')).toMatchObject({ width: 640, height: 640 });
  });

  it.each([
    ['MJPEG in AVI', avi],
    ['HEVC', hevc],
    ['an MPEG program stream', mpg],
  ])('makes a playable proxy of %s, and tells progress', async (_, input) => {
    const before = await prober.probe(input, input);
    expect(before.playable).toBe('needsProxy');
    const told: number[] = [];
    const order = {
      durationMs: before.durationMs ?? 0,
      streams: before.streams,
      onProgress: (f: number) => told.push(f),
    };
    await makeProxy(tool, input, to('x.mp4'), order);
    const proxy = await prober.probe(to('x.mp4'), 'x.mp4');
    expect(proxy).toMatchObject({
      container: 'mp4',
      playable: 'browser',
      complete: true,
      width: 640,
      height: 360,
      createdAt: null,
    });
    expect(Math.abs((proxy.durationMs ?? 0) - (before.durationMs ?? 0))).toBeLessThan(700);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    const bytes = readFileSync(to('x.mp4'));
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('copies what plays already', async () => {
    const { streams, size } = await prober.probe(mp4, mp4);
    await makeProxy(tool, mp4, to('y.mp4'), { durationMs: 14_000, streams });
    const copy = (await stat(to('y.mp4'))).size;
    expect(Math.abs(copy - size)).toBeLessThan(size * 0.05);
  });

  it.each([
    [
      'HLS of the network',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n',
    ],
    ['endless HLS', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n'],
    ['HLS of files', `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${mp4}\n#EXT-X-ENDLIST\n`],
    ['a list of files', `ffconcat version 1.0\nfile ${mp4}\n`],
  ])('reads nothing else for a play list: %s', async (_, text) => {
    await writeFile(to('evil.avi'), text);
    const start = performance.now();
    await expect(makePoster(tool, to('evil.avi'), to('z.jpg'), 'video')).rejects.toThrow(/ffmpeg ended/);
    await expect(makeProxy(tool, to('evil.avi'), to('z.mp4'), { durationMs: 1000 })).rejects.toThrow(
      /ffmpeg ended/,
    );
    expect(performance.now() - start).toBeLessThan(20_000);
    expect([existsSync(to('z.jpg')), existsSync(to('z.mp4'))]).toEqual([false, false]);
  });

  describe.runIf(existsSync(real))('on real media that nobody here made', () => {
    it('remuxes H.264 in AVI in a moment and makes MPEG-2 anew', async () => {
      for (const name of ['movie-hello.avi', 'movie-hello.mpeg']) {
        const input = join(real, name);
        const { streams, durationMs } = await prober.probe(input, name);
        await makeProxy(tool, input, to('r.mp4'), { durationMs: durationMs ?? 0, streams });
        expect(await prober.probe(to('r.mp4'), 'r.mp4')).toMatchObject({
          playable: 'browser',
          complete: true,
        });
      }
    });
  });
});

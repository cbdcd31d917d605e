import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hexOf, readCard, startTestServer, type TestServer, type TestVisitor } from '../../test/server.ts';
import { filesIn, recordingOf, send, until, variantOf } from '../../test/tus.ts';
import { readConfig } from '../config.ts';

const { ffmpeg } = readConfig();

let server: TestServer;
let officer: TestVisitor;
/** A film that came while there was no ffmpeg. */
let waiting = '';

beforeAll(async () => {
  server = await startTestServer();
  officer = await server.visit(server.organ.people.officer);
});
afterAll(() => server.close());

const sent = async (card: string, mark?: string) => {
  const bytes = await readCard(card);
  const filename = card.split('/').at(-1) ?? '';
  return recordingOf(await send(officer, mark ? variantOf(bytes, mark) : bytes, { filename }));
};

/** The recording once all that is made of it has come to one of these states. */
const derived = (id: string, ...states: string[]) =>
  until(
    () => officer.call('getRecording', { id }),
    ({ derivatives }) => derivatives.length > 0 && derivatives.every((one) => states.includes(one.state)),
    60,
  );

async function program(name: string, script: string): Promise<string> {
  const path = join(server.ground.folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const bytesOf = async (path: string) => {
  const answer = await officer.fetch(path);
  expect(answer.status).toBe(200);
  return { type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
};

const mp4 = 'xz/DCAM_XZ260017_140901_20260915_104400.mp4';
const avi = 'dph/DCAM_DPH00032_130322_20261012_153500.avi';
const hevc = 'ql/DCAM_QL530011_530302_20261108_193005.mp4';
const photo = 'xz/IMG_20260915_101512.jpg';

describe('without ffmpeg', () => {
  it('a film is registered and played, and the state says what to install', async () => {
    const id = await sent(avi);
    waiting = id;
    const recording = await derived(id, 'noTool');
    expect(recording).toMatchObject({ playable: 'needsProxy', poster: false, kind: 'video' });
    expect(recording.derivatives.map((one) => one.kind).sort()).toEqual(['poster', 'proxy']);
    for (const { reason, sha256 } of recording.derivatives) {
      expect(sha256).toBeNull();
      expect(reason?.zh).toContain('apt install ffmpeg');
      expect(reason?.en).toContain('apt install ffmpeg');
    }
    const { bytes } = await bytesOf(`/api/recordings/${id}/original`);
    expect(hexOf(bytes, 'sha256')).toBe(recording.sha256);
    for (const kind of ['proxy', 'poster']) {
      const answer = await officer.fetch(`/api/recordings/${id}/${kind}`);
      expect([answer.status, await answer.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'media.notAvailable' }),
      ]);
    }
  });

  it('the house is clean', async () => {
    expect((await server.check()).findings).toEqual([]);
  });
});

describe.skipIf(ffmpeg === null)('with ffmpeg', () => {
  beforeAll(() => server.restart({ ffmpeg }));

  it('what had waited for it is made by itself', async () => {
    const recording = await derived(waiting, 'ready');
    expect(recording.poster).toBe(true);
    for (const { reason, progress } of recording.derivatives) expect([reason, progress]).toEqual([null, 1]);
  });

  it.each([
    ['AVI', avi],
    ['HEVC', hevc],
  ])('%s gets a proxy that a browser plays and a poster, each under its digest', async (_what, card) => {
    const id = await sent(card);
    const recording = await derived(id, 'ready');
    expect(recording).toMatchObject({ playable: 'needsProxy', poster: true });
    const digestOf = (kind: string) => recording.derivatives.find((one) => one.kind === kind)?.sha256;
    const proxy = await bytesOf(`/api/recordings/${id}/proxy`);
    expect([proxy.type, hexOf(proxy.bytes, 'sha256')]).toEqual(['video/mp4', digestOf('proxy')]);
    expect(proxy.bytes.subarray(4, 8).toString()).toBe('ftyp');
    const poster = await bytesOf(`/api/recordings/${id}/poster`);
    expect([poster.type, hexOf(poster.bytes, 'sha256')]).toEqual(['image/jpeg', digestOf('poster')]);
    expect(poster.bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
    const part = await officer.fetch(`/api/recordings/${id}/proxy`, { headers: { range: 'bytes=0-99' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100]);
    const made = recording.life.filter((event) => event.kind === 'derivative.made');
    expect(made.map((event) => event.derivative).toSorted()).toEqual(['poster', 'proxy']);
    expect(recording.life[0]?.derivative).toBeNull();
    const { bytes } = await bytesOf(`/api/recordings/${id}/original`);
    expect(hexOf(bytes, 'sha256')).toBe(recording.sha256);
  });

  it('a film that plays already and a picture get a poster only, a document nothing', async () => {
    for (const card of [mp4, photo]) {
      const { derivatives } = await derived(await sent(card), 'ready');
      expect(derivatives.map((one) => one.kind)).toEqual(['poster']);
    }
    const id = await sent('xz/现场检查记录.pdf');
    const paper = await officer.call('getRecording', { id });
    expect(paper).toMatchObject({ derivatives: [], abilities: { play: false, download: true } });
  });

  it('leaves no work behind and a house that doctor finds clean', async () => {
    expect(await filesIn(server.config, 'work')).toEqual([]);
    expect((await server.check()).findings).toEqual([]);
  });
});

describe('an ffmpeg that fails', () => {
  it('is told with what it said; the original is not touched', async () => {
    await server.restart({ ffmpeg: await program('fails', 'echo "no such codec" >&2; exit 3') });
    const id = await sent(mp4, 'fails');
    const recording = await derived(id, 'failed');
    expect(recording.derivatives).toMatchObject([{ kind: 'poster', sha256: null }]);
    expect(recording.derivatives[0]?.reason?.zh).toMatch(/^生成失败：.*no such codec.*原件不受影响/s);
    expect(recording.poster).toBe(false);
    expect((await server.check()).findings).toEqual([]);
  });
});

describe('an ffmpeg that does not start', () => {
  it('is tried again at the next start, and the house stays clean', async () => {
    await server.restart({ ffmpeg: await program('broken', 'exit 127') });
    const id = await sent(mp4, 'broken');
    expect((await derived(id, 'failed')).derivatives).toMatchObject([{ kind: 'poster', state: 'failed' }]);
    expect((await server.check()).findings).toEqual([]);
    const quick = await program('mended', 'for out; do :; done; echo jpeg > "$(echo $out | cut -c6-)"');
    await server.restart({ ffmpeg: quick });
    const recording = await derived(id, 'ready');
    expect(recording.poster).toBe(true);
    expect(recording.derivatives).toMatchObject([{ reason: null }]);
    expect((await server.check()).findings).toEqual([]);
  });
});

describe('a server that stops amid the work', () => {
  it('does not wait for a poster, and has it made when it is back', async () => {
    await server.restart({ ffmpeg: await program('sleeps', 'exec /bin/sleep 50') });
    const id = await sent(mp4, 'stops');
    await derived(id, 'working');
    const start = performance.now();
    await server.restart({
      ffmpeg: await program('quick', 'for out; do :; done; echo jpeg > "$(echo $out | cut -c6-)"'),
    });
    expect(performance.now() - start).toBeLessThan(20_000);
    const recording = await derived(id, 'ready');
    expect(recording.poster).toBe(true);
  });
});

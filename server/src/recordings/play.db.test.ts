import { chmod, rm, truncate } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOrgan } from '../../test/people.ts';
import { hexOf, readCard, startTestServer, type TestServer, type TestVisitor } from '../../test/server.ts';
import { recordingOf, send, variantOf } from '../../test/tus.ts';

let server: TestServer;
let officer: TestVisitor;
let custodian: TestVisitor;
let film: Buffer;
let filmId: string;
let custodiansId: string;
let pdf: Buffer;
let pdfId: string;

beforeAll(async () => {
  server = await startTestServer();
  const { people } = server.organ;
  officer = await server.visit(people.officer);
  custodian = await server.visit(people.custodian);
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
  pdf = await readCard('xz/现场检查记录.pdf');
  filmId = recordingOf(await send(officer, film, { filename: 'DCAM_XZ01_140901_20260915_104400.mp4' }));
  custodiansId = recordingOf(await send(custodian, variantOf(film, 'x'), { filename: '别人的.mp4' }));
  pdfId = recordingOf(await send(officer, pdf, { filename: '现场检查记录.pdf' }));
});
afterAll(() => server.close());

const original = (id: string) => `/api/recordings/${id}/original`;
const ask = (headers: Record<string, string> = {}, by = officer) => by.fetch(original(filmId), { headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('a film that is played', () => {
  it('comes whole with what it is, its length and its digest', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(film.length),
      'accept-ranges': 'bytes',
      etag: `"${hexOf(film, 'sha256')}"`,
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; /),
      'cache-control': expect.stringContaining('private'),
    });
    expect((await bytesOf(answer)).equals(film)).toBe(true);
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=1000-', 1000, null],
    ['bytes=-50', -50, null],
    ['bytes=0-99999999', 0, null],
  ] as const)('comes in part: %s', async (range, from, to) => {
    const part = film.subarray(from, to === null ? undefined : to + 1);
    const start = from < 0 ? film.length + from : from;
    const answer = await ask({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(
      `bytes ${start}-${start + part.length - 1}/${film.length}`,
    );
    expect(answer.headers.get('content-length')).toBe(String(part.length));
    expect((await bytesOf(answer)).equals(part)).toBe(true);
  });

  it.each(['bytes=99999999-', 'bytes=9-5', 'bytes=-0'])('not outside of itself: %s', async (range) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${film.length}`);
    expect(await answer.json()).toMatchObject({ code: 'range.unsatisfiable' });
  });

  it.each(['lines=1-2', 'bytes=0-1,5-6', 'bytes=x-y', ''])('comes whole for %j', async (range) => {
    const answer = await ask({ range });
    expect([answer.status, (await bytesOf(answer)).length]).toEqual([200, film.length]);
  });

  it('comes in part only if it is still the same (If-Range)', async () => {
    const range = 'bytes=10-19';
    const etag = `"${hexOf(film, 'sha256')}"`;
    expect((await ask({ range, 'if-range': etag })).status).toBe(206);
    for (const other of [`"${hexOf(pdf, 'sha256')}"`, `W/${etag}`, 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      const whole = await ask({ range, 'if-range': other });
      expect([whole.status, (await bytesOf(whole)).length]).toEqual([200, film.length]);
    }
  });

  it('is not sent again to who has it (If-None-Match)', async () => {
    const etag = `"${hexOf(film, 'sha256')}"`;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await ask({ 'if-none-match': known });
      expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, etag, '']);
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([{}, { range: 'bytes=0-9' }])('tells of itself without its bytes (HEAD %o)', async (headers) => {
    const asked = await officer.fetch(original(filmId), { method: 'HEAD', headers });
    const got = await ask(headers);
    await got.arrayBuffer();
    for (const name of ['content-length', 'content-range', 'content-type', 'etag'])
      expect([name, asked.headers.get(name)]).toEqual([name, got.headers.get(name)]);
    expect([asked.status, (await bytesOf(asked)).length]).toEqual([got.status, 0]);
  });

  it('may be broken off by the player without harm', async () => {
    const { hostname, port } = new URL(server.url);
    for (let i = 0; i < 20; i++) {
      const socket = connect(Number(port), hostname);
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
      const lines = [
        `GET ${original(filmId)} HTTP/1.1`,
        `Host: ${hostname}`,
        `Authorization: ${officer.headers.authorization}`,
      ];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      await new Promise<void>((resolve) => socket.once('data', () => resolve()));
      socket.destroy();
    }
    expect((await bytesOf(await ask())).equals(film)).toBe(true);
  });
});

describe('what a file is', () => {
  it('is told with the recording: pages of a document, pixels of a picture, streams of film', async () => {
    const picture = await readCard('xz/IMG_20260915_101512.jpg');
    const pictureId = recordingOf(await send(officer, picture, { filename: 'IMG_20260915_101512.jpg' }));
    const told = (id: string) => officer.call('getRecording', { id });
    expect(await told(pdfId)).toMatchObject({ pages: 1, pixels: null, streams: [] });
    expect(await told(pictureId)).toMatchObject({ pages: null, pixels: { width: 1280, height: 720 } });
    expect(await told(filmId)).toMatchObject({ pages: null, pixels: null });
  });
});

describe('a document', () => {
  it('in PDF is shown in place, under its name', async () => {
    const answer = await officer.fetch(original(pdfId));
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('现场检查记录.pdf')}`,
    );
    expect((await bytesOf(answer)).equals(pdf)).toBe(true);
  });

  it('runs nothing as a page of ours, and is not put into a sandbox in which no reader opens', async () => {
    const answer = await officer.fetch(original(pdfId));
    expect(answer.headers.get('content-security-policy')).not.toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('who may play', () => {
  it('is nobody who is not signed in', async () => {
    expect((await fetch(`${server.url}${original(filmId)}`)).status).toBe(401);
  });

  it('is whoever made it or brought it, and those who keep and review the film of the organ', async () => {
    const statuses = async (id: string) => {
      const { people } = server.organ;
      const all = await Promise.all(
        (['officer', 'custodian', 'head', 'assistant', 'administrator'] as const).map(async (role) => {
          const answer = await (await server.visit(people[role])).fetch(original(id), { method: 'HEAD' });
          return [role, answer.status];
        }),
      );
      return Object.fromEntries(all);
    };
    const others = { custodian: 200, head: 200, assistant: 403, administrator: 403 };
    expect(await statuses(filmId)).toEqual({ officer: 200, ...others });
    expect(await statuses(custodiansId)).toEqual({ officer: 403, ...others });
  });

  it('does not include another organ: there is no such film', async () => {
    const other = await makeOrgan(server.ground, 'ql', 'ql');
    const stranger = await server.visit(other.people.head);
    for (const path of ['original', 'proxy', 'poster']) {
      const answer = await stranger.fetch(`/api/recordings/${filmId}/${path}`);
      expect([answer.status, await answer.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'notFound' }),
      ]);
    }
    await expect(stranger.call('getRecording', { id: filmId })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.call('proveRecording', { id: filmId })).rejects.toMatchObject({ status: 404 });
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'nonsense', '..%2f..%2fkeys'])(
    'finds nothing under %s',
    async (id) => {
      expect((await officer.fetch(original(id))).status).toBe(404);
    },
  );
});

describe('what is not there', () => {
  it('is said in words: a version that was not made', async () => {
    const answer = await officer.fetch(`/api/recordings/${filmId}/proxy`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'media.notAvailable' }),
    ]);
  });

  it.each([
    ['cut short', async (path: string) => chmod(path, 0o600).then(() => truncate(path, 100))],
    ['gone', rm],
  ])('is a fault of the house when it is a registered original, and no wrong link: %s', async (_, spoil) => {
    const sha256 = hexOf(variantOf(film, 'x'), 'sha256');
    await spoil(join(server.config.home, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    const answer = await custodian.fetch(original(custodiansId), { headers: { range: 'bytes=0-9' } });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-range')).toBeNull();
    expect(await answer.json()).toMatchObject({ code: 'media.missing' });
  });
});

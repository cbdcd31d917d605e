import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGround, type TestGround } from '../test/house.ts';
import { makeOrgan, type TestOrgan } from '../test/people.ts';
import { configOf, visitAs } from '../test/server.ts';
import { type RunningServer, startServer } from './server.ts';

let ground: TestGround;
let organ: TestOrgan;
let server: RunningServer;
let auth: { authorization: string };
beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set(new Date().toISOString());
  server = await startServer(configOf(ground));
  organ = await makeOrgan(ground);
  auth = (await visitAs(ground, organ.people.custodian, () => server.url)).headers;
});
afterAll(async () => {
  await server.stop();
  await ground.close();
});

const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const web = join(import.meta.dirname, '..', '..', 'web', 'dist');
const built = existsSync(join(web, 'index.html'));
const nobody = '018f0000-0000-7000-8000-000000000001';

describe('every answer', () => {
  const addresses: [what: string, path: string, init: RequestInit][] = [
    ['a contract route', '/api/units', {}],
    ['a refused one', '/api/units', { method: 'POST' }],
    ['an unknown one', '/api/nothing', {}],
    ['signing in', '/api/session', { method: 'POST' }],
    ['the original', `/api/recordings/${nobody}/original`, {}],
    ['the poster', `/api/recordings/${nobody}/poster`, {}],
    ['an upload', '/api/files', { method: 'OPTIONS', headers: { 'tus-resumable': '1.0.0' } }],
    ['the public log', '/log/checkpoint', {}],
    ['a tile that is not there', '/log/tile/0/999', {}],
    ['an address that cannot be read', '/%zz', {}],
    ['one of the contract', '/api/recordings/%ff/original', {}],
    ['a page', '/', {}],
    ['a page below', '/recordings/1', {}],
  ];
  it.each(addresses)('of %s says what a browser may do with it', async (_, path, init) => {
    for (const headers of [{}, auth]) {
      const { headers: said } = await get(path, { ...init, headers: { ...init.headers, ...headers } });
      expect(said.get('x-content-type-options')).toBe('nosniff');
      expect(said.get('referrer-policy')).toBe('same-origin');
      expect(said.get('x-powered-by')).toBeNull();
      const policy = said.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src '(self|none)'/);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*/);
    }
  });

  it.each(addresses.filter(([, path]) => path.startsWith('/api/')))(
    'of %s is kept by no cache on the way',
    async (_, path, init) => {
      const { headers } = await get(path, { ...init, headers: { ...init.headers, ...auth } });
      expect(headers.get('cache-control')).toMatch(/no-store|private/);
    },
  );
});

describe('what nobody serves', () => {
  it.each([
    ['GET', '/api/nothing'],
    ['GET', '/api/'],
    ['DELETE', '/api/units'],
    ['PATCH', '/api/units'],
    ['PUT', '/api/recordings/1'],
    ['POST', '/recordings'],
    ['GET', '/log/nothing'],
    ['GET', '/api/../api/nothing'],
  ])('%s %s is 404 in the form of every error', async (method, path) => {
    const answer = await get(path, { method, headers: auth });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toMatchObject({
      code: 'notFound',
      message: expect.stringMatching(/\p{Script=Han}/u),
      messageEn: expect.stringMatching(/\w/),
    });
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/.env',
    '/%2e%2e/x',
  ])('%s is no way out of the folder of pages', async (path) => {
    const text = await (await get(path)).text();
    expect(text).not.toMatch(/"(name|dependencies)":/);
  });
});

describe.skipIf(!built)('the pages', () => {
  it.each([
    '/',
    '/index.html',
    '/recordings',
    `/recordings/${nobody}`,
    '/acts/new?from=1',
    '/sign-in',
    '/apiary',
    '/logbook',
  ])('%s is the page itself, asked anew each time', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(await answer.text()).toContain('<div id="root">');
  });

  it('their parts carry a digest in their name and are kept for a year', async () => {
    const names = readdirSync(join(web, 'assets')).filter((name) => /\.(js|css)$/.test(name));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names.slice(0, 3)) {
      const answer = await get(`/assets/${name}`, { method: 'HEAD' });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });
});

describe('a body', () => {
  const send = (length: number) =>
    get('/api/uploads/known', {
      method: 'POST',
      headers: { ...auth, 'content-type': 'application/json' },
      body: JSON.stringify({ sha256: '0'.repeat(64), more: 'x'.repeat(length) }),
    });
  it.each([
    [1000, 200, undefined],
    [(2 << 20) - 200, 200, undefined],
    [2 << 20, 413, 'request.tooLarge'],
    [5 << 20, 413, 'request.tooLarge'],
  ])('of about %d bytes is answered %d', async (length, status, code) => {
    const answer = await send(length);
    expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([status, code]);
  });
});

describe('a text that no database keeps as it came', () => {
  it.each([
    ['a sign that ends texts', 'a\\u0000b'],
    ['half a character', 'a\\ud800b'],
  ])('%s is refused beside its field', async (_, written) => {
    const answer = await get('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"loginName":"${written}","password":"x"}`,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'input.invalid',
      fields: [expect.objectContaining({ path: 'loginName', message: '含有无法保存的字符' })],
    });
  });
});

describe('an address that cannot be read', () => {
  it.each(['/%zz', '/api/%', '/api/recordings/%ff/original'])(
    '%s is refused in the form of every error, and stops nothing',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'request.unreadable', retry: false });
      expect((await get('/api/units', { headers: auth })).status).toBe(200);
    },
  );
});

describe('a forged origin', () => {
  it('is told of no page that may read the answers', async () => {
    const answer = await get('/api/units', { headers: { ...auth, origin: 'https://evil.example' } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

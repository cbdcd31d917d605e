import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePages } from './pages.ts';

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<div id="root"></div>');
  await writeFile(join(folder, 'mark.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'Page-DbqHj6LJ.js'), 'export {};');
  app = Fastify();
  await servePages(app, folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const ever = 'public, max-age=31536000, immutable';
const anew = 'private, no-cache';

describe('what a browser may keep', () => {
  it.each([
    ['/', 200, anew],
    ['/recordings/1?from=2', 200, anew],
    ['/index.html', 200, anew],
    ['/mark.svg', 200, anew],
    ['/assets/Page-DbqHj6LJ.js', 200, ever],
    ['/assets/Page-taken-away.js', 404, undefined],
    ['/api/nothing', 404, undefined],
    ['/log/nothing', 404, undefined],
  ])('of %s, answered %d, is %s', async (url, status, said) => {
    const answer = await app.inject({ url });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([status, said]);
  });

  it.each([
    ['/', anew],
    ['/assets/Page-DbqHj6LJ.js', ever],
  ])('of %s is said again to one who has it still', async (url, said) => {
    const { etag } = (await app.inject({ url })).headers;
    const again = await app.inject({ url, headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.headers['cache-control'], again.body]).toEqual([304, said, '']);
  });
});

describe('a house whose pages are not built', () => {
  it('serves none', async () => {
    const bare = Fastify();
    await servePages(bare, join(folder, 'assets'));
    expect((await bare.inject({ url: '/' })).statusCode).toBe(404);
    await bare.close();
  });
});

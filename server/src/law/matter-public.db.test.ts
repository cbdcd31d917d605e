import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quiet } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { answerErrors } from '../base/http.ts';
import { withTrialPacks } from './matter-for-tests.ts';
import { approveMatterList, draftMatterList, reviewMatterList, submitMatterList } from './matter-lists.ts';
import { matterRoutes } from './matter-routes.ts';
import { type Law, loadLaw } from './packs.ts';
import { loadGists } from './regulation-gists.ts';

let ground: TestGround;
let law: Law;
let app: FastifyInstance;

beforeAll(async () => {
  ground = await makeGround();
  law = withTrialPacks(await loadLaw());
  app = Fastify();
  answerErrors(app, quiet);
  const house = { ...ground, log: quiet, authenticate: async () => null, wake: () => undefined };
  for (const binding of matterRoutes({ ...law, gists: await loadGists() })) binding.attach(app, house);
});
afterAll(async () => {
  await app.close();
  await ground.close();
});

const ask = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

/** Takes a list as far as asked. */
async function bring(
  organ: TestOrgan,
  to: 'draft' | 'approval' | 'approved',
  effectiveFrom: string | null = null,
) {
  const { custodian, legalReviewer, head } = organ.people;
  const drafted = await asPerson(ground, custodian, (ctx) => draftMatterList(ctx, law, { from: 'law' }));
  const { id } = drafted.value;
  if (to === 'draft') return;
  await asPerson(ground, custodian, (ctx) => submitMatterList(ctx, law, { id, revision: 1 }));
  const agreed = { agrees: true, remarks: '内部意见' };
  await asPerson(ground, legalReviewer, (ctx) => reviewMatterList(ctx, { id, revision: 2, ...agreed }));
  if (to === 'approval') return;
  const approval = { id, revision: 3, ...agreed, effectiveFrom, retroactive: false };
  await asPerson(ground, head, (ctx) => approveMatterList(ctx, law, approval));
}
const paths = (code: string) => [
  `/api/public/${code}/matters`,
  ...['pdf', 'csv', 'json'].map((kind) => `/public/${code}/matters.${kind}`),
];
const statuses = (code: string) => Promise.all(paths(code).map(async (path) => (await ask(path)).statusCode));

describe('without sign-in', () => {
  it('nothing of a draft, of one under review, or of an organ that does not exist is told', async () => {
    const organ = await makeOrgan(ground, 'ql1', 'ql');
    const absent = (await ask('/api/public/nobody/matters')).json();
    await bring(organ, 'draft');
    expect(await statuses('ql1')).toEqual([404, 404, 404, 404]);
    expect((await ask('/api/public/ql1/matters')).json()).toEqual(absent);
    await bring(await makeOrgan(ground, 'ql2', 'ql'), 'approval');
    expect(await statuses('ql2')).toEqual([404, 404, 404, 404]);
  });

  it('an approved list is hidden until its day', async () => {
    const organ = await makeOrgan(ground, 'ql3', 'ql');
    await bring(organ, 'approved', '2026-10-20');
    expect(await statuses('ql3')).toEqual([404, 404, 404, 404]);
  });

  it('a list whose law asks for no publication stays inside, as the organ has not chosen otherwise', async () => {
    await bring(await makeOrgan(ground, 'xz1', 'xz'), 'approved');
    expect(await statuses('xz1')).toEqual([404, 404, 404, 404]);
  });

  it('a published one is read as page and files, which name nobody', async () => {
    await bring(await makeOrgan(ground, 'ql4', 'ql'), 'approved');
    const [page, pdf, csv, json] = await Promise.all(paths('ql4').map((path) => ask(path)));
    expect(page?.json()).toMatchObject({ version: 1, standing: 'inForce', organ: { code: 'ql4' } });
    expect(pdf?.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(csv?.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(json?.json()).toMatchObject({
      $schema: '/public/matters.schema.json',
      matters: [{ articles: ['QL-13'], citations: [{ label: '第十三条' }] }],
    });
    expect((await ask('/public/matters.schema.json')).json()).toMatchObject({ type: 'object' });
    for (const answer of [page, csv, json])
      for (const secret of ['custodian', 'legalReviewer', 'head', '内部意见', '"id"'])
        expect(answer?.payload).not.toContain(secret);
    const tag = String(pdf?.headers.etag);
    expect(pdf?.headers['cache-control']).toBe('public, max-age=300');
    expect((await ask('/public/ql4/matters.pdf', { 'if-none-match': tag })).statusCode).toBe(304);
  });

  it('older versions are read by their number, marked as over', async () => {
    const organ = await makeOrgan(ground, 'ql5', 'ql');
    await bring(organ, 'approved');
    await bring(organ, 'approved', '2026-10-15');
    ground.clock.set('2026-10-16T02:00:00.000Z');
    const first = (await ask('/api/public/ql5/matters?version=1')).json();
    expect(first).toMatchObject({ standing: 'superseded', effectiveUntil: '2026-10-14' });
    expect((await ask('/api/public/ql5/matters')).json()).toMatchObject({ version: 2 });
    expect((await ask('/public/ql5/matters.json?version=3')).statusCode).toBe(404);
    expect((await ask('/public/ql5/matters.json?version=x')).statusCode).toBe(404);
  });

  it('whoever asks too often waits, with words', async () => {
    ground.clock.advance(120_000);
    const answers = await Promise.all(Array.from({ length: 241 }, () => ask('/api/public/nobody/matters')));
    const last = answers.find(({ statusCode }) => statusCode === 429);
    expect(last?.json()).toMatchObject({ code: 'request.tooOften', detail: { seconds: '60' } });
  });
});

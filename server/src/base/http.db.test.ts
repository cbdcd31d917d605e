import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FieldFault, type Officer, type Permission, permissionsOf, routes } from '@liuhen/contract';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asHouse, sealUnit } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import type { Person, Writing } from './context.ts';
import { house, transact } from './database.ts';
import { DomainError, found } from './errors.ts';
import { answerErrors, type Binding, type HttpHouse, mutate, query } from './http.ts';
import { makeId } from './ids.ts';
import { markSealed } from './sealed.ts';

let ground: TestGround;
let organ: TestOrgan;
beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterAll(() => ground.close());

/** What the program log was told. */
let told: { id?: unknown; err?: unknown; url?: unknown }[] = [];
let woken = 0;
let app: FastifyInstance | null = null;
afterEach(async () => {
  await app?.close();
  [app, told, woken] = [null, [], 0];
});

/** An application of nothing but these bindings, asked by the person named in a header. */
function open(...bindings: Binding[]): FastifyInstance {
  const log = { error: (line: object) => void told.push(line) } as unknown as HttpHouse['log'];
  app = Fastify({ bodyLimit: 2000 });
  answerErrors(app, log);
  const parts: HttpHouse = {
    database: ground.database,
    clock: ground.clock,
    log,
    authenticate: async ({ headers }) => organ.people[headers['x-who'] as keyof TestOrgan['people']] ?? null,
    wake: () => {
      woken += 1;
    },
  };
  for (const binding of bindings) binding.attach(app, parts);
  return app;
}
async function ask(asked: InjectOptions, who: keyof TestOrgan['people'] | null = 'administrator') {
  const headers = { ...(who === null ? {} : { 'x-who': who }), ...asked.headers };
  const answer = await (app ?? open()).inject({ ...asked, headers });
  return { status: answer.statusCode, text: answer.body, body: answer.json(), headers: answer.headers };
}

/** Makes a unit and then does what a test wants. */
const unitThen = (then: (ctx: Writing, id: string) => Promise<unknown>) =>
  mutate(routes.createUnit, async (ctx, { name }) => {
    const id = makeId(ctx.clock);
    await ctx.tx.insertInto('unit').values({ id, organ_id: organ.id, name }).execute();
    await then(ctx, id);
    return markSealed({ id, name });
  });
const post = (payload: object | string) => ({ method: 'POST' as const, url: '/api/units', payload });
const unitsNamed = (name: string) =>
  transact(ground.database, house, (tx) =>
    tx.selectFrom('unit').select('id').where('name', '=', name).execute(),
  );

it('what a route does with its input alone keeps no connection from others', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let waiting = 0;
  const slow = query(
    routes.findKnown,
    async (_, { sha256 }, prepared: string) => ({ recordingId: prepared === sha256 ? organ.unitId : null }),
    async ({ sha256 }) => {
      waiting += 1;
      await held;
      return sha256;
    },
  );
  open(
    slow,
    query(routes.listUnits, async ({ tx }) => {
      await tx.selectFrom('unit').select('id').execute();
      return [];
    }),
  );
  const payload = { sha256: '0'.repeat(64) };
  // More than there are connections in the pool of a test.
  const asked = Array.from({ length: 12 }, () =>
    ask({ method: 'POST', url: '/api/uploads/known', payload }, 'officer'),
  );
  await expect.poll(() => waiting).toBe(12);
  expect((await ask({ url: '/api/units' })).status).toBe(200);
  release();
  for (const { status, body } of await Promise.all(asked))
    expect([status, body]).toEqual([200, { recordingId: organ.unitId }]);
});

describe('the input of a route', () => {
  const seen: unknown[] = [];
  const unsaid = {
    ...{ certificateValidFrom: null, certificateIssuer: null, established: null },
    ...{ assistQualification: null, earlierCertificates: [] },
  };
  const echo = mutate(routes.registerOfficer, async (_, input) => {
    seen.push(input);
    return markSealed({ ...unsaid, ...input, id: organ.officerId, unitName: '执法大队' } as Officer);
  });
  const officer = () => ({
    unitId: organ.unitId,
    name: ' 李四 ',
    kind: 'officer',
    certificateNo: null,
    certificateValidUntil: null,
    deviceUserId: null,
  });
  const send = (payload: object) => ask({ method: 'POST', url: '/api/officers', payload });

  it('is told with every fault at once, each by its path and in Chinese', async () => {
    open(echo);
    const answer = await send({ ...officer(), name: '', kind: 'chief', certificateValidUntil: '2026-02-30' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'input.invalid', retry: false });
    const fields = answer.body.fields as FieldFault[];
    expect(fields.map(({ path }) => path)).toEqual(['name', 'kind', 'certificateValidUntil']);
    expect(fields.map(({ message }) => message)).toEqual([
      '没有填写',
      '不在可选的范围内',
      '应填日期，如 2026-01-31',
    ]);
    for (const { messageEn } of fields) expect(messageEn).toMatch(/^[A-Z]\P{Script=Han}+$/u);
  });

  it('names a member of a list by its place', async () => {
    open(mutate(routes.receiveHandover, async () => markSealed({ received: 0, at: ground.clock.now() })));
    const payload = { recordingIds: [organ.unitId, 'x', organ.unitId, 7] };
    const { body } = await ask({ method: 'POST', url: '/api/handovers', payload }, 'custodian');
    expect(body.fields.map(({ path }: { path: string }) => path)).toEqual([
      'recordingIds.1',
      'recordingIds.3',
    ]);
  });

  it('loses members that nobody asked for, and comes trimmed', async () => {
    open(echo);
    const answer = await send({ ...officer(), organId: 'another', id: 'mine', __proto__: { admin: true } });
    expect(answer.status).toBe(200);
    expect(seen.at(-1)).toEqual({ ...officer(), name: '李四' });
    const told = { ...officer(), ...unsaid, name: '李四', id: organ.officerId, unitName: '执法大队' };
    expect(answer.body).toEqual(told);
  });

  it('takes the parts of the address from the address, whatever the body and the query say', async () => {
    const asked: unknown[] = [];
    open(
      mutate(routes.changeOfficer, async (_, input) => {
        asked.push(input.id);
        return markSealed({ ...unsaid, ...input, unitName: '' } as Officer);
      }),
    );
    const url = `/api/officers/${organ.officerId}?id=${organ.deviceId}`;
    const answer = await ask({ method: 'PUT', url, payload: { ...officer(), id: organ.unitId } });
    expect([answer.status, asked]).toEqual([200, [organ.officerId]]);
  });

  it.each<[string, string | undefined, number, string]>([
    ['{"name":', 'application/json', 400, 'input.invalid'],
    ['', 'application/json', 400, 'input.invalid'],
    ['name=x', 'application/x-www-form-urlencoded', 400, 'input.invalid'],
    ['<a/>', 'text/xml', 400, 'input.invalid'],
    ['null', 'application/json', 400, 'input.invalid'],
    ['[]', 'application/json', 400, 'input.invalid'],
    ['"一队"', 'application/json', 400, 'input.invalid'],
    [JSON.stringify({ name: 'x'.repeat(3000) }), 'application/json', 413, 'request.tooLarge'],
  ])('%j as %s is %d %s', async (payload, type, status, code) => {
    open(unitThen(async () => undefined));
    const headers = { 'content-type': type };
    const answer = await ask({ ...post(payload), headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(woken).toBe(0);
    expect(told).toEqual([]);
  });
});

describe('what is refused', () => {
  const refuse = (error: () => unknown) =>
    unitThen(async () => {
      throw error();
    });
  const failing = (code: string) => () => Object.assign(new Error('disk'), { code });
  it.each<[string, () => unknown, number, string, RegExp, RegExp]>([
    ['a forged form', () => new DomainError('signIn.csrf'), 403, 'signIn.csrf', /刷新/, /Reload/],
    ['what is not there', () => found(null), 404, 'notFound', /./, /./],
    [
      'a name that is taken',
      () => new DomainError('conflict.exists', { value: '一队' }),
      409,
      'conflict.exists',
      /一队/,
      /一队/,
    ],
    ['a full disk', failing('ENOSPC'), 507, 'storage.full', /磁盘/, /disk/],
    ['a full database', failing('53100'), 507, 'storage.full', /磁盘/, /disk/],
  ])('%s is answered in both languages', async (_, error, status, code, zh, en) => {
    open(refuse(error));
    const answer = await ask(post({ name: '一队' }));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, message: expect.stringMatching(zh) });
    expect(answer.body.messageEn).toMatch(en);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(told).toEqual([]); // a refusal is no fault of the program
    expect(await unitsNamed('一队')).toEqual([]);
  });

  it('what nobody serves is 404 in the same form', async () => {
    open();
    const { status, body } = await ask({ method: 'GET', url: '/api/nothing' }, null);
    expect([status, body.code]).toEqual([404, 'notFound']);
    expect(body.message).toMatch(/\p{Script=Han}/u);
  });
});

describe('who may ask', () => {
  const people = ['officer', 'assistant', 'custodian', 'head', 'administrator'] as const;
  const asked: [string, Permission, InjectOptions, () => Binding][] = [
    ['createUnit', 'roster.manage', post({ name: '二队' }), () => unitThen(async () => undefined)],
    ['listUnits', 'roster.read', { url: '/api/units' }, () => query(routes.listUnits, async () => [])],
    [
      'listRecordings',
      'recording.readOwn',
      { url: '/api/recordings' },
      () => query(routes.listRecordings, async () => ({ rows: [], next: null })),
    ],
  ];
  it.each(asked)(
    '%s is for those with %s, and for nobody unknown',
    async (_, permission, request, binding) => {
      open(binding());
      const unknown = await ask(request, null);
      expect([unknown.status, unknown.body.code]).toEqual([401, 'signIn.required']);
      for (const who of people) {
        const { status, body } = await ask(request, who);
        const may = permissionsOf([who]).has(permission);
        expect([who, status]).toEqual([who, may ? 200 : 403]);
        if (!may) expect(body).toMatchObject({ code: 'permission.denied', detail: { reason: permission } });
      }
    },
  );

  it('is decided before anything that was sent is looked at', async () => {
    open(unitThen(async () => undefined));
    for (const [who, status] of [
      [null, 401],
      ['officer', 403],
      ['administrator', 400],
    ] as const)
      expect((await ask(post({ name: '' }), who)).status).toBe(status);
  });

  it('a public route asks nobody, and is read by the house', async () => {
    const actors: unknown[] = [];
    const route = { ...routes.listUnits, permission: 'public' as const };
    open(
      query(route, async ({ actor }) => {
        actors.push(actor);
        return [];
      }),
    );
    expect((await ask({ url: '/api/units' }, null)).status).toBe(200);
    expect(actors).toEqual([house]);
  });
});

describe('a command', () => {
  it('is committed when it is answered, and the sequencer is told once', async () => {
    open(unitThen(async () => undefined));
    const { status, body } = await ask(post({ name: '三队' }));
    expect(status).toBe(200);
    expect(await unitsNamed('三队')).toEqual([{ id: body.id }]);
    expect(woken).toBe(1);
  });

  it('that fails leaves nothing and wakes nobody', async () => {
    open(
      unitThen(async () => {
        throw new Error('too late');
      }),
    );
    expect((await ask(post({ name: '四队' }))).status).toBe(500);
    expect([await unitsNamed('四队'), woken]).toEqual([[], 0]);
  });

  it('acts under the role and in the organ of its person', async () => {
    const said: unknown[] = [];
    const who = sql`select current_user as role, current_setting('liuhen.organ') as organ`;
    open(unitThen(async ({ tx }) => said.push((await who.execute(tx)).rows[0])));
    expect((await ask(post({ name: '五队' }))).status).toBe(200);
    expect(said).toEqual([{ role: 'liuhen_app', organ: organ.id }]);
  });

  it('answers in the form of its contract alone: what else it returns stays inside', async () => {
    const more = { id: organ.unitId, name: '六队', secret: 'x' };
    open(mutate(routes.createUnit, async () => markSealed(more)));
    expect((await ask(post({ name: '六队' }))).body).toEqual({ id: organ.unitId, name: '六队' });
  });

  it('sees what another organ has not at all', async () => {
    const other = await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, '七队'));
    expect(other).toBeGreaterThan(0);
    const foreign: Person = { ...organ.people.administrator, organId: makeId(ground.clock) };
    const rows = await transact(ground.database, foreign, (tx) =>
      tx.selectFrom('unit').selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe('a fault that nobody foresaw', () => {
  const secret = 'postgres://owner:geheim@db.internal/liuhen';
  it.each<[string, (ctx: Writing) => Promise<unknown>]>([
    ['a thrown error', () => Promise.reject(Object.assign(new Error(secret), { detail: { secret } }))],
    ['a thrown text', () => Promise.reject(secret)],
    ['a fault of the database', ({ tx }) => sql`select ${secret}::int`.execute(tx)],
    [
      'an error with a status of its own',
      () => Promise.reject(Object.assign(new Error(secret), { statusCode: 418 })),
    ],
  ])('%s is 500 with a number that the program log knows, and nothing of it leaks', async (_, fault) => {
    open(unitThen(fault));
    const { status, body, text, headers } = await ask(post({ name: '八队' }));
    expect(status).toBe(500);
    expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'message', 'messageEn', 'retry']);
    expect(body).toMatchObject({ code: 'server.fault', retry: true });
    expect(body.detail).toEqual({ id: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(body.message).toContain(body.detail.id);
    expect(body.messageEn).toContain(body.detail.id);
    expect(`${text}${JSON.stringify(headers)}`).not.toMatch(/geheim|internal|stack|node_modules|\.ts/);
    expect(told).toMatchObject([{ id: body.detail.id, url: '/api/units', method: 'POST' }]);
    expect(JSON.stringify(told[0]?.err, Object.getOwnPropertyNames(Object(told[0]?.err)))).toContain(
      'geheim',
    );
    expect(await unitsNamed('八队')).toEqual([]);
  });

  it('a query whose answer is not of the contract is a fault, not half an answer', async () => {
    const wrong = [{ id: 'no id', name: '' }] as never;
    open(query(routes.listUnits, async () => wrong));
    const { status, body } = await ask({ url: '/api/units' });
    expect([status, body.code]).toEqual([500, 'server.fault']);
  });

  it('each has its own number', async () => {
    open(query(routes.listUnits, () => Promise.reject(new Error('again'))));
    const ids = [];
    for (let i = 0; i < 5; i++) ids.push((await ask({ url: '/api/units' })).body.detail.id);
    expect(new Set(ids).size).toBe(5);
    expect(told.map(({ id }) => id)).toEqual(ids);
  });

  it('a folder that cannot be read is one: its path stays inside', async () => {
    const folder = await mkdtemp(join(ground.folder, 'x-'));
    open(query(routes.listUnits, () => rm(join(folder, 'nothing')).then(() => [])));
    const { status, text } = await ask({ url: '/api/units' });
    expect(status).toBe(500);
    expect(text).not.toContain(folder);
  });
});

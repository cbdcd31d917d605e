import { ContractError, permissionsOf, type Role, type Route, roles, routes } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan } from '../../test/people.ts';
import { readConfig } from '../config.ts';
import { type RunningServer, startServer } from '../server.ts';
import { openAccount } from './accounts.ts';
import { openBrowser, openProgram, type Program } from './door-for-tests.ts';
import { personOfAccount } from './people.ts';

const lines = (Object.entries(routes) as [string, Route][]).filter(
  ([, route]) => route.permission !== 'public',
);
const absent = '018f0000-0000-7000-8000-00000000dead';
const pathOf = (route: Route) => route.path.replace(/:\w+/g, absent);

let ground: TestGround;
let running: RunningServer;
let visitors: Map<Role, Program>;
let adminOfInstallation: Program;

beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set(new Date().toISOString());
  const config = readConfig({ LIUHEN_HOME: `${ground.folder}/home` });
  running = await startServer({
    ...config,
    databaseUrl: ground.ownerUrl,
    port: 0,
    logLevel: 'silent',
    ffmpeg: null,
  });
  const { people } = await makeOrgan(ground);
  visitors = new Map();
  for (const role of roles) {
    const loginName = `every.${role.toLowerCase()}`;
    await asPerson(ground, people.administrator, (ctx) =>
      openAccount(ctx, { loginName, displayName: role, officerId: null, roles: [role] }),
    );
    visitors.set(role, await visit(loginName));
  }
});
afterAll(async () => {
  await running.stop();
  await ground.close();
});

async function visit(loginName: string): Promise<Program> {
  const person = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, loginName));
  if (person === null) throw new Error(`${loginName} is nobody`);
  return openProgram(ground, person, running.url);
}
const visitorOf = (role: Role): Program => {
  const visitor = visitors.get(role);
  if (visitor === undefined) throw new Error(role);
  return visitor;
};

/** Asks with an empty input: enough to be refused, too little to do anything. */
async function knock(route: Route, by?: Program): Promise<{ status: number; code: string; message: string }> {
  const init =
    route.method === 'GET'
      ? {}
      : { method: route.method, headers: { 'content-type': 'application/json' }, body: '{}' };
  const answer = by ? await by.ask(pathOf(route), init) : await fetch(`${running.url}${pathOf(route)}`, init);
  const body = (await answer.json()) as { code?: string; message?: string };
  return { status: answer.status, code: body.code ?? '', message: body.message ?? '' };
}

describe.each(lines)('%s', (name, route) => {
  it('asks who is there', async () => {
    expect(await knock(route)).toMatchObject({ status: 401, code: 'signIn.required' });
  });

  // Signing out would end the session that the other questions need.
  it.skipIf(name === 'signOut').each(roles)('and what %s may do', async (role) => {
    const answer = await knock(route, visitorOf(role));
    if (name === 'createOrgan' && role === 'administrator') {
      expect(answer.message).toContain('由系统管理（system）的管理员办理');
    } else if (route.permission !== 'any' && !permissionsOf([role]).has(route.permission)) {
      expect(answer).toMatchObject({ status: 403, code: 'permission.denied' });
      expect(answer.message).toContain('您的角色不能进行此操作');
    } else {
      expect(answer.code).not.toBe('permission.denied');
      expect([200, 400, 404]).toContain(answer.status);
    }
  });
});

describe('the installation', () => {
  const input = { code: 'dph', name: '东坪', packId: 'dph', packBoundFrom: '2020-07-15' };

  it('is founded at the first start, and its one-time password opens nothing but the change of it', async () => {
    const { firstStart } = running;
    expect(firstStart).toMatchObject({ loginName: 'admin' });
    const browser = openBrowser(running.url);
    const entered = await browser.signIn('admin', firstStart?.oneTimePassword ?? '');
    expect(entered).toMatchObject({
      status: 200,
      body: { mustChangePassword: true, organ: { code: 'system' } },
    });
    const refused = await browser.ask('POST', '/api/organs', input);
    expect(refused).toMatchObject({ status: 403, body: { code: 'password.mustChange' } });
    adminOfInstallation = await visit('admin');
  });

  it('alone creates organs: the administrator of an organ is refused with the way to go', async () => {
    const refused = await visitorOf('administrator')
      .call('createOrgan', input)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ContractError);
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
    expect(String(refused)).toContain('新建机关由系统管理（system）的管理员办理');
  });

  it('creates an organ whose administrator signs in and sees that organ only', async () => {
    const created = await adminOfInstallation.call('createOrgan', input);
    expect(created).toMatchObject({ organ: input, administrator: 'dph.admin' });
    const browser = openBrowser(running.url);
    const entered = await browser.signIn('dph.admin', created.oneTimePassword);
    expect(entered.body).toMatchObject({ mustChangePassword: true, organ: { code: 'dph' } });
    const accounts = await (await visit('dph.admin')).call('listAccounts', {});
    expect(accounts.map((account) => account.loginName)).toEqual(['dph.admin']);
  });

  it.each([
    ['a code twice', { code: 'dph' }, 'conflict.exists'],
    ["the installation's own code", { code: 'system' }, 'conflict.exists'],
    ['a code with capitals', { code: 'DPH2' }, 'input.invalid'],
    ['a pack that the house does not have', { code: 'other', packId: 'nowhere' }, 'input.invalid'],
    ['the national frame as an own pack', { code: 'other', packId: 'cn' }, 'input.invalid'],
    ['a day that does not exist', { code: 'other', packBoundFrom: '2026-02-30' }, 'input.invalid'],
  ])('refuses %s and leaves nothing behind', async (_, change, code) => {
    const count = () =>
      asHouse(ground, ({ tx }) =>
        tx
          .selectFrom('custody_entry')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirst(),
      );
    const before = await count();
    const refused = adminOfInstallation.call('createOrgan', { ...input, ...change });
    await expect(refused).rejects.toMatchObject({ body: { code } });
    if (code === 'input.invalid')
      await expect(refused).rejects.toMatchObject({
        body: { fields: [{ path: Object.keys(change).at(-1) }] },
      });
    expect(await count()).toEqual(before);
  });
});

describe('registers', () => {
  it('refuse a unit and a sign-in name twice, with the one that was taken', async () => {
    const admin = visitorOf('administrator');
    await admin.call('createUnit', { name: '法制科' });
    await expect(admin.call('createUnit', { name: ' 法制科 ' })).rejects.toMatchObject({
      status: 409,
      message: '“法制科”已经存在，请换一个或查看已有的记录。',
    });
    // Sign-in names are one space for the whole house; whose the name is, is not told.
    await expect(
      admin.call('openAccount', { loginName: 'admin', displayName: '甲', officerId: null, roles: ['head'] }),
    ).rejects.toMatchObject({ status: 409, message: '“admin”已经存在，请换一个或查看已有的记录。' });
  });

  it('keep a certificate to one officer of the organ and show every change', async () => {
    const admin = visitorOf('administrator');
    const [unit] = await admin.call('listUnits', {});
    const input = {
      ...{ unitId: unit?.id ?? '', name: '李强', kind: 'officer' as const, deviceUserId: null },
      ...{ certificateNo: 'JX-7', certificateValidUntil: '2030-12-31' },
    };
    const { id } = await admin.call('registerOfficer', input);
    await expect(admin.call('registerOfficer', { ...input, name: '李刚' })).rejects.toMatchObject({
      body: { code: 'conflict.exists', detail: { value: 'JX-7' } },
    });
    await admin.call('changeOfficer', { ...input, id, name: '李强强' });
    const names = (await admin.call('listOfficers', {})).map((officer) => officer.name);
    expect(names).toContain('李强强');
    expect(names).not.toContain('李强');
    const kinds = await asHouse(ground, ({ tx }) =>
      tx
        .selectFrom('custody_entry')
        .select('kind')
        .where('subject_id', '=', id)
        .orderBy('entry_id')
        .execute(),
    );
    expect(kinds.map((entry) => entry.kind)).toEqual(['officer.registered', 'officer.changed']);
    await expect(admin.call('changeOfficer', { ...input, id: absent })).rejects.toMatchObject({
      status: 404,
    });
  });
});

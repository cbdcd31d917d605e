import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { changeAccount, setPassword } from './accounts.ts';
import { type Browser, type Door, openBrowser, openDoor } from './door-for-tests.ts';

const minute = 60_000;
const password = '三号 柜子 左边 7';
const limits = { sessionHours: 12, idleMinutes: 60 };

let ground: TestGround;
let organ: TestOrgan;
let door: Door;
let browser: Browser;
let begun: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  door = await openDoor(ground, limits);
});
afterAll(async () => {
  await door.close();
  await ground.close();
});
beforeEach(async () => {
  ground.clock.advance(2 * 24 * 60 * minute); // no session of the test before lasts so long
  begun = ground.clock.now();
  await asHouse(ground, (ctx) => setPassword(ctx, organ.people.administrator.accountId, password));
  browser = await enter();
});

async function enter(): Promise<Browser> {
  const entered = openBrowser(door.url);
  const { status } = await entered.signIn('xz.admin', password);
  if (status !== 200) throw new Error(`signing in answered ${status}`);
  return entered;
}
const statusOf = async (one: Browser) => (await one.ask('GET', '/api/units')).status;
const createUnit = (name: string, headers: Record<string, string> = {}) =>
  browser.ask('POST', '/api/units', { name }, headers);

describe('a session ends', () => {
  it('after the idle time without a request, to the millisecond, and says what to do', async () => {
    ground.clock.advance(limits.idleMinutes * minute - 1);
    expect(await statusOf(browser)).toBe(200);
    ground.clock.advance(limits.idleMinutes * minute);
    const answer = await browser.ask('GET', '/api/units');
    expect(answer).toMatchObject({ status: 401, body: { code: 'signIn.required' } });
    expect(answer.body.message).toContain('请重新登录');
  });

  it('not while somebody works, but at the latest after its whole time', async () => {
    const end = limits.sessionHours * 60;
    for (let passed = 0; passed + 30 < end; passed += 30) {
      ground.clock.advance(30 * minute);
      expect(await statusOf(browser)).toBe(200);
    }
    ground.clock.advance(30 * minute - 1);
    expect(await statusOf(browser)).toBe(200);
    ground.clock.advance(1);
    expect(await statusOf(browser)).toBe(401);
  });

  it('when its owner signs out: the token is worth nothing afterwards, another one is', async () => {
    const other = await enter();
    const { cookie, csrf } = browser;
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(200);
    expect(browser.given).toMatch(/^liuhen_session=;/);
    const thief = Object.assign(openBrowser(door.url), { cookie, csrf });
    expect(await statusOf(thief)).toBe(401);
    expect(await statusOf(other)).toBe(200);
  });

  it('when the account is closed, at once and for good: opened again, its owner signs in anew', async () => {
    const head = organ.people.head.accountId;
    await asHouse(ground, (ctx) => setPassword(ctx, head, password));
    const visitor = openBrowser(door.url);
    await visitor.signIn('xz.head', password);
    expect(await statusOf(visitor)).toBe(200);
    const change = (active: boolean) => ({ id: head, roles: ['head' as const], active, unlock: false });
    await asPerson(ground, organ.people.administrator, (ctx) => changeAccount(ctx, change(false)));
    expect(await statusOf(visitor)).toBe(401);
    await asPerson(ground, organ.people.administrator, (ctx) => changeAccount(ctx, change(true)));
    expect(await statusOf(visitor)).toBe(401);
    expect((await visitor.signIn('xz.head', password)).status).toBe(200);
  });

  it('when the password is changed elsewhere, and that one goes on', async () => {
    const other = await enter();
    const next = '四号 柜子 右边 8';
    const change = { current: password, next };
    expect((await browser.ask('POST', '/api/session/password', change)).status).toBe(200);
    expect([await statusOf(browser), await statusOf(other)]).toEqual([200, 401]);
  });

  it('sealed, with who ended it', async () => {
    await browser.ask('DELETE', '/api/session');
    const entries = await asHouse(ground, ({ tx }) =>
      tx
        .selectFrom('custody_entry')
        .select(['kind', 'actor'])
        .where('subject_type', '=', 'session')
        .where('at', '>=', begun)
        .orderBy('entry_id')
        .execute(),
    );
    const actor = organ.people.administrator.accountId;
    expect(entries).toEqual([
      { kind: 'session.opened', actor },
      { kind: 'session.closed', actor },
    ]);
  });

  it.each([
    ['no', ''],
    ['an invented', 'liuhen_session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['a cut', 'liuhen_session=a'],
  ])('there is none for %s cookie', async (_, cookie) => {
    expect(await statusOf(Object.assign(openBrowser(door.url), { cookie }))).toBe(401);
  });
});

describe('roles', () => {
  it('that are taken away hold no longer in the running session', async () => {
    const { head } = organ.people;
    await asHouse(ground, (ctx) => setPassword(ctx, head.accountId, password));
    const give = (roles: ('head' | 'administrator')[]) =>
      browser.ask('PUT', `/api/accounts/${head.accountId}`, { roles, active: true, unlock: false });
    await give(['head', 'administrator']);
    const visitor = openBrowser(door.url);
    await visitor.signIn('xz.head', password);
    expect((await visitor.ask('GET', '/api/accounts')).status).toBe(200);
    await give(['head']);
    expect((await visitor.ask('GET', '/api/accounts')).status).toBe(403);
  });

  it('of administration cannot be given up by their holder: somebody else must', async () => {
    const own = `/api/accounts/${organ.people.administrator.accountId}`;
    for (const change of [
      { roles: ['head'], active: true, unlock: false },
      { roles: ['administrator'], active: false, unlock: false },
    ]) {
      const { status, body } = await browser.ask('PUT', own, change);
      expect(status).toBe(403);
      expect(body.message).toContain('不能停用自己的账号');
    }
    expect((await browser.ask('GET', '/api/accounts')).status).toBe(200);
  });
});

describe('the cookie', () => {
  it('is out of reach of scripts and of other sites, and lasts as long as the session', () => {
    const parts = browser.given.split('; ').map((part) => part.toLowerCase());
    expect(parts).toEqual(expect.arrayContaining(['httponly', 'samesite=strict', 'path=/']));
    expect(parts).toContain(`max-age=${limits.sessionHours * 3600}`);
    expect(parts).not.toContain('secure');
  });

  it('travels by https alone where people come by https', async () => {
    const secure = await openDoor(ground, { ...limits, secureCookies: true });
    const visitor = openBrowser(secure.url);
    await visitor.signIn('xz.admin', password);
    expect(visitor.given.split('; ')).toContain('Secure');
    await secure.close();
  });
});

describe('a form of another site', () => {
  it.each<[string, () => Record<string, string>]>([
    ['without the sign', () => ({ 'x-liuhen-csrf': '' })],
    ['with an invented one', () => ({ 'x-liuhen-csrf': 'x'.repeat(22) })],
    ['with the sign as a cookie', () => ({ 'x-liuhen-csrf': '', cookie: `${browser.cookie}; csrf=1` })],
  ])('%s changes nothing', async (_, headers) => {
    const refused = await createUnit('假的', headers());
    expect(refused).toMatchObject({ status: 403, body: { code: 'signIn.csrf' } });
    expect(refused.body.message).toBe('页面已过期，请刷新后再操作。');
    const units = await browser.ask('GET', '/api/units');
    expect(JSON.stringify(units.body)).not.toContain('假的');
  });

  it('cannot sign anybody out either', async () => {
    const { status } = await browser.ask('DELETE', '/api/session', undefined, { 'x-liuhen-csrf': '' });
    expect([status, await statusOf(browser)]).toEqual([403, 200]);
  });

  it("is refused with another session's sign, and the own sign opens", async () => {
    const other = await enter();
    expect((await createUnit('一队', { 'x-liuhen-csrf': other.csrf })).status).toBe(403);
    expect((await createUnit('一队')).status).toBe(200);
  });

  it('may ask, because the answer is not for it to read', async () => {
    const { status } = await browser.ask('GET', '/api/units', undefined, { 'x-liuhen-csrf': '' });
    expect(status).toBe(200);
  });
});

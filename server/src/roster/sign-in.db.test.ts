import { errorTable } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { beijingDate } from '../base/clock.ts';
import { changeAccount, openAccount, setPassword } from './accounts.ts';
import { type Browser, type Door, openBrowser, openDoor } from './door-for-tests.ts';
import { makeOneTimePassword } from './password.ts';

const minute = 60_000;
const right = '三号 柜子 左边 7';
const wrong = '三号 柜子 右边 7';

let ground: TestGround;
let organ: TestOrgan;
let door: Door;
/** This test's own: a desk, an account with the right password, a name that nobody has. */
let browser: Browser;
let login: string;
let accountId: string;
let nobody: string;
let begun: string;
let tests = 0;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  door = await openDoor(ground);
});
afterAll(async () => {
  await door.close();
  await ground.close();
});
beforeEach(async () => {
  tests += 1;
  ground.clock.advance(3 * 24 * 60 * minute); // no lock, session or brake of the test before lasts so long
  begun = ground.clock.now();
  [login, nobody] = [`xz.t${tests}`, `nobody.${tests}`];
  const opened = await openOwn(login);
  accountId = opened.account.id;
  await asHouse(ground, (ctx) => setPassword(ctx, accountId, right));
  browser = openBrowser(door.url);
});

async function openOwn(loginName: string) {
  const input = { loginName, displayName: '某人', officerId: null, roles: ['officer' as const] };
  return (await asPerson(ground, organ.people.administrator, (ctx) => openAccount(ctx, input))).value;
}
const rows = <T>(read: (ctx: Parameters<Parameters<typeof asHouse>[1]>[0]) => Promise<T>) =>
  asHouse(ground, read);
const kindsSealed = () =>
  rows(async ({ tx }) => {
    const entries = await tx
      .selectFrom('custody_entry')
      .select(['kind'])
      .where('at', '>=', begun)
      .orderBy('entry_id')
      .execute();
    return entries.map((entry) => entry.kind);
  });
const unlock = () =>
  asPerson(ground, organ.people.administrator, (ctx) =>
    changeAccount(ctx, {
      ...{ id: accountId, active: true, unlock: true },
      roles: ['officer'],
    }),
  );
let desks = 0;
/** Wrong passwords from as many desks, so that the brake on addresses stays out of it. */
async function fail(times: number, loginName = login): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    const desk = openBrowser(door.url, `10.1.0.${desks++ % 250}`);
    statuses.push((await desk.signIn(loginName, wrong)).status);
  }
  return statuses;
}

describe('passwords', () => {
  it('are kept as argon2id with the cost of OWASP, each with its own salt, and nowhere in the log', async () => {
    await asHouse(ground, (ctx) => setPassword(ctx, organ.people.head.accountId, right));
    const hashes = await rows(({ tx }) =>
      tx.selectFrom('account_secret').select('password_hash').orderBy('account_id').execute(),
    );
    for (const { password_hash } of hashes)
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(new Set(hashes.map((one) => one.password_hash)).size).toBe(hashes.length);
    const payloads = await rows(({ tx }) => tx.selectFrom('custody_payload').select('payload').execute());
    const said = payloads.map((one) => one.payload).join('\n');
    expect(said).toContain(login);
    expect(said).not.toMatch(/argon2|password_hash|三号/);
  });

  it.each([
    ['九个字符的密码abc', '短密码 8 位'],
    ['the sign-in name', 'xz.custodian'],
    ['the sign-in name with digits', 'XZ.Custodian2026!'],
    ['a common one with digits', 'Password2026!!'],
    ['one sign again and again', 'aaaaaaaaaaaaaaaa'],
    ['few different signs', '1212121212121'],
  ])('refuse %s', async (_, password) => {
    const set = asHouse(ground, (ctx) => setPassword(ctx, organ.people.custodian.accountId, password));
    await expect(set).rejects.toMatchObject({ code: 'password.weak' });
  });

  it('refuse a sign-in name that ends in digits with more digits after it', async () => {
    for (const password of [`${login}_2026!!`, `${login}${login.replace(/\D/g, '')}000000`]) {
      const set = asHouse(ground, (ctx) => setPassword(ctx, accountId, password));
      await expect(set, password).rejects.toMatchObject({ code: 'password.weak' });
    }
  });

  it.each(['正确 马 电池 订书钉', 'correct horse battery', 'Kx7#mQ9!vR'])('take %s', async (password) => {
    await asHouse(ground, (ctx) => setPassword(ctx, organ.people.custodian.accountId, password));
    expect((await browser.signIn('xz.custodian', password)).status).toBe(200);
  });
});

describe('signing in', () => {
  it('tells who came, of which organ and what they may do, and seals that a session was opened', async () => {
    const { status, body } = await browser.signIn(` ${login.toUpperCase()} `, right);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      account: { loginName: login, roles: ['officer'] },
      organ: { code: 'xz', packId: 'xz' },
      mustChangePassword: false,
    });
    expect(body).not.toHaveProperty('token');
    expect((await kindsSealed()).at(-1)).toBe('session.opened');
    expect((await browser.ask('GET', '/api/session')).body).toMatchObject({ csrf: browser.csrf });
  });

  it('gives a program its token in the body and no cookie', async () => {
    const input = { loginName: login, password: right, client: 'program' };
    const { body } = await browser.ask('POST', '/api/session', input);
    expect(browser.given).toBe('');
    const bearer = { authorization: `Bearer ${String(body.token)}` };
    expect((await openBrowser(door.url).ask('GET', '/api/units', undefined, bearer)).status).toBe(200);
    const stored = await rows(({ tx }) => tx.selectFrom('session_token').select('token_hash').execute());
    expect(stored.map((row) => row.token_hash.toString('utf8'))).not.toContain(body.token);
  });

  it('answers a wrong password and an unknown name alike, to the letter', async () => {
    const known = await browser.signIn(login, wrong);
    const unknown = await browser.signIn(nobody, wrong);
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 401, body: { code: 'signIn.wrong' } });
    expect(known.body.message).toBe(errorTable['signIn.wrong'].zh);
    const notes = await rows(({ tx }) =>
      tx
        .selectFrom('sign_in_attempt')
        .select(['login_name', 'address', 'succeeded'])
        .where('at', '>=', begun)
        .orderBy('id')
        .execute(),
    );
    expect(notes).toEqual([
      { login_name: login, address: '10.0.0.1', succeeded: false },
      { login_name: nobody, address: '10.0.0.1', succeeded: false },
    ]);
  });

  it('answers a closed account like an unknown name, even with the right password', async () => {
    await rows(({ tx }) =>
      tx.updateTable('account').set({ active: false }).where('login_name', '=', login).execute(),
    );
    expect((await browser.signIn(login, right)).body.code).toBe('signIn.wrong');
  });

  it('names every field that is missing', async () => {
    const { status, body } = await browser.ask('POST', '/api/session', {});
    expect(status).toBe(400);
    expect(body.fields?.map((field) => field.path).sort()).toEqual(['loginName', 'password']);
  });
});

describe('five wrong passwords in a row', () => {
  it('lock the account for 15 minutes, sealed, and the right password does not open it', async () => {
    expect(await fail(5)).toEqual([401, 401, 401, 401, 423]);
    expect(await kindsSealed()).toContain('account.locked');
    const refused = await browser.signIn(login, right);
    expect(refused).toMatchObject({ status: 423, body: { code: 'signIn.locked' } });
    expect(refused.body.message).toContain('请联系系统管理员');
    ground.clock.advance(15 * minute - 1);
    expect((await browser.signIn(login, right)).status).toBe(423);
    ground.clock.advance(1);
    expect((await browser.signIn(login, right)).status).toBe(200);
  });

  it('tell until when in the time of Beijing', async () => {
    ground.clock.set(`${beijingDate(begun)}T20:50:00.000Z`);
    await fail(5);
    const { body } = await browser.signIn(login, right);
    expect(body.detail).toEqual({ until: `${beijingDate(ground.clock.now())} 05:05` });
  });

  it('do the same to a name that nobody has: the lock does not tell which names exist', async () => {
    expect(await fail(6, nobody)).toEqual(await fail(6));
    const desk = openBrowser(door.url, '10.9.9.9');
    expect(await desk.signIn(nobody, right)).toEqual(await desk.signIn(login, right));
    ground.clock.advance(15 * minute);
    expect(await fail(6, nobody)).toEqual(await fail(6));
  });

  it('lock for twice as long the next time, and the count begins anew after a success', async () => {
    await fail(5);
    ground.clock.advance(15 * minute);
    expect(await fail(5)).toEqual([401, 401, 401, 401, 423]);
    ground.clock.advance(29 * minute);
    expect((await browser.signIn(login, right)).status).toBe(423);
    ground.clock.advance(minute);
    expect((await browser.signIn(login, right)).status).toBe(200);
    expect(await fail(4)).toEqual([401, 401, 401, 401]);
    expect((await browser.signIn(login, right)).status).toBe(200);
  });

  it('are taken back by the administrator, and the next slip does not lock again', async () => {
    await fail(5);
    await unlock();
    expect(await fail(1)).toEqual([401]);
    expect((await browser.signIn(login, right)).status).toBe(200);
    expect((await kindsSealed()).filter((kind) => kind === 'account.locked')).toHaveLength(1);
  });

  it('count as five when they come at once', async () => {
    const desks = Array.from({ length: 8 }, (_, i) => openBrowser(door.url, `10.2.0.${i}`));
    const answers = await Promise.all(desks.map((desk) => desk.signIn(login, wrong)));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(4);
    expect((await browser.signIn(login, right)).status).toBe(423);
  });
});

describe('one address', () => {
  it('waits after twenty failures whatever name it tries, and others do not', async () => {
    for (let i = 0; i < 20; i++) await browser.signIn(`guess.${i}`, wrong);
    const braked = await browser.signIn(login, right);
    expect(braked).toMatchObject({ status: 429, body: { code: 'signIn.tooOften', retry: true } });
    const seconds = Number(braked.body.detail?.seconds);
    expect(seconds).toBeGreaterThan(0);
    expect(braked.body.message).toContain(`${seconds} 秒后再试`);
    expect((await openBrowser(door.url, '10.0.0.2').signIn(login, right)).status).toBe(200);
    ground.clock.advance(seconds * 1000);
    expect((await browser.signIn(login, right)).status).toBe(200);
  });
});

describe('a one-time password', () => {
  let fresh: string;
  let oneTimePassword: string;
  beforeEach(async () => {
    fresh = `${login}.new`;
    oneTimePassword = (await openOwn(fresh)).oneTimePassword;
  });

  it('opens nothing before an own one is set, and then is worth nothing', async () => {
    expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await browser.signIn(fresh, oneTimePassword)).body.mustChangePassword).toBe(true);
    const refused = await browser.ask('GET', '/api/units');
    expect(refused).toMatchObject({ status: 403, body: { code: 'password.mustChange' } });
    expect(refused.body.message).toBe('这是一次性密码，请先设置自己的密码。');
    const change = (current: string, next: string) =>
      browser.ask('POST', '/api/session/password', { current, next });
    expect((await change(wrong, right)).body.code).toBe('signIn.wrong');
    expect((await change(oneTimePassword, oneTimePassword)).body.code).toBe('password.weak');
    expect((await change(oneTimePassword, `${fresh}2026`)).body.fields?.[0]?.path).toBe('next');
    expect((await browser.ask('GET', '/api/units')).status).toBe(403);
    expect((await change(oneTimePassword, right)).status).toBe(200);
    expect((await browser.ask('GET', '/api/units')).status).toBe(200);
    expect((await openBrowser(door.url).signIn(fresh, oneTimePassword)).status).toBe(401);
    expect((await openBrowser(door.url).signIn(fresh, right)).body.mustChangePassword).toBe(false);
  });

  it('is told once and sealed nowhere', async () => {
    const payloads = await rows(({ tx }) => tx.selectFrom('custody_payload').select('payload').execute());
    expect(payloads.some((one) => one.payload.includes(oneTimePassword))).toBe(false);
  });

  it('is different each time', () => {
    const made = new Set(Array.from({ length: 500 }, makeOneTimePassword));
    expect(made.size).toBe(500);
  });
});

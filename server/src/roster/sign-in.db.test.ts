import { errorTable } from '@liuhen/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { changeAccount, openAccount, setPassword } from './accounts.ts';
import { type Browser, type Door, openBrowser, openDoor } from './door-for-tests.ts';
import { makeOneTimePassword } from './password.ts';

const minute = 60_000;
const right = '三号 柜子 左边 7';
const wrong = '三号 柜子 右边 7';

let ground: TestGround;
let organ: TestOrgan;
let door: Door;
let browser: Browser;

beforeEach(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  await asHouse(ground, (ctx) => setPassword(ctx, organ.people.officer.accountId, right));
  door = await openDoor(ground);
  browser = openBrowser(door.url);
});
afterEach(async () => {
  await door.close();
  await ground.close();
});

const rows = <T>(read: (ctx: Parameters<Parameters<typeof asHouse>[1]>[0]) => Promise<T>) =>
  asHouse(ground, read);
const kindsSealed = () =>
  rows(async ({ tx }) => {
    const entries = await tx.selectFrom('custody_entry').select(['kind']).orderBy('entry_id').execute();
    return entries.map((entry) => entry.kind);
  });
const unlock = () =>
  asPerson(ground, organ.people.administrator, (ctx) =>
    changeAccount(ctx, {
      ...{ id: organ.people.officer.accountId, active: true, unlock: true },
      roles: ['officer'],
    }),
  );
let desks = 0;
/** Wrong passwords from as many desks, so that the brake on addresses stays out of it. */
async function fail(times: number, loginName = 'xz.officer'): Promise<number[]> {
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
    expect(said).toContain('xz.officer');
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

  it.each(['正确 马 电池 订书钉', 'correct horse battery', 'Kx7#mQ9!vR'])('take %s', async (password) => {
    await asHouse(ground, (ctx) => setPassword(ctx, organ.people.custodian.accountId, password));
    expect((await browser.signIn('xz.custodian', password)).status).toBe(200);
  });
});

describe('signing in', () => {
  it('tells who came, of which organ and what they may do, and seals that a session was opened', async () => {
    const { status, body } = await browser.signIn(' XZ.Officer ', right);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      account: { loginName: 'xz.officer', roles: ['officer'] },
      organ: { code: 'xz', packId: 'xz' },
      mustChangePassword: false,
    });
    expect(body).not.toHaveProperty('token');
    expect((await kindsSealed()).at(-1)).toBe('session.opened');
    expect((await browser.ask('GET', '/api/session')).body).toMatchObject({ csrf: browser.csrf });
  });

  it('gives a program its token in the body and no cookie', async () => {
    const input = { loginName: 'xz.officer', password: right, client: 'program' };
    const { body } = await browser.ask('POST', '/api/session', input);
    expect(browser.given).toBe('');
    const bearer = { authorization: `Bearer ${String(body.token)}` };
    expect((await openBrowser(door.url).ask('GET', '/api/units', undefined, bearer)).status).toBe(200);
    const stored = await rows(({ tx }) => tx.selectFrom('session_token').select('token_hash').execute());
    expect(stored.map((row) => row.token_hash.toString('utf8'))).not.toContain(body.token);
  });

  it('answers a wrong password and an unknown name alike, to the letter', async () => {
    const known = await browser.signIn('xz.officer', wrong);
    const unknown = await browser.signIn('nobody.here', wrong);
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 401, body: { code: 'signIn.wrong' } });
    expect(known.body.message).toBe(errorTable['signIn.wrong'].zh);
    const notes = await rows(({ tx }) =>
      tx.selectFrom('sign_in_attempt').select(['login_name', 'address', 'succeeded']).orderBy('id').execute(),
    );
    expect(notes).toEqual([
      { login_name: 'xz.officer', address: '10.0.0.1', succeeded: false },
      { login_name: 'nobody.here', address: '10.0.0.1', succeeded: false },
    ]);
  });

  it('answers a closed account like an unknown name, even with the right password', async () => {
    await rows(({ tx }) =>
      tx.updateTable('account').set({ active: false }).where('login_name', '=', 'xz.officer').execute(),
    );
    expect((await browser.signIn('xz.officer', right)).body.code).toBe('signIn.wrong');
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
    const refused = await browser.signIn('xz.officer', right);
    expect(refused).toMatchObject({ status: 423, body: { code: 'signIn.locked' } });
    expect(refused.body.message).toContain('请联系系统管理员');
    ground.clock.advance(15 * minute - 1);
    expect((await browser.signIn('xz.officer', right)).status).toBe(423);
    ground.clock.advance(1);
    expect((await browser.signIn('xz.officer', right)).status).toBe(200);
  });

  it('tell until when in the time of Beijing', async () => {
    ground.clock.set('2026-10-14T20:50:00.000Z');
    await fail(5);
    const { body } = await browser.signIn('xz.officer', right);
    expect(body.detail).toEqual({ until: '2026-10-15 05:05' });
  });

  it('do the same to a name that nobody has: the lock does not tell which names exist', async () => {
    expect(await fail(6, 'nobody.here')).toEqual(await fail(6));
    const desk = openBrowser(door.url, '10.9.9.9');
    expect(await desk.signIn('nobody.here', right)).toEqual(await desk.signIn('xz.officer', right));
    ground.clock.advance(15 * minute);
    expect(await fail(6, 'nobody.here')).toEqual(await fail(6));
  });

  it('lock for twice as long the next time, and the count begins anew after a success', async () => {
    await fail(5);
    ground.clock.advance(15 * minute);
    expect(await fail(5)).toEqual([401, 401, 401, 401, 423]);
    ground.clock.advance(29 * minute);
    expect((await browser.signIn('xz.officer', right)).status).toBe(423);
    ground.clock.advance(minute);
    expect((await browser.signIn('xz.officer', right)).status).toBe(200);
    expect(await fail(4)).toEqual([401, 401, 401, 401]);
    expect((await browser.signIn('xz.officer', right)).status).toBe(200);
  });

  it('are taken back by the administrator, and the next slip does not lock again', async () => {
    await fail(5);
    await unlock();
    expect(await fail(1)).toEqual([401]);
    expect((await browser.signIn('xz.officer', right)).status).toBe(200);
    expect((await kindsSealed()).filter((kind) => kind === 'account.locked')).toHaveLength(1);
  });

  it('count as five when they come at once', async () => {
    const desks = Array.from({ length: 8 }, (_, i) => openBrowser(door.url, `10.2.0.${i}`));
    const answers = await Promise.all(desks.map((desk) => desk.signIn('xz.officer', wrong)));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(4);
    expect((await browser.signIn('xz.officer', right)).status).toBe(423);
  });
});

describe('one address', () => {
  it('waits after twenty failures whatever name it tries, and others do not', async () => {
    for (let i = 0; i < 20; i++) await browser.signIn(`guess.${i}`, wrong);
    const braked = await browser.signIn('xz.officer', right);
    expect(braked).toMatchObject({ status: 429, body: { code: 'signIn.tooOften', retry: true } });
    const seconds = Number(braked.body.detail?.seconds);
    expect(seconds).toBeGreaterThan(0);
    expect(braked.body.message).toContain(`${seconds} 秒后再试`);
    expect((await openBrowser(door.url, '10.0.0.2').signIn('xz.officer', right)).status).toBe(200);
    ground.clock.advance(seconds * 1000);
    expect((await browser.signIn('xz.officer', right)).status).toBe(200);
  });
});

describe('a one-time password', () => {
  const open = () =>
    asPerson(ground, organ.people.administrator, (ctx) =>
      openAccount(ctx, { loginName: 'xz.new', displayName: '新人', officerId: null, roles: ['custodian'] }),
    );

  it('opens nothing before an own one is set, and then is worth nothing', async () => {
    const { value } = await open();
    expect(value.oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await browser.signIn('xz.new', value.oneTimePassword)).body.mustChangePassword).toBe(true);
    const refused = await browser.ask('GET', '/api/units');
    expect(refused).toMatchObject({ status: 403, body: { code: 'password.mustChange' } });
    expect(refused.body.message).toBe('这是一次性密码，请先设置自己的密码。');
    const change = (current: string, next: string) =>
      browser.ask('POST', '/api/session/password', { current, next });
    expect((await change(wrong, right)).body.code).toBe('signIn.wrong');
    expect((await change(value.oneTimePassword, value.oneTimePassword)).body.code).toBe('password.weak');
    expect((await change(value.oneTimePassword, 'xz.new2026')).body.fields?.[0]?.path).toBe('next');
    expect((await browser.ask('GET', '/api/units')).status).toBe(403);
    expect((await change(value.oneTimePassword, right)).status).toBe(200);
    expect((await browser.ask('GET', '/api/units')).status).toBe(200);
    expect((await openBrowser(door.url).signIn('xz.new', value.oneTimePassword)).status).toBe(401);
    expect((await openBrowser(door.url).signIn('xz.new', right)).body.mustChangePassword).toBe(false);
  });

  it('is told once and sealed nowhere', async () => {
    const { value } = await open();
    const payloads = await rows(({ tx }) => tx.selectFrom('custody_payload').select('payload').execute());
    expect(payloads.some((one) => one.payload.includes(value.oneTimePassword))).toBe(false);
  });

  it('is different each time', () => {
    const made = new Set(Array.from({ length: 500 }, makeOneTimePassword));
    expect(made.size).toBe(500);
  });
});

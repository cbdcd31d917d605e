import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { setPassword } from './accounts.ts';
import { type Browser, type Door, openBrowser, openDoor } from './door-for-tests.ts';

const minute = 60_000;
const right = '三号 柜子 左边 7';
const wrong = '三号 柜子 右边 7';
const next = '五号 柜子 右边 9';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let door: Door;
/** The head of the organ, signed in. */
let head: Browser;
let begun: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  door = await openDoor(ground);
});
afterAll(async () => {
  await door.close();
  await ground.close();
});
beforeEach(async () => {
  ground.clock.advance(3 * 24 * 60 * minute);
  begun = ground.clock.now();
  for (const person of [organ.people.head, organ.people.administrator, other.people.administrator])
    await asHouse(ground, (ctx) => setPassword(ctx, person.accountId, right));
  head = await enter('xz.head', right);
});

async function enter(login: string, password: string, address?: string): Promise<Browser> {
  const browser = openBrowser(door.url, address);
  expect((await browser.signIn(login, password)).status).toBe(200);
  return browser;
}
const change = (browser: Browser, current: string, to = next) =>
  browser.ask('POST', '/api/session/password', { current, next: to });
const reset = (browser: Browser, id: string) => browser.ask('POST', `/api/accounts/${id}/password-reset`, {});
const sealedOf = (id: string) =>
  asHouse(ground, async ({ tx }) => {
    const query = tx.selectFrom('custody_entry').select(['kind', 'actor']).where('at', '>=', begun);
    return query.where('subject_id', '=', id).orderBy('entry_id').execute();
  });

describe('a wrong present password', () => {
  it('counts like one at the door: the fifth locks, also against the right one', async () => {
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push((await change(head, wrong)).status);
    expect(answers).toEqual([401, 401, 401, 401, 423]);
    expect((await change(head, right)).body.code).toBe('signIn.locked');
    expect((await openBrowser(door.url).signIn('xz.head', right)).status).toBe(423);
    const locked = (await sealedOf(organ.people.head.accountId)).filter(
      (one) => one.kind === 'account.locked',
    );
    expect(locked).toHaveLength(1);
  });

  it('adds to those at the door, and a right one ends the count', async () => {
    const guess = async () => (await openBrowser(door.url).signIn('xz.head', wrong)).status;
    for (let i = 0; i < 3; i++) expect(await guess()).toBe(401);
    expect((await change(head, wrong)).status).toBe(401);
    expect((await change(head, right)).status).toBe(200);
    expect((await change(head, wrong, right)).status).toBe(401);
  });

  it('makes an address wait after twenty, whoever asks', async () => {
    for (let i = 0; i < 20; i++) await openBrowser(door.url, '10.7.0.1').signIn(`guess.${i}`, wrong);
    const there = Object.assign(openBrowser(door.url, '10.7.0.1'), { cookie: head.cookie, csrf: head.csrf });
    expect((await change(there, right)).body.code).toBe('signIn.tooOften');
    expect((await change(head, right)).status).toBe(200);
  });
});

describe('a forgotten password', () => {
  let admin: Browser;
  beforeEach(async () => {
    admin = await enter('xz.admin', right);
  });

  it('is replaced by a one-time one, which ends the sessions and must be changed', async () => {
    const { accountId } = organ.people.head;
    const answer = await reset(admin, accountId);
    expect(answer.status).toBe(200);
    const { oneTimePassword } = answer.body as { oneTimePassword: string };
    expect(oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await head.ask('GET', '/api/units')).status).toBe(401);
    expect((await openBrowser(door.url).signIn('xz.head', right)).status).toBe(401);
    const fresh = openBrowser(door.url);
    expect((await fresh.signIn('xz.head', oneTimePassword)).body.mustChangePassword).toBe(true);
    expect((await fresh.ask('GET', '/api/units')).body.code).toBe('password.mustChange');
    expect((await change(fresh, oneTimePassword)).status).toBe(200);
    expect((await fresh.ask('GET', '/api/units')).status).toBe(200);
    const [first] = (await sealedOf(accountId)).filter((one) => one.kind === 'account.changed').slice(-2);
    expect(first).toEqual({ kind: 'account.changed', actor: organ.people.administrator.accountId });
    const payloads = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('custody_payload').select('payload').execute(),
    );
    expect(payloads.some((one) => one.payload.includes(oneTimePassword))).toBe(false);
  });

  it('of a locked account opens it again, and the next slip does not lock it', async () => {
    for (let i = 0; i < 5; i++) await change(head, wrong);
    const { oneTimePassword } = (await reset(admin, organ.people.head.accountId)).body;
    expect((await openBrowser(door.url).signIn('xz.head', wrong)).status).toBe(401);
    expect((await openBrowser(door.url).signIn('xz.head', String(oneTimePassword))).status).toBe(200);
  });

  it('is not replaced in another organ, by others, or by whoever still knows their own', async () => {
    const { accountId } = organ.people.head;
    const stranger = await enter('ql.admin', right);
    expect((await reset(stranger, accountId)).body.code).toBe('notFound');
    expect((await reset(head, organ.people.custodian.accountId)).body.code).toBe('permission.denied');
    const own = await reset(admin, organ.people.administrator.accountId);
    expect(own).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
    expect((await head.ask('GET', '/api/units')).status).toBe(200);
    expect((await admin.ask('GET', '/api/units')).status).toBe(200);
  });
});

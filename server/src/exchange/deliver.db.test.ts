import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, quiet, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { startFollowing } from '../custody/index.ts';
import { tell } from '../obligations/notices.ts';
import { deliveryFollower, deliveryJobs, openPartners } from './index.ts';
import type { Partner } from './partner.ts';
import { signatureOf } from './webhook.ts';

const secret = '0123456789abcdef';
const said = { zh: '存储，截止今天', en: 'Store, due today' };

let ground: TestGround;
let organ: TestOrgan;
let closings: (() => unknown)[] = [];

beforeEach(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterEach(async () => {
  for (const close of closings) await close();
  closings = [];
  await ground.close();
});

const tellOfficer = () =>
  asHouse(ground, (ctx) =>
    tell(ctx, {
      ...{ organId: organ.id, accountId: organ.people.officer.accountId, kind: 'duty.due', said },
      subject: { type: 'act', id: organ.id },
    }),
  );
async function follow(partners: readonly Partner[]): Promise<void> {
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  const parts = { database: ground.database, clock: ground.clock, log: quiet, wake: () => undefined };
  const following = startFollowing(parts, [deliveryFollower(partners)]);
  await following.catchUp();
  await following.stop();
  await sequencer.stop();
}
const deliver = async (partners: readonly Partner[]) => {
  const { database, clock } = ground;
  await deliveryJobs({ database, clock, log: quiet, partners }).deliver?.({}, new AbortController().signal);
};
const lines = () =>
  asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('delivery')
      .select(['notice_id', 'partner', 'state', 'attempts', 'last_error'])
      .orderBy('notice_id')
      .execute(),
  );

interface Posted {
  headers: Record<string, unknown>;
  body: string;
}

/** A receiver that answers with these codes one after the other, then with 204. */
async function receive(...codes: number[]): Promise<{ partners: Partner[]; posted: Posted[] }> {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    posted.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(codes.shift() ?? 204, { location: '/elsewhere' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  return { partners: openPartners({ webhook: { url, secret }, mail: null }, ground.clock), posted };
}

describe('the webhook', () => {
  it('gets each notice once, signed over time and body, with an id that tells a second time', async () => {
    const { partners, posted } = await receive();
    const id = await tellOfficer();
    await follow(partners);
    await Promise.all([deliver(partners), deliver(partners)]);
    await follow(partners);
    await deliver(partners);
    expect(posted).toHaveLength(1);
    const { headers, body } = posted[0] ?? { headers: {}, body: '' };
    expect(JSON.parse(body)).toEqual({
      ...{ id, kind: 'duty.due', at: ground.clock.now(), said, to: 'xz.officer' },
      ...{ organ: { code: 'xz', name: '机关 xz' }, subject: { type: 'act', id: organ.id } },
    });
    expect(headers['idempotency-key']).toBe(id);
    expect(headers['liuhen-signature']).toBe(signatureOf(secret, String(headers['liuhen-timestamp']), body));
    expect(await lines()).toMatchObject([{ notice_id: id, partner: 'webhook', state: 'sent', attempts: 1 }]);
  });

  it('that refuses or sends elsewhere is tried again later, with the same id', async () => {
    const { partners, posted } = await receive(500, 302);
    const id = await tellOfficer();
    await follow(partners);
    await deliver(partners);
    await deliver(partners);
    expect(await lines()).toMatchObject([{ state: 'waiting', attempts: 1, last_error: 'HTTP 500' }]);
    ground.clock.advance(60_000);
    await deliver(partners);
    expect(await lines()).toMatchObject([{ state: 'waiting', attempts: 2, last_error: 'HTTP 302' }]);
    ground.clock.advance(120_000);
    await deliver(partners);
    expect(await lines()).toMatchObject([{ state: 'sent', attempts: 3, last_error: null }]);
    expect(posted.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id, id]);
  });

  it('that is never there is given up after fourteen attempts', async () => {
    const webhook = { url: 'http://127.0.0.1:9/', secret };
    const partners = openPartners({ webhook, mail: null }, ground.clock);
    await tellOfficer();
    await follow(partners);
    for (let i = 0; i < 16; i++) {
      await deliver(partners);
      ground.clock.advance(7 * 3_600_000);
    }
    expect(await lines()).toMatchObject([{ state: 'failed', attempts: 14 }]);
  });
});

it('a mailbox gets the notice in both languages', async () => {
  const mails: string[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData: async (stream, _session, done) => {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      mails.push(Buffer.concat(parts).toString());
      done();
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  closings.push(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const mail = {
    url: `smtp://127.0.0.1:${port}`,
    from: 'liuhen@example.gov.cn',
    to: 'office@example.gov.cn',
  };
  const partners = openPartners({ webhook: null, mail }, ground.clock);
  const id = await tellOfficer();
  await follow(partners);
  await deliver(partners);
  expect(await lines()).toMatchObject([{ partner: 'mail', state: 'sent' }]);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain(`Message-ID: <${id}@liuhen>`);
  const text = Buffer.from(
    (mails[0] ?? '')
      .replaceAll('=\r\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))),
    'latin1',
  ).toString();
  expect(text).toContain(said.zh);
  expect(text).toContain(said.en);
});

it('with no partner set nothing is noted, and one that is set later does not get what was passed', async () => {
  await tellOfficer();
  await follow([]);
  expect(await lines()).toEqual([]);
  const { partners, posted } = await receive();
  await follow(partners);
  await deliver(partners);
  expect([await lines(), posted]).toEqual([[], []]);
});

import { writeFile } from 'node:fs/promises';
import { openCheckpoint, parseNote, utf8 } from '@liuhen/proof';
import { makeTimeStampQuery, readCertificates, verifyTimeStamp } from '@liuhen/proof/time-stamp';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Authority } from '../../../proof/test/authority.ts';
import { asHouse, quiet, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { type Answering, serveTimeAuthority } from '../../test/time-authority.ts';
import { openTimeStamping, type TimeAuthority, type TimeStamping } from './time-authority.ts';
import { readTimeStamps, stampJobs } from './time-stamps.ts';

const authority = new Authority();
const stranger = new Authority();
afterAll(() => {
  authority.close();
  stranger.close();
});
const trusted = readCertificates(authority.root);

let ground: TestGround;
let organ: TestOrgan;
let sequencer: ReturnType<typeof startTestSequencer>;
let closings: (() => unknown)[] = [];
beforeEach(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
});
afterEach(async () => {
  for (const close of closings) await close();
  closings = [];
  await sequencer.stop();
  await ground.close();
});

const grant: Answering = (query, response) =>
  void response
    .writeHead(200, { 'content-type': 'application/timestamp-reply' })
    .end(authority.answer(query));

async function open(name: string, answering: Answering = grant) {
  const served = await serveTimeAuthority(answering);
  closings.push(served.close);
  return { name, ...served };
}

const stampingBy = (...authorities: TimeAuthority[]): TimeStamping => ({
  authorities,
  trusted,
  everyMinutes: 60,
});
const stamp = async (stamping: TimeStamping | null, signal = new AbortController().signal) => {
  const { database, clock } = ground;
  await stampJobs({ database, clock, log: quiet, stamping }).stamp?.({}, signal);
};
const read = (stamping: TimeStamping | null) =>
  readAs(ground, organ.people.officer, (ctx) => readTimeStamps(ctx, stamping));
async function grow(name: string): Promise<void> {
  await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, name));
  await sequencer.runOnce();
}
const minutes = (n: number) => ground.clock.advance(n * 60_000);

describe('a checkpoint', () => {
  it('is stamped by each authority, and anyone can verify that without the house', async () => {
    const [one, two] = [await open('one'), await open('two')];
    await stamp(stampingBy(one, two));
    expect(one.asked).toEqual([{ type: 'application/timestamp-query', query: expect.any(Buffer) }]);
    const { stamps, authorities } = await read(stampingBy(one, two));
    expect(stamps.map(({ authority: by }) => by)).toEqual(['one', 'two']);
    for (const { note, token, size, at, signer, accuracyMillis } of stamps) {
      const { checkpoint } = openCheckpoint(note, [sequencer.key.verifierKey]);
      expect(checkpoint.size).toBe(size);
      const response = Buffer.from(token, 'base64');
      const verified = await verifyTimeStamp(response, utf8(parseNote(note).text), trusted);
      expect({ at: verified.at, signer: verified.authority }).toEqual({ at, signer });
      expect(accuracyMillis).toBe(1501);
    }
    expect(authorities).toMatchObject([
      { name: 'one', failures: 0, lastError: null },
      { name: 'two', failures: 0, lastError: null },
    ]);
  });

  it('is stamped again only when the log has grown and the time has come', async () => {
    const one = await open('one');
    const ours = stampingBy(one);
    await stamp(ours);
    minutes(61);
    await stamp(ours);
    expect(one.asked).toHaveLength(1);
    await grow('a');
    await stamp(ours);
    await grow('b');
    await stamp(ours);
    expect(one.asked).toHaveLength(2);
    minutes(60);
    await stamp(ours);
    const sizes = (await read(ours)).stamps.map(({ size }) => size);
    expect(one.asked).toHaveLength(3);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(sizes).size).toBe(3);
  });

  it('is stamped once though two servers want it at the same time', async () => {
    const one = await open('one');
    await Promise.all([1, 2, 3].map(() => stamp(stampingBy(one))));
    expect(one.asked).toHaveLength(1);
  });

  it('is not stamped where nobody is set, nor while there is none', async () => {
    await stamp(null);
    expect(await read(null)).toEqual({ everyMinutes: null, authorities: [], stamps: [] });
  });
});

describe('an authority', () => {
  it.each<[string, Answering, RegExp]>([
    ['refuses', (_, response) => void response.writeHead(503).end('full'), /HTTP 503/],
    [
      'sends elsewhere',
      (_, response) => void response.writeHead(302, { location: 'http://b/' }).end(),
      /HTTP 302/,
    ],
    ['answers nonsense', (_, response) => void response.end('<html>'), /./],
    ['answers without end', (_, response) => void response.end(Buffer.alloc(70_000)), /too long/],
    ['hangs up', (_, response) => void response.destroy(), /./],
    ['does not grant', (_, response) => void response.end(Buffer.from('30053003020102', 'hex')), /grant/],
    ['is not trusted', (query, response) => void response.end(stranger.answer(query)), /./],
    [
      'stamps something else',
      (_, response) => void response.end(authority.answer(makeTimeStampQuery(utf8('x'), Buffer.alloc(16)))),
      /TSTInfo/,
    ],
  ])('that %s is told, and holds up no other', async (_, answering, why) => {
    const [bad, good] = [await open('bad', answering), await open('good')];
    const both = stampingBy(bad, good);
    await stamp(both);
    const { authorities, stamps } = await read(both);
    expect(stamps.map(({ authority: by }) => by)).toEqual(['good']);
    expect(authorities[0]).toMatchObject({ name: 'bad', failures: 1, lastAt: null });
    expect(authorities[0]?.lastError).toMatch(why);
    expect(authorities[0]?.lastError).not.toContain('127.0.0.1');
  });

  it('that answers to an older question is refused', async () => {
    let earlier: Uint8Array | null = null;
    const one = await open('one', (query, response) => {
      earlier ??= authority.answer(query);
      response.end(earlier);
    });
    await stamp(stampingBy(one));
    const { note } = (await read(stampingBy(one))).stamps[0] ?? { note: '' };
    const again = await open('two', (_, response) => void response.end(earlier));
    await stamp(stampingBy(again));
    expect(note).not.toBe('');
    expect((await read(stampingBy(again))).authorities[0]?.lastError).toContain('not to this question');
  });

  it('that fails is asked again after 1, 2, 4 … minutes, an hour at most, and then as before', async () => {
    let well = false;
    const one = await open('one', (query, response) =>
      well ? grant(query, response) : void response.writeHead(500).end(),
    );
    const ours = stampingBy(one);
    const times: number[] = [];
    for (let minute = 0; minute < 200; minute++) {
      const before = one.asked.length;
      await stamp(ours);
      if (one.asked.length > before) times.push(minute);
      minutes(1);
    }
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect((await read(ours)).authorities[0]?.failures).toBe(9);
    well = true;
    minutes(60);
    await stamp(ours);
    expect((await read(ours)).authorities[0]).toMatchObject({ failures: 0, lastError: null });
  });

  it('that is silent is left when the server stops, and the stamp comes after', async () => {
    let silent = true;
    const one = await open('one', (query, response) => {
      if (!silent) grant(query, response);
    });
    const ours = stampingBy(one);
    const stopping = new AbortController();
    const going = stamp(ours, stopping.signal);
    await expect.poll(() => one.asked.length).toBe(1);
    stopping.abort();
    await going;
    silent = false;
    minutes(1);
    await stamp(ours);
    expect((await read(ours)).stamps).toHaveLength(1);
  });
});

describe('the certificates', () => {
  it('are read from their file, and a file without any is told by its name', async () => {
    const certificates = `${ground.folder}/roots.pem`;
    const settings = { authorities: [], certificates, everyMinutes: 5 };
    await expect(openTimeStamping(settings)).rejects.toThrow(/LIUHEN_TIME_CERTIFICATES.*roots\.pem/);
    await writeFile(certificates, 'nothing');
    await expect(openTimeStamping(settings)).rejects.toThrow('no certificate');
    await writeFile(certificates, authority.root);
    expect(await openTimeStamping(settings)).toEqual({ authorities: [], trusted, everyMinutes: 5 });
    expect(await openTimeStamping(null)).toBeNull();
  });
});

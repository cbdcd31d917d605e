import { checkPolicy, openCheckpoint, parseCheckpoint, parseNote, readCosignatures } from '@liuhen/proof';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, asOwner, quiet, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { makeTestWitness, serveTestWitness, type WitnessAnswering } from '../../test/witness.ts';
import { millisOf } from '../base/clock.ts';
import { answerErrors } from '../base/http.ts';
import { cosignedNote, registerPublicLog } from '../custody/index.ts';
import { readWitnesses, registerCosignatures } from './witness-routes.ts';
import { handTo, startWitnessing, type Witnesses, type WitnessingHouse } from './witnessing.ts';

const [w1, w2] = [makeTestWitness('w1'), makeTestWitness('w2')];

let ground: TestGround;
let organ: TestOrgan;
let sequencer: ReturnType<typeof startTestSequencer>;
let closings: (() => unknown)[] = [];
let woken = 0;
beforeEach(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  woken = 0;
});
afterEach(async () => {
  for (const close of closings.reverse()) await close();
  closings = [];
  await sequencer.stop();
  await ground.close();
});

const seconds = () => Math.floor(millisOf(ground.clock.now()) / 1000);
const sizeOf = (note: string) => parseCheckpoint(parseNote(note).text).size;
const well =
  (witness = w1, ahead = 0): WitnessAnswering =>
  ({ note }, response) =>
    void response.end(witness.cosign(note, seconds() + ahead));
const answer =
  (status: number, body = ''): WitnessAnswering =>
  (_, response) =>
    void response.writeHead(status).end(body);

async function serve(answering: WitnessAnswering, witness = w1, name = 'w1') {
  const served = await serveTestWitness(answering);
  closings.push(served.close);
  return { name, verifierKey: witness.verifierKey, ...served };
}
const policy = (list: Witnesses['list'], needed = 1): Witnesses => ({ list, needed, alarmMinutes: 60 });
const handsOf = (witnesses: Witnesses): WitnessingHouse => ({
  ...{ database: ground.database, clock: ground.clock, log: quiet, witnesses },
  wake: () => {
    woken++;
  },
});
const hand = (witness: Awaited<ReturnType<typeof serve>>) =>
  handTo(handsOf(policy([witness])), witness, new AbortController().signal);
const read = (witnesses: Witnesses | null) =>
  readAs(ground, organ.people.officer, (ctx) => readWitnesses(ctx, witnesses));
async function grow(name: string): Promise<number> {
  await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, name));
  await sequencer.runOnce();
  return sizeOf(await newest());
}
const newest = async () => {
  const [row] = await asOwner<{ note: string }>(
    ground,
    'select note from custody_checkpoint order by size desc limit 1',
  );
  return row?.note ?? '';
};

describe('a checkpoint', () => {
  it('is cosigned, and served with that to everybody', async () => {
    const app = Fastify();
    answerErrors(app, quiet);
    registerPublicLog(app, ground.database);
    closings.push(() => app.close());
    const [one, two] = [await serve(well(w1)), await serve(well(w2), w2, 'w2')];
    expect([await hand(two), await hand(one)]).toEqual([true, true]);
    const { body } = await app.inject('/log/checkpoint');
    const keys = [w1.verifierKey, w2.verifierKey];
    expect(checkPolicy(body, { needed: 2, witnesses: keys })).toMatchObject({ held: true, counted: 2 });
    expect(openCheckpoint(body, [sequencer.key.verifierKey]).checkpoint.size).toBe(sizeOf(body));
    expect(readCosignatures(body, keys).map(({ time }) => time)).toEqual([seconds(), seconds()]);
    const again = await asHouse(ground, ({ tx }) => cosignedNote(tx, sizeOf(body)));
    expect(again).toBe(body);
    const state = await read(policy([one, two], 2));
    expect(state.held).toEqual({ size: sizeOf(body), counted: 2 });
    expect(state.witnesses).toMatchObject([
      { name: 'w1', state: 'well', lastSize: sizeOf(body), failures: 0, clockSeconds: 0 },
      { name: 'w2', state: 'well', waitingSince: null },
    ]);
  });

  it('is handed once; the next one with a proof from the last', async () => {
    const one = await serve(well());
    await hand(one);
    await hand(one);
    expect(one.handed).toHaveLength(1);
    expect(one.handed[0]).toMatchObject({ oldSize: 0, proof: 0 });
    const before = sizeOf(one.handed[0]?.note ?? '');
    await grow('a');
    await hand(one);
    expect(one.handed[1]?.oldSize).toBe(before);
    expect(one.handed[1]?.proof).toBeGreaterThan(0);
  });

  it('is proven from whatever size the witness says that it stands at', async () => {
    const size = await grow('a');
    for (const known of [1, size - 1, size]) {
      const name = `w${known}`;
      const witness = makeTestWitness(name);
      const one = await serve(
        (handed, response) =>
          handed.oldSize === known
            ? well(witness)(handed, response)
            : answer(409, `${known}\n`)(handed, response),
        witness,
        name,
      );
      expect(await hand(one)).toBe(true);
      expect(one.handed.map(({ oldSize }) => oldSize)).toEqual([0, known]);
    }
  });

  it('is left alone where nobody is set', async () => {
    expect(await read(null)).toEqual({
      ...{ needed: null, alarmMinutes: null, held: null, witnesses: [], refusals: [] },
    });
    await startWitnessing({ ...handsOf(policy([])), witnesses: null }).stop();
  });
});

describe('a refusal', () => {
  it.each<[string, (size: number) => WitnessAnswering, 'larger' | 'fork' | 'unproven']>([
    ['by a witness that stands further', (size) => answer(409, `${size + 5}\n`), 'larger'],
    ['by one that saw another log of that size', (size) => answer(409, `${size}\n`), 'fork'],
    ['of the proof', () => answer(422), 'unproven'],
  ])('%s is sealed once with both notes, and over when it cosigns', async (_, refusing, kind) => {
    let refuses = false;
    let size = sizeOf(await newest());
    const one = await serve((handed, response) => (refuses ? refusing(size) : well())(handed, response));
    await hand(one);
    const cosigned = await asHouse(ground, ({ tx }) => cosignedNote(tx, size));
    refuses = true;
    size = await grow('a');
    const refused = await newest();
    expect([await hand(one), await hand(one)]).toEqual([false, false]);
    expect(woken).toBe(1);
    const state = await read(policy([one]));
    expect(state.witnesses[0]).toMatchObject({ state: 'refused', lastError: null });
    expect(state.refusals).toMatchObject([{ kind, size, note: refused, witnessNote: cosigned }]);
    size = await grow('b');
    await hand(one);
    expect(await asOwner(ground, `select 1 from custody_entry where kind = 'witness.refused'`)).toHaveLength(
      1,
    );
    refuses = false;
    expect(await hand(one)).toBe(true);
    expect((await read(policy([one]))).witnesses[0]?.state).toBe('well');
    expect((await read(policy([one]))).refusals).toHaveLength(1);
  });
});

describe('a witness', () => {
  it.each<[string, WitnessAnswering, RegExp]>([
    ['does not know us', answer(404), /HTTP 404/],
    [
      'sends elsewhere',
      (_, response) => void response.writeHead(307, { location: 'http://b/' }).end(),
      /307/,
    ],
    ['answers nonsense', answer(200, '<html>'), /./],
    ['signs with another key', well(w2), /no cosignature by the key/],
    ['answers without end', (_, response) => void response.end(Buffer.alloc(70_000)), /too long/],
    ['hangs up', (_, response) => void response.destroy(), /./],
    ['says a size that is none', answer(409, 'many\n'), /HTTP 409/],
    [
      'signs something else',
      ({ note }, response) => void response.end(w1.cosign(note.replace(/\n\d+\n/, '\n1\n'), 5)),
      /wrong/,
    ],
  ])('that %s is told, and holds up no other', async (_, answering, why) => {
    const [bad, good] = [await serve(answering), await serve(well(w2), w2, 'w2')];
    const witnesses = policy([bad, good], 1);
    const going = startWitnessing(handsOf(witnesses), 20);
    const size = sizeOf(await newest());
    await expect.poll(async () => (await read(witnesses)).held).toEqual({ size, counted: 1 });
    await expect.poll(async () => (await read(witnesses)).witnesses[0]?.lastError).toMatch(why);
    await going.stop();
    const { witnesses: states } = await read(witnesses);
    expect(states[0]?.lastError).not.toContain('127.0.0.1');
    expect(states.map(({ state }) => state)).toEqual(['waiting', 'well']);
  });

  it('that is silent for longer than is set is told as silent, and is left when the house stops', async () => {
    const one = await serve(() => undefined);
    const witnesses = policy([one]);
    const going = startWitnessing(handsOf(witnesses), 20);
    await expect.poll(() => one.handed.length).toBe(1);
    await going.stop();
    expect((await read(witnesses)).witnesses[0]).toMatchObject({ state: 'waiting', failures: 0 });
    ground.clock.advance(61 * 60_000);
    expect((await read(witnesses)).witnesses[0]).toMatchObject({ state: 'silent', lastSize: null });
  });

  it('whose clock is off is told by how much, and its time stands as it said', async () => {
    const one = await serve(well(w1, -7200));
    await hand(one);
    const { witnesses } = await read(policy([one]));
    expect(witnesses[0]).toMatchObject({ state: 'well', clockSeconds: -7200 });
    expect(millisOf(witnesses[0]?.lastAt ?? '')).toBe((seconds() - 7200) * 1000);
  });

  it('that knew a larger log, which came to it by itself meanwhile, is no alarm', async () => {
    const one = await serve(async (_, response) => {
      const size = await grow('meanwhile');
      answer(409, `${size}\n`)({ oldSize: 0, proof: 0, note: '' }, response);
    });
    expect(await hand(one)).toBe(true);
    expect((await read(policy([one]))).refusals).toEqual([]);
  });
});

describe('a witness that comes by itself', () => {
  async function openDoor(list: Witnesses['list']) {
    const app = Fastify();
    answerErrors(app, quiet);
    registerCosignatures(app, handsOf(policy(list)));
    closings.push(() => app.close());
    return async (payload: string) =>
      (await app.inject({ method: 'POST', url: '/log/cosignature', payload })).statusCode;
  }
  const itself = { name: 'w1', verifierKey: w1.verifierKey, url: null };

  it('brings its cosignature', async () => {
    const bring = await openDoor([itself]);
    const note = await newest();
    expect(await bring(note + w1.cosign(note, seconds()))).toBe(204);
    expect((await read(policy([itself]))).witnesses).toMatchObject([
      { comesByItself: true, state: 'well', lastSize: sizeOf(note), clockSeconds: null },
    ]);
  });

  it('is not believed for what is no checkpoint of ours, nor anybody else', async () => {
    const bring = await openDoor([itself]);
    const note = await newest();
    const line = w1.cosign(note, seconds());
    const other = note.replace(/\n\d+\n/, '\n99999\n');
    expect(await bring(note)).toBe(403);
    expect(await bring(note + w2.cosign(note, seconds()))).toBe(403);
    expect(await bring(other + w1.cosign(other, seconds()))).toBe(404);
    expect(await bring(note + w1.cosign(other, seconds()))).toBe(404);
    expect(await bring('nonsense')).toBe(404);
    expect(await bring('x'.repeat(70_000))).toBe(413);
    expect((await read(policy([itself]))).witnesses[0]?.lastSize).toBeNull();
    expect(await bring(note + line)).toBe(204);
  });

  it('ends no alarm by an old cosignature that somebody brings again', async () => {
    const one = await serve(answer(422));
    const bring = await openDoor([one]);
    const early = await newest();
    const late = await grow('a').then(newest);
    expect(await bring(late + w1.cosign(late, seconds()))).toBe(204);
    await grow('b');
    await hand(one);
    expect((await read(policy([one]))).witnesses[0]?.state).toBe('refused');
    expect(await bring(late + w1.cosign(late, seconds()))).toBe(204);
    expect(await bring(early + w1.cosign(early, seconds()))).toBe(204);
    expect((await read(policy([one]))).witnesses[0]?.state).toBe('refused');
  });
});

import {
  decodeEntryBundle,
  decodeTile,
  entriesPath,
  equalBytes,
  leafHash,
  openCheckpoint,
  parseEntry,
  proveConsistencyFromTiles,
  proveInclusionFromTiles,
  type ReadTile,
  rootFromLeafHashes,
  rootFromTiles,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '@liuhen/proof';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse, quiet, sealOrgan, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { answerErrors } from '../base/http.ts';
import { makeId } from '../base/ids.ts';
import { registerPublicLog } from './publish.ts';
import { seal } from './seal.ts';

/** Sizes at which the log was signed: before, at and after the ends of tiles. */
const sizes = [1, 3, 255, 256, 257, 511, 512, 600];
const size = 600;

let ground: TestGround;
let app: FastifyInstance;
let url: string;
let verifierKey: string;
let sequencer: ReturnType<typeof startTestSequencer>;
/** The notes as they were published when the log had that size. */
const published = new Map<number, string>();

beforeAll(async () => {
  ground = await makeGround();
  app = Fastify();
  answerErrors(app, quiet);
  registerPublicLog(app, ground.database);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  sequencer = startTestSequencer(ground);
  verifierKey = sequencer.key.verifierKey;
});
afterAll(async () => {
  await sequencer.stop();
  await app.close();
  await ground.close();
});

/** Seals so many units in one command. */
const sealMany = (organ: string, count: number) =>
  asHouse(ground, async (ctx) => {
    for (let i = 0; i < count; i++) {
      const id = makeId(ctx.clock);
      await ctx.tx
        .insertInto('unit')
        .values({ id, organ_id: organ, name: `机密大队 ${id}` })
        .execute();
      await seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
    }
  });

const ask = (path: string, init?: RequestInit) => fetch(`${url}/log/${path}`, init);
async function bytesOf(path: string): Promise<Uint8Array> {
  const answer = await ask(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Somebody elsewhere who knows the address and the verifier key, and nothing else. */
const readTile: ReadTile = async (level, index, width) =>
  decodeTile(await bytesOf(tilePath(level, index, width)));
const checkpointNow = async () =>
  openCheckpoint(await (await ask('checkpoint')).text(), [verifierKey]).checkpoint;
const checkpointOf = (of: number) => openCheckpoint(published.get(of) ?? '', [verifierKey]).checkpoint;
async function entriesOf(total: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let first = 0; first < total; first += 256)
    entries.push(...decodeEntryBundle(await bytesOf(entriesPath(first / 256, Math.min(256, total - first)))));
  return entries;
}

describe('an empty log', () => {
  it('has no checkpoint, no tile and no bundle', async () => {
    for (const path of [
      'checkpoint',
      tilePath(0, 0),
      tilePath(0, 0, 1),
      entriesPath(0, 1),
      tilePath(1, 0, 1),
    ]) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'notFound', message: expect.any(String) });
    }
  });
});

describe('a log that grows', () => {
  beforeAll(async () => {
    const organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
    let at = 1;
    for (const next of sizes) {
      await sealMany(organ, next - at);
      await sequencer.runOnce();
      published.set(next, await (await ask('checkpoint')).text());
      at = next;
    }
    await sequencer.stop();
    await sealMany(organ, 2); // these wait
  });

  describe('its checkpoint', () => {
    it('is text, and is asked for again each time', async () => {
      const answer = await ask('checkpoint');
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    });

    it('was signed at every size by the key of the log', () => {
      for (const each of sizes) expect(checkpointOf(each).size).toBe(each);
      const roots = sizes.map((each) => Buffer.from(checkpointOf(each).root).toString('hex'));
      expect(new Set(roots).size).toBe(sizes.length);
    });

    it('is the newest one and speaks not of what waits', async () => {
      expect(await checkpointNow()).toEqual(checkpointOf(size));
      const { rows } = await asHouse(ground, ({ tx }) =>
        sql<{ n: number }>`select count(*) as n from custody_pending`.execute(tx),
      );
      expect(rows).toEqual([{ n: 2 }]);
    });

    it('is one of three lines and one signature, and with one sign changed is refused', async () => {
      const note = published.get(size) ?? '';
      expect(note.split('\n')).toHaveLength(6);
      for (let at = 0; at < note.length; at += 7) {
        const sign = note[at] === 'A' ? 'B' : 'A';
        const altered = note.slice(0, at) + sign + note.slice(at + 1);
        expect(() => openCheckpoint(altered, [verifierKey])).toThrow();
      }
    });
  });

  describe('a tile', () => {
    it('full or partial comes as bytes that may be kept for ever', async () => {
      for (const [path, length] of [
        [tilePath(0, 0), 256 * 32],
        [tilePath(0, 1), 256 * 32],
        [tilePath(0, 2, 88), 88 * 32],
        [tilePath(0, 2, 1), 32],
        [tilePath(0, 0, 255), 255 * 32],
        [tilePath(1, 0, 2), 2 * 32],
        [tilePath(1, 0, 1), 32],
      ] as const) {
        const answer = await ask(path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect(answer.headers.get('content-type')).toBe('application/octet-stream');
        expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect((await answer.arrayBuffer()).byteLength).toBe(length);
      }
    });

    it('that is partial is the beginning of the full one', async () => {
      const whole = await bytesOf(tilePath(0, 1));
      for (const width of [1, 2, 100, 255])
        expect(await bytesOf(tilePath(0, 1, width))).toEqual(whole.subarray(0, width * 32));
    });

    it('of level 1 holds the roots of the full tiles below it', async () => {
      const above = await readTile(1, 0, 2);
      for (const [index, hash] of above.entries())
        expect(hash).toEqual(rootFromLeafHashes(await readTile(0, index, 256)));
    });

    it('can be asked for its head alone', async () => {
      const answer = await ask(tilePath(0, 0), { method: 'HEAD' });
      expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(256 * 32)]);
    });
  });

  describe('what is not there', () => {
    it.each([
      ['a full tile that is not full yet', tilePath(0, 2)],
      ['a partial tile wider than the log', tilePath(0, 2, 89)],
      ['what only waits', tilePath(0, 2, 90)],
      ['a tile behind the end', tilePath(0, 3, 1)],
      ['a tile far behind the end', tilePath(0, 999_999_999, 1)],
      ['a level 1 that has no third hash', tilePath(1, 0, 3)],
      ['a level that is not begun', tilePath(2, 0, 1)],
      ['the highest level', tilePath(63, 0, 1)],
      ['a full bundle that is not full yet', entriesPath(2)],
      ['a bundle wider than the log', entriesPath(2, 89)],
      ['a bundle behind the end', entriesPath(3, 1)],
      ['a level over 63', 'tile/64/000'],
      ['another spelling of a level', 'tile/00/000'],
      ['another spelling of an index', 'tile/0/0'],
      ['another spelling of an index', 'tile/0/x000/000'],
      ['a width of nothing', 'tile/0/000.p/0'],
      ['a width of all', 'tile/0/000.p/256'],
      ['another spelling of a width', 'tile/0/002.p/01'],
      ['a negative index', 'tile/0/-01'],
      ['words', 'tile/all/000'],
      ['nothing', 'tile/'],
      ['more', 'tile/0/000/more'],
      ['a quote', "tile/0/000'"],
      ['another file', 'key'],
      ['all of it', ''],
    ])('%s is answered by 404 in words and is not kept: %s', async (_what, path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'notFound', message: expect.stringMatching(/没有/) });
      expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
    });

    it('is the verb to change anything', async () => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
        for (const path of ['checkpoint', tilePath(0, 0)])
          expect((await ask(path, { method })).status).toBe(404);
    });
  });

  describe('to somebody elsewhere', () => {
    it('is the tree that the checkpoint signs: from entries alone, from leaf hashes, from tiles', async () => {
      const { root, size: told } = await checkpointNow();
      const entries = await entriesOf(told);
      const hashes = entries.map((entry) => leafHash(entry));
      expect(hashes).toHaveLength(size);
      expect(equalBytes(rootFromLeafHashes(hashes), root)).toBe(true);
      const tiles = [await readTile(0, 0, 256), await readTile(0, 1, 256), await readTile(0, 2, 88)];
      expect(tiles.flat()).toEqual(hashes);
      expect(equalBytes(await rootFromTiles(told, readTile), root)).toBe(true);
    });

    it('was at each size the beginning of what it is now', async () => {
      const hashes = (await entriesOf(size)).map((entry) => leafHash(entry));
      for (const each of sizes) {
        const { root } = checkpointOf(each);
        expect(equalBytes(rootFromLeafHashes(hashes.slice(0, each)), root)).toBe(true);
        expect(equalBytes(await rootFromTiles(each, readTile), root)).toBe(true);
      }
    });

    it('proves of every pair of checkpoints that one continues the other', async () => {
      for (const oldSize of sizes)
        for (const newSize of sizes.filter((each) => each > oldSize)) {
          const proof = await proveConsistencyFromTiles(oldSize, newSize, readTile);
          const claim = { oldSize, newSize, oldRoot: checkpointOf(oldSize).root, proof };
          verifyConsistency({ ...claim, newRoot: checkpointOf(newSize).root });
          const otherRoot = checkpointOf(sizes.find((each) => each !== newSize) ?? 0).root;
          expect(() => verifyConsistency({ ...claim, newRoot: otherRoot })).toThrow();
        }
    });

    it('proves that an entry is in it, and no other entry at its place', async () => {
      const entries = await entriesOf(size);
      for (const of of [257, 600])
        for (const index of [0, 1, 254, 255, 256, 511, 512, 598, 599].filter((each) => each < of)) {
          const proof = await proveInclusionFromTiles(index, of, readTile);
          const { root } = checkpointOf(of);
          const claim = { index, size: of, root, proof };
          verifyInclusion({ ...claim, leafHash: leafHash(entries[index] ?? new Uint8Array()) });
          const neighbour = entries[index === 0 ? 1 : index - 1] ?? new Uint8Array();
          expect(() => verifyInclusion({ ...claim, leafHash: leafHash(neighbour) })).toThrow();
        }
    });

    it('holds entries that are canonical and each about another row', async () => {
      const read = (await entriesOf(size)).map((entry) => parseEntry(entry));
      expect(new Set(read.map(({ subject }) => subject)).size).toBe(size);
      expect(read[0]?.kind).toBe('organ.created');
      expect(new Set(read.slice(1).map(({ kind }) => kind))).toEqual(new Set(['unit.created']));
    });

    it('comes in bundles whose beginnings are the partial ones', async () => {
      const whole = decodeEntryBundle(await bytesOf(entriesPath(0)));
      for (const width of [1, 3, 255])
        expect(decodeEntryBundle(await bytesOf(entriesPath(0, width)))).toEqual(whole.slice(0, width));
      const answer = await ask(entriesPath(1));
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    });

    it('tells no word of a payload and no salt, in whatever is public', async () => {
      const { rows } = await asHouse(ground, ({ tx }) =>
        sql<{ salt: string; payload: string }>`select salt, payload from custody_payload`.execute(tx),
      );
      expect(rows).toHaveLength(size + 2);
      const paths = ['checkpoint', entriesPath(0), entriesPath(1), entriesPath(2, 88)];
      paths.push(tilePath(0, 0), tilePath(0, 1), tilePath(0, 2, 88), tilePath(1, 0, 2));
      let text = '';
      for (const path of paths) {
        const answer = await ask(path);
        text +=
          JSON.stringify([...answer.headers]) + Buffer.from(await answer.arrayBuffer()).toString('latin1');
      }
      const words = Buffer.from('机密大队').toString('latin1');
      expect(text.includes('"kind":"unit.created"')).toBe(true);
      expect(text.includes(words) || text.includes('"name"') || text.includes('salt')).toBe(false);
      for (const { salt } of rows) {
        expect(text.includes(salt)).toBe(false);
        expect(text.includes(Buffer.from(salt, 'hex').toString('latin1'))).toBe(false);
      }
    });

    it('shows the same bytes again after the log has grown, and then what waited', async () => {
      const paths = [tilePath(0, 0), tilePath(0, 2, 88), entriesPath(2, 88), tilePath(1, 0, 2)];
      const before = await Promise.all(paths.map(bytesOf));
      sequencer = startTestSequencer(ground, sequencer.key);
      await sequencer.runOnce();
      expect((await checkpointNow()).size).toBe(size + 2);
      expect(await Promise.all(paths.map(bytesOf))).toEqual(before);
      expect(decodeTile(await bytesOf(tilePath(0, 2, 90)))).toHaveLength(90);
    });
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesPath, formatCheckpoint, signNote, tilePath } from '@liuhen/proof';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, sealOrgan, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeId } from '../base/ids.ts';
import { registerPublicLog } from './publish.ts';
import { seal } from './seal.ts';

const source = join(import.meta.dirname, '../../../docs/formats/follow_log.go');
/** Debian's Go with the library as Debian packages it: nothing is fetched. */
const goSettings = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };

let folder: string;
let program: string;
let ground: TestGround;
let app: FastifyInstance;
let address: string;
let sequencer: ReturnType<typeof startTestSequencer>;
let organ: string;
/** What one address answers in place of what it has. */
let bent: { path: string; bend: (bytes: Buffer) => Buffer } | null = null;

const sealUnits = (count: number) =>
  asHouse(ground, async (ctx) => {
    for (let i = 0; i < count; i++) {
      const id = makeId(ctx.clock);
      await ctx.tx
        .insertInto('unit')
        .values({ id, organ_id: organ, name: `大队 ${id}` })
        .execute();
      await seal(ctx, { kind: 'unit.created', table: 'unit', id }, null);
    }
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-outside-'));
  program = join(folder, 'follow_log');
  const built = spawnSync('go', ['build', '-o', program, source], {
    encoding: 'utf8',
    env: { ...process.env, ...goSettings, GOCACHE: join(folder, 'cache') },
  });
  expect(built.status, built.stderr).toBe(0);
  ground = await makeGround();
  app = Fastify();
  app.addHook('onSend', async ({ url }, _reply, payload) =>
    bent !== null && url === `/log/${bent.path}` ? bent.bend(Buffer.from(payload as string)) : payload,
  );
  registerPublicLog(app, ground.database);
  address = `${await app.listen({ port: 0, host: '127.0.0.1' })}/log`;
  sequencer = startTestSequencer(ground);
  organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
}, 120_000);
beforeEach(() => {
  bent = null;
});
afterAll(async () => {
  await sequencer.stop();
  await app.close();
  await ground.close();
  rmSync(folder, { recursive: true });
});

/** Runs the program beside this one, which has to answer it. */
async function follow(...more: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, [address, sequencer.key.verifierKey, ...more]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

async function noteNow(): Promise<string> {
  return (await fetch(`${address}/checkpoint`)).text();
}
const keep = (note: string): string => {
  const file = join(folder, 'old-checkpoint');
  writeFileSync(file, note);
  return file;
};
const flipLastByte = (bytes: Buffer): Buffer => {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
};

describe("the log, read with Go's own library for transparency logs", () => {
  it('is whole at every size around the ends of tiles, and goes on from the one before', async () => {
    let at = 1;
    let before: string | null = null;
    for (const size of [1, 2, 255, 256, 257, 512, 600]) {
      await sealUnits(size - at);
      await sequencer.runOnce();
      at = size;
      const { code, said } = await follow(...(before === null ? [] : [keep(before)]));
      expect({ code, said }, `${size}`).toEqual({
        code: 0,
        said: expect.stringContaining(`${size} entries make the signed tree`),
      });
      if (before !== null) expect(said).toContain('seen before is its beginning');
      before = await noteNow();
    }
  });

  it.each([
    ['a tile', tilePath(0, 0), 'the tile over entry 255 is not of this tree'],
    ['a partial tile', tilePath(0, 2, 88), 'downloaded inconsistent tile'],
    ['a tile of level 1', tilePath(1, 0, 2), 'downloaded inconsistent tile'],
    ['an entry', entriesPath(1), 'the entries do not make the tree that was signed'],
    ['the checkpoint', 'checkpoint', 'malformed note'],
  ])('is refused where a byte differs: %s', async (_what, path, words) => {
    bent = { path, bend: flipLastByte };
    const { code, said } = await follow();
    expect(code).toBe(1);
    expect(said).toContain('NOT PROVEN');
    expect(said).toContain(words);
  });

  it('is refused under another size, by its signature', async () => {
    bent = { path: 'checkpoint', bend: (note) => Buffer.from(note.toString().replace('\n600\n', '\n599\n')) };
    expect(await follow()).toEqual({ code: 1, said: expect.stringContaining('invalid signature') });
  });

  it('is refused where it does not go on from what was seen', async () => {
    const key = sequencer.key.signer;
    const root = new Uint8Array(32).fill(7);
    const other = await signNote(formatCheckpoint({ origin: key.name, size: 300, root }), [key]);
    expect(await follow(keep(other))).toEqual({ code: 1, said: expect.stringContaining('NOT PROVEN') });
  });
});

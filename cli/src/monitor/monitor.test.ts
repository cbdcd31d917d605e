import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootFromLeafHashes } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool, startTool } from '../../test/tool.ts';
import { entriesTo, entryAt, type ServedLog, serveLog, until, WatchedLog } from '../../test/watched-log.ts';
import { layWire } from '../../test/wire.ts';
import { logPrefix } from '../log-source.ts';
import { fastSha256, rootOfTile } from './check-bundle.ts';

const origin = 'log.example/liuhen';
const all = entriesTo(1400);

let folder: string;
let log: WatchedLog;
let served: ServedLog;
const closings: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-monitor-'));
  log = new WatchedLog(origin, all.slice(0, 600));
  served = await serveLog(() => log);
});
afterEach(async () => {
  await served.close();
  for (const close of closings.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

const state = () => join(folder, 'state.json');
const args = (url: string, ...more: string[]) => [
  ...['monitor', url, '--key', log.verifierKey, '--state', state(), ...more],
];
const settings = { LIUHEN_LANG: 'en' };
const once = (url = served.url) => runTool(args(url, '--once'), { HOME: folder, ...settings });
const evidence = () => readdirSync(folder).filter((name) => name.endsWith('.evidence.json'));

describe('a log that is right', () => {
  test('is read whole once, and then what is new', async () => {
    const first = await once();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('all fits up to entry 600. 600 entries checked one by one');
    expect(first.stdout).toContain(`the latest of ${new Date(Date.UTC(2026, 0, 1) + 599_000).toISOString()}`);
    expect(await once()).toMatchObject({ code: 0, stdout: expect.stringContaining('not grown; its 600') });
    log.append(...all.slice(600, 1400));
    served.asked = [];
    expect((await once()).stdout).toContain('up to entry 1400. 888 entries checked');
    expect(served.asked.filter((path) => path.startsWith('tile/entries/'))).toEqual([
      ...['tile/entries/002', 'tile/entries/003', 'tile/entries/004', 'tile/entries/005.p/120'],
    ]);
    expect(evidence()).toEqual([]);
  });

  test('of every size around the ends of tiles, in steps', async () => {
    log = new WatchedLog(origin, []);
    let size = 0;
    for (const next of [1, 2, 255, 256, 257, 511, 512, 513, 768]) {
      log.append(...all.slice(size, next));
      size = next;
      expect(await once(), String(size)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  test('is taken also where partial tiles are gone, and where it holds kinds of a newer version', async () => {
    log.append(entryAt(600, 'comet.seen'), ...all.slice(601, 1000));
    const newer = log.note(800);
    served.instead = (path) =>
      path === 'checkpoint' ? Buffer.from(newer) : /^tile\/(0|entries)\/003\.p/.test(path) ? 404 : null;
    log.append(...all.slice(1000, 1024));
    const { code, stdout } = await once();
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 of them are of kinds')]);
    expect(served.asked).toContain('tile/entries/003');
  });

  test('is followed until it is stopped', async () => {
    const { child, ended } = startTool(args(served.url, '--every', '1'), { HOME: folder, ...settings });
    let said = '';
    child.stdout?.on('data', (text: string) => {
      said += text;
    });
    await until(() => said.includes('up to entry 600'));
    log.append(...all.slice(600, 700));
    await until(() => said.includes('up to entry 700'));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(JSON.parse(readFileSync(state(), 'utf8'))).toMatchObject({ verified: { size: 700 } });
  });
});

describe('a log that does not fit is told in plain words, with evidence, and code 2', () => {
  const [good, bad] = [log600(), log600()];
  function log600() {
    return new WatchedLog(origin, all.slice(0, 600));
  }
  const flip = (bytes: Uint8Array, at: number) => {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    return flipped;
  };
  const changed = (path: string, at: number) => (asked: string) =>
    asked === path ? flip(good.read(path) ?? new Uint8Array(), at) : null;

  test.each<[string, (path: string) => Uint8Array | number | null, RegExp]>([
    [
      'an entry changed in its bundle',
      changed('tile/entries/001', 40),
      /Entry 257 of .* (not in its form|does not fit)/,
    ],
    [
      'a digit of a digest changed',
      changed('tile/entries/000', 110),
      /Entry 1 of .* does not fit its published hash/,
    ],
    ['a hash of a tile', changed('tile/0/002.p/88', 33), /Entry 514 of .* does not fit its published hash/],
    ['an upper tile', changed('tile/1/000.p/2', 5), /upper hashes/],
    [
      'a bundle cut short',
      (path) => (path === 'tile/entries/001' ? (good.read(path) ?? new Uint8Array()).slice(0, -1) : null),
      /from 257 on cannot be read/,
    ],
    [
      'a bundle with an entry less',
      (path) => (path === 'tile/entries/002.p/88' ? good.read('tile/entries/002.p/87') : null),
      /from 513 on cannot be read/,
    ],
    [
      'no checkpoint',
      (path) => (path === 'checkpoint' ? Buffer.from('<html></html>\n') : null),
      /is no checkpoint/,
    ],
    [
      'the checkpoint of another log',
      (path) => (path === 'checkpoint' ? Buffer.from(new WatchedLog('other', ['a']).note()) : null),
      /not signed by the key/,
    ],
    [
      'fewer entries than were signed',
      (path) => (path === 'checkpoint' ? Buffer.from(bad.append('x').note()) : null),
      /cannot be (read|reached)/,
    ],
  ])('%s', async (what, instead, words) => {
    served.instead = instead;
    const { code, stdout, stderr } = await once();
    expect(stdout).toBe('');
    expect(stderr).toMatch(words);
    expect(code).toBe(what.startsWith('fewer') ? 1 : 2);
    expect(evidence()).toHaveLength(what.startsWith('fewer') ? 0 : 1);
  });

  test('entries that are no entries, though the log signed them', async () => {
    log.append(entryAt(600).replace('"v":1', '"v": 1'));
    expect(await once()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Entry 601 .* canonical text/),
    });
  });

  test('a whole history swapped under one signature', async () => {
    const other = new WatchedLog(origin, [...all.slice(0, 599), entryAt(9999)]);
    served.instead = (path) => (path === 'checkpoint' ? Buffer.from(other.note()) : null);
    expect(await once()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('do not lead to the root'),
    });
  });

  test.each<[string, number, RegExp]>([
    ['a fork of the same size', 600, /Fork: .* 600 entries/],
    ['a rollback', 500, /Rollback: .* has 500 entries now and had 600/],
    ['a rewritten beginning', 700, /Rewritten: the 700 entries .* no longer begin with the 600/],
  ])('%s, with both notes', async (_, size, words) => {
    expect((await once()).code).toBe(0);
    const before = log.note();
    const own = [...all.slice(0, 599), entryAt(9999), ...all.slice(600)];
    log = new WatchedLog(origin, (size === 500 ? all : own).slice(0, size));
    const { code, stderr } = await once();
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr).toContain(before);
    expect(stderr).toContain(log.note());
    const [file = ''] = evidence();
    expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({
      against: [before, log.note()],
    });
    expect((await once()).code).toBe(2);
    log = new WatchedLog(origin, all.slice(0, 800));
    expect(await once()).toMatchObject({ code: 0 });
  });

  test('while it is followed, and that ends there', async () => {
    const { child, ended } = startTool(args(served.url, '--every', '1'), { HOME: folder, ...settings });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    log.cut(100);
    expect(await ended).toMatchObject({ code: 2, stderr: expect.stringContaining('Rollback') });
  });
});

describe('what cannot be checked', () => {
  test('a log that is not there is told with code 1, and nothing is remembered of it', async () => {
    expect(await once('http://127.0.0.1:9')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be reached'),
    });
    served.instead = () => 503;
    expect(await once()).toMatchObject({ code: 1, stderr: expect.stringContaining('HTTP 503') });
    expect(evidence()).toEqual([]);
  });

  test('where the network is cut in the middle, it goes on', async () => {
    const wire = await layWire(served.url);
    closings.push(wire.close);
    wire.cutAfter(700, () => undefined);
    expect((await once(`${wire.url}/log`)).code).toBe(1);
    wire.mend();
    expect((await once(`${wire.url}/log`)).stdout).toContain('up to entry 600');
  });

  test('a key that was miscopied, and a memory of another log', async () => {
    const bad = await runTool(['monitor', served.url, '--key', log.verifierKey.slice(1), '--once'], {
      HOME: folder,
    });
    expect(bad).toMatchObject({ code: 1, stderr: expect.stringContaining('抄错了') });
    await once();
    log = new WatchedLog('other.example/log', all.slice(0, 3));
    expect(await once()).toMatchObject({ code: 1, stderr: expect.stringContaining('remembers another log') });
  });
});

describe('parts', () => {
  test('the root of a tile in place is that of the definition', () => {
    const hashes = Array.from({ length: 256 }, (_, i) => fastSha256(Buffer.from([i])));
    const expected = Buffer.from(rootFromLeafHashes(hashes));
    expect(rootOfTile(Buffer.concat(hashes))).toEqual(expected);
  });

  test.each([
    ['https://a.example', 'https://a.example/log'],
    ['https://a.example/', 'https://a.example/log'],
    ['https://a.example/log/', 'https://a.example/log'],
    ['https://a.example/tiles/2026', 'https://a.example/tiles/2026'],
  ])('%s is read at %s', (given, prefix) => expect(logPrefix(given)).toBe(prefix));
});

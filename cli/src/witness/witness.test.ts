import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPolicy, readCosignatures } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool } from '../../test/tool.ts';
import { type ServedLog, serveLog, until, WatchedLog } from '../../test/watched-log.ts';
import { layWire } from '../../test/wire.ts';
import { startWitness, submitTo, type WitnessProcess } from '../../test/witness-process.ts';
import { Memory } from './memory.ts';

const origin = 'log.example/liuhen';
const leaves = Array.from({ length: 600 }, (_, i) => `leaf ${i}`);

let home: string;
let log: WatchedLog;
const open: { stop?: () => Promise<void>; close?: () => Promise<void> }[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'liuhen-witness-'));
  log = new WatchedLog(origin, leaves.slice(0, 300));
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await (one.stop?.() ?? one.close?.());
  rmSync(home, { recursive: true, force: true });
});

async function start(...args: string[]): Promise<WitnessProcess> {
  const witness = await startWitness(home, ['--name', 'w1', '--log', log.verifierKey, ...args]);
  open.push(witness);
  return witness;
}
async function serve(): Promise<ServedLog> {
  const served = await serveLog(() => log);
  open.push(served);
  return served;
}
const show = () => runTool(['witness', '--home', home, '--show'], { HOME: home, LIUHEN_LANG: 'en' });
const timesIn = (line: string, key: string) =>
  readCosignatures(log.note() + line, [key]).map(({ time }) => time);

describe('add-checkpoint', () => {
  test('is cosigned with the time of the witness, the same again too', async () => {
    const { url, verifierKey } = await start();
    const before = Math.floor(Date.now() / 1000);
    for (const from of [0, 300]) {
      const { status, text } = await submitTo(url, await log.submission(from));
      expect(status).toBe(200);
      const [time] = timesIn(text, verifierKey);
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(before + 60);
    }
    log.append('one more');
    const { text } = await submitTo(url, await log.submission(300));
    expect(checkPolicy(log.note() + text, { needed: 1, witnesses: [verifierKey] }).held).toBe(true);
    expect(await show()).toMatchObject({ code: 0, stdout: expect.stringContaining('cosigned up to 301') });
  });

  test('answers as the protocol says', async () => {
    const { url } = await start();
    const other = new WatchedLog('other.example/log', leaves.slice(0, 3));
    expect(await submitTo(url, await other.submission(0))).toMatchObject({ status: 404 });
    expect(await submitTo(url, 'nonsense')).toMatchObject({ status: 400 });
    expect(await submitTo(url, 'x'.repeat(100_000)).catch(() => ({ status: 413 }))).toMatchObject({
      status: 413,
    });
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/other`, { method: 'POST' })).status).toBe(404);
    await submitTo(url, await log.submission(0));
    expect(await submitTo(url, await log.submission(0))).toEqual({
      ...{ status: 409, type: 'text/x.tlog.size', text: '300\n' },
    });
    log.append('more');
    expect(await submitTo(url, await log.submission(300, 301, []))).toMatchObject({ status: 422 });
  });

  test('of two at once both are right or one is told the size', async () => {
    const { url } = await start();
    await submitTo(url, await log.submission(0));
    const bodies = [await log.append('a').submission(300), await log.append('b').submission(300)];
    const answers = await Promise.all(bodies.map((body) => submitTo(url, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const known = answers.find(({ status }) => status === 409)?.text;
    expect(known).toBe(answers[0]?.status === 200 ? '301\n' : '302\n');
    expect((await submitTo(url, await log.submission(Number(known)))).status).toBe(200);
  });

  test('one address cannot ask without end', async () => {
    const { url } = await start();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submitTo(url, 'nonsense')));
    const limited = answers.filter(({ status }) => status === 429).length;
    expect(limited).toBeGreaterThan(30);
    expect(limited).toBeLessThan(100);
  });
});

describe('what was refused', () => {
  test('a fork: both notes are kept, shown, and said once', async () => {
    const witness = await start();
    await submitTo(witness.url, await log.submission(0));
    const other = new WatchedLog(origin, [...leaves.slice(0, 299), 'another']);
    for (let i = 0; i < 2; i++)
      expect((await submitTo(witness.url, await other.submission(300))).status).toBe(409);
    const { code, stdout } = await show();
    expect(code).toBe(2);
    expect(stdout).toContain('refused: 1');
    expect(stdout).toContain(other.note());
    expect(stdout).toContain(log.note());
    expect(witness.said().match(/Fork: /g)).toHaveLength(1);
    expect((await submitTo(witness.url, await log.append('on').submission(300))).status).toBe(200);
  });

  test("yesterday's database that grew otherwise", async () => {
    const witness = await start();
    await submitTo(witness.url, await log.submission(0, 200));
    await submitTo(witness.url, await log.submission(200));
    log.cut(200).append(...leaves.slice(0, 50));
    expect(await submitTo(witness.url, await log.submission(200))).toMatchObject({
      status: 409,
      text: '300\n',
    });
    log.append(...leaves.slice(50, 200));
    expect((await submitTo(witness.url, await log.submission(300))).status).toBe(422);
    expect((await show()).stdout).toContain('refused: 1');
  });

  test('an old checkpoint that somebody sends again, cosigned then or not, is nothing against the log', async () => {
    const witness = await start();
    await submitTo(witness.url, await log.submission(0, 200));
    await submitTo(witness.url, await log.submission(200));
    for (const replay of [log.submission(200, 200), log.submission(0, 150), log.submission(200, 250)])
      expect(await submitTo(witness.url, await replay)).toMatchObject({ status: 409, text: '300\n' });
    expect(witness.said()).not.toContain('Rollback: ');
    expect((await show()).code).toBe(0);
  });
});

describe('looking at a log', () => {
  test('cosigns as it grows, and brings the cosignature to it', async () => {
    const served = await serve();
    const { verifierKey } = await start('--follow', served.url, '--every', '1');
    for (let round = 1; round <= 3; round++) {
      await until(() => served.brought.length === round);
      expect(readCosignatures(served.brought.at(-1) ?? '', [verifierKey])).toHaveLength(1);
      expect(served.brought.at(-1)).toContain(log.note().slice(0, -1));
      log.append(...leaves.slice(300, 300 + 60 * round));
    }
  });

  test('finds that it was rolled back, though it cosigned that tree itself', async () => {
    const served = await serve();
    const witness = await start('--follow', served.url, '--every', '1');
    await until(() => served.brought.length === 1);
    log.append('x');
    await until(() => served.brought.length === 2);
    log.cut(300);
    await until(() => /Rollback: .* showed a log of 300 entries, but 301/.test(witness.said()));
    expect((await show()).code).toBe(2);
  });

  test('finds that its history was rewritten under the same and a larger size', async () => {
    const served = await serve();
    const witness = await start('--follow', served.url, '--every', '1');
    await until(() => served.brought.length === 1);
    log = new WatchedLog(origin, ['another', ...leaves.slice(1, 300)]);
    await until(() => witness.said().includes('Fork: '));
    log.append('more');
    await until(() => witness.said().includes('Not continued: '));
    expect((await show()).stdout).toContain('refused: 2');
  });

  test('goes on where the network was cut in the middle', async () => {
    const served = await serve();
    const wire = await layWire(served.url);
    open.push(wire);
    const witness = await start('--follow', `${wire.url}/log`, '--every', '1');
    await until(() => served.brought.length === 1);
    wire.cutAfter(300, () => undefined);
    log.append(...leaves.slice(300, 560));
    await until(() => witness.said().includes('cannot be reached'));
    wire.mend();
    await until(() => served.brought.length === 2);
    expect(served.brought[1]).toContain('\n560\n');
    expect((await show()).code).toBe(0);
  });

  test('where partial tiles are gone takes the full ones', async () => {
    const served = await serve();
    await start('--follow', served.url, '--every', '1');
    await until(() => served.brought.length === 1);
    served.instead = (path) =>
      path.startsWith('tile/0/001.p') ? 404 : path === 'checkpoint' ? Buffer.from(log.note(500)) : null;
    log.append(...leaves.slice(300, 600));
    await until(() => served.brought.length === 2);
    expect(served.asked).toContain('tile/0/001');
  });

  test('a clock far off is said and not believed', async () => {
    const served = await serve();
    served.aheadSeconds = 7200;
    const witness = await start('--follow', served.url, '--every', '1');
    await until(() => served.brought.length === 1);
    const [cosigned] = readCosignatures(served.brought[0] ?? '', [witness.verifierKey]);
    expect(Math.abs((cosigned?.time ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    await until(() => /is 7[12]\d\d s ahead/.test(witness.said()));
  });

  test('another key, and an answer that is no checkpoint', async () => {
    const served = await serve();
    const own = log;
    log = new WatchedLog('other.example/log', leaves.slice(0, 5));
    const witness = await startWitness(home, [
      ...['--name', 'w1', '--log', own.verifierKey, '--follow', served.url, '--every', '1'],
    ]);
    open.push(witness);
    await until(() => witness.said().includes('is not signed by a key that was given'));
    served.instead = () => Buffer.from('<html></html>\n');
    await until(() => witness.said().includes('is not in its form'));
    expect(served.brought).toEqual([]);
  });
});

describe('a witness that dies', () => {
  test('forgets nothing that it answered', async () => {
    let answered = 0;
    for (let round = 0; round < 4; round++) {
      const witness = await start();
      let dying: Promise<void> | undefined;
      const die = () =>
        new Promise<void>((resolve) =>
          setTimeout(() => void witness.stop('SIGKILL').then(resolve), 5 + 35 * round),
        );
      try {
        for (;;) {
          const known = await submitTo(witness.url, await log.submission(0));
          const from = known.status === 409 ? Number(known.text) : 0;
          expect(from).toBeGreaterThanOrEqual(answered);
          log.append('next');
          const { status } = await submitTo(witness.url, await log.submission(from));
          if (status !== 200) continue;
          answered = log.size;
          // Counted from an answer: how soon the first one comes is up to the machine.
          dying ??= die();
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      await dying;
    }
    expect(answered).toBeGreaterThan(0);
    const { url } = await start();
    const { text } = await submitTo(url, await log.submission(0));
    expect(Number(text)).toBeGreaterThanOrEqual(answered);
    expect((await show()).code).toBe(0);
  });

  test('between remembering and answering, tells the log the size, and cosigns it then', async () => {
    const memory = await Memory.open(home, [origin]);
    await memory.remember(origin, log.note());
    await memory.close();
    const { url, verifierKey } = await start();
    expect(await submitTo(url, await log.submission(0))).toMatchObject({ status: 409, text: '300\n' });
    const { status, text } = await submitTo(url, await log.submission(300));
    expect([status, timesIn(text, verifierKey).length]).toEqual([200, 1]);
  });
});

describe('starting', () => {
  const run = (...args: string[]) =>
    runTool(['witness', '--home', home, '--listen', '127.0.0.1:0', ...args], { HOME: home });

  test('needs a name, a whole key and a log', async () => {
    expect(await run('--log', log.verifierKey)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--name'),
    });
    expect(await run('--name', 'a b', '--log', log.verifierKey)).toMatchObject({ code: 1 });
    expect(await run('--name', 'w1', '--log', log.verifierKey.slice(0, -1))).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('抄错了或不完整') },
    });
    expect(existsSync(join(home, 'witness-key.pem'))).toBe(false);
    const named = await run('--name', 'w1');
    expect(named).toMatchObject({ code: 1, stdout: expect.stringMatching(/w1\+[0-9a-f]{8}\+B/) });
    expect(existsSync(join(home, 'lock'))).toBe(false);
  });

  test('keeps name, key and logs', async () => {
    const first = await start();
    await first.stop();
    const again = await startWitness(home, ['--name', 'other']);
    open.push(again);
    expect(again.verifierKey).toBe(first.verifierKey);
    expect((await submitTo(again.url, await log.submission(0))).status).toBe(200);
  });

  test('has its folder alone, and takes it over from one that died', async () => {
    const first = await start();
    expect(await run()).toMatchObject({ code: 1, stderr: expect.stringContaining('另一个见证进程') });
    await first.stop('SIGKILL');
    expect(existsSync(join(home, 'lock'))).toBe(true);
    expect((await start()).verifierKey).toBe(first.verifierKey);
  });

  test('shows nothing of a folder without a witness', async () => {
    writeFileSync(join(home, 'other'), '');
    expect(await show()).toMatchObject({ code: 1, stderr: expect.stringContaining('--home') });
  });
});

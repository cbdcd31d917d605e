import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, readCosignatures } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool } from '../../test/tool.ts';
import { type ServedLog, serveLog, until, WatchedLog } from '../../test/watched-log.ts';
import { startWitness, submitTo, type WitnessProcess } from '../../test/witness-process.ts';
import { readSettings } from './home.ts';

const leaves = Array.from({ length: 300 }, (_, i) => `leaf ${i}`);

let home: string;
let log: WatchedLog;
let served: ServedLog;
let witness: WitnessProcess;
let first: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'liuhen-witness-'));
  log = new WatchedLog('log.example/liuhen', leaves);
  first = log.verifierKey;
  served = await serveLog(() => log);
  witness = await start('--name', 'w1', '--log', first, '--follow', served.url);
  await until(() => served.brought.length === 1);
});
afterEach(async () => {
  await witness.stop();
  await served.close();
  rmSync(home, { recursive: true, force: true });
});

const start = (...args: string[]) => startWitness(home, [...args, '--every', '1']);
/** Its cosignature under the newest checkpoint came back to the log. */
const cosigned = () => {
  const note = served.brought.at(-1) ?? '';
  const isNewest = note !== '' && parseNote(note).text === parseNote(log.note()).text;
  return isNewest && readCosignatures(note, [witness.verifierKey]).length === 1;
};
const show = () => runTool(['witness', '--home', home, '--show'], { HOME: home, LIUHEN_LANG: 'en' });

describe('a new key that the old one vouches for', () => {
  test('is followed, over several steps too, and kept through a start with the old key', async () => {
    await log.append('a').rotate('second');
    await log.append('b').rotate('third');
    log.append('c');
    await until(cosigned);
    expect(witness.said()).toContain(`From now on only the new one counts: ${log.verifierKey}`);
    expect(readSettings(home)).toMatchObject({
      logs: [log.verifierKey],
      former: [first, expect.any(String)],
    });
    await witness.stop();
    witness = await start('--log', first);
    log.append('d');
    await until(cosigned);
    expect((await show()).code).toBe(0);
  });

  test('is all that counts from there on: what the old one signs later is refused', async () => {
    const thief = new WatchedLog(log.origin, leaves);
    await log.rotate('second');
    log.append('a');
    await until(cosigned);
    thief.append(...leaves);
    expect((await submitTo(witness.url, await thief.submission(log.size))).status).toBe(403);
    expect((await show()).code).toBe(0);
  });

  test("is no way back: yesterday's backup, signed by the old one, is a rollback with both notes", async () => {
    const before = new WatchedLog(log.origin, leaves);
    await log.rotate('second');
    log.append('a');
    await until(cosigned);
    log = before;
    await until(() => witness.said().includes('Rollback: '));
    expect((await show()).stdout).toContain(before.note());
  });
});

describe('a new key is refused', () => {
  const refused = async (next: WatchedLog) => {
    log = next;
    await until(() => witness.said().includes('is not signed by a key that was given'));
    expect(readSettings(home)).toMatchObject({ logs: [first], former: [], revoked: [] });
    expect(served.brought).toHaveLength(1);
  };

  test('where nothing vouches for it', () => refused(new WatchedLog(log.origin, [...leaves, 'a'], 'second')));

  test('where another key does', async () => {
    const other = new WatchedLog(log.origin, leaves, 'another');
    await refused(await other.rotate('second'));
  });

  test('where the log in which the old one does is not the one that was cosigned', async () => {
    const fork = new WatchedLog(log.origin, ['another', ...leaves]);
    await refused(await fork.rotate('second'));
    expect(witness.said()).toContain('Not continued: ');
  });

  test('until it is given by hand, as after a revocation; the old one counts no more then', async () => {
    const old = new WatchedLog(log.origin, leaves);
    await refused(new WatchedLog(log.origin, [...leaves, 'a'], 'second'));
    await witness.stop();
    witness = await start('--log', log.verifierKey);
    await until(cosigned);
    expect(readSettings(home)).toMatchObject({ logs: [log.verifierKey], former: [], revoked: [first] });
    old.append('b', 'c');
    expect((await submitTo(witness.url, await old.submission(log.size))).status).toBe(403);
  });
});

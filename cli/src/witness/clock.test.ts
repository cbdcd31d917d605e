import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, readCosignatures } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WatchedLog } from '../../test/watched-log.ts';
import { openWitnessKey, type WitnessKey } from './key.ts';
import { makeLimit } from './serve.ts';
import { type Answer, type Happening, Witness } from './witness.ts';

let folder: string;
let key: WitnessKey;
let witness: Witness;
let millis: number;
let told: Happening[];
const log = new WatchedLog('log.example/liuhen', ['a', 'b', 'c', 'd']);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-witness-clock-'));
  key = await openWitnessKey(folder, 'w1');
  [millis, told] = [1_800_000_000_999, []];
  const tell = (happening: Happening) => void told.push(happening);
  const keys = { logs: [log.verifierKey], former: [], revoked: [] };
  const keepKeys = async () => undefined;
  witness = await Witness.open({ folder, key, keys, keepKeys, now: () => millis, tell });
});
afterEach(async () => {
  await witness.close();
  rmSync(folder, { recursive: true });
});

const add = async (from: number, size: number) =>
  witness.add({
    ...{ oldSize: from, note: log.note(size) },
    proof: from === 0 || from === size ? [] : await log.proof(from, size),
  });
const timesIn = (answer: Answer) =>
  answer.status === 200
    ? readCosignatures(answer.note, [key.verifierKey]).map(({ time }) => time)
    : [`refused ${answer.status}`];

describe('the clock of a witness', () => {
  test('is in the cosignature in whole seconds, anew each time, and in what is remembered', async () => {
    expect(timesIn(await add(0, 2))).toEqual([1_800_000_000]);
    millis += 5000;
    expect(timesIn(await add(2, 2))).toEqual([1_800_000_005]);
    const remembered = witness.memory.seen(log.origin)?.note ?? '';
    expect(readCosignatures(remembered, [key.verifierKey])).toMatchObject([{ time: 1_800_000_000 }]);
    expect(told).toEqual([]);
  });

  test('that went back is told, and the time stands as it is', async () => {
    await add(0, 2);
    millis -= 7_200_000;
    expect(timesIn(await add(2, 3))).toEqual([1_799_992_800]);
    expect(told).toEqual([{ what: 'clockBack', origin: log.origin, seconds: 7200 }]);
  });
});

describe('what is answered', () => {
  test('carries the signature of the log and of the witness alone, whatever else came with the note', async () => {
    const junk = `— ${log.origin} ${Buffer.alloc(68, 3).toString('base64')}\n`.repeat(60);
    const answer = await witness.add({ oldSize: 0, proof: [], note: log.note() + junk });
    const note = answer.status === 200 ? answer.note : '';
    expect(parseNote(note).signatures.map(({ name }) => name)).toEqual([log.origin, 'w1']);
  });

  test('to many at once is one after another', async () => {
    const answers = await Promise.all([add(0, 2), add(2, 3), add(3, 4), add(2, 4)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409]);
  });
});

describe('the limit', () => {
  test('lets an address ask in a burst, then so often a second, each address for itself', () => {
    let now = 0;
    const mayAsk = makeLimit(() => now);
    const asked = (address: string, times: number) =>
      Array.from({ length: times }, () => mayAsk(address)).filter((may) => may).length;
    expect(asked('a', 100)).toBe(40);
    expect(asked('b', 3)).toBe(3);
    now += 1000;
    expect(asked('a', 100)).toBe(10);
    now -= 5000;
    expect(asked('a', 100)).toBe(0);
    now += 100_000;
    expect(asked('a', 100)).toBe(40);
  });
});

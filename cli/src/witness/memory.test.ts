import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WatchedLog } from '../../test/watched-log.ts';
import { openWitnessKey } from './key.ts';
import { Memory } from './memory.ts';

const origin = 'log.example/liuhen';
const log = new WatchedLog(
  origin,
  Array.from({ length: 30 }, (_, i) => `leaf ${i}`),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const remembering = async (work: (memory: Memory) => Promise<void>) => {
  const memory = await Memory.open(folder, [origin]);
  await work(memory);
  await memory.close();
};
const file = () => join(folder, readdirSync(folder).find((name) => name.endsWith('.cosigned')) ?? '');

describe('what was cosigned', () => {
  test('is known after it was opened again', async () => {
    await remembering(async (memory) => {
      expect(memory.seen(origin)).toBeNull();
      await memory.remember(origin, log.note(3));
      await memory.remember(origin, log.note(9));
    });
    await remembering(async (memory) => {
      expect(memory.seen(origin)).toMatchObject({ size: 9, note: log.note(9) });
    });
  });

  test('is known wherever a power cut left the note after it', async () => {
    await remembering((memory) => memory.remember(origin, log.note(3)));
    const { size } = statSync(file());
    await remembering((memory) => memory.remember(origin, log.note(9)));
    const whole = statSync(file()).size;
    for (let left = whole - 1; left >= size; left -= 7) {
      truncateSync(file(), left);
      await remembering(async (memory) => {
        expect(memory.seen(origin)?.size).toBe(3);
        await memory.remember(origin, log.note(9));
      });
      await remembering(async (memory) => expect(memory.seen(origin)?.size).toBe(9));
    }
  });

  test('is not mended by who only reads', async () => {
    await remembering((memory) => memory.remember(origin, log.note(3)));
    appendFileSync(file(), 'half a note');
    const before = readFileSync(file());
    const reading = await Memory.open(folder, [origin], 'reading');
    expect(reading.seen(origin)?.size).toBe(3);
    await reading.close();
    expect(readFileSync(file())).toEqual(before);
  });

  test('is found at the end of a long file', async () => {
    const filler = `${log.note(2)}\n\f\n`;
    await remembering(async () => undefined);
    appendFileSync(file(), filler.repeat(Math.ceil((1.5 * 1024 * 1024) / filler.length)));
    await remembering((memory) => memory.remember(origin, log.note(30)));
    await remembering(async (memory) => expect(memory.seen(origin)?.size).toBe(30));
  });

  test('is kept apart for each log', async () => {
    const memory = await Memory.open(folder, [origin, 'other.example/log']);
    await memory.remember(origin, log.note(3));
    expect(memory.seen('other.example/log')).toBeNull();
    await expect(memory.remember('unknown.example/log', log.note(3))).rejects.toThrow(
      /nothing is remembered/,
    );
    await memory.close();
  });
});

describe('what was refused', () => {
  const refusal = (size: number) => ({
    ...{ origin, kind: 'fork' as const, at: `2026-01-01T00:00:0${size}.000Z` },
    ...{ cosigned: log.note(9), refused: log.note(size) },
  });

  test('is kept once, with both notes, the earliest first', async () => {
    await remembering(async (memory) => {
      expect(await memory.keepRefusal(refusal(5))).toBe(true);
      expect(await memory.keepRefusal(refusal(4))).toBe(true);
      expect(await memory.keepRefusal({ ...refusal(5), at: 'later' })).toBe(false);
    });
    await remembering(async (memory) => expect(memory.refusals()).toEqual([refusal(4), refusal(5)]));
  });
});

describe('the key', () => {
  test('is made once, for its owner alone', async () => {
    const first = await openWitnessKey(folder, 'w1');
    expect((await openWitnessKey(folder, 'w1')).verifierKey).toBe(first.verifierKey);
    expect(statSync(join(folder, 'witness-key.pem')).mode & 0o777).toBe(0o600);
    expect(first.verifierKey).toMatch(/^w1\+[0-9a-f]{8}\+B/);
  });
});

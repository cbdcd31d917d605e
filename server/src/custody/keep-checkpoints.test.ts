import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatCheckpoint, openCheckpoint, signNote } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeTestKey } from '../../test/custody.ts';
import { keepNewest, openCheckpointShelf } from './keep-checkpoints.ts';

const key = makeTestKey();
const noteOf = (size: number): string =>
  signNote(formatCheckpoint({ origin: key.origin, size, root: new Uint8Array(32).fill(size) }), [key.signer]);
const sizeOf = (note: string): number => openCheckpoint(note, [key.verifierKey]).checkpoint.size;

const first = noteOf(1);
const second = noteOf(2);
const third = noteOf(3);

describe('the shelf of checkpoints', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liuhen-shelf-'));
    path = join(folder, 'checkpoints.txt');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is empty before the first, and asking does not make the file', async () => {
    expect(await openCheckpointShelf(folder).all()).toEqual([]);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('tells a fault that is not a missing file', async () => {
    await writeFile(path, '');
    await expect(openCheckpointShelf(path).all()).rejects.toThrow('ENOTDIR');
    await expect(openCheckpointShelf(join(folder, 'nowhere')).add(first)).rejects.toThrow('ENOENT');
  });

  it('gives back every note byte for byte, oldest first, and each verifies', async () => {
    const shelf = openCheckpointShelf(folder);
    const notes = Array.from({ length: 40 }, (_, i) => noteOf(i + 1));
    for (const note of notes) await shelf.add(note);
    expect(await shelf.all()).toEqual(notes);
    expect((await shelf.all()).map(sizeOf)).toEqual(notes.map((_, i) => i + 1));
  });

  it('can be read by its owner alone', async () => {
    await openCheckpointShelf(folder).add(first);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is only ever appended to, also after a restart', async () => {
    let before = Buffer.alloc(0);
    for (const note of [first, second, third]) {
      await openCheckpointShelf(folder).add(note);
      const now = await readFile(path);
      expect(now.subarray(0, before.length)).toEqual(before);
      expect(now.length).toBeGreaterThan(before.length);
      before = now;
    }
    expect(await openCheckpointShelf(folder).all()).toEqual([first, second, third]);
  });

  it('takes an empty file as a shelf without notes', async () => {
    await writeFile(path, '');
    const shelf = openCheckpointShelf(folder);
    expect(await shelf.all()).toEqual([]);
    await shelf.add(first);
    expect(await shelf.all()).toEqual([first]);
  });

  it('shows the half written note, so that its loss is found', async () => {
    const shelf = openCheckpointShelf(folder);
    await shelf.add(first);
    await appendFile(path, second.slice(0, 50));
    expect(await shelf.all()).toEqual([first, second.slice(0, 50)]);
    expect(() => sizeOf(second.slice(0, 50))).toThrow();
  });

  it('waits for a note that is just being written', async () => {
    const shelf = openCheckpointShelf(folder);
    await shelf.add(first);
    await appendFile(path, second.slice(0, 50));
    const reading = shelf.all();
    await sleep(30); // it has read the half one
    await appendFile(path, `${second.slice(50)}\n\f\n`);
    expect(await reading).toEqual([first, second]);
  });

  it('loses only the torn note, wherever within it the power went', async () => {
    await openCheckpointShelf(folder).add(first);
    const whole = (await stat(path)).size;
    await openCheckpointShelf(folder).add(second);
    const length = Buffer.byteLength(second);
    const full = await readFile(path);
    for (const kept of [1, 2, 3, 17, 50, 100, length - 2, length - 1, length, length + 2]) {
      await writeFile(path, full);
      await truncate(path, whole + kept);
      const shelf = openCheckpointShelf(folder);
      await shelf.add(third);
      const notes = await shelf.all();
      expect([notes[0], notes.at(-1)]).toEqual([first, third]);
      expect(notes).toHaveLength(3);
      if (kept >= length) expect(notes[1]).toBe(second);
    }
  });

  it('reads on when the very first note was torn', async () => {
    for (const kept of [1, 2, 30]) {
      await writeFile(path, first.slice(0, kept));
      const shelf = openCheckpointShelf(folder);
      await shelf.add(second);
      await shelf.add(third);
      expect((await shelf.all()).slice(-2)).toEqual([second, third]);
    }
  });
});

describe('keeping the newest', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** A place outside that can be made to fail. */
  function makePlace() {
    const kept: string[] = [];
    const faults: unknown[] = [];
    const place = { kept, faults, broken: false };
    const keeping = keepNewest(
      async (note) => {
        if (place.broken) throw new Error('the disk is gone');
        kept.push(note);
      },
      (error) => faults.push(error),
    );
    return { ...keeping, place };
  }

  it('keeps the first at once', async () => {
    const { add, place } = makePlace();
    await add(first);
    expect(place.kept).toEqual([first]);
  });

  it('keeps of those that come within a second only the newest, when it has passed', async () => {
    const { add, place } = makePlace();
    await add(first);
    for (let size = 2; size < 30; size++) await add(noteOf(size));
    expect(place.kept).toEqual([first]);
    await vi.advanceTimersByTimeAsync(998);
    expect(place.kept).toEqual([first]);
    await vi.advanceTimersByTimeAsync(3);
    expect(place.kept.map(sizeOf)).toEqual([1, 29]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(place.kept).toHaveLength(2);
  });

  it('keeps each of those that come a second apart', async () => {
    const { add, place } = makePlace();
    for (const note of [first, second, third]) {
      await add(note);
      await vi.advanceTimersByTimeAsync(1001);
    }
    expect(place.kept).toEqual([first, second, third]);
  });

  it('keeps at the end what still waits, and then nothing more', async () => {
    const { add, close, place } = makePlace();
    await add(first);
    await add(second);
    await add(third);
    await close();
    expect(place.kept).toEqual([first, third]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(place.kept).toHaveLength(2);
  });

  it('has nothing to keep at the end when nothing came', async () => {
    const { close, place } = makePlace();
    await close();
    expect(place.kept).toEqual([]);
  });

  it('tells that it failed, throws nothing, and keeps the same note at the end', async () => {
    const { add, close, place } = makePlace();
    place.broken = true;
    await add(first);
    expect(place.faults).toEqual([new Error('the disk is gone')]);
    place.broken = false;
    await close();
    expect(place.kept).toEqual([first]);
  });

  it('after a failure keeps the newer note in place of the one that failed', async () => {
    const { add, place } = makePlace();
    place.broken = true;
    await add(first);
    place.broken = false;
    await add(second);
    await vi.advanceTimersByTimeAsync(1001);
    expect(place.kept).toEqual([second]);
  });
});
